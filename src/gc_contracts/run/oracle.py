"""What is wrong with a record: the one place that says so, by the schema and by a team's own conditions.

Every word has a second: an independent engine for the schema, an independent evaluator for conditions. The
second is slow and seldom needed, so it is asked only where somebody is about to be accused.
"""

from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from gc_contracts._json import Json, get, spelt, unwritable
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.contract import Contract, Expectations, Rule
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import compile as compile_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from gc_contracts.rules import Conditions


class Oracle:
    """Both engines of one schema, and its conditions; what is slow wakes at the first contradiction.

    Raises:
        SchemaError: no engine takes the schema.
    """

    def __init__(
        self,
        schema: Schema,
        patterns: Flavour = "ecma",
        conditions: "Conditions | None" = None,
        expected: Expectations | None = None,
    ) -> None:
        self.schema = schema
        self.patterns: Flavour = patterns
        self.conditions = conditions
        self.expected = expected or Expectations()
        self.first = compile_schema(schema, patterns)
        self._second: Callable[[Json], bool | None] | None = None

    @classmethod
    def of(cls, contract: Contract, patterns: Flavour = "ecma", *, conditions: bool = True) -> "Oracle":
        """Make the oracle of a contract, with the conditions it declares, if they are to count."""
        expected = contract.expectations
        if not conditions or not (expected.rules or expected.references):
            return cls(contract.schema, patterns)
        from gc_contracts.rules import Conditions  # noqa: PLC0415 - late: few contracts have any

        return cls(contract.schema, patterns, Conditions.of(expected, contract.schema, patterns), expected)

    def doubt(self, record: Json) -> str:
        """Say why a record in which we find nothing wrong may be wrong all the same; empty: it cannot be."""
        if self.conditions is None:
            return ""
        if self.conditions.missing:
            return self.conditions.missing.removeprefix("not verified: ")
        if self.conditions.troubles:
            return f"rule {self.conditions.troubles[0].rule.id} cannot be read"
        for reference in self.expected.references.values():
            value = record.get(reference.field) if isinstance(record, dict) else None
            if reference.values is None and value is not None:
                return f"the records that {reference.field} refers to are not known"
        return ""

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """List what is wrong by the schema, and where nothing is, what is wrong by the conditions."""
        found = self.first.violations(record)
        if found and found[0].keyword == "json":
            return tuple(map(self._told, found, repeat(record)))
        return found if found or self.conditions is None else self.conditions.violations(record)

    def is_valid(self, record: Json) -> bool:
        """Tell whether nothing is wrong; the fast way."""
        if not self.first.is_valid(record):
            return False
        return self.conditions is None or not self.conditions.violations(record)

    def second(self, record: Json) -> bool | None:
        """Ask the others whether a record is valid; None: they cannot tell."""
        if unwritable(record):
            return False  # by decision: an engine for JSON has no word on what JSON has not
        word = self._by_schema(record)
        return word if word is not True or self.conditions is None else self.conditions.second(record)

    def speaks_of(self, record: Json) -> bool:
        """Tell whether a record is of the kind the schema is written for.

        A schema that names no type takes every text and number, which its author never meant.
        """
        document = self.schema.document
        return isinstance(record, dict) or (isinstance(document, dict) and "type" in document)

    def named(self, case: RecordCase) -> str:
        """Give what a violation of the condition that a case is about would be called."""
        if case.origin is Origin.REFERENCE:
            return "reference"
        return next((rule.id for rule in self.expected.rules if rule.pointer == case.rule), "")

    def woken(self, base: Json, record: Json) -> Rule | None:
        """Give the one rule that a record meets and that does not apply to its base."""
        if self.conditions is None or not self.conditions.rules:
            return None
        before, after = self.conditions.words(base), self.conditions.words(record)
        names = [name for name, word in after.items() if word == "holds" and before.get(name) == "idle"]
        found = (each.rule for each in self.conditions.rules if each.rule.id in names)
        return next(found) if len(names) == 1 else None

    def _told(self, found: Violation, record: Json) -> Violation:
        """Hold NaN and infinities against the type of their place: no type of JSON has them."""
        if not isinstance(get(record, found.pointer), float):
            return found
        # Late: what is no JSON is shown to validators under test only.
        from gc_contracts.schema.edges import node_at  # noqa: PLC0415 - as said
        from gc_contracts.schema.effective import effective  # noqa: PLC0415 - as said
        from gc_contracts.schema.separate import NUMERIC  # noqa: PLC0415 - as said

        node = node_at(effective(self.schema, self.patterns), found.pointer)
        rule = next(iter(node.named(*NUMERIC)), None)
        return found if rule is None else replace(found, keyword="type", rule=rule.pointer)

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
    text = spelt(record)
    return text if len(text) <= 60 else f"{text[:59]}…"
