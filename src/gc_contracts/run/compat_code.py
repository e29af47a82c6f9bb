"""Two versions of Python code, run with the same cases: told only where the old one agrees with itself.

What code makes of the time or of chance differs from run to run, and is no change of the code.
"""

from dataclasses import replace

from gc_contracts.diff.behaviour import ActionChange, differences, told_once
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.run.handlers import run_handler
from gc_contracts.run.sitting import Sitting
from gc_contracts.settings import Settings


def code_changes(
    old: Contract, new: Contract, plan: Plan, settings: Settings
) -> tuple[tuple[ActionChange, ...], tuple[str, ...]]:
    """Run both versions with what the old one can use.

    Args:
        old: with its code in its file.
        new: likewise.
        plan: with the cases of the old one.
        settings: of the run.

    Returns: the changes, one a part, and what could not be verified.
    """
    actions = tuple(case for case in plan.cases if isinstance(case, ActionCase))
    first, _, doubts = run_handler(old, replace(plan, kind=CaseKind.HANDLER), actions, settings)
    cases = tuple({run.case.id: run.case for run in first}.values())
    (again, _), (now, notes) = (Sitting(one, settings).run(cases) for one in (old, new))
    ours, theirs, last = ({run.case.id: run for run in runs} for runs in (first, again, now))
    found = (
        change
        for id_ in ours.keys() & theirs.keys() & last.keys()
        for change in _changes(ours[id_], theirs[id_], last[id_])
    )
    return told_once(sorted(found, key=lambda one: (one.key, one.case.id))), (*doubts, *notes)


def _changes(first: ActionRun, again: ActionRun, now: ActionRun) -> list[ActionChange]:
    """Give what the new version does otherwise, but for what the old one does otherwise each time."""
    unsteady = {one.key for one in differences(first.case, first.execution, again.execution)}
    every = differences(first.case, first.execution, now.execution)
    return [one for one in every if one.key not in unsteady]
