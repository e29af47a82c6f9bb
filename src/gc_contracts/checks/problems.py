"""What loading found wrong, as findings, each at its place in whichever file of the contract it is."""

from collections import Counter
from collections.abc import Iterator

from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Contract, Problem
from gc_contracts.model.finding import Finding
from gc_contracts.source import Source


def problems(seen: Seen, check: str) -> Iterator[Finding]:
    """Report what loading found under one check's id."""
    found = [problem for problem in seen.contract.problems if problem.check == check]
    places = Counter(map(_place, found))
    for problem in found:
        alone = places[_place(problem)] == 1
        yield worded(seen.contract, problem, "" if alone else f"#{problem.message}")


def worded(contract: Contract, problem: Problem, apart: str = "") -> Finding:
    """Make a problem a finding; `apart` tells it from others at the same place."""
    return Finding(
        check=problem.check,
        severity=problem.severity,
        contract=contract.id,
        message=problem.message,
        source=problem.source,
        place=_place(problem) + apart,
        hint=problem.hint,
        excerpt=_excerpt(contract, problem.source),
    )


def _place(problem: Problem) -> str:
    return f"{problem.source.file.rpartition('/')[2]}#{problem.source.pointer}"


def _excerpt(contract: Contract, source: Source) -> tuple[str, ...]:
    documents = (contract.document, contract.expectations.document)
    known = (document for document in documents if document is not None and document.file == source.file)
    return tuple(line for document in known for line in document.excerpt(source))
