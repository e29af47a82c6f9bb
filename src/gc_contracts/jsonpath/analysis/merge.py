"""Several small documents → one in which all their paths still resolve, as far as they fit together.

Members join by name. Elements join the first element they do not contradict, their own position first, and
come last otherwise: so `[?(@.id=='a')]` and `[?(@.id=='b')]` get one element each.
"""

from collections.abc import Iterable

from gc_contracts._json import Json, equal


class Anything:
    """A value nobody asked for, only that it is there: it gives way to any other."""


class _Conflict(Exception):  # noqa: N818 - a signal inside of this module
    """Two values contradict each other."""


def merge(documents: Iterable[Json]) -> Json:
    """Merge documents; where two contradict, the container wins, else the earlier one.

    Raises: ValueError: there are none, or one is an object and another an array.

    >>> merge([{"a": {"x": 1}}, {"a": {"y": 2}}, {"l": [{"id": "a"}]}, {"l": [{"id": "b"}]}])
    {'a': {'x': 1, 'y': 2}, 'l': [{'id': 'a'}, {'id': 'b'}]}
    """
    merged: Json = None
    empty = True
    for document in documents:
        if not empty and isinstance(merged, dict) != isinstance(document, dict):
            raise ValueError("an object and an array cannot be one document")
        merged = document if empty else _lenient(merged, document)
        empty = False
    if empty:
        raise ValueError("there is no document to merge")
    return merged


def join(left: Json, right: Json) -> Json:
    """Merge two values that must not contradict; raises ValueError where they do."""
    try:
        return _strict(left, right)
    except _Conflict:
        raise ValueError("the values contradict each other") from None


def _lenient(left: Json, right: Json) -> Json:
    if isinstance(left, dict) and isinstance(right, dict):
        shared = {key: _lenient(left[key], right[key]) for key in left if key in right}
        return {**left, **right, **shared}
    if isinstance(left, list) and isinstance(right, list):
        return _lists(left, right)
    if isinstance(left, dict | list) or (left is not None and not isinstance(right, dict | list)):
        return left
    return right


def _lists(left: list[Json], right: list[Json]) -> list[Json]:
    merged = list(left)
    for index, item in enumerate(right):
        places = [index, *(place for place in range(len(merged)) if place != index)]
        if not any(_placed(merged, place, item) for place in places):
            merged.append(item)
    return merged


def _placed(merged: list[Json], place: int, item: Json) -> bool:
    if place >= len(merged):
        return False
    try:
        merged[place] = _strict(merged[place], item)
    except _Conflict:
        return False
    return True


def _strict(left: Json, right: Json) -> Json:
    """Merge without contradiction; null is only a place holder and gives way."""
    if left is None or (isinstance(left, Anything) and right is not None):
        return right
    if right is None or isinstance(right, Anything):
        return left
    if isinstance(left, dict) and isinstance(right, dict):
        shared = {key: _strict(left[key], right[key]) for key in left if key in right}
        return {**left, **right, **shared}
    if isinstance(left, list) and isinstance(right, list):
        return _lists(left, right)
    if equal(left, right):
        return left
    raise _Conflict
