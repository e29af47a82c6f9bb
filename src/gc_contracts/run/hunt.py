"""Generated records against a validator under test: one rule a round, until a round finds no other.

What is found is made small by taking away what it does not need, which asks the validator some dozen times;
Hypothesis would generate thousands of records for that. Later rounds pass over the rules that are known.
Answers are remembered, so that generating the same records again gives the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import FuzzCase, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.verdict import Said
from gc_contracts.run.blame import EVERY, Blame
from gc_contracts.run.candidate import Candidate
from gc_contracts.run.least import plainer
from gc_contracts.run.oracle import Oracle
from gc_contracts.run.property import ContradictionError, Draw, drive
from gc_contracts.run.told import other, record_case
from gc_contracts.run.validator import opening

ROUNDS = 40
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
    target: Key | None = None
    found: RecordRun | None = None
    examples: int = 0
    refuses: bool = False
    """Whether an invalid record was ever refused."""

    def look(self, draw: Draw) -> None:
        """Show one record; raises ContradictionError for the find of this round."""
        self.examples += 1
        if not self.oracle.speaks_of(draw.record):
            return
        verdict = self.candidate.recall(draw.record)
        if verdict is None:
            return
        violations = () if self.oracle.is_valid(draw.record) else self.oracle.violations(draw.record)
        case = RecordCase(self.case.id, draw.record, not violations)
        run = RecordRun(case, draw.record, violations, verdict=verdict)
        self.refuses = self.refuses or (bool(violations) and verdict.said is Said.INVALID)
        run, key = self._told(run)
        wanted = bool(key) and key not in self.known and self.target in {None, key}
        if wanted and (not run.contradicts or self.blame.is_sure(run)):
            self._keep(run, key)

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

    def _keep(self, run: RecordRun, key: Key) -> None:
        if run.says(Said.HANG) or (key[0] == "crash" and key[1] == "exit"):
            self.known[key] = run  # each more costs a process: not made smaller
            return
        self.target, self.found = key, run
        raise ContradictionError

    def settle(self) -> bool:
        """End a round; tell whether there may be more to find."""
        if self.target is None or self.found is None:
            return False
        run = self.found
        if run.contradicts:
            run = self.blame.plainest(self.blame.least(run))
        elif run.says(Said.CRASH):
            run = self.blame.least_crash(self.blame.least_crash(run), plainer)
        self.known[self.target] = replace(run, again=other(run.verdict, self.candidate.ask(run.record)))
        self.target = self.found = None
        return len(self.known) < ROUNDS and not self.everything and bool(self.blame.accepted)

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
) -> tuple[list[RecordRun], int, list[str]]:
    """Show generated records to a validator.

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
        notes += _rounds(hunter, seed)
        runs += hunter.runs()
        examples += hunter.examples
        notes += hunter.blame.notes[:1]
    if candidate.stopped:
        notes.append(f"not verified: the rest of the generated records: {candidate.stopped}")
    return runs, examples, notes


def _rounds(hunter: Hunter, seed: int | None) -> list[str]:
    more, notes = True, list[str]()
    while more:
        hunter.examples = 0
        notes = drive(hunter.oracle, hunter.case, hunter.look, seed, shrink=False)
        more = hunter.settle()
    return notes


def _size(record: Json) -> int:
    return len(dumps(record))
