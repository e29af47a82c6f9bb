"""Data Action exports, and actions as the API and CX as Code write them, as an Action.

All three hold the same content under other names, so one reader goes by a table of names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json, dumps, get, join
from gc_contracts.export import contract, field_list
from gc_contracts.export.intake import Intake
from gc_contracts.export.shape import Reading, Shape
from gc_contracts.export.terraform import unescape
from gc_contracts.model.action import Action, Part, RequestConfig, ResponseConfig

_FUNCTIONS = "function-data-actions"


@dataclass(frozen=True, slots=True)
class _Names:
    """What one dialect calls the members of an action."""

    url: str
    method: str
    body: str
    translation_map: str
    defaults: str
    success: str
    function: tuple[str, ...]


_JSON = _Names(
    "requestUrlTemplate",
    "requestType",
    "requestTemplate",
    "translationMap",
    "translationMapDefaults",
    "successTemplate",
    ("function", "_function"),
)
_TERRAFORM = _Names(
    "request_url_template",
    "request_type",
    "request_template",
    "translation_map",
    "translation_map_defaults",
    "success_template",
    ("function_config",),
)


def read_action(data: Json, shape: Shape, stem: str) -> Reading:
    """Read the action a file holds; `stem` is its name where the file gives none."""
    body = get(data, shape.pointer)
    if shape.form == "field-list":
        return field_list.read(body, stem)
    intake = Intake()
    action = (
        _cx(intake, body, shape, stem)
        if shape.form == "cx-as-code"
        else _json(intake, body, shape.form, stem)
    )
    return Reading(action.name, None if intake.is_fatal else action, tuple(intake.faults))


def _json(intake: Intake, data: dict[str, Json], form: str, stem: str) -> Action:
    config = _config(intake, data, form)
    sides = contract.read(intake, data, form)
    request = intake.child(config, "request", "/config")
    response = intake.child(config, "response", "/config")
    base = _base(intake, data, "", stem)
    is_told = isinstance(data.get("config"), dict) and isinstance(config.get("request", {}), dict)
    needs_url = is_told and base.integration_type != _FUNCTIONS and base.function is None
    action = replace(
        base,
        form=form,
        input=sides.input,
        output=sides.output,
        request=_request(intake, request, "/config/request", _JSON, needs_url=needs_url),
        response=_response(intake, response, "/config/response", _JSON),
        timeout=_timeout(intake, config, "timeoutSeconds", "/config"),
    )
    _by_reference(intake, request, response, action)
    return action


def _config(intake: Intake, data: dict[str, Json], form: str) -> dict[str, Json]:
    if data.get("config") is None:
        hint = {"api": "ask the API for the action with `expand=contract&includeConfig=true`"}
        message = "`config` is missing: an action needs its request and response configuration"
        intake.note("", message, hint.get(form, "export the action again, whole"), fatal=True)
    return intake.child(data, "config", "", fatal=True)


def _base(intake: Intake, data: dict[str, Json], at: str, stem: str) -> Action:
    """Read what stands at the top under the same name in each dialect."""
    names = _TERRAFORM if "config_request" in data or "function_config" in data else _JSON
    return Action(
        name=intake.text(data, "name", at) or stem,
        integration_type=intake.text(data, "integrationType", at),
        input=contract.nothing("input", at),
        output=contract.nothing("output", at),
        request=RequestConfig("", None),
        response=ResponseConfig(),
        action_type=intake.text(data, "actionType", at) or "custom",
        category=intake.text(data, "category", at),
        secure=intake.flag(data, "secure", at),
        function=next((data[key] for key in names.function if data.get(key) is not None), None),
    )


def _request(
    intake: Intake, data: dict[str, Json], at: str, names: _Names, *, needs_url: bool
) -> RequestConfig:
    url = intake.part(data, names.url, at)
    method = intake.text(data, names.method, at)
    if needs_url:
        for key in (names.url, names.method):
            if data.get(key) is None:
                intake.note(at, f"`{key}` is missing", f"add `{key}` to the request configuration")
    parts = intake.parts(data, "headers", at)
    return RequestConfig(
        method or ("GET" if needs_url else "POST"), url, parts, intake.part(data, names.body, at)
    )


def _response(intake: Intake, data: dict[str, Json], at: str, names: _Names) -> ResponseConfig:
    return ResponseConfig(
        intake.parts(data, names.translation_map, at),
        _defaults(intake, data, at, names.defaults),
        intake.part(data, names.success, at),
    )


def _defaults(intake: Intake, data: dict[str, Json], at: str, key: str) -> dict[str, Part]:
    """Read the defaults: JSON as text. One written as plain JSON is reported, and read as it was meant."""
    place = join(at, key)
    parts: dict[str, Part] = {}
    for name, value in intake.child(data, key, at).items():
        pointer = join(place, name)
        parts[name] = Part(value if isinstance(value, str) else dumps(value), pointer)
        if not isinstance(value, str):
            intake.wrong(pointer, value, f"text that holds JSON, here {dumps(dumps(value))[:60]}")
    return parts


def _timeout(intake: Intake, data: dict[str, Json], key: str, at: str) -> float:
    """Read the timeout in seconds; absent: 60.

    Source: documented: ActionConfig.timeoutSeconds is 1 to 60.
    """
    value = data.get(key)
    if value is None:
        return 60.0
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 60:
        intake.note(join(at, key), f"`{key}` must be a number of seconds from 1 to 60")
        return 60.0
    return float(value)


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


def _cx(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Action:
    at = shape.pointer
    request, request_at = intake.block(data, "config_request", at)
    response, response_at = intake.block(data, "config_response", at)
    function, _ = intake.block(data, "function_config", at)
    needs_url = not function and (bool(request) or isinstance(data.get("config_request"), dict))
    is_auth = "/genesyscloud_integration_custom_auth_action/" in at
    _cx_halves(intake, data, at, is_function=bool(function), is_auth=is_auth)
    action = replace(
        _base(intake, data, at, shape.label or stem),
        form="cx-as-code",
        action_type="customAuth" if is_auth else "custom",
        integration_type=_FUNCTIONS if function else "",
        request=_request(intake, request, request_at, _TERRAFORM, needs_url=needs_url),
        response=_response(intake, response, response_at, _TERRAFORM),
        timeout=_timeout(intake, data, "config_timeout_seconds", at),
        function=function or None,
    )
    if not is_auth:
        sides = contract.read_terraform(intake, data, at)
        action = replace(action, input=sides.input, output=sides.output)
    return _unescaped(action)


def _cx_halves(intake: Intake, data: dict[str, Json], at: str, *, is_function: bool, is_auth: bool) -> None:
    if not is_function and data.get("config_request") is None:
        message = "`config_request` is missing: an action needs a URL template and a method"
        intake.note(at, message, "add the `config_request` block", fatal=True)
    for key in () if is_auth else ("contract_input", "contract_output"):
        if key not in data:
            intake.note(at, f"`{key}` is missing", f"add `{key}`, a JSON Schema", fatal=True)


def _unescaped(action: Action) -> Action:
    request, response = action.request, action.response
    return replace(
        action,
        request=replace(
            request,
            url=unescape(request.url) if request.url else None,
            headers=_all(request.headers),
            body=unescape(request.body) if request.body else None,
        ),
        response=ResponseConfig(
            _all(response.translation_map),
            _all(response.defaults),
            unescape(response.success) if response.success else None,
        ),
    )


def _all(parts: Mapping[str, Part]) -> dict[str, Part]:
    return {name: unescape(part) for name, part in parts.items()}
