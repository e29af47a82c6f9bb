"""Which of many runs shows a defect, and what they prove together."""

from collections.abc import Iterable

from gc_contracts._json import dumps
from gc_contracts.model.check import ActionRun
from gc_contracts.model.finding import Evidence, Severity


def telling(runs: Iterable[ActionRun]) -> ActionRun:
    """Choose the run that shows a defect best: the strongest evidence, then the smallest."""
    return min(runs, key=plainness)


def plainness(run: ActionRun) -> tuple[int, bool, int]:
    """Order runs by what they prove, and how little there is to read."""
    return rank(run), run.case.variation != "base", len(dumps(run.case.input))


def worst(runs: Iterable[ActionRun]) -> Evidence:
    """Give the strongest evidence among runs."""
    return min(runs, key=rank).case.evidence


def proof(runs: Iterable[ActionRun]) -> list[ActionRun]:
    """Take the runs that prove a defect."""
    return [run for run in runs if run.case.evidence.severity is Severity.ERROR]


def rank(run: ActionRun) -> int:
    """Order runs by their evidence, the strongest first."""
    return -run.case.evidence.severity.rank
