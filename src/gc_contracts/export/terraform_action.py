"""Actions of CX as Code: the resources of Genesys' Terraform provider, as configuration or as values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from gc_contracts._json import Json, join
from gc_contracts.export import contract
from gc_contracts.export.configuration import (
    FUNCTIONS,
    TERRAFORM,
    base,
    function_settings,
    login_timeout,
    request,
    response,
    timeout,
)
from gc_contracts.export.intake import Intake
from gc_contracts.export.shape import Shape
from gc_contracts.export.terraform import AUTH
from gc_contracts.export.terraform_text import Reading, is_expression
from gc_contracts.export.terraform_text import read as read_text
from gc_contracts.model.action import Action, Part, RequestConfig, ResponseConfig, Unknown

_OBJECTS = ("headers", TERRAFORM.translation_map, TERRAFORM.defaults)


def read(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Action:
    """Read one resource; what it leaves to Terraform is listed as `unknown`."""
    at, is_auth = shape.pointer, shape.resource == AUTH
    asked, asked_at = intake.block(data, "config_request", at)
    answered, answered_at = intake.block(data, "config_response", at)
    function, function_at = intake.block(data, "function_config", at)
    needs_url = not function and (bool(asked) or isinstance(data.get("config_request"), dict))
    _halves(intake, data, at, is_function=bool(function), is_auth=is_auth)
    unknown = [*_gone(asked, asked_at), *_gone(answered, answered_at)]
    action = replace(
        base(intake, data, at, shape.label or stem, TERRAFORM),
        form="cx-as-code",
        action_type="customAuth" if is_auth else "custom",
        integration_type=FUNCTIONS if function else "",
        request=request(intake, _plain(asked), asked_at, TERRAFORM, needs_url=needs_url),
        response=response(intake, _plain(answered), answered_at, TERRAFORM),
        timeout=timeout(intake, _settled(data), "config_timeout_seconds", at),
        function=function or None,
    )
    if is_expression(action.name):
        action = replace(action, name=shape.label or stem)
    if not is_auth:
        sides = contract.read_terraform(intake, data, at, literal=shape.literal)
        action = replace(action, input=sides.input, output=sides.output)
        unknown += sides.unknown
    action = replace(action, unknown=tuple(unknown))
    function_settings(intake, function, function_at)
    if is_auth:
        login_timeout(intake, data, "config_timeout_seconds", at)
    return action if shape.literal else _unescaped(intake, action, wrapped=bool(shape.resource))


def _halves(intake: Intake, data: dict[str, Json], at: str, *, is_function: bool, is_auth: bool) -> None:
    if not is_function and data.get("config_request") in (None, []):
        message = "`config_request` is missing: an action needs a URL template and a method"
        intake.note(at, message, "add the `config_request` block", fatal=True)
    for key in () if is_auth else ("contract_input", "contract_output"):
        if key not in data:
            intake.note(at, f"`{key}` is missing", f"add `{key}`, a JSON Schema", fatal=True)


def _gone(block: dict[str, Json], at: str) -> Iterator[Unknown]:
    """List the objects and the method that are expressions; templates are read character by character."""
    for name in (*_OBJECTS, TERRAFORM.method):
        if is_expression(block.get(name)):
            yield Unknown(join(at, name), block[name], whole=True)


def _plain(block: dict[str, Json]) -> dict[str, Json]:
    """Leave out the objects and the method that are expressions."""
    gone = [name for name in (*_OBJECTS, TERRAFORM.method) if is_expression(block.get(name))]
    plain: dict[str, Json] = {name: value for name, value in block.items() if name not in gone}
    return plain | ({TERRAFORM.method: "POST"} if TERRAFORM.method in gone else {})


def _settled(data: dict[str, Json]) -> dict[str, Json]:
    """Give the time-out as a number where Terraform would: from a text of digits; 0 in a state is none."""
    value = data.get("config_timeout_seconds")
    if is_expression(value) or value == 0:
        return {}
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
    return {"config_timeout_seconds": number}


def _unescaped(intake: Intake, action: Action, *, wrapped: bool) -> Action:
    unknown = list(action.unknown)

    def plain(part: Part) -> Part:
        found = read_text(part)
        unknown.extend(Unknown(part.pointer, text, found.whole) for text in found.expressions)
        if wrapped:
            _bare(intake, part, found)
        return found.part

    request_side, response_side = _texts(action, plain)
    return replace(action, request=request_side, response=response_side, unknown=tuple(unknown))


def _texts(action: Action, plain: Callable[[Part], Part]) -> tuple[RequestConfig, ResponseConfig]:
    asked, answered = action.request, action.response
    return (
        replace(
            asked,
            url=plain(asked.url) if asked.url else None,
            headers=_all(asked.headers, plain),
            body=plain(asked.body) if asked.body else None,
        ),
        ResponseConfig(
            _all(answered.translation_map, plain),
            _all(answered.defaults, plain),
            plain(answered.success) if answered.success else None,
        ),
    )


def _all(parts: Mapping[str, Part], plain: Callable[[Part], Part]) -> dict[str, Part]:
    return {name: plain(part) for name, part in parts.items()}


def _bare(intake: Intake, part: Part, found: Reading) -> None:
    """Note a reference of a template that Terraform takes for an expression of its own.

    Source: documented: Terraform's string templates: `${` begins an expression, and no name of a template
    is one that Terraform knows.
    """
    for _, written in found.bare[:1]:
        message = f"`{written[:60]}` is an expression of Terraform here, and one that it does not know"
        intake.note(
            part.pointer, message, f"write `${written[:60]}`: Terraform then leaves it to the template"
        )
