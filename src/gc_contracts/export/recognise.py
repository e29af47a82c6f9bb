"""Tell a file by its shape, never by its name.

Each dialect has members no other JSON has; half a contract still shows some of them, so it is recognised
and reported, while a response, a recording or a package file shows none.
"""

from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.export import terraform, vocabulary
from gc_contracts.export.shape import Form, Shape

_CX = ("config_request", "config_response", "contract_input", "contract_output")
_REQUEST = ("requestUrlTemplate", "requestTemplate", "requestTemplateUri", "requestType")
_RESPONSE = ("translationMap", "translationMapDefaults", "successTemplate", "successTemplateUri")
_DATA_SCHEMA = frozenset(
    {
        "id",
        "name",
        "description",
        "version",
        "appliesTo",
        "enabled",
        "createdBy",
        "dateCreated",
        "jsonSchema",
        "selfUri",
        "deleted",
    }
)


def recognise(data: Json) -> Shape | None:
    """Tell which of our dialects a parsed file speaks; None: none of them.

    Half a contract counts as what it is half of. A list of subjects is none.
    """
    found = recognise_all(data)
    return found[0] if len(found) == 1 else None


def recognise_all(data: Json) -> tuple[Shape, ...]:
    """Tell all subjects of a parsed file: Terraform's JSON may hold several, any other file holds one."""
    if not isinstance(data, dict):
        return ()
    if terraform.speaks(data):
        return terraform.resources(data)
    form = _action(data) or _schema(data)
    return (Shape(form),) if form else ()


def _action(data: dict[str, Json]) -> Form | None:
    if any(key in data for key in _CX):
        return "cx-as-code"
    if _from_api(data):
        return "api"
    if _is_config(data.get("config")) or _is_contract(data.get("contract")) or _is_marked(data):
        return "export"
    return "field-list" if _is_field_list(data) else None


def _from_api(data: dict[str, Json]) -> bool:
    if _speaks_of(data.get("selfUri"), "/integrations/actions/"):
        return True
    known = _is_config(data.get("config")) or _is_contract(data.get("contract"))
    return known and ("integrationId" in data or "selfUri" in data)


def _is_marked(data: dict[str, Json]) -> bool:
    """Tell an export by names that no other JSON puts together, whatever they hold."""
    marks = {"integrationType", "actionType"} & data.keys()
    return len(marks) == 2 or (bool(marks) and {"config", "contract"} <= data.keys())


def _is_config(value: Json) -> bool:
    return _holds(value, "request", _REQUEST) or _holds(value, "response", _RESPONSE)


def _is_contract(value: Json) -> bool:
    prefixes = {"input": "inputSchema", "output": ("successSchema", "errorSchema", "outputSchema")}
    if not isinstance(value, dict):
        return False
    return any(
        isinstance(value.get(side), dict) and any(key.startswith(prefix) for key in value[side])
        for side, prefix in prefixes.items()
    )


def _holds(value: Json, name: str, keys: tuple[str, ...]) -> bool:
    inner = value.get(name) if isinstance(value, dict) else None
    return isinstance(inner, dict) and any(key in inner for key in keys)


def _is_field_list(data: dict[str, Json]) -> bool:
    execution = data.get("execution")
    runs = isinstance(execution, dict) and ("type" in execution or "code" in execution)
    lists = [isinstance(data.get(key), list) for key in ("inputs", "outputs")]
    named = any(_names_fields(data.get(key)) for key in ("inputs", "outputs"))
    return (runs and any(key in data for key in ("inputs", "outputs"))) or (all(lists) and named)


def _names_fields(value: Json) -> bool:
    """Tell a list of fields: some element has a name, and the type of a JSON value."""
    return any(
        isinstance(item.get("name"), str) and vocabulary.types(item.get("type")) for item in _objects(value)
    )


def _objects(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _schema(data: dict[str, Json]) -> Form | None:
    if "jsonSchema" in data or _is_half_data_schema(data):
        return "data-schema"
    if _is_table(data):
        return "datatable"
    if _is_entity(data):
        return "fields"
    if not vocabulary.is_schema(data):
        return None
    if _is_table_schema(data):
        return "datatable"
    return "schema-request" if _uses_core_types(data) else "json-schema"


def _is_half_data_schema(data: dict[str, Json]) -> bool:
    if isinstance(data.get("appliesTo"), list) or _speaks_of(data.get("selfUri"), "/schemas/"):
        return data.keys() <= _DATA_SCHEMA
    return data.keys() <= _DATA_SCHEMA and {"enabled", "version"} <= data.keys()


def _is_table(data: dict[str, Json]) -> bool:
    schema = data.get("schema")
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        return "key" in schema["properties"] or schema.get("required") == ["key"]
    return _speaks_of(data.get("selfUri"), "/flows/datatables/") or _is_terraform_table(data)


def _is_terraform_table(data: dict[str, Json]) -> bool:
    rows = data.get("properties")
    if not _names_fields(rows):
        return False
    has_key = any(row.get("name") == "key" for row in _objects(rows))
    return has_key or data.keys() <= {"name", "description", "division_id", "properties"}


def _is_table_schema(data: dict[str, Json]) -> bool:
    properties = data.get("properties")
    if not isinstance(properties, dict) or "key" not in properties:
        return False
    closed = data.get("required") == ["key"] and data.get("additionalProperties") is False
    return closed or any(isinstance(item, dict) and "displayOrder" in item for item in properties.values())


def _is_entity(data: dict[str, Json]) -> bool:
    entity = data.get("entity")
    if isinstance(entity, dict) and "fields" in entity:
        return isinstance(entity["fields"], list) or entity.keys() <= {"fields", "id", "name", "version"}
    fields = data.get("fields")
    # Avro's records and Frictionless tables list their fields too, and mean other rules by them.
    foreign = data.get("type") == "record" or any("constraints" in item for item in _objects(fields))
    return _names_fields(fields) and not foreign


def _uses_core_types(data: dict[str, Json]) -> bool:
    """Tell whether a property refers to a definition that the file does not hold: the platform's own."""
    properties, own = data.get("properties"), data.get("definitions")
    parts = properties.values() if isinstance(properties, dict) else ()
    held = own if isinstance(own, dict) else {}
    prefix = "#/definitions/"
    return any(ref.startswith(prefix) and ref.removeprefix(prefix) not in held for ref in _references(parts))


def _references(parts: Iterator[Json] | Json) -> Iterator[str]:
    for part in parts:
        combined = part.get("allOf") if isinstance(part, dict) else None
        for item in [part, *(combined if isinstance(combined, list) else ())]:
            if isinstance(item, dict) and isinstance(item.get("$ref"), str):
                yield item["$ref"]


def _speaks_of(value: Json, path: str) -> bool:
    return isinstance(value, str) and path in value
