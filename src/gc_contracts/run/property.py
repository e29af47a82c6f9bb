"""Drive property cases through Hypothesis and keep the smallest record that contradicts one.

The only home of Hypothesis outside the strategies. Derandomised unless a seed is asked for, no database, no
deadline: the same tree gives the same result.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import hypothesis
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import FuzzCase, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.run.covered import Tally, watching
from gc_contracts.run.oracle import Oracle, dispute
from gc_contracts.strategy.invalid import invalid
from gc_contracts.strategy.valid import valid

T = TypeVar("T")


class Draw(NamedTuple):
    """A generated record, and for an invalid one the keyword it breaks and where."""

    record: Json
    keyword: str = ""
    pointer: str = ""

    def __repr__(self) -> str:
        """Write no record: Hypothesis asks for what it never shows, and one may take half a megabyte."""
        return f"Draw({self.keyword!r}, {self.pointer!r})"


class ContradictionError(Exception):
    """A generated record is not what it was made to be, and both engines say so."""


@dataclass(slots=True)
class Watch:
    """Follows one property: counts, keeps the latest contradiction (the last is the smallest)."""

    case: FuzzCase
    oracle: Oracle
    examples: int = 0
    found: Draw | None = None
    disputes: list[str] = field(default_factory=list)

    def look(self, draw: Draw) -> None:
        """Judge one record; raises ContradictionError where both engines contradict the case."""
        self.examples += 1
        first = self.oracle.is_valid(draw.record)
        if first is self.case.valid:
            return
        second = self.oracle.second(draw.record)
        if second is not first:
            self.disputes.append(dispute(f"a generated record of {self.case.id}", draw.record, second))
            return
        self.found = draw
        raise ContradictionError


def profile_examples() -> int:
    """Tell how many examples the loaded Hypothesis profile asks for."""
    return int(hypothesis.settings.default.max_examples)  # type: ignore[union-attr]


def run_properties(
    oracle: Oracle, cases: Sequence[FuzzCase], seed: int | None, tally: Tally | None = None
) -> tuple[tuple[RecordRun, ...], int, tuple[str, ...]]:
    """Run property cases; `tally` counts what their records try.

    Returns: one run for each contradicted property, how many records were judged, and notes.
    """
    runs: list[RecordRun] = []
    notes: list[str] = []
    examples = 0
    for case in cases:
        watch = Watch(case, oracle)
        notes += drive(oracle, case, watching(watch.look, tally), seed)
        notes += watch.disputes[:1]
        examples += watch.examples
        runs += _runs(watch)
    return tuple(runs), examples, tuple(notes)


def drive(
    oracle: Oracle, case: FuzzCase, look: Callable[[Draw], None], seed: int | None, *, shrink: bool = True
) -> list[str]:
    """Show the generated records of a property to `look`, which raises ContradictionError for a find.

    `shrink`: whether Hypothesis makes a find smaller, which takes thousands of records.

    Returns: notes on why there were none.
    """
    word = "valid" if case.valid else "invalid"
    doubt = f"not verified: no {word} record can be generated for {case.id}"
    try:
        check(_strategy(oracle, case, stir=not shrink), look, case.examples, seed, shrink=shrink)
    except (ContradictionError, Flaky):
        return []
    except SchemaError as reason:
        return [f"{doubt}: {reason}"]
    except Unsatisfiable:
        return [doubt]
    return []


def _strategy(oracle: Oracle, case: FuzzCase, *, stir: bool) -> st.SearchStrategy[Draw]:
    if case.valid:
        return valid(oracle.schema, oracle.patterns, stir=stir).map(Draw)
    drawn = invalid(oracle.schema, oracle.patterns, stir=stir)
    return drawn.map(lambda broken: Draw(broken.record, broken.keyword, broken.pointer))


def check(
    strategy: st.SearchStrategy[T],
    look: Callable[[T], None],
    examples: int,
    seed: int | None,
    *,
    shrink: bool = True,
) -> None:
    """Show generated values to `look`, the smallest failing one last, and raise what it raised for that."""

    def prop(value: T) -> None:
        look(value)

    test = hypothesis.given(strategy)(prop)
    if seed is not None:
        test = hypothesis.seed(seed)(test)
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    chosen = hypothesis.settings(
        max_examples=examples,
        derandomize=seed is None,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[*phases, hypothesis.Phase.shrink] if shrink else phases,
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    chosen(test)()


def _runs(watch: Watch) -> list[RecordRun]:
    if watch.found is None:
        return []
    draw, case = watch.found, watch.case
    labelled = RecordCase(case.id, draw.record, case.valid, draw.keyword, draw.pointer)
    first = watch.oracle.violations(draw.record)
    return [RecordRun(labelled, draw.record, first, second=not first)]
