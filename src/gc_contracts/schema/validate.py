"""Records against a schema: every violation, in a stable order, and never an exception for a record.

Source: documented: JSON Schema draft-04 … 2020-12. `format` is asserted in every dialect: who writes one
means it. Patterns are read as ECMA-262. Nothing is ever fetched.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import jsonschema_rs

from gc_contracts._json import Json, dumps, loads
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema import record as records
from gc_contracts.schema.portable import Respelt, respell, respelt
from gc_contracts.schema.refusal import UnsupportedPattern, refusal
from gc_contracts.schema.spelling import spelt_out
from gc_contracts.schema.validate_errors import Reader

if TYPE_CHECKING:
    from gc_contracts.schema.pattern import Flavour

UNEVALUATED = "unevaluated"
"""How keywords begin that fail as well where a part that knows the member fails."""

__all__ = ["UnsupportedPattern", "Validator", "compile", "validate"]

ENGINES = {
    "draft-04": jsonschema_rs.Draft4Validator,
    "draft-06": jsonschema_rs.Draft6Validator,
    "draft-07": jsonschema_rs.Draft7Validator,
    "2019-09": jsonschema_rs.Draft201909Validator,
    "2020-12": jsonschema_rs.Draft202012Validator,
}


@dataclass(frozen=True, slots=True)
class Validator:
    """A compiled schema. It cannot be pickled: compile anew in each process."""

    schema: Schema
    engine: jsonschema_rs.Validator = field(repr=False)
    _accepts: Callable[[Json], bool] = field(repr=False)
    _reader: Reader = field(repr=False)

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

    def unworded(self, record: Json, *, fits: bool = False) -> tuple[Violation, ...]:
        """As `violations`, but without messages where they decide nothing: for who only judges.

        Args:
            record: what to judge.
            fits: it is known to keep the size limit.
        """
        if not records.is_json(record):
            return self.violations(record)
        accepted, over = self._accepts(record), 0 if fits else self._over(record)
        if accepted:
            return (_oversize(over, self.schema.max_bytes),) if over else ()
        read = [self._reader.unworded(error) for error in self.engine.iter_errors(record)]
        found = [each for each in read if each]
        doubtful = len(found) > 1 and any(each.keyword.startswith(UNEVALUATED) for each in found)
        if over or doubtful or len({(each.pointer, each.keyword) for each in found}) < len(read):
            return self.violations(record)
        return _sorted(found)

    def _found(self, record: Json) -> tuple[Violation, ...]:
        accepted, over = self._accepts(record), self._over(record)
        if accepted and not over:
            return ()
        errors = () if accepted else self.engine.iter_errors(record)
        told = [(each, _named(error)) for error in errors for each in self._reader.violations(error, record)]
        found = self._causes(told, record)
        if over:
            found.append(_oversize(over, self.schema.max_bytes))
        return _sorted(list(dict.fromkeys(found)))

    def _causes(self, told: list[tuple[Violation, Sequence[str]]], record: Json) -> list[Violation]:
        """Leave out what only follows from other violations."""
        found = [violation for violation, _ in told]
        if len(found) < 2 or not any(each.keyword.startswith(UNEVALUATED) for each in found):
            return found
        # Late: folds the schema, which needs the patterns, and few schemas have such keywords.
        from gc_contracts.schema.consequences import causes  # noqa: PLC0415 - see above

        return causes(told, self.schema, record)

    def _fits(self, record: Json) -> bool:
        return not self._over(record)

    def _over(self, record: Json) -> int:
        limit = self.schema.max_bytes
        return records.oversize(record, limit) if limit is not None else 0


def _sorted(found: list[Violation]) -> tuple[Violation, ...]:
    if len(found) > 1:
        found.sort(key=lambda each: (records.order(each.pointer), each.keyword, each.message))
    return tuple(found)


def _named(error: jsonschema_rs.ValidationError) -> Sequence[str]:
    """Give the elements that an error is about, as JSON."""
    return list(error.kind.as_dict().get("unexpected", ())) if error.kind.name == "unevaluatedItems" else []


def _oversize(size: int, limit: int | None) -> Violation:
    return Violation("", "size", f"the record takes {size} bytes, at most {limit} are allowed")


def compile(schema: Schema, patterns: "Flavour" = "ecma") -> Validator:  # noqa: A001 - the public name is fixed
    """Compile a schema by its dialect, whatever `$schema` says.

    `patterns` says whose reading they get; one that is no pattern of ECMA-262 is always read as Java's.

    Raises:
        UnsupportedPattern: a pattern that our engine cannot run; the schema may be good.
        SchemaError: no schema by its metaschema, or a `$ref` that leads nowhere or outside the file.
    """
    try:
        if patterns == "ecma":
            return _as_ecma(schema)
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


def _as_ecma(schema: Schema) -> Validator:
    document = respelt(schema.document, lambda pattern, _place: spelt_out(pattern))
    with suppress(ValueError, KeyError):
        return _compiled(schema, document)
    # Its error is to be about what the author wrote.
    return _compiled(schema, Respelt(schema.document))


def _compiled(schema: Schema, found: Respelt) -> Validator:
    engine = ENGINES[schema.dialect](found.document, validate_formats=True, offline=True)
    return Validator(schema, engine, engine.is_valid, Reader(schema.document, found.names))


def validate(schema: Schema, record: Json) -> tuple[Violation, ...]:
    """List all violations of one record; compile once where there are many.

    A keyword that is declared twice, by a core type and its author, is one violation.

    Raises: SchemaError: as `compile`.
    """
    found = {(each.pointer, each.keyword, each.message): each for each in compile(schema).violations(record)}
    return tuple(found.values())
