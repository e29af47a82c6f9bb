"""JSON as the platform and JSON Schema mean it: strict text, typed equality, pointers.

Python's own rules differ in three ways that would make us lie: `True == 1`, NaN is written, and a
duplicate key is dropped without a word.
"""

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, TypeGuard

Json = Any
"""A JSON value: dict (text keys), list, str, int, float, bool or None."""

_KINDS = {str: "string", int: "integer", float: "number", dict: "object", list: "array"}
_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_PYTHON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: Json, *, indent: int | None = None) -> str:
    """Write JSON text, non-ASCII as it is; raises ValueError for NaN and infinities."""
    if indent is None:
        return _COMPACT.encode(value)
    separators = (",", ": ")
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def spelt(value: Json) -> str:
    """Write a value for people and for comparing: as `dumps`, but NaN and infinities as Python writes them.

    >>> spelt([1.5, float("-inf")])
    '[1.5,-Infinity]'
    """
    return _PYTHON.encode(value)


def unwritable(value: Json) -> dict[str, float]:
    """Give the numbers that Python has and JSON has not, NaN and infinities, by pointer.

    >>> unwritable({"a": [1.0, float("inf")], "b": 1e308})
    {'/a/1': inf}
    """
    try:
        dumps(value)
    except (TypeError, ValueError, RecursionError):
        return {at: one for at, one in walk(value) if isinstance(one, float) and not isfinite(one)}
    return {}


def loads(text: str) -> Json:
    """Read strict JSON: no NaN, no Infinity; a repeated key keeps its last value.

    Raises:
        ValueError: the text is not JSON, or nests too deep.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("JSON nests too deep") from None


def _refuse(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


def equal(left: Json, right: Json) -> bool:
    """Compare as JSON does: 1 equals 1.0, true is not 1.

    >>> equal(1, 1.0), equal(True, 1), equal([{"a": 0}], [{"a": False}])
    (True, False, False)
    """
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(equal(value, right[key]) for key, value in left.items())
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(equal, left, right))
    return bool(left == right)


def identity(value: Json) -> Hashable:
    """Give what equal values share, for sets and dicts of them; texts and numbers are their own.

    >>> len({identity(value) for value in (1, 1.0, True, "1", [1], [1.0], {"a": [1]})})
    5
    """
    if isinstance(value, bool) or value is None:
        return kind(value), value
    if isinstance(value, Mapping):
        return "object", frozenset((key, identity(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return "array", tuple(map(identity, value))
    found: Hashable = value
    return found


def kind(value: Json) -> str:
    """Name the JSON type: object, array, string, boolean, null, integer or number."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    exact = _KINDS.get(type(value))
    return exact or next(
        (name for type_, name in _KINDS.items() if isinstance(value, type_)), type(value).__name__
    )


def is_number(value: Json) -> TypeGuard[float]:
    """Tell whether JSON has a number here; a boolean is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def join(pointer: str, *tokens: object) -> str:
    """Extend a JSON Pointer (RFC 6901).

    >>> join("/a", "b/c", 0)
    '/a/b~1c/0'
    """
    for token in tokens:
        text = str(token)
        if "~" in text or "/" in text:
            text = text.replace("~", "~0").replace("/", "~1")
        pointer = f"{pointer}/{text}"
    return pointer


def split(pointer: str) -> list[str]:
    """Take a JSON Pointer apart into its tokens."""
    tokens = pointer.split("/")[1:]
    if "~" not in pointer:
        return tokens
    return [token.replace("~1", "/").replace("~0", "~") for token in tokens]


def get(document: Json, pointer: str) -> Json:
    """Follow a pointer; raises KeyError where it leads nowhere."""
    value = document
    for token in split(pointer):
        try:
            value = value[int(token)] if isinstance(value, list) else value[token]
        except (KeyError, IndexError, ValueError, TypeError):
            raise KeyError(pointer) from None
    return value


def replace(document: Json, pointer: str, value: Json) -> Json:
    """Return a copy with the value at `pointer` set; only the containers on the way are copied."""
    if not pointer:
        return value
    return _replaced(document, split(pointer), value)


def _replaced(node: Json, tokens: Sequence[str], value: Json) -> Json:
    head, rest = tokens[0], tokens[1:]
    if isinstance(node, list):
        items = list(node)
        items[int(head)] = _replaced(items[int(head)], rest, value) if rest else value
        return items
    return {**node, head: _replaced(node[head], rest, value) if rest else value}


def remove(document: Json, pointer: str) -> Json:
    """Return a copy without the member or element at `pointer`."""
    parent, _, _ = pointer.rpartition("/")
    token = split(pointer)[-1]
    node = get(document, parent)
    rest: Json
    if isinstance(node, list):
        rest = [item for index, item in enumerate(node) if index != int(token)]
    else:
        rest = {key: item for key, item in node.items() if key != token}
    return replace(document, parent, rest)


def walk(document: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Yield (pointer, value) for every value, parents before children, in document order."""
    yield pointer, document
    if isinstance(document, Mapping):
        for key, item in document.items():
            yield from walk(item, join(pointer, key))
    elif isinstance(document, list):
        for index, item in enumerate(document):
            yield from walk(item, join(pointer, index))
