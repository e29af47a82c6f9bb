"""Plans for code under test in place of templates: what it is called with.

What comes back to it only running can tell, for nobody has said what it reads; so these cases are inputs and
declared runs, and running makes the responses and faults of them.
"""

from gc_contracts._json import Json
from gc_contracts.action.function import is_javascript
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.model.recording import Cassette
from gc_contracts.settings import Settings
from gc_contracts.vary.implied import implied
from gc_contracts.vary.inputs import inputs, request_cases
from gc_contracts.vary.recorded import known_runs
from gc_contracts.vary.replies import declared, reply
from gc_contracts.vary.usable import usable
from gc_contracts.velocity import parse

MISSING = "not verified: the file holds no Python code, and contract.yaml names no handler"
NO_INPUT = "not verified: no flat input was found that the inputs allow"


def plan(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive what a handler is called with."""
    if not (contract.expectations.handler or contract.action.code or is_javascript(contract)):
        return Plan(contract.id, kind, skip=MISSING)
    if kind is CaseKind.EXAMPLES:
        return _examples(contract, settings)
    try:
        found = inputs(contract.action.input)
    except SchemaError as error:
        return Plan(contract.id, kind, skip=f"not verified: {error.message}")
    if found is None:
        return Plan(contract.id, kind, skip=NO_INPUT)
    found = usable(found, known_runs(contract))
    response = None if is_javascript(contract) else _implied(contract.action, settings)
    facts = (("response", response), ("input", dict(found.base)))
    return Plan(contract.id, kind, request_cases(found, reply({})), facts=facts)


def _examples(contract: Contract, settings: Settings) -> Plan:
    """Turn declared runs into cases; what answers those that do not say, running finds out."""
    numbered, notes = runnable(contract, settings)
    return planned(
        contract, tuple(example(contract, number, run, settings) for number, run in numbered), notes
    )


def planned(contract: Contract, cases: tuple[ActionCase, ...], notes: tuple[str, ...]) -> Plan:
    """Plan declared runs; where none can be run, that is what the item says."""
    skip = "; ".join(notes) if notes and not cases else ""
    return Plan(contract.id, CaseKind.EXAMPLES, cases, notes, skip)


def runnable(
    contract: Contract, settings: Settings
) -> tuple[list[tuple[int, ActionExample]], tuple[str, ...]]:
    """Give the declared runs by their number, and name those whose cassette is not there, nor made now.

    One that cannot be read is never recorded over: people wrote it, or it was merged wrongly.
    """
    why = {run.pointer: _why_not(contract, run.cassette, settings) for run in contract.expectations.runs}
    notes = tuple(f"not verified: {pointer}: {words}" for pointer, words in why.items() if words)
    runs = enumerate(contract.expectations.runs, 1)
    return [(number, run) for number, run in runs if not why[run.pointer]], notes


def _why_not(contract: Contract, name: str, settings: Settings) -> str:
    if name in {"", *(cassette.name for cassette in contract.cassettes)}:
        return ""
    if name in contract.unreadable:
        return f"cassette '{name}' cannot be read; mend it, or delete it"
    return f"no cassette '{name}' is there to replay" if settings.record == "none" else ""


def recorded_in(contract: Contract, run: ActionExample, settings: Settings) -> str:
    """Tell how a run's cassette is recorded now: `all`, `new_episodes`; empty: it is not."""
    if settings.record == "none" or not run.cassette:
        return ""
    if run.cassette not in {cassette.name for cassette in contract.cassettes}:
        return "all"
    return "" if settings.record == "once" else settings.record


def example(
    contract: Contract, number: int, run: ActionExample, settings: Settings, response: Json = None
) -> ActionCase:
    """Turn a declared run into a case; one that says nothing of the response gets `response`."""
    expected: dict[str, Json] = {"output": run.output} if run.has_output else {}
    expected |= {"outcome": run.outcome} if run.outcome else {}
    expected |= {"step": run.step} if run.step else {}
    return ActionCase(
        f"example-{number}",
        run.input,
        reply(response) if run.respond is None else declared(run.respond),
        Evidence.DECLARED,
        variation="declared",
        expected=expected,
        declared=run.pointer,
        cassette=_cassette(contract, run),
        record=recorded_in(contract, run, settings),
    )


def _cassette(contract: Contract, run: ActionExample) -> Cassette | None:
    if not run.cassette:
        return None
    found = (one for one in contract.cassettes if run.cassette == one.name)
    return next(found, Cassette(run.cassette))


def _implied(action: Action, settings: Settings) -> Json:
    """Give the response that an action's templates need, where it has such; else null."""
    if action.form == "field-list" or action.response.success is None:
        return None
    try:
        template = parse(action.response.success.text, engine=settings.emulation.velocity)
        paths = {key: compile_path(part.text) for key, part in action.response.translation_map.items()}
        return implied(action, template, paths).response
    except (VelocityError, JsonPathError, SchemaError):
        return None
