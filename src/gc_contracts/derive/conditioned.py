"""Cases of a schema for a validator that also knows rules and references: each breaks what it says, no more.

A case that keeps the schema may break a rule across fields. It is mended at other places than its own, so
that it still shows its edge; where that cannot be, it is a case of the rule it breaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gc_contracts._json import Json
from gc_contracts.derive.alone import alone, told_by
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.contract import Contract
from gc_contracts.model.schema import Violation
from gc_contracts.schema.edits import apply, edits
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema

if TYPE_CHECKING:
    from gc_contracts.rules import Conditions


@dataclass(frozen=True, slots=True)
class Conditioned:
    """Cases, the record that the invalid ones are edits of, and what a reader should know."""

    cases: tuple[RecordCase, ...]
    base: Json
    notes: tuple[str, ...] = ()


def conditioned(
    contract: Contract, cases: Sequence[RecordCase], base: Json, patterns: Flavour = "ecma"
) -> Conditioned:
    """Let cases keep the conditions of a contract, or say which one they break.

    Args:
        contract: the schema, and what else is expected of its records.
        cases: cases of the schema alone.
        base: the valid record that they are edits of.
        patterns: whose reading of `pattern`.
    """
    expected = contract.expectations
    if not (expected.rules or expected.references):
        return Conditioned(tuple(cases), base)
    from gc_contracts.rules import Conditions  # noqa: PLC0415 - late: few contracts have any

    conditions = Conditions.of(expected, contract.schema, patterns)
    if conditions.silent:
        return Conditioned(tuple(cases), base)
    mended = base if not conditions.violations(base) else conditions.repair(base)
    if mended is None:
        note = "not verified: no record was found that keeps all rules and references"
        return Conditioned(tuple(case for case in cases if not case.valid), base, (note,))
    found = _Mending(compile_schema(contract.schema, patterns), conditions, base, mended)
    return Conditioned(tuple(found.each(cases)), mended)


@dataclass(frozen=True, slots=True)
class _Mending:
    validator: Validator
    conditions: "Conditions"
    base: Json
    mended: Json

    def each(self, cases: Sequence[RecordCase]) -> Iterator[RecordCase]:
        """Give what became of each case; what breaks several conditions at once is left out."""
        for case in cases:
            found = self.valid(case) if case.valid else self.invalid(case)
            if found is not None:
                yield found

    def valid(self, case: RecordCase) -> RecordCase | None:
        """Mend a record that keeps the schema, at other places than the one its case is about."""
        record = self._carried(case.record)
        broken = self._broken(record)
        if not broken:
            return replace(case, record=record)
        places = [edit.pointer for edit in edits(self.mended, record)]
        repaired = self.conditions.repair(record, keep=places[0]) if len(places) == 1 else None
        if repaired is not None:
            return replace(case, record=repaired)
        return _of_condition(case, record, broken[0]) if len(broken) == 1 else None

    def invalid(self, case: RecordCase) -> RecordCase:
        """Carry a defect into the record that keeps all conditions, if it is still the only one there.

        A value may break two rules at its place, as null does a `type` and an `enum`: that is one defect.
        """
        record = self._carried(case.record)
        told = told_by(self.validator, record)
        is_same = told in ({(case.pointer, case.keyword)}, told_by(self.validator, case.record))
        kept = record if is_same else case.record
        return replace(case, record=alone(self.validator, self.conditions, case, kept))

    def _carried(self, record: Json) -> Json:
        if self.mended is self.base:
            return record
        carried = apply(self.mended, edits(self.base, record))
        return record if carried is None else carried

    def _broken(self, record: Json) -> tuple[Violation, ...]:
        return self.validator.violations(record) or self.conditions.violations(record)


def _of_condition(case: RecordCase, record: Json, broken: Violation) -> RecordCase | None:
    if broken.rule and not broken.rule.startswith(("/rules/", "/references/")):
        return None
    origin = Origin.REFERENCE if broken.keyword == "reference" else Origin.RULE
    return RecordCase(case.id, record, False, broken.keyword, broken.pointer, broken.rule, origin=origin)
