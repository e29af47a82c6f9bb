"""A ground with rules on it: states that reach goals become records that schema and judge agree on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from gc_contracts._json import Json
from gc_contracts.model.schema import Violation
from gc_contracts.rules.condition import Word
from gc_contracts.rules.search.formulas import CHOSEN, Free
from gc_contracts.rules.search.ground import Ground, State
from gc_contracts.rules.search.ruled import Ruled, holding, sparing
from gc_contracts.rules.search.solve import Goal, solve
from gc_contracts.rules.search.tools import Tools

_NO_ANSWER = frozenset({Word.ERRS, Word.UNKNOWN})
_MOST_STEPS = 5_000
"""Looks at goals that one side of a rule is worth."""
_MOST_MENDED = 4
_MOST_REFUSED = 40
"""States that schema or judge refuse before a search is given up."""


class Judge(Protocol):
    """Both engines, asked for a whole record."""

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """Tell which rules and references a record breaks."""

    def words(self, record: Json) -> Mapping[str, Word]:
        """Say what the first engine makes of a record, rule by rule."""

    def second(self, record: Json) -> bool | None:
        """Ask the second engine whether all holds; None: it cannot tell."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A ground with the rules on it, and a state from which searches start."""

    tools: Tools
    judge: Judge
    ground: Ground
    rules: tuple[Ruled, ...]
    conditions: tuple[Goal, ...]
    """What references ask for."""
    start: State
    failing: frozenset[str] = frozenset()
    """Ids of the rules whose evaluation fails at the start, for no start was found where it does not."""

    def others(self, *but: Ruled) -> tuple[Goal, ...]:
        """Want all rules and references to hold but some."""
        rules = (self._wanted(each) for each in self.rules if each not in but)
        return (*rules, *self.conditions)

    def _wanted(self, ruled: Ruled) -> Goal:
        """Want a rule to hold; of one that fails even where we start, no more than that it spares."""
        return sparing(ruled) if ruled.rule.id in self.failing else holding(ruled)

    def settled(self, kept: Free = CHOSEN) -> State | None:
        """Find a state on which everything holds, from the start: one condition after the other."""
        state, done = self.start, list[Goal]()
        for goal in self.others():
            done.append(goal)
            if not goal.reached(state):
                found = next(solve(self.ground, done, state, kept=kept), None)
                if found is None:
                    return None
                state = found
        start = replace(self, start=state)
        return next((found for found, _ in start.sound(self.others())), None)

    def tolerant(self) -> "Bench":
        """Ask no more of rules that fail on this ground whatever one does than that they spare."""
        failing = (
            each for each in self.rules if next(solve(self.ground, [holding(each)], self.start), None) is None
        )
        return replace(self, failing=frozenset(each.rule.id for each in failing))

    @property
    def record(self) -> Json:
        """The record that searches start from."""
        return self.whole(self.start)

    def whole(self, state: State, kept: str = "") -> Json:
        """Make the record of a state; where the schema objects, members that no rule looks at give way.

        `kept`: the name of a member that does not.
        """
        record = self.ground.record(state)
        if self.tools.validator.is_valid(record):
            return record
        looked_at = {each.path[0] for each in self.ground.domains} | {kept}
        found = self.tools.mended(record, looked_at.__contains__)
        return record if found is None else found

    def sound(self, goals: Sequence[Goal], broken: str = "") -> Iterator[tuple[State, Json]]:
        """Yield states that reach goals, with records of which schema and judge say so.

        Args:
            goals: what is wanted of the state.
            broken: the id of the rule that is broken, and nothing else; empty: the record is valid.
        """
        found = solve(self.ground, goals, self.start, steps=_MOST_STEPS)
        for state, record in self._records(found):
            if self.takes(record, broken):
                yield state, record

    def told(
        self, goals: Sequence[Goal], ruled: Ruled, start: State, kept: Free, steps: int
    ) -> Iterator[tuple[State, Json]]:
        """As `sound`, from a start, with fields kept as there; the state tells whether the rule holds."""
        for state, record in self._records(solve(self.ground, goals, start, kept=kept, steps=steps)):
            if self.takes(record, "" if ruled.holds(state) is True else ruled.rule.id):
                yield state, record

    def _records(self, states: Iterator[State]) -> Iterator[tuple[State, Json]]:
        """Make the records of some states, the first few of them mended where the schema objects."""
        for number, state in enumerate(islice(states, _MOST_REFUSED)):
            yield state, self.whole(state) if number < _MOST_MENDED else self.ground.record(state)

    def takes(self, record: Json, broken: str) -> bool:
        """Tell whether schema and judge find exactly this rule broken, or nothing."""
        if not self.tools.validator.is_valid(record):
            return False
        words = self.judge.words(record)
        guilty = {name for name, word in words.items() if word is Word.BROKEN}
        unanswered = {name for name, word in words.items() if word in _NO_ANSWER}
        if unanswered - self.failing:
            return False
        if unanswered or self.conditions:
            guilty = {each.keyword for each in self.judge.violations(record)}
        return guilty == ({broken} if broken else set()) and self.judge.second(record) is not bool(broken)
