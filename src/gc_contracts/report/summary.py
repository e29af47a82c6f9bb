"""Results to Summary: one finding for each (contract, check, place), counts, stable order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity, distinct
from gc_contracts.model.result import Outcome, Result, Waived

_ORDER = {kind: number for number, kind in enumerate(CaseKind)}
"""Workers end their items in any order; a report has one."""


class Answer(StrEnum):
    """What a gate is told of a contract or a whole run: four words, for they ask for four different acts."""

    SAFE = "safe"
    """All of it was verified, and nothing at or above the threshold was found."""
    BROKEN = "broken"
    NOT_VERIFIED = "not verified"
    """Nothing was found, and something was not looked at; or there was nothing to look at."""
    COULD_NOT_RUN = "could not run"
    """Something ended without a verdict: an error of ours, of a check or of the surroundings."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a report says of a contract. `source` is its id: the path of its file."""

    source: str
    name: str = ""
    kind: str = "broken"
    dialect: str = ""

    @classmethod
    def of(cls, contract: Contract) -> "Subject":
        """Take from a contract what reports need."""
        return cls(contract.id, contract.name, contract.kind.value, contract.dialect)


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole run: subjects with their results, distinct findings (worst first), files of no known shape."""

    contracts: tuple[tuple[Subject, tuple[Result, ...]], ...] = ()
    findings: tuple[Finding, ...] = ()
    unknown: tuple[str, ...] = ()
    cut_short: bool = False
    """Whether the run ended before all of it was seen: then nobody can call it safe."""

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every item's result, contract by contract."""
        return tuple(result for _, results in self.contracts for result in results)

    @property
    def examples(self) -> int:
        """How many single cases ran."""
        return sum(result.examples for result in self.results)

    @property
    def ok(self) -> bool:
        """Whether nothing failed and everything could be run; what was skipped does not count against it."""
        return not any(result.outcome in {Outcome.FAILED, Outcome.ERROR} for result in self.results)

    @property
    def answer(self) -> Answer:
        """What the whole run comes to."""
        told = answer(self.results)
        return Answer.COULD_NOT_RUN if self.cut_short and told is Answer.SAFE else told

    @property
    def waived(self) -> tuple[Waived, ...]:
        """The findings that were accepted, one for each contract, check and place."""
        every = {one.finding.key: one for result in self.results for one in result.waived}
        return tuple(every[key] for key in sorted(every))

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def answer(results: Iterable[Result]) -> Answer:
    """Tell what some items come to. What is broken is so whatever else could not be seen."""
    outcomes = {result.outcome for result in results}
    if Outcome.FAILED in outcomes:
        return Answer.BROKEN
    if Outcome.ERROR in outcomes:
        return Answer.COULD_NOT_RUN
    return Answer.NOT_VERIFIED if Outcome.SKIPPED in outcomes or not outcomes else Answer.SAFE


def summarise(
    results: Iterable[Result], subjects: Iterable[Subject] = (), unknown: Iterable[str] = ()
) -> Summary:
    """Group results by contract, in the order of their paths, and merge what several items saw alike."""
    known = {subject.source: subject for subject in subjects}
    ordered = sorted(results, key=lambda result: (result.contract, _ORDER[result.kind]))
    groups = (
        (source, tuple(group)) for source, group in groupby(ordered, key=lambda result: result.contract)
    )
    return Summary(
        tuple((known.get(source, Subject(source)), group) for source, group in groups),
        distinct(finding for result in ordered for finding in result.findings),
        tuple(sorted(set(unknown))),
    )
