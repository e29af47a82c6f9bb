"""What a schema says of a place in an output."""

from gc_contracts._json import Json, split


def schema_at(document: Json, pointer: str) -> Json:
    """Follow an output pointer through a schema; None where the schema says nothing about the place."""
    schema = document
    for token in split(pointer):
        if not isinstance(schema, dict):
            return None
        schema = _inside(schema, token)
    return schema


def _inside(schema: dict[str, Json], token: str) -> Json:
    properties = schema.get("properties")
    if isinstance(properties, dict) and token in properties:
        return properties[token]
    items = schema.get("items")
    if token.isdigit() and items is not None:
        index = int(token)
        return (items[index] if index < len(items) else None) if isinstance(items, list) else items
    extra = schema.get("additionalProperties")
    return extra if isinstance(extra, dict) else None
