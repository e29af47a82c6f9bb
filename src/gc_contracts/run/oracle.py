"""What is wrong with a record: the one place that says so, by the schema and by a team's own conditions.

Every word has a second: an independent engine for the schema, an independent evaluator for conditions. The
second is slow and seldom needed, so it is asked only where somebody is about to be accused.
"""

from typing import TYPE_CHECKING, Literal, Protocol

from gc_contracts._json import Json, dumps
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.validate import compile as compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable


class Conditions(Protocol):
    """Rules across fields and references to other records, as `rules` judges them."""

    @property
    def missing(self) -> str:
        """Why they cannot be judged here; empty: they can."""
        ...

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """Give the conditions that a record breaks."""
        ...

    def second(self, record: Json) -> bool | None:
        """Tell by other means whether a record keeps them; None: it cannot be told."""
        ...


class Oracle:
    """Both engines of one schema, and its conditions; what is slow wakes at the first contradiction.

    Raises:
        SchemaError: no engine takes the schema.
    """

    def __init__(
        self, schema: Schema, patterns: Literal["ecma", "java"] = "ecma", conditions: Conditions | None = None
    ) -> None:
        self.schema = schema
        self.patterns: Literal["ecma", "java"] = patterns
        self.conditions = conditions
        self.first = compile_schema(schema, patterns)
        self._second: Callable[[Json], bool | None] | None = None

    @property
    def missing(self) -> str:
        """Why a record without violation may be invalid all the same; empty: it cannot be."""
        return self.conditions.missing if self.conditions else ""

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """List what is wrong by the schema, and where nothing is, what is wrong by the conditions."""
        found = self.first.violations(record)
        if found or self.conditions is None or self.conditions.missing:
            return found
        return self.conditions.violations(record)

    def is_valid(self, record: Json) -> bool:
        """Tell whether nothing is wrong; the fast way."""
        if not self.first.is_valid(record):
            return False
        return self.conditions is None or not self.violations(record)

    def second(self, record: Json) -> bool | None:
        """Ask the others whether a record is valid; None: they cannot tell."""
        word = self._by_schema(record)
        if word is not True or self.conditions is None:
            return word
        return None if self.conditions.missing else self.conditions.second(record)

    def sure(self, record: Json, *, valid: bool) -> bool:
        """Tell whether both first and second say that a record is valid, or that it is not."""
        return self.is_valid(record) is valid and self.second(record) is valid

    def _by_schema(self, record: Json) -> bool | None:
        if self._second is None:
            from gc_contracts.schema.second import Second  # noqa: PLC0415 - late: a whole engine, seldom needed

            self._second = Second(self.schema).is_valid
        return self._second(record)


def dispute(name: str, record: Json, second: bool | None) -> str:
    """Word that the engines do not agree on a record."""
    what = "the second engine cannot judge" if second is None else "the two engines disagree on"
    return f"not verified: {what} {name}: {short(record)}"


def short(record: Json) -> str:
    """Write a record in at most 60 characters."""
    text = dumps(record)
    return text if len(text) <= 60 else f"{text[:59]}…"
