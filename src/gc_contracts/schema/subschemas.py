"""Where the schemas inside a schema stand: the one list of keywords that hold other schemas.

Values that only look like schemas (in `enum`, `const`, `default`, `examples`) are data and never visited.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, join

ONE = frozenset(
    {
        "additionalItems",
        "additionalProperties",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
"""Keywords whose value is a schema."""
LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems", "items"})
"""Keywords whose value is a list of schemas."""
MAPS = frozenset(
    {"properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "dependencies"}
)
"""Keywords whose value is a map from names to schemas."""


def subschemas(schema: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Yield (pointer, schema) for a schema and every schema inside it, parents first, in document order."""
    stack = [(pointer, schema)]
    while stack:
        place, node = stack.pop()
        yield place, node
        if isinstance(node, dict):
            stack.extend(reversed(list(_children(node, place))))


def _children(node: dict[str, Json], place: str) -> Iterator[tuple[str, Json]]:
    for keyword, value in node.items():
        if keyword in ONE and isinstance(value, dict | bool):
            yield join(place, keyword), value
        elif keyword in LISTS and isinstance(value, list):
            yield from ((join(place, keyword, index), item) for index, item in enumerate(value))
        elif keyword in MAPS and isinstance(value, dict):
            yield from _named(value, join(place, keyword))


def _named(value: dict[str, Json], place: str) -> Iterator[tuple[str, Json]]:
    # A list here is `dependencies` in its other form: names, not a schema.
    yield from ((join(place, name), item) for name, item in value.items() if isinstance(item, dict | bool))
