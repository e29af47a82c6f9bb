"""Data Action exports, and actions as the API and CX as Code write them, as an Action.

All three hold the same content under other names, so one reader goes by a table of names.
"""

from dataclasses import replace

from gc_contracts._json import Json, get, join
from gc_contracts.export import contract, field_list, terraform_action
from gc_contracts.export.configuration import (
    FUNCTIONS,
    JSON,
    base,
    function_settings,
    login_timeout,
    request,
    response,
    timeout,
)
from gc_contracts.export.intake import Intake
from gc_contracts.export.shape import Reading, Shape
from gc_contracts.model.action import Action


def read_action(data: Json, shape: Shape, stem: str) -> Reading:
    """Read the action a file holds; `stem` is its name where the file gives none."""
    body = get(data, shape.pointer)
    if shape.form == "field-list":
        return field_list.read(body, stem)
    intake = Intake()
    action = (
        terraform_action.read(intake, body, shape, stem)
        if shape.form == "cx-as-code"
        else _json(intake, body, shape.form, stem)
    )
    return Reading(action.name, None if intake.is_fatal else action, tuple(intake.faults))


def _json(intake: Intake, data: dict[str, Json], form: str, stem: str) -> Action:
    config = _config(intake, data, form)
    sides = contract.read(intake, data, form)
    asked = intake.child(config, "request", "/config")
    answered = intake.child(config, "response", "/config")
    bare = base(intake, data, "", stem, JSON)
    is_told = isinstance(data.get("config"), dict) and isinstance(config.get("request", {}), dict)
    needs_url = is_told and bare.integration_type != FUNCTIONS and bare.function is None
    action = replace(
        bare,
        form=form,
        input=sides.input,
        output=sides.output,
        request=request(intake, asked, "/config/request", JSON, needs_url=needs_url),
        response=response(intake, answered, "/config/response", JSON),
        timeout=timeout(intake, config, "timeoutSeconds", "/config"),
    )
    _by_reference(intake, asked, answered, action)
    _settings(intake, data, config, action)
    return action


def _settings(intake: Intake, data: dict[str, Json], config: dict[str, Json], action: Action) -> None:
    if action.action_type == "customAuth":
        login_timeout(intake, config, "timeoutSeconds", "/config")
    key = next((key for key in JSON.function if data.get(key) is not None), "")
    function_settings(intake, data.get(key), join("", key))


def _config(intake: Intake, data: dict[str, Json], form: str) -> dict[str, Json]:
    if data.get("config") is None:
        hint = {"api": "ask the API for the action with `expand=contract&includeConfig=true`"}
        message = "`config` is missing: an action needs its request and response configuration"
        intake.note("", message, hint.get(form, "export the action again, whole"), fatal=True)
    return intake.child(data, "config", "", fatal=True)


def _by_reference(
    intake: Intake, request: dict[str, Json], response: dict[str, Json], action: Action
) -> None:
    """Note a template that the API gave only as the address of its text."""
    wanted = {"requestTemplate": (request, "request")} if action.sends_body else {}
    wanted["successTemplate"] = (response, "response")
    for name, (data, side) in wanted.items():
        if data.get(name) is None and isinstance(data.get(f"{name}Uri"), str):
            message = f"`{name}` is missing: the file holds only `{name}Uri`, the address of its text"
            hint = f"fetch that address and put the text here as `{name}`, or export the action in the UI"
            intake.note(f"/config/{side}/{name}Uri", message, hint)
