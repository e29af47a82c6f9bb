"""What a recording proves beside itself: a change that it shows is likely, where it fails as it is.

A recording that goes through shows that the change does no harm in its company; what it does in another one
nobody has seen. One that fails may hide what comes behind its first fault.
"""

from collections.abc import Sequence
from dataclasses import replace

from gc_contracts.model.check import ActionRun, Run
from gc_contracts.model.finding import Evidence


def witnessed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Give the runs with the evidence that their recordings lend them."""
    actions = (run for run in runs if isinstance(run, ActionRun) and not run.case.witness)
    failed = {run.case.id for run in actions if not run.execution.ok}
    return tuple(_graded(run, failed) if isinstance(run, ActionRun) else run for run in runs)


def _graded(run: ActionRun, failed: set[str]) -> ActionRun:
    if run.case.witness not in failed or run.case.evidence is not Evidence.SPECULATION:
        return run
    return replace(run, case=replace(run.case, evidence=Evidence.LIKELY))
