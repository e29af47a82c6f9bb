"""What JUnit's file, and whoever reads pytest's reports, is told of an item beside its text."""

from collections.abc import Iterator

from gc_contracts.model.result import Result
from gc_contracts.report.finding import clean
from gc_contracts.report.summary import answer


def properties(result: Result) -> list[tuple[str, str]]:
    """Name verdict, contract, checks and findings of an item: one line each, which every process can send."""
    return [(name, clean(value)) for name, value in _told(result)]


def _told(result: Result) -> Iterator[tuple[str, str]]:
    yield "gc_verdict", answer([result]).value
    yield "gc_contract", result.contract
    for check in dict.fromkeys(found.check for found in result.findings):
        yield "gc_check", check
    for found in result.findings:
        source = f"{found.source.file}:{found.source.line}" if found.source.line else found.source.file
        yield "gc_finding", f"{found.check} {found.severity} {source} {found.fingerprint}"
