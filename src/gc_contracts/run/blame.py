"""Which rule does a wrong verdict lose, and what is the smallest record that shows it?

A record that is accepted breaks a rule, which is known. A record that is refused breaks none: the smallest
change to an accepted one that is refused shows the place, and what stands there shows the rule.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gc_contracts._json import Json, dumps, get, join
from gc_contracts.model.check import RecordRun
from gc_contracts.model.verdict import Said
from gc_contracts.run.candidate import Candidate
from gc_contracts.run.least import nearer, smaller
from gc_contracts.run.oracle import Oracle
from gc_contracts.run.told import keys, record_case
from gc_contracts.schema.edges import edge
from gc_contracts.schema.edits import put


@dataclass(frozen=True, slots=True)
class Blame:
    """Puts wrong verdicts down to rules. `accepted`: valid records the validator accepts, smallest first."""

    candidate: Candidate
    oracle: Oracle
    accepted: Sequence[Json]

    def all(self, runs: Sequence[RecordRun]) -> Iterator[RecordRun]:
        """Give the runs, each wrong verdict put down to a rule, and one of each rule made small."""
        lost = [self.accepts(run) for run in runs if run.contradicts and not run.is_valid]
        if not any(run.says(Said.INVALID) and not run.is_valid for run in runs):
            lost = _everything(lost)
        crashed = [run for run in runs if run.says(Said.CRASH)]
        yield from (run for run in runs if not run.contradicts and not run.says(Said.CRASH))
        yield from _with_least(lost, _rule, self.least)
        yield from (self.refuses(run) for run in runs if run.contradicts and run.is_valid)
        yield from _with_least(crashed, _trouble, self.least_crash)

    def accepts(self, run: RecordRun) -> RecordRun:
        """Name the rule that an accepted record breaks."""
        broken, case = run.violations[0], record_case(run)
        rule = broken.rule or case.rule
        named = replace(case, valid=False, keyword=broken.keyword, pointer=broken.pointer, rule=rule)
        return replace(run, case=named)

    def refuses(self, run: RecordRun) -> RecordRun:
        """Find the smallest refused record, and the rule its odd value is nearest to breaking."""
        case = replace(record_case(run), valid=True, keyword="", pointer="", rule="")
        if not self.accepted:
            return replace(run, case=case)
        record, left = nearer(run.record, self.accepted[0], self._is_refused)
        record = smaller(record, self._is_refused)
        pointer = self._deeper(record, left[0].pointer) if left else ""
        found = edge(self.oracle.schema, record, pointer, self.oracle.patterns)
        case = replace(case, record=record, keyword=found.keyword, pointer=pointer, rule=found.rule)
        return replace(run, case=case, record=record, verdict=self.candidate.recall(record))

    def least(self, run: RecordRun) -> RecordRun:
        """Take from an accepted record what it does not need to break its rule and be accepted."""
        broken = keys(run.violations)

        def still(record: Json) -> bool:
            same = keys(self.oracle.violations(record)) == broken
            return same and self.candidate.says(record, Said.VALID)

        record = smaller(run.record, still)
        if self.oracle.second(record) is not False:
            return run
        violations = self.oracle.violations(record)
        case = replace(record_case(run), record=record)
        if case.keyword:
            case = replace(case, pointer=violations[0].pointer)
        verdict = self.candidate.recall(record)
        return replace(run, case=case, record=record, violations=violations, verdict=verdict)

    def least_crash(self, run: RecordRun) -> RecordRun:
        """Take from a record what is not needed to raise the same on the same line."""
        trouble = _trouble(run)
        if not isinstance(run.record, dict) or trouble[0] == "exit":
            return run

        def still(record: Json) -> bool:
            verdict = self.candidate.recall(record) if self.oracle.is_valid(record) is run.is_valid else None
            found = verdict.trouble if verdict else None
            return found is not None and found.key == trouble

        record = smaller(run.record, still)
        violations = self.oracle.violations(record)
        case = replace(record_case(run), record=record)
        verdict = self.candidate.recall(record)
        return replace(run, case=case, record=record, violations=violations, verdict=verdict)

    def _is_refused(self, record: Json) -> bool:
        return self.oracle.is_valid(record) and self.candidate.says(record, Said.INVALID)

    def _is_accepted(self, record: Json) -> bool:
        return self.oracle.is_valid(record) and self.candidate.says(record, Said.VALID)

    def _deeper(self, record: Json, pointer: str) -> str:
        """Follow what is refused into the member that makes the difference."""
        try:
            value = get(record, pointer)
        except KeyError:
            return pointer
        names = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for name in names:
            without = put(record, join(pointer, name), None)
            if without is not None and self._is_accepted(without):
                return self._deeper(record, join(pointer, name))
        return pointer


def _with_least(
    runs: Sequence[RecordRun], group: Callable[[RecordRun], object], least: Callable[[RecordRun], RecordRun]
) -> Iterator[RecordRun]:
    """Make one run of each group small: that which is smallest already."""
    groups: dict[object, list[RecordRun]] = {}
    for run in runs:
        groups.setdefault(group(run), []).append(run)
    for members in groups.values():
        first = min(members, key=lambda run: (not run.is_valid, len(dumps(run.record))))
        yield from (least(run) if run is first else run for run in members)


def _rule(run: RecordRun) -> tuple[str, str]:
    return record_case(run).keyword, record_case(run).rule


def _trouble(run: RecordRun) -> tuple[str, str, str, str]:
    trouble = run.verdict.trouble if run.verdict else None
    return trouble.key if trouble else ("", "", "", "")


def _everything(runs: list[RecordRun]) -> list[RecordRun]:
    """Where nothing at all is refused, no single rule is lost: say it once."""
    if len(set(map(_rule, runs))) < 2:
        return runs
    return [replace(run, case=replace(record_case(run), keyword="", pointer="", rule="")) for run in runs]
