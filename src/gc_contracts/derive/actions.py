"""Plans for actions: the cases of each item.

Pure and deterministic: every worker derives the same cases in the same order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.action.definition import define
from gc_contracts.action.function import is_javascript
from gc_contracts.derive.handlers import example, planned, runnable
from gc_contracts.derive.handlers import plan as handler_plan
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError
from gc_contracts.jsonpath import Path
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import Contract
from gc_contracts.schema.validate import UnsupportedPattern
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Emulation, Settings
from gc_contracts.vary.faults import fault_cases
from gc_contracts.vary.implied import Implied, implied
from gc_contracts.vary.inputs import Inputs, inputs, request_cases
from gc_contracts.vary.login import login_faults, login_reply
from gc_contracts.vary.recorded import Recorded
from gc_contracts.vary.recorded import recorded as find_recorded
from gc_contracts.vary.replies import reply
from gc_contracts.vary.responses import response_cases
from gc_contracts.vary.witnesses import said
from gc_contracts.velocity import parse

DEFAULT_SUCCESS = "${rawResult}"
NOTHING = Implied({}, {}, {}, raw=False)
"""What a broken response side implies."""
DERIVED = (CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT)


@dataclass(frozen=True, slots=True)
class _Ready:
    """What all derived cases of an action start from."""

    found: Inputs | None
    """None where the input side is broken and nobody asks about it."""
    given: Mapping[str, Json]
    paths: Mapping[str, Path]
    implied: Implied


class _Unusable(Exception):  # noqa: N818 - never leaves this module: it becomes the plan's reason
    """No case can be derived, for this reason."""


def plan(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive the cases of one item of an action contract."""
    is_code = contract.action.form == "field-list" or (
        is_javascript(contract) and bool(contract.expectations.handler)
    )
    if kind is CaseKind.HANDLER or (kind is CaseKind.EXAMPLES and is_code):
        return handler_plan(contract, kind, settings)
    if kind is CaseKind.EXAMPLES:
        return _examples(contract, settings)
    if kind not in DERIVED:
        return Plan(contract.id, kind)
    try:
        ready = _ready(contract.action, kind, settings.emulation)
    except _Unusable as reason:
        return Plan(contract.id, kind, skip=str(reason))
    recorded = find_recorded(contract, settings.emulation.velocity)
    cases = _cases(contract, kind, ready, recorded)
    if kind is CaseKind.FAULT and contract.login is not None:
        cases += _login_faults(contract.action, contract.login, ready, settings.emulation)
    notes = (*ready.implied.notes, *(said(recorded) if kind is CaseKind.RESPONSE else ()))
    return Plan(contract.id, kind, cases, notes, facts=_facts(ready))


def _login_faults(
    action: Action, login: Action, ready: _Ready, emulation: Emulation
) -> tuple[ActionCase, ...]:
    wanted = {name: str(text) for name, text in define(action, emulation, {}).login.items()}
    good = login_reply(login, wanted, emulation)
    return login_faults(dict(ready.given), ready.implied.response, good)


def _cases(contract: Contract, kind: CaseKind, ready: _Ready, recorded: Recorded) -> tuple[ActionCase, ...]:
    given, expected = dict(ready.given), contract.expectations.runs
    if ready.found is not None and kind is CaseKind.REQUEST:
        return request_cases(ready.found, reply(ready.implied.response))
    if kind is CaseKind.RESPONSE:
        return response_cases(ready.implied, ready.paths, given, expected, recorded)
    return fault_cases(given, ready.implied.response)


def _facts(ready: _Ready) -> tuple[tuple[str, Json], ...]:
    return (
        ("input", dict(ready.given)),
        ("response", ready.implied.response),
        ("types", dict(ready.implied.types)),
    )


def _ready(action: Action, kind: CaseKind, emulation: Emulation) -> _Ready:
    """Look at both sides; the one that is not asked about may be broken, and is then left empty."""
    about_request = kind is CaseKind.REQUEST
    try:
        found: Inputs | None = _inputs(action)
    except _Unusable:
        if about_request:
            raise
        found = None
    given = found.base if found else {}
    try:
        paths, response = _response_side(action, emulation)
    except _Unusable:
        if not about_request:
            raise
        paths, response = {}, NOTHING
    return _Ready(found, given, paths, response)


def _inputs(action: Action) -> Inputs:
    try:
        found = inputs(action.input)
    except SchemaError as error:
        raise _unusable(error) from None
    if found is None:
        raise _Unusable("no flat input was found that the input schema allows")
    return found


def _response_side(action: Action, emulation: Emulation) -> tuple[Mapping[str, Path], Implied]:
    success = action.response.success
    try:
        template = parse(success.text if success else DEFAULT_SUCCESS, engine=emulation.velocity)
        paths = {key: compile_path(part.text) for key, part in action.response.translation_map.items()}
        compile_schema(action.output)
    except (VelocityError, JsonPathError, SchemaError) as error:
        raise _unusable(error) from None
    return paths, implied(action, template, paths)


def _unusable(error: VelocityError | JsonPathError | SchemaError) -> _Unusable:
    """Word why; a pattern that only our engine cannot run is no defect of the definition."""
    words = "" if isinstance(error, UnsupportedPattern) else "the definition is broken: "
    return _Unusable(words + error.message)


def _examples(contract: Contract, settings: Settings) -> Plan:
    """Turn declared runs into cases."""
    numbered, notes = runnable(contract, settings)
    needed = any(run.respond is None and not run.cassette for _, run in numbered)
    try:
        ready = _ready(contract.action, CaseKind.RESPONSE, settings.emulation) if needed else None
    except _Unusable as reason:
        return Plan(contract.id, CaseKind.EXAMPLES, skip=str(reason))
    response = ready.implied.response if ready else None
    cases = tuple(example(contract, number, run, settings, response) for number, run in numbered)
    return planned(contract, cases, notes)
