"""Run action cases offline: each input meets its reply, through the one executor."""

from collections.abc import Sequence

from gc_contracts.action.execute import Executor
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.settings import Emulation
from gc_contracts.transport.respond import answer


def run_actions(
    contract: Contract, cases: Sequence[ActionCase], emulation: Emulation
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    """Run cases in order on one executor, which reads the templates once.

    Returns: the runs, how many there were, and no notes.
    """
    executor = Executor(contract.action, emulation, contract.expectations.credentials)
    return tuple(_run(executor, case) for case in cases), len(cases), ()


def _run(executor: Executor, case: ActionCase) -> ActionRun:
    try:
        return ActionRun(case, executor.run(case.input, answer(case.reply)))
    except Exception as error:
        error.add_note(f"(case {case.id})")
        raise
