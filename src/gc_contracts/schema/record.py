"""Whether a Python value is JSON, and how large its JSON is: asked before any schema is.

Engines disagree on what is no JSON (NaN, tuples, lone surrogates …), so none of them is asked.
"""

import marshal
from collections.abc import Iterable, Iterator
from math import isfinite, isnan
from typing import Any

from gc_contracts._json import Json, dumps, join, split

DEPTH = 200
"""Deepest record we look into; the platform takes 50 levels, and our own calls nest as deep as the record."""
BITS = 14_000
"""Largest integer we take: beyond it Python writes no digits, so no JSON text of ours can hold it."""


_HUGE = 1 << BITS
_LONG = 1 << 10
_PLAIN = bytes(code for code in range(1 << 8) if code >= ord(" ") and chr(code) not in '"\\')
"""Bytes that JSON writes as they are."""


def is_json(value: object, depth: int = DEPTH) -> bool:
    """Tell at once that a value is JSON of Python's own types; for the rest ask `defect`."""
    if type(value) is dict:
        try:
            names = "".join(value)
        except TypeError:
            return False
        return (names.isascii() or _encodes(names)) and _are_json(value.values(), depth)
    return _are_json(value if type(value) is list else (value,), depth)


def _are_json(values: Iterable[Any], depth: int) -> bool:
    # One plain loop: this runs once a record, and the engine itself takes 2 us.
    for value in values:
        kind = type(value)
        if kind is str:
            if not (value.isascii() or _encodes(value)):
                return False
        elif kind is int:
            if not -_HUGE < value < _HUGE:
                return False
        elif kind is float:
            if not isfinite(value):
                return False
        elif kind is dict or kind is list:
            if not (depth and is_json(value, depth - 1)):
                return False
        elif kind is not bool and value is not None:
            return False
    return True


def defect(value: object) -> tuple[str, str] | None:
    """Tell the first place where a value is no JSON, and why; None: it is JSON.

    >>> defect({"a": [1, float("nan")]})
    ('/a/1', 'NaN is no JSON number')
    """
    stack: list[tuple[str, int, object]] = [("", 0, value)]
    while stack:
        pointer, depth, node = stack.pop()
        if depth > DEPTH:
            return "", f"it nests deeper than {DEPTH} levels"
        why = _why(node)
        if why:
            return pointer, why
        stack.extend((at, depth + 1, item) for at, item in _children(node, pointer))
    return None


def _why(node: object) -> str:
    if isinstance(node, str):
        return "" if _encodes(node) else "a lone surrogate is no text"
    if isinstance(node, int):
        return "" if node.bit_length() <= BITS else "an integer of over 4,000 digits"
    if isinstance(node, float):
        return "" if isfinite(node) else f"{_number(node)} is no JSON number"
    if isinstance(node, dict):
        bad = next((key for key in node if not isinstance(key, str) or not _encodes(key)), None)
        return "" if bad is None else f"the member name {bad!r:.40} is no JSON text"
    known = isinstance(node, list) or node is None
    return "" if known else f"a Python {type(node).__name__} is no JSON value"


def _number(node: float) -> str:
    return "NaN" if isnan(node) else "Infinity"


def _encodes(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _children(node: object, pointer: str) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        yield from ((join(pointer, key), item) for key, item in reversed(node.items()))
    elif isinstance(node, list):
        yield from ((f"{pointer}/{index}", node[index]) for index in range(len(node) - 1, -1, -1))


def oversize(record: Json, limit: int) -> int:
    """Give the record's size as compact UTF-8 JSON where it is over `limit` bytes, else 0."""
    texts = record.values() if type(record) is dict else ()
    if not any(type(text) is str and 6 * len(text) > limit for text in texts):
        try:
            # Version 2 writes every string in full, and no JSON is over six times as long.
            if 6 * len(marshal.dumps(record, 2)) <= limit:
                return 0
        except ValueError:
            pass  # it nests deeper than marshal goes
    size = _size(record)
    return size if size > limit else 0


def _size(value: Json) -> int:
    """Count the bytes of compact JSON; a long plain text is measured, not written."""
    if type(value) is dict:
        members = sum(_size(name) + 1 + _size(item) for name, item in value.items())
        return 2 + members + max(len(value) - 1, 0)
    if type(value) is str and len(value) > _LONG:
        raw = value.encode()
        if not raw.translate(None, _PLAIN):
            return len(raw) + 2
    return len(dumps(value).encode())


def order(pointer: str) -> list[tuple[int, int, str]]:
    """Sort key of a pointer: token by token, indexes as numbers, a parent before its children."""
    return [(0, int(token), "") if token.isdecimal() else (1, 0, token) for token in split(pointer)]
