"""How an action ends on faults, in a sentence: which path a flow takes is nothing a test can call wrong.

That a service failed and the flow goes to Success all the same may be meant; the team has to see it.
"""

from collections.abc import Iterable

from gc_contracts.model.check import ActionRun, Run
from gc_contracts.model.execution import Ending


def told(runs: Iterable[Run]) -> tuple[str, ...]:
    """Say how many faults end in each path, and name those that end in Success."""
    faults = [run for run in runs if isinstance(run, ActionRun)]
    if not faults:
        return ()
    by_path = {ending: [run for run in faults if run.execution.ending is ending] for ending in Ending}
    counts = ", ".join(f"{ending.value} {len(found)}" for ending, found in by_path.items() if found)
    good = ", ".join(dict.fromkeys(run.case.variation for run in by_path[Ending.SUCCESS]))
    return (f"faults end in {counts}" + (f"; success after {good}" if good else ""),)
