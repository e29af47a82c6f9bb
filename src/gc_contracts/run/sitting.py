"""A handler's cases, run one after the other in one warm process, and what of that cannot be judged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gc_contracts._json import equal
from gc_contracts.action.handled import Handled, admitted, execution
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.confirm import AFTER
from gc_contracts.run.hands import WAITS, Hands
from gc_contracts.run.recording import Recorder, answering, ended
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings

PATIENCE = 3
"""How many cases may hang before the rest is not run any more."""
DEATHS = 12
"""How many cases may end their process before the rest is not run any more."""


class Sitting:
    """One contract's cases."""

    def __init__(self, contract: Contract, settings: Settings, recorder: Recorder | None = None) -> None:
        self._contract, self._settings, self._recorder = contract, settings, recorder
        self._schema = compile_schema(contract.action.input, settings.emulation.patterns)

    def run(self, cases: Sequence[ActionCase]) -> tuple[tuple[ActionRun, ...], tuple[str, ...]]:
        """Run all cases; give their runs and notes. Those that nobody can judge are left out, and counted."""
        runs: list[ActionRun] = []
        hung, ended, untold = 0, 0, 0
        with Hands(self._contract, self._settings) as hands:
            for number, case in enumerate(cases):
                run = self._run(hands, case)
                if run is None:
                    untold += 1
                    continue
                runs.append(run)
                hung += _was_killed(run.execution.trouble)
                ended += _has_ended(run.execution.trouble)
                if hung >= PATIENCE or ended >= DEATHS or ((hung or ended) and number == 0):
                    return tuple(runs), (*_left_out(hung + ended, len(cases) - number - 1), *_untold(untold))
            runs += () if self._recorder else self._afterwards(hands, runs)
        return tuple(runs), _untold(untold)

    def alone(self, case: ActionCase) -> ActionRun:
        """Run a case in a process of its own."""
        with Hands(self._contract, self._settings) as hands:
            name = self._contract.action.name
            return self._run(hands, case) or ActionRun(case, execution(name, case.input, Handled(), None))

    def _run(self, hands: Hands, case: ActionCase) -> ActionRun | None:
        plain, refused = admitted(case.input, self._schema)
        recorded = answering(case, self._recorder)
        handled = None if refused else hands.call(plain, case.reply, case.before, recorded)
        tapered = bool(handled and handled.extra.get("tapered"))
        if handled and handled.trouble and tapered and case.evidence is not Evidence.HTTP:
            return None
        shown = execution(self._contract.action.name, case.input, handled, refused)
        return ended(ActionRun(case, shown), recorded)

    def _afterwards(self, hands: Hands, runs: Sequence[ActionRun]) -> Iterable[ActionRun]:
        """Run the first case once more, and tell if it is another one after all others."""
        if not runs or not runs[0].execution.ok or len(runs) < 3:
            return
        last = self._run(hands, replace(runs[0].case, id="afterwards", variation=AFTER))
        if last is None or equal(last.execution.output, runs[0].execution.output):
            return
        if equal(self.alone(runs[0].case).execution.output, runs[0].execution.output):
            yield last


def _has_ended(trouble: Trouble | None) -> bool:
    return trouble is not None and trouble.kind == "exit"


def _was_killed(trouble: Trouble | None) -> bool:
    return trouble is not None and trouble.kind == "timeout" and not trouble.message.startswith(WAITS)


def _left_out(hung: int, left: int) -> tuple[str, ...]:
    words = "a case" if hung == 1 else f"{hung} cases"
    return (f"not verified: after {words} without an answer {left} more were not run",) if left else ()


def _untold(count: int) -> tuple[str, ...]:
    note = "not verified: {} cases, in which it sends more requests than a run can answer sensibly"
    return (note.format(count),) if count else ()
