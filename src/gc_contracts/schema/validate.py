"""Records against a schema: every violation, in a stable order, and never an exception for a record.

Source: documented: JSON Schema draft-04 … 2020-12. `format` is asserted in every dialect: who writes one
means it. Patterns are read as ECMA-262. Nothing is ever fetched.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import jsonschema_rs

from gc_contracts._json import Json, dumps, get, join, loads
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema import record as records
from gc_contracts.schema.portable import Respelt, respell
from gc_contracts.schema.refusal import UnsupportedPattern, refusal
from gc_contracts.schema.subschemas import LISTS, MAPS, subschemas
from gc_contracts.schema.wording import say

if TYPE_CHECKING:
    from gc_contracts.schema.pattern import Flavour

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
    _names: Mapping[str, str] = field(repr=False)
    """What `patternProperties` are called in the schema, by what the engine calls them."""

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
        found = [
            each for error in self.engine.iter_errors(record) for each in self._violations(error, record)
        ]
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

    def _violations(self, error: _Error, record: Json) -> Iterator[Violation]:
        pointer, rule = join("", *error.instance_path), self._rule(error)
        keyword, details = _keyword(error), error.kind.as_dict()
        if "pattern" in details and self._stands(rule):
            details["pattern"] = get(self.schema.document, rule)  # as written, not as respelt
        if keyword in {"additionalProperties", "unevaluatedProperties"}:
            # Without declared properties the engine names none: then no member is expected.
            for name in details.get("unexpected") or get(record, pointer):
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
        if self._names:
            path = [self._names.get(step, step) if isinstance(step, str) else step for step in path]
        rule = self._base(error) + join("", *path)
        return rule if "$ref" not in error.evaluation_path or self._stands(rule) else _way_out(error)

    def _stands(self, pointer: str) -> bool:
        try:
            get(self.schema.document, pointer)
        except KeyError:
            return False
        return True

    def _base(self, error: _Error) -> str:
        """Find the embedded schema with an id of its own that a path is counted from."""
        base = (error.absolute_keyword_location or "").partition("#")[0]
        document = self.schema.document
        if not base or not isinstance(document, dict) or base == _id(document).rstrip("#"):
            return ""
        inner = ((at, _id(node)) for at, node in subschemas(document) if at and isinstance(node, dict))
        return next((at for at, name in inner if name and base.endswith(name.lstrip("./").rstrip("#"))), "")


def _way_out(error: _Error) -> str:
    """Give the `$ref` behind which a rule lies that is no part of the document: in a metaschema."""
    steps = error.evaluation_path
    return join("", *steps[: steps.index("$ref") + 1])


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


def compile(schema: Schema, patterns: "Flavour" = "ecma") -> Validator:  # noqa: A001 - the public name is fixed
    """Compile a schema by its dialect, whatever `$schema` says.

    `patterns` says whose reading they get; one that is no pattern of ECMA-262 is always read as Java's.

    Raises:
        UnsupportedPattern: a pattern that our engine cannot run; the schema may be good.
        SchemaError: no schema by its metaschema, or a `$ref` that leads nowhere or outside the file.
    """
    try:
        if patterns == "ecma":
            return _compiled(schema, Respelt(schema.document))
    except (ValueError, KeyError) as error:
        refused = refusal(schema, error)
        if not isinstance(refused, UnsupportedPattern):
            raise refused from None
    try:
        return _compiled(schema, respell(schema.document, patterns))
    except SchemaError as error:
        raise UnsupportedPattern(error.message, error.pointer) from None
    except (ValueError, KeyError) as error:
        raise refusal(schema, error) from None


def _compiled(schema: Schema, respelt: Respelt) -> Validator:
    engine = ENGINES[schema.dialect](respelt.document, validate_formats=True, offline=True)
    return Validator(schema, engine, engine.is_valid, respelt.names)


def validate(schema: Schema, record: Json) -> tuple[Violation, ...]:
    """List all violations of one record; compile once where there are many.

    A keyword that is declared twice, by a core type and its author, is one violation.

    Raises: SchemaError: as `compile`.
    """
    found = {(each.pointer, each.keyword, each.message): each for each in compile(schema).violations(record)}
    return tuple(found.values())
