"""The output as Architect gets it: one level of names, lists side by side instead of lists of objects."""

from collections.abc import Iterator

from gc_contracts._json import Json

MAX_DEPTH = 50


def flatten(output: Json, schema: Json) -> dict[str, Json]:
    """Flatten an output by its success schema.

    Names are joined by dots. An array of objects gives one list for each leaf property. Only declared leaves
    come out: untyped objects and arrays of arrays vanish.

    Args:
        output: an output that conforms to `schema`.
        schema: the success schema's document.

    Source: recorded: error contract as exported flows list it (`details.errorCode` is a collection),
    Salesforce actions for a top-level array; assumed: an element without a member gives null, so that
    lists stay side by side; a top-level array of scalars is called `items`.

    >>> flatten({"a": {"b": 1}}, {"properties": {"a": {"properties": {"b": {"type": "integer"}}}}})
    {'a.b': 1}
    """
    return {name: value for name, value in _leaves(output, schema, "", 0) if value is not _ABSENT}


class _Absent:
    """Nothing stood there."""


_ABSENT = _Absent()


def _leaves(value: Json, schema: Json, name: str, depth: int) -> Iterator[tuple[str, Json]]:
    if not isinstance(schema, dict) or depth > MAX_DEPTH:
        return
    properties = schema.get("properties")
    items = schema.get("items")
    if isinstance(properties, dict):
        for key, inner in properties.items():
            member = value.get(key, _ABSENT) if isinstance(value, dict) else _ABSENT
            yield from _leaves(member, inner, f"{name}.{key}" if name else key, depth + 1)
    elif isinstance(items, dict):
        yield from _columns(value, items, name, depth)
    elif schema.get("type") not in ("object", "array") and name:
        yield name, value


def _columns(value: Json, items: dict[str, Json], name: str, depth: int) -> Iterator[tuple[str, Json]]:
    """Turn an array into lists: one of its scalars, or one for each leaf of its objects."""
    if not isinstance(value, list):
        value = [] if value is _ABSENT or value is None else [value]
    if not isinstance(items.get("properties"), dict):
        if items.get("type") not in ("object", "array"):
            yield name or "items", value
        return
    rows = [dict(_leaves(element, items, name, depth + 1)) for element in value]
    for column, _ in _leaves(_ABSENT, items, name, depth + 1):
        yield column, [item for row in rows for item in _cells(row.get(column, _ABSENT))]


def _cells(cell: Json) -> list[Json]:
    if isinstance(cell, list):
        return cell
    return [None if cell is _ABSENT else cell]
