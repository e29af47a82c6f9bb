"""What is taken for granted of records: that they hold no member which their own schema does not declare.

Without it every new optional field would break all that is open, since an old record might hold something
else under that name. Nobody's does; so it is told only where it is asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gc_contracts._json import Json, split
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import OLD
from gc_contracts.schema.subschemas import subschemas

_NEVER: Json = {"not": {}}


def without(schema: Schema, pointers: Iterable[str]) -> Schema:
    """Forbid the members at these places of a record; a place inside an undeclared member is left alone."""
    overlay: dict[str, Json] = {}
    for pointer in pointers:
        _forbid(overlay, split(pointer))
    document = schema.document
    if not overlay or not isinstance(document, dict):
        return schema
    if "$ref" in document and schema.dialect in OLD:
        # Its siblings would be silent.
        shelves = {name: document[name] for name in ("$schema", "definitions") if name in document}
        return replace(schema, document={**shelves, "allOf": [{"$ref": document["$ref"]}, overlay]})
    return replace(schema, document={**document, "allOf": [*document.get("allOf", []), overlay]})


def asks_for(schema: Schema, name: str) -> bool:
    """Tell whether a schema asks anywhere for a member that it need not declare: then records do hold it."""
    return any(
        name in names
        for _, node in subschemas(schema.document)
        if isinstance(node, dict)
        for names in (node.get("required"), *_depended(node))
        if isinstance(names, list)
    )


def _depended(node: dict[str, Json]) -> Iterator[Json]:
    for keyword in ("dependencies", "dependentRequired"):
        yield from node[keyword].values() if isinstance(node.get(keyword), dict) else ()


def _forbid(overlay: dict[str, Json], tokens: list[str]) -> None:
    for step in tokens[:-1]:
        if step == "*":
            overlay = overlay.setdefault("items", {})
        else:
            overlay = overlay.setdefault("properties", {}).setdefault(step, {})
    overlay.setdefault("properties", {})[tokens[-1]] = _NEVER


def opened(schema: Schema) -> Schema:
    """Let undeclared members through where a plain `false` forbids them, for who only reads what it knows."""
    return replace(schema, document=_opened(schema.document))


def _opened(node: Json, *, data: bool = False) -> Json:
    if isinstance(node, list):
        return [_opened(one, data=data) for one in node]
    if not isinstance(node, dict) or data:
        return node
    kept = {
        name: value
        for name, value in node.items()
        if not (name in {"additionalProperties", "unevaluatedProperties"} and value is False)
    }
    return {
        name: _members(value) if name in {"properties", "definitions", "$defs"} else _inner(name, value)
        for name, value in kept.items()
    }


def _members(value: Json) -> Json:
    return {name: _opened(one) for name, one in value.items()} if isinstance(value, dict) else value


def _inner(name: str, value: Json) -> Json:
    return _opened(value, data=name in {"enum", "const", "default", "examples", "required"})
