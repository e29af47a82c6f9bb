"""Generated records against a validator under test: one run of Hypothesis a property, whatever is found.

What is found is noted and passed over from then on, so that one lost rule hides no other and nothing is
generated twice. In the end each find is made small by taking away what it does not need, which asks the
validator some dozen times; Hypothesis would generate thousands of records for that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, dumps, get
from gc_contracts.model.case import FuzzCase, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.verdict import Said
from gc_contracts.run.blame import EVERY, Blame
from gc_contracts.run.candidate import Candidate
from gc_contracts.run.covered import Tally, watching
from gc_contracts.run.least import plainer
from gc_contracts.run.oracle import Oracle
from gc_contracts.run.property import ContradictionError, Draw, drive
from gc_contracts.run.told import other, record_case
from gc_contracts.run.validator import opening
from gc_contracts.schema.edges import edge
from gc_contracts.schema.edits import put

MOST = 40
"""Rules found by one property before it is enough."""
Key = tuple[str, ...]
"""What makes a find one: how it is wrong, and the rule or the line of code."""


@dataclass(slots=True)
class Hunter:
    """Follows the records of one property past the validator."""

    case: FuzzCase
    candidate: Candidate
    oracle: Oracle
    blame: Blame
    known: dict[Key, RecordRun] = field(default_factory=dict)
    examples: int = 0
    refuses: bool = False
    """Whether an invalid record was ever refused."""

    def look(self, draw: Draw) -> None:
        """Show one record and note what is found; raises ContradictionError where nothing more is wanted."""
        if self.is_done:
            raise ContradictionError
        self.examples += 1
        shown = not self.candidate.stopped and self.oracle.speaks_of(draw.record)
        verdict = self.candidate.recall(draw.record) if shown else None
        if verdict is None:
            return
        violations = () if self.oracle.is_valid(draw.record) else self.oracle.violations(draw.record)
        case = RecordCase(self.case.id, draw.record, not violations)
        run = RecordRun(case, draw.record, violations, verdict=verdict)
        self.refuses = self.refuses or (bool(violations) and verdict.said is Said.INVALID)
        if run.contradicts and run.is_valid and self._is_like(run.record):
            return
        run, key = self._told(run)
        if key and key not in self.known and (not run.contradicts or self.blame.is_sure(run)):
            self.known[key] = run

    def _told(self, run: RecordRun) -> tuple[RecordRun, Key]:
        """Say what is wrong with an answer; the empty key: nothing."""
        trouble = run.verdict.trouble if run.verdict else None
        if trouble is not None:
            return run, ("crash", *trouble.key)
        if run.contradicts:
            named = self.blame.refuses(run) if run.is_valid else self.blame.accepts(run)
            case = record_case(named)
            return named, ("refuses" if run.is_valid else "accepts", case.keyword, case.rule)
        return run, ("mutates",) if run.verdict and run.verdict.mutated else ()

    def _is_like(self, record: Json) -> bool:
        """Tell whether a refusal is a known one: its place alone is to blame, by the same rule."""
        for key, run in self.known.items():
            case = record_case(run)
            for base in self.blame.accepted[:1] if key[0] == "refuses" and case.pointer else ():
                less = put(record, case.pointer, _held(base, case.pointer))
                if less is not None and self.candidate.says(less, Said.VALID):
                    found = edge(self.oracle.schema, record, case.pointer, self.oracle.patterns)
                    return found.rule == case.rule
        return False

    @property
    def is_done(self) -> bool:
        """Whether it is enough: of rules, or because no rule can be told from the others."""
        blind = any(key[0] == "refuses" for key in self.known) and not self.blame.accepted
        return len(self.known) >= MOST or self.everything or blind

    def settle(self) -> None:
        """Make small what was found, and ask once more, after other records."""
        for key, run in list(self.known.items()):
            if run.says(Said.HANG) or (key[0] == "crash" and key[1] == "exit"):
                continue  # each more costs a process
            least = self._least(run)
            self.known[key] = replace(least, again=other(least.verdict, self.candidate.ask(least.record)))

    def _least(self, run: RecordRun) -> RecordRun:
        if run.contradicts:
            return self.blame.plainest(self.blame.least(run))
        if run.says(Said.CRASH):
            return self.blame.least_crash(self.blame.least_crash(run), plainer)
        return run

    @property
    def everything(self) -> bool:
        """Whether all that is invalid seems to be accepted."""
        return not self.refuses and sum(key[0] == "accepts" for key in self.known) >= EVERY

    def runs(self) -> Iterator[RecordRun]:
        """Give what was found."""
        for key, run in self.known.items():
            if key[0] == "accepts" and self.everything:
                yield replace(run, case=replace(record_case(run), keyword="", pointer="", rule=""))
            else:
                yield run


def hunt(
    candidate: Candidate,
    oracle: Oracle,
    cases: Sequence[FuzzCase],
    seed: int | None,
    bases: Callable[[], Sequence[Json]],
    tally: Tally | None = None,
) -> tuple[list[RecordRun], int, list[str]]:
    """Show generated records to a validator; `tally` counts what they try.

    Returns: one run for each rule it loses, how many records were judged, and notes.
    """
    trouble = candidate.open()
    if trouble is not None:
        return [opening(trouble, candidate.probe)], 0, []
    accepted = sorted((base for base in bases() if candidate.says(base, Said.VALID)), key=_size)
    runs: list[RecordRun] = []
    notes: list[str] = []
    examples = 0
    for case in cases:
        hunter = Hunter(case, candidate, oracle, Blame(candidate, oracle, accepted))
        notes += drive(oracle, case, watching(hunter.look, tally), seed, shrink=False)
        hunter.settle()
        runs += hunter.runs()
        examples += hunter.examples
        notes += hunter.blame.notes[:1]
    if candidate.stopped:
        notes.append(f"not verified: the rest of the generated records: {candidate.stopped}")
    return runs, examples, notes


def _held(record: Json, pointer: str) -> tuple[Json] | None:
    """Give what stands at a place, as an edit has it; None: nothing."""
    try:
        return (get(record, pointer),)
    except KeyError:
        return None


def _size(record: Json) -> int:
    return len(dumps(record))
