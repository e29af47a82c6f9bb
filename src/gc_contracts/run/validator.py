"""Show records whose verdict is sure to a team's own validator, and keep what it said that is wrong.

Every record is shown twice, the second time in the opposite order: a verdict that depends on what was asked
before says nothing about a rule, and is not held against one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.verdict import OPENING, Said, Trouble, Verdict
from gc_contracts.run.blame import Blame
from gc_contracts.run.candidate import Candidate
from gc_contracts.run.oracle import Oracle
from gc_contracts.run.told import keys, other, record_case
from gc_contracts.schema.edits import apply, edits

FRESH = 25
"""Records shown to a validator anew, once it was seen to change its mind."""


@dataclass(slots=True)
class Trial:
    """A validator on trial over the records of one item."""

    candidate: Candidate
    oracle: Oracle
    more: Callable[[], Sequence[Json]]
    """Valid records beside those of the item, to find one that it accepts."""
    notes: list[str] = field(default_factory=list)

    def runs(self, shown: Sequence[RecordRun], base: Json) -> tuple[RecordRun, ...]:
        """Show the records of runs; give the runs with what was said, each contradiction made small.

        Args:
            shown: runs of our own engines; those that contradict their case are not shown.
            base: the record that invalid ones are edits of.
        """
        trouble = self.candidate.open()
        if trouble is not None:
            return (*shown, opening(trouble, base))
        asked = self._confirmed(self._asked(shown))
        accepted = self._accepted(asked)
        blame = Blame(self.candidate, self.oracle, accepted, self.notes)
        return tuple(blame.all((*asked, *self._moved(asked, base, accepted))))

    def _asked(self, shown: Sequence[RecordRun]) -> list[RecordRun]:
        """Ask in order, and again in the opposite order what was answered."""
        runs = self._told(list(shown), [index for index, run in enumerate(shown) if self._fit(run)])
        unasked = sum(self._fit(run) and run.verdict is None for run in runs)
        if unasked:
            self.notes.append(f"not verified: {unasked} records were not shown: {self.candidate.stopped}")
        spoken = [index for index, run in enumerate(runs) if run.says(Said.VALID, Said.INVALID)]
        again = self._told(list(runs), spoken[::-1])
        return [
            replace(run, again=other(run.verdict, second.verdict))
            for run, second in zip(runs, again, strict=True)
        ]

    def _told(self, runs: list[RecordRun], indices: Sequence[int]) -> list[RecordRun]:
        """Show the records of some runs, in the order of the indices."""
        verdicts = self.candidate.ask_all([runs[index].record for index in indices])
        for index, verdict in zip(indices, verdicts, strict=True):
            runs[index] = replace(runs[index], verdict=verdict)
        return runs

    def _confirmed(self, runs: list[RecordRun]) -> list[RecordRun]:
        """Where it changed its mind once, ask of each contradiction again, before any other record."""
        if not any(run.again for run in runs):
            return runs
        doubtful = [index for index, run in enumerate(runs) if run.contradicts]
        for index in doubtful[:FRESH]:
            run = runs[index]
            runs[index] = replace(run, again=other(run.verdict, self.candidate.afresh(run.record)))
        for index in doubtful[FRESH:]:
            runs[index] = replace(runs[index], verdict=None)
        return runs

    def _accepted(self, runs: Sequence[RecordRun]) -> tuple[Json, ...]:
        """Give the valid records that it accepts."""
        found = [run.record for run in runs if run.is_valid and run.says(Said.VALID) and not run.again]
        if not found and any(run.contradicts and run.is_valid for run in runs):
            found = [record for record in self.more() if self.candidate.says(record, Said.VALID)]
        return tuple(found)

    def _moved(self, runs: Sequence[RecordRun], base: Json, accepted: Sequence[Json]) -> Iterator[RecordRun]:
        """Where it does not accept the base, carry each defect into a record that it accepts."""
        if not accepted or self.candidate.says(base, Said.VALID):
            return
        fullest = max(accepted, key=lambda record: len(dumps(record)))
        for run in runs:
            if run.is_valid or not isinstance(run.case, RecordCase) or run.says(Said.VALID):
                continue
            record = apply(fullest, edits(base, run.record))
            if record is not None and self.candidate.says(record, Said.VALID) and self._same(record, run):
                moved = replace(record_case(run), record=record)
                yield RecordRun(moved, record, run.violations, verdict=self.candidate.recall(record))

    def _fit(self, run: RecordRun) -> bool:
        """Tell whether a record can be shown: it is JSON, of the right kind, and we agree about it."""
        agreed = isinstance(run.case, RecordCase) and run.case.valid is run.is_valid
        is_json = not any(each.keyword == "json" for each in run.violations)
        return agreed and is_json and self.oracle.speaks_of(run.record)

    def _same(self, record: Json, run: RecordRun) -> bool:
        return keys(self.oracle.violations(record)) == keys(run.violations)


def opening(trouble: Trouble, base: Json) -> RecordRun:
    """Make the run that says a validator could not be imported or built."""
    verdict = Verdict(Said.CRASH, trouble=trouble)
    return RecordRun(RecordCase(OPENING, base, valid=True), base, (), verdict=verdict)
