"""Run action cases offline: each input meets its reply, through the one executor.

A part that stops every run must not hide what the others do. So where no run of an item gets as far as its
cases ask, they run once more with harmless parts in place of what stopped them; such runs say so.
"""

from collections.abc import Mapping, Sequence

from gc_contracts._json import Json
from gc_contracts.action.execute import Executor
from gc_contracts.action.stand_in import REQUEST_SIDE, instead_of, stand_in
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence
from gc_contracts.settings import Emulation
from gc_contracts.transport.respond import answer

_BEFORE_SENDING = frozenset({Cause.INPUT_SHAPE, Cause.INPUT_SCHEMA, Cause.DEFINITION, Cause.REQUEST})


def run_actions(
    contract: Contract, cases: Sequence[ActionCase], emulation: Emulation
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    """Run cases in order on one executor, which reads the templates once.

    Returns: the runs, how many cases there were, and no notes. Runs with parts of ours stand in for those
    that stopped; of the latter the first stays, which shows what stopped them.
    """
    runs = _run_all(contract, cases, emulation, {})
    instead = _instead(contract, cases, runs, emulation)
    if instead:
        runs = (runs[0], *_run_all(contract, cases, emulation, instead))
    return runs, len(cases), ()


def _run_all(
    contract: Contract, cases: Sequence[ActionCase], emulation: Emulation, instead: Mapping[str, Json]
) -> tuple[ActionRun, ...]:
    action = stand_in(contract.action, instead) if instead else contract.action
    executor = Executor(action, emulation, contract.expectations.credentials)
    return tuple(_run(executor, case, instead) for case in cases)


def _run(executor: Executor, case: ActionCase, instead: Mapping[str, Json]) -> ActionRun:
    try:
        return ActionRun(case, executor.run(case.input, answer(case.reply)), instead)
    except Exception as error:
        error.add_note(f"(case {case.id})")
        raise


def _instead(
    contract: Contract, cases: Sequence[ActionCase], runs: Sequence[ActionRun], emulation: Emulation
) -> Mapping[str, Json]:
    """Tell which parts to put in; none for declared examples, which say themselves how a run should end."""
    if not cases or any(case.expected is not None for case in cases):
        return {}
    if all(case.evidence is Evidence.CONTRACT for case in cases):
        return _until_sent(contract, cases[0], runs[0], emulation)
    return REQUEST_SIDE if all(map(_unsent, runs)) else {}


def _until_sent(
    contract: Contract, case: ActionCase, run: ActionRun, emulation: Emulation
) -> Mapping[str, Json]:
    """Put in one part after another until the request goes out."""
    instead: dict[str, Json] = {}
    while run.execution.request is None and run.execution.failure is not None:
        more = instead_of(run.execution.failure.part)
        if not more.keys() - instead.keys():
            return {}
        instead |= more
        run = _run_all(contract, (case,), emulation, instead)[0]
    return instead


def _unsent(run: ActionRun) -> bool:
    failure = run.execution.failure
    early = failure is not None and failure.cause in {Cause.VELOCITY, Cause.LIMIT}
    return failure is not None and (
        failure.cause in _BEFORE_SENDING or (early and run.execution.request is None)
    )
