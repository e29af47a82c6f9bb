"""Data schemas, data tables and bare JSON Schema as a Schema.

What is built here is the schema as the file has it; the load stage settles its product and draft and
supplies the platform's core types.
"""

from collections.abc import Mapping

from gc_contracts._json import Json, dumps, get, join, kind
from gc_contracts.export import fields
from gc_contracts.export.intake import Intake, nearest, worded
from gc_contracts.export.shape import Reading, Shape
from gc_contracts.model.contract import Reference
from gc_contracts.model.schema import Schema

FIELDS_MAX_BYTES = 1_048_576
"""Largest record of the tutorials' dialect. Source: recorded: the record validation tutorial."""

_RULES = {
    "pattern": "pattern",
    "min_length": "minLength",
    "max_length": "maxLength",
    "description": "description",
}
_DRAFT = "http://json-schema.org/draft-04/schema#"
_APPLIES = {
    "WORKITEM": "workitems",
    "CONTACT": "contacts",
    "EXTERNAL_ORGANIZATION": "organizations",
    "CONVERSATION": "conversations",
    "USER_CUSTOM_ATTRIBUTES": "users",
    "EXTERNAL_EVENTS": "journey",
    "DECISION_TABLE": "businessrules",
}


def read_schema(data: Json, shape: Shape, stem: str) -> Reading:
    """Read the schema a file holds; `stem` is its name where the file gives none."""
    intake = Intake()
    body, stem = get(data, shape.pointer), shape.label or stem
    readers = {"data-schema": _data_schema, "datatable": _datatable, "fields": _fields}
    schema = readers.get(shape.form, _bare)(intake, body, shape, stem)
    return Reading(schema.name, None if intake.is_fatal else schema, tuple(intake.faults))


def _data_schema(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Schema:
    document = _inner(intake, data, "jsonSchema", "a JSON Schema", shape)
    title = document.get("title")
    name = intake.text(data, "name", shape.pointer) or (title if isinstance(title, str) else "") or stem
    return Schema(
        name,
        document,
        "",
        product=_applies(data),
        form="data-schema" if "name" in data else "schema-request",
        pointer=join(shape.pointer, "jsonSchema"),
        source=document,
    )


def _inner(
    intake: Intake, data: dict[str, Json], key: str, wanted: str, shape: Shape, hint: str = ""
) -> dict[str, Json]:
    value = data.get(key)
    if isinstance(value, dict):
        return value
    if value is None and key not in data:
        near = nearest(key, data)
        hint = (f"rename `{near}` to `{key}`" if near else "") or hint or f"add `{key}`, {wanted}"
        intake.note(shape.pointer, f"`{key}` is missing", hint, fatal=True)
    else:
        intake.wrong(join(shape.pointer, key), value, f"an object: {wanted}", fatal=True)
    return {}


def _applies(data: dict[str, Json]) -> str:
    """Tell the product by `appliesTo`; empty where it does not say."""
    applies = data.get("appliesTo")
    names = [name for name in applies if isinstance(name, str)] if isinstance(applies, list) else []
    return next((_APPLIES[name] for name in names if name in _APPLIES), "")


def _datatable(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Schema:
    if isinstance(data.get("properties"), list):
        return _rows(intake, data, shape, stem)
    whole = "schema" in data or "properties" not in data
    hint = "ask the API for the table with `expand=schema`"
    document = _inner(intake, data, "schema", "a JSON Schema", shape, hint) if whole else data
    named = data.get("name", document.get("title"))
    return Schema(
        named if isinstance(named, str) and named else stem,
        document,
        "",
        product="datatable",
        form="datatable",
        pointer=join(shape.pointer, "schema") if whole else shape.pointer,
        source=document,
    )


def _rows(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Schema:
    """Read Terraform's data table: a list of properties; the table's own rules are always the same.

    Source: documented: data tables require exactly `key` and are closed.
    """
    at = join(shape.pointer, "properties")
    built = fields.build(intake, data["properties"], at, {"title": "title", "default": "default"})
    for rules in built.properties.values():
        if isinstance(rules.get("default"), str):
            rules["default"] = _typed(rules["default"], rules.get("type"))
    document = {
        "$schema": _DRAFT,
        "type": "object",
        "properties": built.properties,
        "required": ["key"],
        "additionalProperties": False,
    }
    name = intake.text(data, "name", shape.pointer) or stem
    return Schema(name, document, "", "datatable", "datatable", at, built.places, source=data["properties"])


def _typed(text: str, type_: Json) -> Json:
    """Read a default that Terraform keeps as text; one that does not fit stays text, for a check to find."""
    if type_ == "boolean" and text in {"true", "false"}:
        return text == "true"
    try:
        number = float(text) if type_ == "number" else int(text) if type_ == "integer" else text
        dumps(number)
    except ValueError:
        return text
    return number


def _fields(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Schema:
    is_inner = not isinstance(data.get("fields"), list)
    holder: dict[str, Json] = data["entity"] if is_inner else data
    items, pointer = holder["fields"], shape.pointer + ("/entity/fields" if is_inner else "/fields")
    if not isinstance(items, list):
        intake.wrong(pointer, items, "a list of fields", fatal=True)
        items = []
    built = fields.build(intake, items, pointer, _RULES)
    built.let_null_be_absent()
    name = next((item["name"] for item in (holder, data) if isinstance(item.get("name"), str)), stem)
    return Schema(
        name or stem,
        built.document,
        "",
        form="fields",
        pointer=pointer,
        places=built.places,
        max_bytes=FIELDS_MAX_BYTES,
        source=holder,
    )


def referential(schema: Schema) -> Mapping[str, Reference]:
    """List the references to other schemas that a `fields` schema names, by the field that refers."""
    items = schema.source.get("fields") if schema.form == "fields" else None
    found: dict[str, Reference] = {}
    for item in items if isinstance(items, list) else ():
        subject = item.get("referential_schema_id") if isinstance(item, dict) else None
        if isinstance(subject, str) and subject and isinstance(item.get("name"), str):
            target = item.get("referential_field_name")
            field = target if isinstance(target, str) else ""
            found[item["name"]] = Reference(item["name"], subject, field)
    return found


def _bare(intake: Intake, data: dict[str, Json], shape: Shape, stem: str) -> Schema:
    title = data.get("title")
    if "properties" in data and not isinstance(data["properties"], dict):
        message = f"`properties` is {worded(data['properties'])} where it must be an object of schemas"
        intake.note(join(shape.pointer, "properties"), message)
    named = title if kind(title) == "string" and title else stem
    return Schema(named, data, "", "", shape.form, shape.pointer, source=data)
