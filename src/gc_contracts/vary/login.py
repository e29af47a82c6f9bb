"""Answers to the customAuth action that logs in first: the good one, and what a service may give instead."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gc_contracts._json import Json, loads
from gc_contracts.action.definition import DEFAULT_SUCCESS
from gc_contracts.errors import JsonPathError, SchemaError, VelocityError
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.action import Action
from gc_contracts.model.case import ActionCase
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Fault, Reply, Response
from gc_contracts.settings import Emulation
from gc_contracts.vary.faults import HTML
from gc_contracts.vary.implied import implied
from gc_contracts.vary.replies import raw, reply
from gc_contracts.velocity import parse

_PLAIN = frozenset({"type", "title", "description", "id", "$schema"})


def login_reply(login: Action, wanted: Mapping[str, str], emulation: Emulation) -> Response:
    """Make the answer on which a login gives every field that templates ask of `authResponse`.

    Args:
        login: the customAuth action.
        wanted: the fields, and a harmless text for each, which the login's own rules may replace.
        emulation: what is assumed about the platform.
    """
    success = login.response.success
    try:
        template = parse(success.text if success else DEFAULT_SUCCESS, engine=emulation.velocity)
        paths = {key: compile_path(part.text) for key, part in login.response.translation_map.items()}
        return reply(implied(_asking(login, wanted), template, paths).response)
    except (VelocityError, JsonPathError, SchemaError):
        return reply(dict(wanted))  # a broken login: what it fails for is its own items' to tell


def login_faults(given: Json, response: Json, good: Response) -> tuple[ActionCase, ...]:
    """Derive the cases in which the login does not give what the action needs.

    Args:
        given: an input the contract allows.
        response: the response the action would get if it were sent.
        good: the login's good answer; the incomplete ones are made of it.
    """
    return tuple(
        ActionCase(f"login-{name}", given, reply(response), Evidence.HTTP, "", variation, login=answer)
        for name, variation, answer in _instead(good)
    )


def _instead(good: Response) -> Iterator[tuple[str, str, Reply]]:
    yield "refused", "login answered by 401", reply({"error": "invalid_client"}, 401)
    yield "timeout", "login timed out", Fault.TIMEOUT
    yield "html", "login answered by HTML", raw(HTML, "text/html; charset=utf-8")
    yield "empty", "login answered by an empty object", reply({})
    answer = loads(good.body.decode("utf-8", "replace"))
    for field in answer if isinstance(answer, dict) else ():
        rest = {name: value for name, value in answer.items() if name != field}
        yield f"without-{field}"[:40], f"login answered without `{field}`", reply(rest)


def _asking(login: Action, wanted: Mapping[str, str]) -> Action:
    """Let the output contract ask for these fields, so that an answer is built that gives them."""
    root = login.output.document
    document: dict[str, Json] = dict(root) if isinstance(root, dict) else {}
    declared = document.get("properties")
    properties: dict[str, Json] = dict(declared) if isinstance(declared, dict) else {}
    for field, text in wanted.items():
        if _takes_any_text(properties.get(field, {})):
            properties[field] = {"type": "string", "enum": [text]}
    required = document.get("required")
    names = dict.fromkeys((*(required if isinstance(required, list) else ()), *wanted))
    document |= {"type": "object", "properties": properties, "required": list(names)}
    return replace(login, output=replace(login.output, document=document))


def _takes_any_text(schema: Json) -> bool:
    return isinstance(schema, dict) and schema.keys() <= _PLAIN and schema.get("type", "string") == "string"
