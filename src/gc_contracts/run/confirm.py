"""Second thoughts on what went wrong, before anybody is told: does it happen again, by the code's fault?

What fails only after other calls is no proof by itself. What fails for an input, on a response that was made
up for another one, may be the response's fault: so it is tried on one that was made for that input.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.finding import Evidence, Severity
from gc_contracts.model.interaction import Reply
from gc_contracts.model.verdict import Trouble

Again = Callable[[ActionCase], ActionRun]
"""Runs a case in a process of its own."""
Regrow = Callable[[Json], Reply]
"""Gives a response that was made for an input."""

MOST = 8
"""Troubles that are looked at twice."""
TRIED = 4
"""Inputs of one trouble for which a response is made."""
AFTER = "after other calls"
"""Says of a case that its run differs from what it gives alone."""


def confirmed(runs: Sequence[ActionRun], again: Again, regrow: Regrow) -> tuple[ActionRun, ...]:
    """Give the runs with the evidence that each trouble has.

    Args:
        runs: as they were.
        again: runs a case in a fresh process.
        regrow: makes a response for an input.
    """
    weak: dict[str, Evidence] = {}
    for group in list(_groups(runs))[:MOST]:
        weak |= _weakened(group, again, regrow)
    return tuple(_graded(run, weak) for run in runs)


def _groups(runs: Iterable[ActionRun]) -> Iterable[list[ActionRun]]:
    """Group the runs whose trouble would be an error by the line it comes from."""
    found: dict[tuple[str, int, str], list[ActionRun]] = {}
    for run in runs:
        trouble = run.execution.trouble
        if trouble is not None and run.case.evidence.severity is Severity.ERROR and not _took_long(trouble):
            found.setdefault(_place(trouble), []).append(run)
    return (sorted(group, key=_size) for group in found.values())


def _weakened(group: list[ActionRun], again: Again, regrow: Regrow) -> dict[str, Evidence]:
    """Tell which cases of a group prove less than it seemed."""
    first = group[0]
    if not _same(again(first.case), first):
        return {run.case.id: Evidence.SPECULATION for run in group}
    made = [run for run in group if run.case.evidence is Evidence.CONTRACT and run.execution.requests]
    passed = [run for run in made[:TRIED] if not _fails_anyway(run, again, regrow)]
    if made and len(passed) == len(made[:TRIED]):
        return {run.case.id: Evidence.LIKELY for run in made}
    return {run.case.id: Evidence.LIKELY for run in passed}


def _fails_anyway(run: ActionRun, again: Again, regrow: Regrow) -> bool:
    answer = regrow(run.case.input)
    return answer == run.case.reply or _same(again(replace(run.case, reply=answer)), run)


def _graded(run: ActionRun, weak: dict[str, Evidence]) -> ActionRun:
    evidence = weak.get(run.case.id)
    return run if evidence is None else replace(run, case=replace(run.case, evidence=evidence))


def _same(one: ActionRun, other: ActionRun) -> bool:
    left, right = one.execution.trouble, other.execution.trouble
    return left is not None and right is not None and _place(left) == _place(right)


def _place(trouble: Trouble) -> tuple[str, int, str]:
    return trouble.file, trouble.line, "" if trouble.line else trouble.kind


def _took_long(trouble: Trouble) -> bool:
    """Whether looking again would take as long again."""
    return trouble.kind == "timeout"


def _size(run: ActionRun) -> tuple[int, str]:
    return len(dumps(run.case.input)), run.case.id
