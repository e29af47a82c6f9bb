"""Records on both sides of one cross-field rule: kept, broken alone, idle, and what each atom decides.

Every record is judged by the schema and by the rules' own engines before it is a case; what cannot be made is
told, never left out in silence.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from gc_contracts._json import Json, dumps, join
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.rules.search.bench import Bench
from gc_contracts.rules.search.formulas import CHOSEN, Free
from gc_contracts.rules.search.ground import State
from gc_contracts.rules.search.ruled import Ruled, answering, applying, breaking, deciding, idling, keeping
from gc_contracts.rules.search.solve import Goal
from gc_contracts.schema.boundary.judge import identifier, unique

Sides = dict[str, tuple[State, Json] | None]
"""The state and record of `kept`, `broken` and, where the rule does not always apply, `idle`."""

_STEPS = 1_000
"""Looks at goals that one atom or one value is worth."""
_FEW_STEPS = 200
_MOST_LEAVES = 4
"""Places of atoms of which every combination of answers is wanted."""
_SEARCHED = 2
"""Starts that a search sets out from."""
ALWAYS = frozenset({"absent", "null", "empty"})
"""Values that make a case even where the rule does not hang on them: code stumbles over them."""
_MOST_ALIKE = 8
"""Cases of one word, for one leaf and field."""
_MOST_VALUES = 24
"""Cases of one leaf and one field."""


@dataclass(slots=True)
class Made:
    """Collects cases: no record twice for one rule, no id twice."""

    cases: dict[str, RecordCase] = field(default_factory=dict)
    _records: set[tuple[str, str]] = field(default_factory=set)

    def add(self, words: str, record: Json, ruled: Ruled, pointer: str, *, valid: bool) -> bool:
        """Take a case of a rule, if its record is new there."""
        key = (ruled.rule.id, dumps(record))
        if key in self._records:
            return False
        self._records.add(key)
        name = unique(identifier(f"rule.{ruled.rule.id}.{words}"), self.cases)
        keyword = "" if valid else ruled.rule.id
        self.cases[name] = RecordCase(
            name, record, valid, keyword, "" if valid else pointer, ruled.rule.pointer, origin=Origin.RULE
        )
        return True


def sides(bench: Bench, ruled: Ruled) -> Sides:
    """Find the plainest record of each side of a rule."""
    others = bench.others(ruled)
    wanted: dict[str, tuple[list[Goal], str]] = {
        "kept": ([applying(ruled), keeping(ruled)], ""),
        "broken": ([breaking(ruled)], ruled.rule.id),
    }
    if ruled.when is not None:
        wanted["idle"] = ([idling(ruled)], "")
    return {
        side: next(bench.sound([*goals, *others], broken), None) for side, (goals, broken) in wanted.items()
    }


def add_cases(bench: Bench, ruled: Ruled, found: Sides, made: Made) -> None:
    """Make all cases of one rule: its sides, then what each atom decides, then each value of each field."""
    Cases(bench, ruled, made, [bench.start, *(reached[0] for reached in found.values() if reached)]).add(
        found
    )


@dataclass(frozen=True, slots=True)
class Cases:
    """Makes the cases of one rule, near the states in which it is on one of its sides."""

    bench: Bench
    ruled: Ruled
    made: Made
    starts: list[State]
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How many cases there are of a leaf, a field and a word."""

    def add(self, found: Sides) -> None:
        """Make them all."""
        for side, reached in found.items():
            if reached is not None:
                self._add(side, *reached)
        for name, leaf in self.ruled.parts:
            for value in (True, False):
                words = f"{name}.{'true' if value else 'false'}"
                self._near(words, [deciding(self.ruled, leaf, value)], self.starts)
        self._answers()
        for name, leaf in self.ruled.parts:
            for number in leaf.atom.fields:
                self._valued(name, number, deciding(self.ruled, leaf))
        for number in self.ruled.fields:
            self._always(number)

    def _answers(self) -> None:
        """Make a record for every combination of answers, where there are few: brackets may be misread."""
        leaves = [leaf for _, leaf in self.ruled.parts]
        for values in product((True, False), repeat=len(leaves)) if len(leaves) <= _MOST_LEAVES else ():
            goals = [answering(leaf, value) for leaf, value in zip(leaves, values, strict=True)]
            words = "".join("t" if value else "f" for value in values)
            self._near(f"answers.{words}", goals, self.starts, steps=_FEW_STEPS)

    def _valued(self, name: str, number: int, goal: Goal) -> None:
        """Make records in which a leaf decides and a field has each of its values in turn."""
        path = ".".join(self.bench.ground.domains[number].path)
        for choice, cell in enumerate(self.bench.ground.domains[number].cells):
            key = (name, path, cell.label)
            alike = self.told[key] < _MOST_ALIKE and self.told[name, path, ""] < _MOST_VALUES
            starts = [_with(start, number, choice) for start in self.starts]
            if alike and self._near(f"{path}.{cell.label}", [goal], starts, frozenset({number})):
                self.told.update([key, (name, path, "")])

    def _always(self, number: int) -> None:
        """Make records with what code stumbles over, even where the rule does not hang on it."""
        domain = self.bench.ground.domains[number]
        path = ".".join(domain.path)
        for choice, cell in enumerate(domain.cells):
            if cell.label in ALWAYS and not any(
                self.told[name, path, cell.label] for name, _ in self.ruled.parts
            ):
                starts = [_with(start, number, choice) for start in self.starts]
                self._near(f"{path}.{cell.label}", [], starts, frozenset({number}), _FEW_STEPS)

    def _near(
        self, words: str, wanted: list[Goal], starts: list[State], kept: Free = CHOSEN, steps: int = _STEPS
    ) -> bool:
        """Make one case that reaches goals: at one of the starts itself, or else not far from the first."""
        goals = [*wanted, *self.bench.others(self.ruled)]
        ready = [start for start in starts if all(each.reached(start) for each in goals)]
        for start in (*ready, *([] if ready else starts[:_SEARCHED])):
            for state, record in self.bench.told(goals, self.ruled, start=start, kept=kept, steps=steps):
                return self._add(words, state, record)
        return False

    def _add(self, words: str, state: State, record: Json) -> bool:
        valid = self.ruled.holds(state) is True
        return self.made.add(words, record, self.ruled, _pointer(self.bench, self.ruled), valid=valid)


def _with(state: State, number: int, choice: int) -> State:
    return (*state[:number], choice, *state[number + 1 :])


def _pointer(bench: Bench, ruled: Ruled) -> str:
    """Point at the one field a rule looks at, or at what all its fields lie in."""
    paths = [bench.ground.domains[number].path for number in ruled.fields]
    leaves = [
        path for path in paths if not any(other[: len(path)] == path and other != path for other in paths)
    ]
    return join("", *leaves[0]) if len(leaves) == 1 else ""
