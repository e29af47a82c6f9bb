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
from gc_contracts.run.oracle import Oracle, dispute
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
        asked = self._undisputed(self._confirmed(self._asked(shown)))
        accepted = self._accepted(asked)
        moved = self._moved(asked, base, accepted)
        return tuple(Blame(self.candidate, self.oracle, accepted).all((*asked, *moved)))

    def _asked(self, shown: Sequence[RecordRun]) -> list[RecordRun]:
        """Ask in order, and again in the opposite order what was answered."""
        runs = [replace(run, verdict=self.candidate.ask(run.record)) if _fit(run) else run for run in shown]
        unasked = sum(_fit(run) and run.verdict is None for run in runs)
        for index in reversed(range(len(runs))):
            run = runs[index]
            if run.says(Said.VALID, Said.INVALID):
                runs[index] = replace(run, again=other(run.verdict, self.candidate.ask(run.record)))
        if unasked:
            self.notes.append(f"not verified: {unasked} records were not shown: {self.candidate.stopped}")
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

    def _undisputed(self, runs: list[RecordRun]) -> list[RecordRun]:
        """Take back what our own two engines do not agree on."""
        return [replace(run, verdict=None) if self._in_dispute(run) else run for run in runs]

    def _in_dispute(self, run: RecordRun) -> bool:
        second = self.oracle.second(run.record) if run.contradicts else run.is_valid
        if second is run.is_valid and not (run.is_valid and self.oracle.missing):
            return False
        if run.contradicts:
            self.notes.append(dispute(run.case.id, run.record, second))
        return run.contradicts

    def _accepted(self, runs: Sequence[RecordRun]) -> tuple[Json, ...]:
        """Give the valid records that it accepts, the smallest first."""
        found = [run.record for run in runs if run.is_valid and run.says(Said.VALID) and not run.again]
        if not found and any(run.contradicts and run.is_valid for run in runs):
            found = [record for record in self.more() if self.candidate.says(record, Said.VALID)]
        return tuple(sorted(found, key=lambda record: len(dumps(record))))

    def _moved(self, runs: Sequence[RecordRun], base: Json, accepted: Sequence[Json]) -> Iterator[RecordRun]:
        """Where it does not accept the base, carry each defect into a record that it accepts."""
        if not accepted or self.candidate.says(base, Said.VALID):
            return
        for run in runs:
            if run.is_valid or not isinstance(run.case, RecordCase) or run.says(Said.VALID):
                continue
            record = apply(accepted[-1], edits(base, run.record))
            if record is not None and self._same(record, run) and self.candidate.says(record, Said.VALID):
                moved = replace(record_case(run), record=record)
                yield RecordRun(moved, record, run.violations, verdict=self.candidate.recall(record))

    def _same(self, record: Json, run: RecordRun) -> bool:
        same = keys(self.oracle.violations(record)) == keys(run.violations)
        return same and self.oracle.second(record) is False


def opening(trouble: Trouble, base: Json) -> RecordRun:
    """Make the run that says a validator could not be imported or built."""
    verdict = Verdict(Said.CRASH, trouble=trouble)
    return RecordRun(RecordCase(OPENING, base, valid=True), base, (), verdict=verdict)


def _fit(run: RecordRun) -> bool:
    """Tell whether a record can be shown: our engines agree with its case, and it is JSON."""
    agreed = isinstance(run.case, RecordCase) and run.case.valid is run.is_valid
    return agreed and not any(each.keyword == "json" for each in run.violations)
