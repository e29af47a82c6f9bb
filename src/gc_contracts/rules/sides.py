"""Records on both sides of one cross-field rule: kept, broken alone, idle, and what each atom decides.

Every record is judged by the schema and by the rules' own engines before it is a case; what cannot be made is
told, never left out in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gc_contracts._json import Json, dumps, join
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.rules.search.bench import Bench
from gc_contracts.rules.search.formulas import Atom
from gc_contracts.rules.search.ground import State
from gc_contracts.rules.search.ruled import Ruled, applying, breaking, deciding, idling, keeping, mattering
from gc_contracts.rules.search.solve import Goal
from gc_contracts.schema.boundary.judge import identifier, unique

Sides = dict[str, tuple[State, Json] | None]
"""The state and record of `kept`, `broken` and, where the rule does not always apply, `idle`."""

_STEPS = 4_000
"""Looks at goals that one atom or one value is worth."""
ALWAYS = frozenset({"absent", "null", "empty"})
"""Values that make a case even where the rule does not hang on them: code stumbles over them."""
_MOST_ALIKE = 3
"""Cells of one word."""
_MOST_VALUES = 16
"""Cells of one field that are tried for one rule."""


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
    wanted: dict[str, tuple[Sequence[Goal], str]] = {
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
    pointer = _pointer(bench, ruled)
    for side, reached in found.items():
        if reached is not None:
            made.add(side, reached[1], ruled, pointer, valid=side != "broken")
    starts = [reached[0] for reached in found.values() if reached is not None]
    for name, atom in ruled.parts:
        for value in (True, False):
            _decided(bench, ruled, atom, value, f"{name}.{'true' if value else 'false'}", made)
    for number in ruled.fields:
        for words, choice in _choices(bench, number):
            _valued(bench, ruled, number, choice, words, starts, made)


def _decided(bench: Bench, ruled: Ruled, atom: Atom, value: bool, words: str, made: Made) -> None:
    """Make the record in which an atom has a value and the rule holds, or not, because of it."""
    goals = [deciding(ruled, atom, value), *bench.others(ruled)]
    _taken(bench, ruled, bench.start, goals, frozenset(), words, made)


def _valued(
    bench: Bench, ruled: Ruled, number: int, choice: int, words: str, starts: list[State], made: Made
) -> None:
    """Make the record in which a field has a value and the rule looks at it: near one of its sides."""
    others = bench.others(ruled)
    wanted: list[tuple[Goal, ...]] = [(mattering(ruled, number), *others)]
    if bench.ground.domains[number].cells[choice].label in ALWAYS:
        wanted.append(others)
    for goals in wanted:
        for start in (bench.start, *starts):
            at = (*start[:number], choice, *start[number + 1 :])
            if _taken(bench, ruled, at, goals, frozenset({number}), words, made):
                return


def _taken(
    bench: Bench,
    ruled: Ruled,
    start: State,
    goals: Sequence[Goal],
    kept: frozenset[int],
    words: str,
    made: Made,
) -> bool:
    for state, record in bench.told(goals, ruled, start=start, kept=kept, steps=_STEPS):
        valid = ruled.holds(state) is True
        return made.add(words, record, ruled, _pointer(bench, ruled), valid=valid) or True
    return False


def _choices(bench: Bench, number: int) -> Iterator[tuple[str, int]]:
    domain = bench.ground.domains[number]
    path = ".".join(domain.path)
    told: dict[str, int] = {}
    for choice, cell in enumerate(domain.cells):
        told[cell.label] = told.get(cell.label, 0) + 1
        if told[cell.label] <= _MOST_ALIKE and sum(told.values()) <= _MOST_VALUES:
            yield f"{path}.{cell.label}", choice


def _pointer(bench: Bench, ruled: Ruled) -> str:
    """Point at the one field a rule looks at, or at what all its fields lie in."""
    paths = [bench.ground.domains[number].path for number in ruled.fields]
    leaves = [
        path for path in paths if not any(other[: len(path)] == path and other != path for other in paths)
    ]
    return join("", *leaves[0]) if len(leaves) == 1 else ""
