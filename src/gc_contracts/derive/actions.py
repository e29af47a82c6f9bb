"""Plans for actions: which items an action gets, and the cases of each.

Pure and deterministic: every worker derives the same cases in the same order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.derive.faults import fault_cases
from gc_contracts.derive.implied import Implied, implied
from gc_contracts.derive.inputs import Inputs, inputs, request_cases
from gc_contracts.derive.replies import declared, reply
from gc_contracts.derive.responses import response_cases
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError
from gc_contracts.jsonpath import Path
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import ActionExample, Contract
from gc_contracts.model.finding import Evidence
from gc_contracts.schema.validate import UnsupportedPattern
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Emulation, Settings
from gc_contracts.velocity import Template, parse

DEFAULT_SUCCESS = "${rawResult}"
PYTHON = "Python code is not run by this version"
DERIVED = (CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT)


@dataclass(frozen=True, slots=True)
class _Ready:
    """What all derived cases of an action start from."""

    found: Inputs
    paths: Mapping[str, Path]
    implied: Implied


class _Unusable(Exception):  # noqa: N818 - never leaves this module: it becomes the plan's reason
    """No case can be derived, for this reason."""


def kinds(contract: Contract) -> tuple[CaseKind, ...]:
    """Name the items of an action contract, in running order; reads the contract only."""
    found = [CaseKind.STATIC]
    if contract.action.code is None:
        found += DERIVED
    if contract.expectations.runs:
        found.append(CaseKind.EXAMPLES)
    if contract.action.code is not None or contract.expectations.handler:
        found.append(CaseKind.HANDLER)
    return tuple(found)


def plan(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive the cases of one item of an action contract."""
    python = contract.action.code is not None or contract.expectations.handler
    if kind is CaseKind.HANDLER or (kind is CaseKind.EXAMPLES and python):
        return Plan(contract.id, kind, skip=PYTHON)
    if kind is CaseKind.EXAMPLES:
        return _examples(contract, settings.emulation)
    if kind not in DERIVED:
        return Plan(contract.id, kind)
    try:
        ready = _ready(contract.action, settings.emulation)
    except _Unusable as reason:
        return Plan(contract.id, kind, skip=str(reason))
    return Plan(contract.id, kind, _cases(contract, kind, ready), ready.implied.notes, facts=_facts(ready))


def _cases(contract: Contract, kind: CaseKind, ready: _Ready) -> tuple[ActionCase, ...]:
    given = dict(ready.found.base)
    make: Mapping[CaseKind, Callable[[], tuple[ActionCase, ...]]] = {
        CaseKind.REQUEST: lambda: request_cases(ready.found, reply(ready.implied.response)),
        CaseKind.RESPONSE: lambda: response_cases(
            ready.implied, ready.paths, given, contract.expectations.runs
        ),
        CaseKind.FAULT: lambda: fault_cases(given, ready.implied.response),
    }
    return make[kind]()


def _facts(ready: _Ready) -> tuple[tuple[str, Json], ...]:
    return (
        ("input", dict(ready.found.base)),
        ("response", ready.implied.response),
        ("types", dict(ready.implied.types)),
    )


def _ready(action: Action, emulation: Emulation) -> _Ready:
    try:
        success = _templates(action, emulation)
        paths = {key: compile_path(part.text) for key, part in action.response.translation_map.items()}
        compile_schema(action.output)
        found = inputs(action.input)
    except UnsupportedPattern as error:
        raise _Unusable(error.message) from None
    except (VelocityError, JsonPathError, SchemaError) as error:
        raise _Unusable(f"the definition is broken: {error.message}") from None
    if found is None:
        raise _Unusable("no flat input was found that the input schema allows")
    return _Ready(found, paths, implied(action, success, paths))


def _templates(action: Action, emulation: Emulation) -> Template:
    """Parse all templates, give the success template."""
    for part in action.templates.values():
        parse(part.text, engine=emulation.velocity)
    success = action.response.success
    return parse(success.text if success else DEFAULT_SUCCESS, engine=emulation.velocity)


def _examples(contract: Contract, emulation: Emulation) -> Plan:
    """Turn declared runs into cases; a run that names a cassette is left to replay."""
    runs = contract.expectations.runs
    numbered = [(number, run) for number, run in enumerate(runs, 1) if not run.cassette]
    notes = tuple(f"{run.pointer} replays cassette '{run.cassette}'" for run in runs if run.cassette)
    needed = any(run.respond is None for _, run in numbered)
    try:
        response = _ready(contract.action, emulation).implied.response if needed else None
    except _Unusable as reason:
        return Plan(contract.id, CaseKind.EXAMPLES, skip=str(reason))
    cases = tuple(_example(number, run, response) for number, run in numbered)
    return Plan(contract.id, CaseKind.EXAMPLES, cases, notes)


def _example(number: int, run: ActionExample, response: Json) -> ActionCase:
    answer = reply(response) if run.respond is None else declared(run.respond)
    expected: dict[str, Json] = {"output": run.output} if run.has_output else {}
    expected |= {"outcome": run.outcome} if run.outcome else {}
    expected |= {"step": run.step} if run.step else {}
    return ActionCase(
        f"example-{number}",
        run.input,
        answer,
        Evidence.DECLARED,
        variation="declared",
        expected=expected,
        declared=run.pointer,
    )
