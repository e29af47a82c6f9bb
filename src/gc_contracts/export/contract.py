"""The action contract: the input and output schemas of an action, wherever a dialect keeps them."""

from dataclasses import dataclass

from gc_contracts._json import Json, join, kind, loads
from gc_contracts.export.intake import Intake, nearest
from gc_contracts.export.terraform_text import argument, is_expression, unescape
from gc_contracts.model.action import Part, Unknown
from gc_contracts.model.schema import Schema

_API = "ask the API for the action with `expand=contract&includeConfig=true`"


@dataclass(frozen=True, slots=True)
class Sides:
    """Both schemas of an action contract."""

    input: Schema
    output: Schema
    unknown: tuple[Unknown, ...] = ()
    """Those that are left to Terraform; what stands for one lets anything through."""


def nothing(name: str, pointer: str) -> Schema:
    """Give the schema of a side that declares nothing: anything goes."""
    return schema(name, {}, pointer, None)


def schema(name: str, document: Json, pointer: str, source: Json) -> Schema:
    """Make one side's schema. The load stage settles its draft."""
    return Schema(name, document, "", product="action", pointer=pointer, source=source)


def read(intake: Intake, data: dict[str, Json], form: str) -> Sides:
    """Read `contract.input.inputSchema` and `contract.output.successSchema`.

    A schema that is null declares nothing, as in exports of OAuth helper actions.
    """
    if data.get("contract") is None:
        message = "`contract` is missing: an action needs its input and output schemas"
        intake.note("", message, _API if form == "api" else "export the action again, whole", fatal=True)
    sides = intake.child(data, "contract", "", fatal=True)
    return Sides(
        _side(intake, sides, "input", "inputSchema", form),
        _side(intake, sides, "output", "successSchema", form),
    )


def _side(intake: Intake, sides: dict[str, Json], name: str, key: str, form: str) -> Schema:
    at = f"/contract/{name}"
    side = intake.child(sides, name, "/contract", fatal=True)
    if not intake.is_fatal and key not in side:
        key = _missing(intake, side, at, key, form)
    value = side.get(key)
    if value is None:
        return nothing(name, join(at, key))
    if not isinstance(value, dict):
        intake.wrong(join(at, key), value, "an object: a JSON Schema", fatal=True)
    return schema(name, value, join(at, key), value)


def _missing(intake: Intake, side: dict[str, Json], at: str, key: str, form: str) -> str:
    """Note an absent schema; a member whose name is nearly right is read in its place."""
    near = _meant(side, key)
    flat = f"{key}Flattened"
    if flat in side:
        message = f"`{key}` is missing: the file holds the flattened form, which has lost the nesting"
        intake.note(join(at, flat), message, "fetch the action without `flatten=true`", fatal=True)
    elif near:
        intake.note(
            join(at, near), f"`{key}` is missing; `{near}` stands in its place", f"rename it to `{key}`"
        )
        return near
    else:
        hint = _API if form == "api" else f"add `{key}`, a JSON Schema"
        intake.note(at, f"`{key}` is missing", hint, fatal=True)
    return key


def _meant(side: dict[str, Json], key: str) -> str:
    """Give the member that holds the schema under a wrong name: a near one, or the only schema there."""
    objects = [name for name, value in side.items() if isinstance(value, dict)]
    schemas = [name for name in objects if name.endswith("Schema") and name != "errorSchema"]
    return nearest(key, objects) or (schemas[0] if len(schemas) == 1 else "")


def read_terraform(intake: Intake, data: dict[str, Json], at: str, *, literal: bool = False) -> Sides:
    """Read `contract_input` and `contract_output`: JSON Schemas, plain or as JSON text.

    `literal`: the file holds values, not a configuration with Terraform's escapes and expressions.
    """
    unknown: list[Unknown] = []
    sides = [
        _unknown(key, data[key], at, unknown)
        if not literal and _is_unknown(data.get(key))
        else _encoded(intake, data, key, at, literal=literal)
        for key in ("contract_input", "contract_output")
    ]
    return Sides(sides[0], sides[1], tuple(unknown))


def _is_unknown(value: Json) -> bool:
    return is_expression(value) and not _is_json(argument(value, "jsonencode"))


def _is_json(text: str) -> bool:
    try:
        return isinstance(loads(text), dict)
    except ValueError:
        return False


def _unknown(key: str, text: str, at: str, unknown: list[Unknown]) -> Schema:
    unknown.append(Unknown(join(at, key), text, whole=True))
    return schema(key.removeprefix("contract_"), document=True, pointer=join(at, key), source=None)


def _encoded(intake: Intake, data: dict[str, Json], key: str, at: str, *, literal: bool) -> Schema:
    pointer, value = join(at, key), data.get(key)
    name = key.removeprefix("contract_")
    document = value
    if isinstance(value, str):
        text = value if literal else argument(value, "jsonencode") or unescape(Part(value, pointer)).text
        document = _decoded(intake, text, pointer)
    if document is None:
        return nothing(name, pointer)
    if not isinstance(document, dict):
        intake.wrong(pointer, document, "an object: a JSON Schema", fatal=True)
    return schema(name, document, pointer, document)


def _decoded(intake: Intake, text: str, pointer: str) -> Json:
    try:
        document = loads(text)
    except ValueError as error:
        message = f"`{pointer.rpartition('/')[2]}` is text that holds no JSON: {error}"
        intake.note(pointer, message, "write the schema as plain JSON here", fatal=True)
        return None
    if kind(document) == "null":
        return None
    return document
