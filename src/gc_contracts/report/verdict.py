"""The verdict of a run in words, alike in the terminal and in reports that people read."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from gc_contracts.model.result import Outcome
from gc_contracts.report.summary import Answer, Summary, answer

COLOURS: Mapping[Answer, str] = MappingProxyType(
    {
        Answer.SAFE: "green",
        Answer.BROKEN: "red",
        Answer.NOT_VERIFIED: "yellow",
        Answer.COULD_NOT_RUN: "red",
    }
)
"""Markup names of pytest's terminal writer; never the only sign."""
_WITHOUT = MappingProxyType({Answer.NOT_VERIFIED: Outcome.SKIPPED, Answer.COULD_NOT_RUN: Outcome.ERROR})


def of_summary(summary: Summary) -> str:
    """Word the verdict of a summary."""
    contracts = [answer(results) for _, results in summary.contracts]
    return worded(summary.answer, contracts, [result.outcome for result in summary.results])


def of_report(data: Mapping[str, Any]) -> str:
    """Word the verdict of a report."""
    contracts = [Answer(contract["verdict"]) for contract in data["contracts"]]
    outcomes = [Outcome(case["outcome"]) for contract in data["contracts"] for case in contract["cases"]]
    return worded(Answer(data["verdict"]), contracts, outcomes)


def worded(told: Answer, contracts: Sequence[Answer], outcomes: Sequence[Outcome]) -> str:
    """Say what a run comes to, and how much of it is so.

    >>> worded(Answer.BROKEN, [Answer.BROKEN, Answer.SAFE], [Outcome.FAILED, Outcome.PASSED])
    'broken: 1 of 2 contracts'
    >>> worded(Answer.NOT_VERIFIED, [], [])
    'not verified: nothing was run'
    """
    if told is Answer.SAFE:
        return told.value
    if not outcomes:
        return f"{told.value}: nothing was run"
    if told is Answer.BROKEN:
        return f"{told.value}: {_of(contracts.count(told), len(contracts), 'contract')}"
    count = outcomes.count(_WITHOUT[told])
    return f"{told.value}: {_of(count, len(outcomes), 'case') if count else 'the run was cut short'}"


def _of(count: int, whole: int, noun: str) -> str:
    return f"{count:,} of {whole:,} {noun}{'' if whole == 1 else 's'}"
