"""Records against a schema: every violation, in a stable order, and never an exception for a record.

Source: documented: JSON Schema draft-04 … 2020-12. `format` is asserted in every dialect: who writes one
means it. Patterns are read as ECMA-262. Nothing is ever fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import jsonschema_rs

from gc_contracts._json import Json, dumps, join, loads
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema import record as records
from gc_contracts.schema.refusal import UnsupportedPattern, refusal
from gc_contracts.schema.subschemas import LISTS, MAPS, subschemas
from gc_contracts.schema.wording import say

__all__ = ["UnsupportedPattern", "Validator", "compile", "validate"]

ENGINES = {
    "draft-04": jsonschema_rs.Draft4Validator,
    "draft-06": jsonschema_rs.Draft6Validator,
    "draft-07": jsonschema_rs.Draft7Validator,
    "2019-09": jsonschema_rs.Draft201909Validator,
    "2020-12": jsonschema_rs.Draft202012Validator,
}
_BY_PATH = {"dependencies", "dependentRequired", "minContains", "maxContains"}
_Error = jsonschema_rs.ValidationError


@dataclass(frozen=True, slots=True)
class Validator:
    """A compiled schema. It cannot be pickled: compile anew in each process."""

    schema: Schema
    engine: jsonschema_rs.Validator = field(repr=False)
    _accepts: Callable[[Json], bool] = field(repr=False)

    def is_valid(self, record: Json) -> bool:
        """Tell whether a record keeps every rule; the fast way for what is JSON.

        What is no JSON is seen here only where a rule looks at it; `violations` looks everywhere.
        """
        try:
            return self._accepts(record) and self._fits(record)
        except (ValueError, RecursionError):
            return not self.violations(record)

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """List all violations, by pointer, then keyword; a value that is no JSON has one, `json`."""
        defect = None if records.is_json(record) else records.defect(record)
        if defect:
            return (Violation(defect[0], "json", f"not JSON: {defect[1]}"),)
        try:
            return self._found(record)
        except ValueError:
            # Subclasses of Python's own types, which the engine refuses.
            return self._found(loads(dumps(record)))

    def _found(self, record: Json) -> tuple[Violation, ...]:
        if self._accepts(record) and self._fits(record):
            return ()
        found = [each for error in self.engine.iter_errors(record) for each in self._violations(error)]
        found += self._size(record)
        unique = dict.fromkeys(found)
        return tuple(
            sorted(unique, key=lambda each: (records.order(each.pointer), each.keyword, each.message))
        )

    def _fits(self, record: Json) -> bool:
        limit = self.schema.max_bytes
        return limit is None or not records.oversize(record, limit)

    def _size(self, record: Json) -> Iterator[Violation]:
        limit = self.schema.max_bytes
        size = records.oversize(record, limit) if limit is not None else 0
        if size:
            yield Violation("", "size", f"the record takes {size} bytes, at most {limit} are allowed")

    def _violations(self, error: _Error) -> Iterator[Violation]:
        pointer, rule = join("", *error.instance_path), self._rule(error)
        keyword, details = _keyword(error), error.kind.as_dict()
        if keyword in {"additionalProperties", "unevaluatedProperties"}:
            for name in details["unexpected"]:
                yield Violation(join(pointer, name), keyword, f"`{name}` is no declared property", rule)
        elif "property" in details:
            yield Violation(pointer, keyword, f"`{details['property']}` is missing", rule)
        else:
            yield Violation(
                pointer, keyword, say(error.kind.name, error.instance, details, error.message), rule
            )

    def _rule(self, error: _Error) -> str:
        path = error.schema_path
        if error.kind.name == "propertyNames":
            path = path[: path.index("propertyNames") + 1]
        return self._base(error) + join("", *path)

    def _base(self, error: _Error) -> str:
        """Find the embedded schema with an id of its own that a path is counted from."""
        base = (error.absolute_keyword_location or "").partition("#")[0]
        document = self.schema.document
        if not base or not isinstance(document, dict) or base == _id(document).rstrip("#"):
            return ""
        inner = ((at, _id(node)) for at, node in subschemas(document) if at and isinstance(node, dict))
        return next((at for at, name in inner if name and base.endswith(name.lstrip("./").rstrip("#"))), "")


def _id(node: dict[str, Json]) -> str:
    name = node.get("$id", node.get("id", ""))
    return name if isinstance(name, str) else ""


def _keyword(error: _Error) -> str:
    path = error.schema_path
    last = str(path[-1]) if path else ""
    if error.kind.name == "falseSchema":
        holder = str(path[-2]) if len(path) > 1 and path[-2] in MAPS | LISTS else last
        return holder or "false"
    return last if last in _BY_PATH else error.kind.name


def compile(schema: Schema) -> Validator:  # noqa: A001 - the public name is fixed
    """Compile a schema by its dialect, whatever `$schema` says.

    Raises:
        UnsupportedPattern: a pattern that our engine cannot run; the schema may be good.
        SchemaError: no schema by its metaschema, or a `$ref` that leads nowhere or outside the file.
    """
    try:
        engine = ENGINES[schema.dialect](schema.document, validate_formats=True, offline=True)
    except (ValueError, KeyError) as error:
        raise refusal(schema, error) from None
    return Validator(schema, engine, engine.is_valid)


def validate(schema: Schema, record: Json) -> tuple[Violation, ...]:
    """List all violations of one record; compile once where there are many.

    Raises: SchemaError: as `compile`.
    """
    return compile(schema).violations(record)
