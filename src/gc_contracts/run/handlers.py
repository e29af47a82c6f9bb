"""Run a handler: the team's code in a worker, its requests answered case by case.

What its responses look like nobody has said, so the code is asked first (`run.rehearsal`); the other cases
are then made of that response, or of those that a person declared. What goes wrong is looked at twice
(`run.confirm`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gc_contracts._json import Json, loads
from gc_contracts.action.execute import Executor
from gc_contracts.action.handled import Handled, execution
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.check import ActionRun
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Reply
from gc_contracts.model.verdict import Trouble
from gc_contracts.run.certain import is_certain
from gc_contracts.run.confirm import confirmed
from gc_contracts.run.hands import Hands
from gc_contracts.run.line import Line
from gc_contracts.run.recording import Recorder
from gc_contracts.run.rehearsal import Start, answered, find_start
from gc_contracts.run.sitting import Sitting
from gc_contracts.settings import Emulation, Settings
from gc_contracts.transport.respond import answer
from gc_contracts.vary.answers import answer_cases
from gc_contracts.vary.inputs import Inputs, inputs, request_cases
from gc_contracts.vary.recorded import known_runs, recorded_for_code, usable_document
from gc_contracts.vary.replies import declared
from gc_contracts.vary.usable import usable

__all__ = ["Hands", "Line", "run_handler"]

MADE_UP = ("fault/large-body", "fault/wrong-charset")
"""Faults whose body is the response that was made up."""
UNUSABLE = (
    "not verified: what the handler does with a response that it can use; none was found. "
    "Show one: a recording below cassettes/, or `respond` of an example in contract.yaml"
)
Told = tuple[tuple[ActionRun, ...], int, tuple[str, ...]]


def run_handler(
    contract: Contract,
    plan: Plan,
    cases: Sequence[ActionCase],
    settings: Settings,
    recorder: Recorder | None = None,
) -> Told:
    """Run a handler's cases in order.

    Returns: the runs, how many there were, and notes. A handler that cannot be loaded gives one run, with its
    trouble.
    """
    if not cases:
        return (), 0, ()
    with Hands(contract, settings, watch=True) as watching:
        trouble = watching.open()
        if trouble is not None:
            return _unloaded(contract, cases[0], trouble)
        sitting = Sitting(contract, settings, recorder)
        if plan.kind is not CaseKind.HANDLER:
            runs, notes = sitting.run(_answered(contract, cases, watching))
            return runs, len(runs), notes
        return _tried(contract, plan, cases, settings, watching, sitting)


def _answered(contract: Contract, cases: Sequence[ActionCase], watching: Hands) -> tuple[ActionCase, ...]:
    """Answer the declared runs that do not say what comes back with a response the handler can use."""
    silent = {run.pointer for run in contract.expectations.runs if run.respond is None and not run.cassette}
    found = _inputs(contract)
    if found is None or silent.isdisjoint(case.declared for case in cases):
        return tuple(cases)
    start = find_start(watching.call, contract, found, _known(contract, None))
    return tuple(replace(case, reply=start.reply) if case.declared in silent else case for case in cases)


def _inputs(contract: Contract) -> Inputs | None:
    found = inputs(contract.action.input)
    return usable(found, known_runs(contract)) if found else None


def _tried(
    contract: Contract,
    plan: Plan,
    cases: Sequence[ActionCase],
    settings: Settings,
    watching: Hands,
    sitting: Sitting,
) -> Told:
    """Find out what the handler can use, run all that can be made of it, and look at troubles twice."""
    found = _inputs(contract)
    if found is None:
        return (), 0, ()
    known = _known(contract, dict(plan.facts).get("response"))
    start = find_start(watching.call, contract, found, known)
    runs, notes = sitting.run(tuple(_cases(contract, cases, found, start)))
    runs = tuple(_doubted(runs, start))

    def regrow(given: Json) -> Reply:
        return answered(watching.call, contract, given, known)

    runs = confirmed(runs, sitting.alone, regrow)
    return beside_templates(contract, runs, settings.emulation), len(runs), (*_doubt(start), *notes)


def _known(contract: Contract, implied: Json) -> Json:
    """Give the response that a person declared, else a recorded one, else the one that templates need.

    Null: nobody knows.
    """
    declared = (_shown(run) for run in contract.expectations.runs if run.outcome in {"", "success"})
    shown = (*declared, usable_document(contract))
    return next((document for document in shown if document is not None), implied)


def _shown(run: ActionExample) -> Json:
    if run.respond is None:
        return None
    response = declared(run.respond)
    try:
        document = loads(response.body.decode("utf-8"))
    except ValueError:
        return None
    return document if response.status == 200 and isinstance(document, dict | list) else None


def _cases(
    contract: Contract, planned: Sequence[ActionCase], found: Inputs, start: Start
) -> Iterator[ActionCase]:
    """Make all cases, the first two alike: what code keeps of its first call is then there."""
    if start.input == found.base:
        made = tuple(replace(case, reply=start.reply) for case in planned)
    else:
        plain = replace(planned[0], id="plain", variation="plain", reply=start.reply)
        made = (*request_cases(replace(found, base=start.input), start.reply), plain)
    yield made[0]
    yield replace(made[0], id="base-again")
    yield from made[1:]
    runs = tuple(run for run in contract.expectations.runs if run.outcome in {"", "success"})
    recorded = recorded_for_code(contract)
    yield from answer_cases(start.input, start.reply, start.document, start.sends, runs, recorded)


def _doubted(runs: Sequence[ActionRun], start: Start) -> Iterator[ActionRun]:
    """Take back the evidence of runs that fail where the best response we have fails too.

    But where the words themselves show that no response would help.
    """
    for run in runs:
        trouble, case = run.execution.trouble, run.case
        doubted = (
            trouble is not None
            and (case.evidence in {Evidence.CONTRACT, Evidence.LIKELY} or case.id.endswith(MADE_UP))
            and bool(run.execution.requests)
            and not start.reach.sound
            and _at(trouble) == start.reach.place
            and not is_certain(trouble)
        )
        yield replace(run, case=replace(case, evidence=Evidence.SPECULATION)) if doubted else run


def _at(trouble: Trouble) -> str:
    return f"{trouble.file}:{trouble.line}" if trouble.line else trouble.kind


def _doubt(start: Start) -> tuple[str, ...]:
    if start.reach.sound or not start.sends:
        return ()
    return (UNUSABLE,)


def _unloaded(contract: Contract, case: ActionCase, trouble: Trouble) -> Told:
    shown = execution(contract.action.name, case.input, Handled(trouble=trouble), None)
    run = ActionRun(replace(case, variation="loading", expected=None), shown)
    return (run,), 1, ("not verified: the handler cannot be loaded",)


def beside_templates(
    contract: Contract, runs: tuple[ActionRun, ...], emulation: Emulation
) -> tuple[ActionRun, ...]:
    """Run each case through the action's own templates too, where it has such."""
    if contract.action.form == "field-list":
        return runs
    executor = Executor(contract.action, emulation, contract.expectations.credentials)
    return tuple(
        run if run.case.before else replace(run, twin=executor.run(run.case.input, answer(run.case.reply)))
        for run in runs
    )
