"""Run action cases offline: each input meets its reply, through the one executor.

A part that stops every run must not hide what the others do. So where no run of an item gets as far as its
cases ask, they run once more with harmless parts in place of what stopped them; such runs say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.action.execute import Executor
from gc_contracts.action.stand_in import REQUEST_SIDE, instead_of, stand_in
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence
from gc_contracts.run.login import Login
from gc_contracts.run.recording import Recorder, answering, ended
from gc_contracts.settings import Emulation
from gc_contracts.transport.respond import answer

_BEFORE_SENDING = frozenset({Cause.INPUT_SHAPE, Cause.INPUT_SCHEMA, Cause.DEFINITION, Cause.REQUEST})


def run_actions(
    contract: Contract,
    cases: Sequence[ActionCase],
    emulation: Emulation,
    recorder: Recorder | None = None,
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    """Run cases in order on one executor, which reads the templates once.

    Returns: the runs, how many cases there were, and what could not be verified. Runs with parts of ours
    stand in for those that stopped; of the latter the first stays, which shows what stopped them.
    """
    bench = _Bench(contract, emulation, Login.of(contract, emulation), recorder)
    runs = bench.run_all(cases, {})
    instead = _instead(bench, cases, runs)
    if instead:
        runs = (runs[0], *bench.run_all(cases, instead))
    return runs, len(cases), bench.login.notes


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all runs of an item share."""

    contract: Contract
    emulation: Emulation
    login: Login
    recorder: Recorder | None = None

    def run_all(self, cases: Sequence[ActionCase], instead: Mapping[str, Json]) -> tuple[ActionRun, ...]:
        action = stand_in(self.contract.action, instead) if instead else self.contract.action
        credentials = self.contract.expectations.credentials
        executor = Executor(action, self.emulation, credentials, self.login.action)
        return tuple(self._run(executor, case, instead) for case in cases)

    def _run(self, executor: Executor, case: ActionCase, instead: Mapping[str, Json]) -> ActionRun:
        """Run one case; a line of its own answers the login."""
        login = self.login.send if case.login is None else answer(case.login)
        recorded = answering(case, self.recorder)
        send, login = (recorded, recorded.before(login)) if recorded else (answer(case.reply), login)
        try:
            return ended(ActionRun(case, executor.run(case.input, send, login=login), instead), recorded)
        except Exception as error:
            error.add_note(f"(case {case.id})")
            raise


def _instead(bench: _Bench, cases: Sequence[ActionCase], runs: Sequence[ActionRun]) -> Mapping[str, Json]:
    """Tell which parts to put in; none for declared and recorded runs, which say themselves how they end."""
    if not cases or any(case.expected is not None or case.cassette for case in cases):
        return {}
    if all(case.evidence is Evidence.CONTRACT for case in cases):
        return _until_sent(bench, cases[0], runs[0])
    return REQUEST_SIDE if all(map(_unsent, runs)) else {}


def _until_sent(bench: _Bench, case: ActionCase, run: ActionRun) -> Mapping[str, Json]:
    """Put in one part after another until the request goes out."""
    instead: dict[str, Json] = {}
    while run.execution.request is None and run.execution.failure is not None:
        more = instead_of(run.execution.failure.part)
        if not more.keys() - instead.keys():
            return {}
        instead |= more
        run = bench.run_all((case,), instead)[0]
    return instead


def _unsent(run: ActionRun) -> bool:
    failure = run.execution.failure
    early = failure is not None and failure.cause in {Cause.VELOCITY, Cause.LIMIT}
    return failure is not None and (
        failure.cause in _BEFORE_SENDING or (early and run.execution.request is None)
    )
