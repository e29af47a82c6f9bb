"""Trials judged by the validator: a case is what keeps all rules, or breaks one keyword at one place.

With one exception: where rules of one place say nearly the same, a value that breaks one breaks the other.
Null where only members of an enumeration may stand is no text either; what is not shaped like a date fails
its pattern and its format. That is one mistake, often the commonest of all, and a case of the rule that it
was made for.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from gc_contracts._json import Json
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Violation
from gc_contracts.schema.boundary.judge import identifier, kebab, unique, written
from gc_contracts.schema.boundary.model import Boundary, Stand
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate_edits import Edits

MOST, MOST_OF_RULE = 60, 25
"""Cases kept of one stand, and of one rule there, whatever its families ask for."""


TOGETHER = (
    frozenset({"type", "enum", "const"}),
    frozenset({"pattern", "format", "enum", "const", "minLength"}),
)
"""Keywords that one mistake may break at once, at one place."""


class Trial(NamedTuple):
    """A value to put at a stand, and the rule whose wrong reading it may show."""

    rule: Rule
    variant: str
    value: Json


@dataclass(slots=True)
class Sieve:
    """Collects what the trials come to, each record once."""

    validator: Validator
    records: set[bytes]
    """What is known already, written down."""
    names: set[str]
    cases: list[RecordCase] = field(default_factory=list)
    _edits: Edits | None = None

    @classmethod
    def beyond(cls, found: Boundary, validator: Validator) -> "Sieve":
        """Start with what the boundary cases hold already."""
        names = {case.id for case in found.cases}
        return cls(validator, {written(case.record) for case in found.cases}, names)

    def hear(self, stand: Stand, trials: Iterable[Trial]) -> None:
        """Judge the trials of one stand, in order, until there are enough."""
        if self._edits is None or self._edits.base is not stand.record:
            self._edits = Edits(self.validator, stand.record)
        kept: Counter[str] = Counter()
        for trial in trials:
            rule = trial.rule.pointer
            if kept[rule] < MOST_OF_RULE and self._judge(self._edits, stand, trial):
                kept[rule] += 1
                if kept.total() == MOST:
                    return

    def _judge(self, edits: Edits, stand: Stand, trial: Trial) -> bool:
        record = stand.put(trial.value)
        text = written(record)
        if text in self.records:
            return False
        self.records.add(text)
        violations = edits.unworded(record)
        if len(violations) > 1 and not _one_mistake(violations):
            return False
        self.cases.append(self._case(stand, trial, record, violations))
        return True

    def _case(
        self, stand: Stand, trial: Trial, record: Json, violations: tuple[Violation, ...]
    ) -> RecordCase:
        """Label a record by what the validator said of it."""
        broken = next((one for one in violations if one.rule == trial.rule.pointer), None)
        broken = broken or next(iter(violations), None)
        keyword = broken.keyword if broken else trial.rule.keyword
        words = f"{stand.place.path}.{kebab(keyword)}/{trial.variant}"
        name = unique(identifier(words), self.names)
        self.names.add(name)
        if broken is None:
            return RecordCase(name, record, valid=True, rule=trial.rule.pointer)
        return RecordCase(name, record, False, broken.keyword, broken.pointer, broken.rule)


def _one_mistake(violations: tuple[Violation, ...]) -> bool:
    if len({one.pointer for one in violations}) > 1:
        return False
    keywords = {one.keyword for one in violations}
    return len(keywords) == 1 or any(keywords <= family for family in TOGETHER)
