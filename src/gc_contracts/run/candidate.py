"""A team's validator under test, as a run asks it: one record at a time, and not for ever.

It runs in a process of its own, so that it may hang, crash or end itself. Each time costs: after a few the
rest is left unasked, which is said.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import monotonic
from typing import Protocol, TypeVar

from gc_contracts._json import Json, spelt
from gc_contracts.model.contract import Contract
from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.settings import Settings

HANGS = 3
"""How often a validator may give no answer in time before it is asked no more."""
DEATHS = 20
"""How often its process may end."""
_MEMORY = 50_000
"""Answers remembered while a record is made smaller."""
_SLOW = 0.01
"""Seconds for a record from which on it is worth telling."""
_AFTER = 1.5
"""By how much the time may be overdrawn, to make small what was found in it."""


Answer = TypeVar("Answer", Verdict, Verdict | None)


class Ask(Protocol):
    """A validator that can be asked: what `worker.Worker` is, and what a test puts in its place."""

    def open(self, probe: Json = None) -> Trouble | None:
        """Import and build it; what went wrong with that. `probe`: a valid record."""
        ...

    def ask(self, record: Json) -> Verdict:
        """Show it a record."""
        ...

    def ask_all(self, records: Iterable[Json]) -> Generator[Verdict]:
        """Show it many, sent ahead of their answers; whoever stops reading stops asking."""
        ...

    def close(self) -> None:
        """End it; the next question starts it anew."""
        ...


@dataclass(slots=True)
class Candidate:
    """The validator under test, with count of what it cost so far."""

    inner: Ask
    probe: Json = None
    budget: float = inf
    """Seconds that asking may take in all."""
    clock: Callable[[], float] = monotonic
    hangs: int = 0
    deaths: int = 0
    asked: int = 0
    spent: float = 0.0
    _known: dict[str, Verdict] = field(default_factory=dict)

    @property
    def stopped(self) -> str:
        """Why it is asked no more; empty: it is."""
        if self.hangs >= HANGS:
            return f"it gave no answer in time {self.hangs} times"
        if self.deaths >= DEATHS:
            return f"its process ended {self.deaths} times"
        if self.spent < self.budget:
            return ""
        return f"{self.asked} took {self.spent:.0f} s, more than ini gc_validator_budget = {self.budget:g}"

    @property
    def pace(self) -> str:
        """How long it takes for a record, where that is long; else empty."""
        each = self.spent / self.asked if self.asked else 0.0
        return f"the validator takes {each:.2g} s for a record ({self.asked} asked)" if each > _SLOW else ""

    def open(self) -> Trouble | None:
        """Import and build it; what went wrong with that."""
        return self.inner.open(self.probe)

    def ask(self, record: Json) -> Verdict | None:
        """Show it a record; None: it is asked no more."""
        tired = self.hangs >= HANGS or self.deaths >= DEATHS or self.spent >= self.budget * _AFTER
        return None if tired else self._counted(partial(self.inner.ask, record))

    def ask_all(self, records: Sequence[Json]) -> list[Verdict | None]:
        """Show it many, in order; None for each that it is not asked any more."""
        verdicts: list[Verdict | None] = []
        answers = self.inner.ask_all(records)
        while not self.stopped and (verdict := self._counted(partial(next, answers, None))) is not None:
            verdicts.append(verdict)
        answers.close()
        return verdicts + [None] * (len(records) - len(verdicts))

    def recall(self, record: Json) -> Verdict | None:
        """As `ask`, but what was asked in this way before is not asked again."""
        key = spelt(record)
        if key in self._known:
            return self._known[key]
        verdict = self.ask(record)
        if verdict is not None and len(self._known) < _MEMORY:
            self._known[key] = verdict
        return verdict

    def says(self, record: Json, said: Said) -> bool:
        """Tell whether it says this of a record."""
        verdict = self.recall(record)
        return verdict is not None and verdict.said is said

    def _counted(self, question: Callable[[], Answer]) -> Answer:
        start = self.clock()
        verdict = question()
        if verdict is None:
            return verdict
        self.spent += self.clock() - start
        self.asked += 1
        self.hangs += verdict.said is Said.HANG
        self.deaths += verdict.trouble is not None and verdict.trouble.kind == "exit"
        return verdict

    def afresh(self, record: Json) -> Verdict | None:
        """Show it a record before any other."""
        self.inner.close()
        return self.ask(record)


Have = Callable[[Contract, Settings, Json], AbstractContextManager[Candidate]]
"""How a contract's validator is had: the contract, the settings, a valid record."""


@contextmanager
def candidate(contract: Contract, settings: Settings, probe: Json) -> Iterator[Candidate]:
    """Have the validator that a contract names; it ends with the block."""
    from gc_contracts.run.bench import of_contract  # noqa: PLC0415 - late: starts processes

    inner = of_contract(contract, settings)
    try:
        yield Candidate(inner, probe, settings.project.budget)
    finally:
        inner.close()
