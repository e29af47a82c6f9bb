"""Results to Summary: one finding for each (contract, check, place), counts, stable order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity, distinct
from gc_contracts.model.result import Outcome, Result


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

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def summarise(
    results: Iterable[Result], subjects: Iterable[Subject] = (), unknown: Iterable[str] = ()
) -> Summary:
    """Group results by contract, in the order of their paths, and merge what several items saw alike."""
    known = {subject.source: subject for subject in subjects}
    ordered = sorted(results, key=lambda result: result.contract)
    groups = (
        (source, tuple(group)) for source, group in groupby(ordered, key=lambda result: result.contract)
    )
    return Summary(
        tuple((known.get(source, Subject(source)), group) for source, group in groups),
        distinct(finding for result in ordered for finding in result.findings),
        tuple(sorted(set(unknown))),
    )
