"""Run a handler: the team's code in a worker, its requests answered case by case.

What its responses look like nobody has said, so the code is asked first (`vary.grow`); the other cases are
then made of that response, or of those that a person declared.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.action.execute import Executor
from gc_contracts.action.handled import Handled, admitted, execution
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import Contract
from gc_contracts.model.interaction import Fault, Reply, Request, Response
from gc_contracts.model.verdict import Trouble
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Emulation, Settings
from gc_contracts.transport.respond import answer
from gc_contracts.vary.faults import fault_cases
from gc_contracts.vary.grow import grow
from gc_contracts.vary.replies import reply
from gc_contracts.vary.responses import grown_cases
from gc_contracts.worker.terms import Answer, Answered, Limits, Place
from gc_contracts.worker.worker import Worker

PATIENCE = 3
"""How many cases may hang before the rest is not run any more."""
ENTRY = "execute"
SECONDS = 10.0
"""What a handler may take where neither its file nor contract.yaml says.

Source: assumed: the tutorial speaks of 10 to 30 seconds."""


class Line:
    """Answers one call's requests with one reply, and keeps what was asked."""

    def __init__(self, answer: Reply) -> None:
        self._answer = answer
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Reply:
        """Answer; a connection is refused where the case says so, else it is made."""
        if request.method == "CONNECT":
            return Fault.REFUSED if self._answer is Fault.REFUSED else Response(200)
        self.requests.append(request)
        return self._answer


class Hands:
    """One contract's handler in its worker."""

    def __init__(self, contract: Contract, settings: Settings, *, watch: bool = False) -> None:
        self.contract = contract
        self.seconds = seconds_of(contract)
        place = Place(settings.project.root, settings.project.paths)
        setup = {**source_of(contract), "watch": watch}
        self.worker = Worker.of_name(
            "handler", contract.expectations.handler, setup, place, Limits(seconds=self.seconds)
        )

    def call(self, given: Json, answer: Reply) -> Handled:
        """Call the handler once."""
        line = Line(answer)
        told = self.worker.ask(given, send=line)
        response = answer if isinstance(answer, Response) and line.requests else None
        return _handled(told, tuple(line.requests), response, self.seconds)


def seconds_of(contract: Contract) -> float:
    """Tell how long a handler may take: contract.yaml, else the action's own time, else what is usual."""
    asked = contract.expectations.timeout
    if asked is not None:
        return asked
    return SECONDS if contract.action.form == "field-list" else contract.action.timeout


def source_of(contract: Contract) -> dict[str, Json]:
    """Give the code that stands in the file, where no handler is named."""
    code = contract.action.code
    if contract.expectations.handler or code is None:
        return {}
    return {"code": code.text, "entry": ENTRY, "name": contract.id}


def run_handler(
    contract: Contract, plan: Plan, cases: Sequence[ActionCase], settings: Settings
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    """Run a handler's cases in order.

    Returns: the runs, how many there were, and notes. A handler that cannot be loaded gives one run, with its
    trouble.
    """
    schema = compile_schema(contract.action.input, settings.emulation.patterns)
    with Hands(contract, settings).worker as worker:
        opened = worker.open()
    if isinstance(opened, Trouble):
        return _unloaded(contract, cases, opened)
    if plan.kind is CaseKind.HANDLER:
        response = grown(contract, cases[0].input, settings, dict(plan.facts).get("response"))
        cases = (*_answered(cases, response), *_further(contract, cases[0].input, response))
    runs, count, notes = _run_all(contract, cases, schema, settings)
    return beside_templates(contract, runs, settings.emulation), count, notes


def _unloaded(
    contract: Contract, cases: Sequence[ActionCase], trouble: Trouble
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    shown = execution(contract.action.name, cases[0].input, Handled(trouble=trouble), None)
    return (ActionRun(replace(cases[0], variation="loading"), shown),), 1, ()


def beside_templates(
    contract: Contract, runs: tuple[ActionRun, ...], emulation: Emulation
) -> tuple[ActionRun, ...]:
    """Run each case through the action's own templates too, where it has such."""
    if contract.action.form == "field-list":
        return runs
    executor = Executor(contract.action, emulation, contract.expectations.credentials)
    return tuple(replace(run, twin=executor.run(run.case.input, answer(run.case.reply))) for run in runs)


def grown(contract: Contract, given: Json, settings: Settings, start: Json) -> Json:
    """Grow the response that the handler reads, for one input, from what is known of it."""
    hands = Hands(contract, settings, watch=True)

    def look(document: Json) -> list[tuple[str, str]]:
        wanted = hands.call(given, reply(document)).extra.get("wanted", [])
        return [(pointer, type_) for pointer, type_ in wanted]

    with hands.worker:
        return grow(look, start)


def _answered(cases: Sequence[ActionCase], response: Json) -> Iterator[ActionCase]:
    """Give input cases the response that the handler can use."""
    for case in cases:
        yield case if case.declared else replace(case, reply=reply(response))


def _further(contract: Contract, given: Json, response: Json) -> Iterator[ActionCase]:
    """Make the response and fault cases."""
    yield from grown_cases(response, given, contract.expectations.runs)
    yield from (replace(case, id=f"fault/{case.id}") for case in fault_cases(given, response))


def _run_all(
    contract: Contract, cases: Sequence[ActionCase], schema: Validator, settings: Settings
) -> tuple[tuple[ActionRun, ...], int, tuple[str, ...]]:
    runs: list[ActionRun] = []
    hands, hung = Hands(contract, settings), 0
    with hands.worker:
        for number, case in enumerate(cases):
            run = _run(hands, case, schema)
            runs.append(run)
            hung += run.execution.trouble is not None and _was_killed(run.execution.trouble)
            if hung >= PATIENCE:
                left = len(cases) - number - 1
                note = f"not verified: after {hung} cases without an answer {left} more were not run"
                return tuple(runs), len(runs), (note,) if left else ()
    return tuple(runs), len(runs), ()


def _was_killed(trouble: Trouble) -> bool:
    return trouble.kind == "timeout" and not trouble.message.startswith(WAITS)


def _run(hands: Hands, case: ActionCase, schema: Validator) -> ActionRun:
    plain, refused = admitted(case.input, schema)
    handled = None if refused else hands.call(plain, case.reply)
    return ActionRun(case, execution(hands.contract.action.name, case.input, handled, refused))


WAITS = "it would "


def _waits(waited: float, seconds: float) -> str:
    if math.isinf(waited):
        return f"{WAITS}wait for ever: no reply comes, and it sets no time-out"
    return f"{WAITS}sleep and wait {waited:g} s; it may take {seconds:g} s"


def _handled(
    told: Answer, requests: tuple[Request, ...], response: Response | None, seconds: float
) -> Handled:
    if not isinstance(told, Answered):
        return Handled(None, told.trouble, requests, response, told.trouble.output)
    value: Mapping[str, Json] = told.value
    trouble = Trouble(**value["trouble"], output=told.output) if "trouble" in value else None
    waited = value.get("waited", 0.0)
    if waited > seconds:
        message = _waits(waited, seconds)
        trouble = Trouble("timeout", message, output=told.output)
    elif told.tried:
        message = f"tried to {told.tried[0]}, which no test run lets through"
        trouble = trouble or Trouble("network", message, output=told.output)
    extra = {key: item for key, item in value.items() if key not in {"output", "trouble"}}
    return Handled(value.get("output"), trouble, requests, response, told.output, extra)
