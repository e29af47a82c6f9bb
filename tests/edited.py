"""A workitem schema, a data table and an action's contract as teams write them, and how to edit them."""

from gc_contracts._json import get, remove, replace
from gc_contracts.model.schema import Schema
from gc_contracts.schema.dialect import complete

GONE = object()
"""Takes a member away."""


def core(name, **own):
    """A field of a core type."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}], **own}


WORKITEM = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "title": "Complaint",
    "properties": {
        "customer_text": core("text", title="Customer", minLength=1, maxLength=50),
        "age_integer": core("integer", title="Age", minimum=18, maximum=99),
        "score_number": core("number", title="Score", minimum=0),
        "plan_enum": core("enum", title="Plan", enum=["basic", "pro"]),
        "vip_checkbox": core("checkbox", title="VIP"),
        "tags_tag": core("tag", maxItems=5, uniqueItems=True, items={"maxLength": 20}),
        "due_date": core("date", title="Due"),
        "site_url": core("url", title="Site"),
    },
    "required": ["customer_text", "plan_enum"],
}
TABLE = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["key"],
    "additionalProperties": False,
    "properties": {
        "key": {"$id": "/properties/key", "type": "string", "title": "Country", "displayOrder": 0},
        "limit": {"$id": "/properties/limit", "type": "integer", "default": 5, "displayOrder": 1},
        "open": {"$id": "/properties/open", "type": "boolean", "default": True, "displayOrder": 2},
    },
}
INPUT = {
    "type": "object",
    "properties": {
        "userId": {"type": "string", "minLength": 1},
        "page": {"type": "integer", "minimum": 1},
        "filter": {"type": "string"},
    },
    "required": ["userId"],
    "additionalProperties": False,
}
OUTPUT = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "age": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["name"],
}
PRODUCTS = {"workitem": "workitems", "table": "datatable", "input": "records", "output": "records"}
BASES = {"workitem": WORKITEM, "table": TABLE, "input": INPUT, "output": OUTPUT}


def edited(document, edits):
    """Set what stands at each pointer, or take it away."""
    for pointer, value in edits.items():
        parent, _, name = pointer.rpartition("/")
        if value is GONE:
            document = remove(document, pointer)
        else:
            document = replace(document, parent, {**get(document, parent), name: value})
    return document


def schema(base, document, *, inline=False):
    """Make a schema of a base's product; `inline` writes the core types out instead of referring to them."""
    whole = complete(document, PRODUCTS[base])
    if inline:
        whole = inlined(whole)
    return Schema(base, whole, "draft-04", product=PRODUCTS[base])


def inlined(document):
    types = document.get("definitions", {})
    rest = {name: value for name, value in document.items() if name != "definitions"}
    return _replaced(rest, {f"#/definitions/{name}": value for name, value in types.items()})


def _replaced(node, types):
    if isinstance(node, list):
        return [_replaced(one, types) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("$ref") in types:
        return _replaced(types[node["$ref"]], types)
    return {name: _replaced(value, types) for name, value in node.items()}
