"""Two records as the edits between them, and edits carried from one record into another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gc_contracts._json import Json, equal, get, join, remove, replace, split


class Edit(NamedTuple):
    """One difference: what stands at `pointer` in each of two records; None where nothing does."""

    pointer: str
    before: tuple[Json] | None
    after: tuple[Json] | None


def edits(before: Json, after: Json, pointer: str = "") -> Iterator[Edit]:
    """Yield the differences between two records, as deep as both have the same shape.

    >>> [edit.pointer for edit in edits({"a": 1, "b": [1, 2]}, {"b": [1, 3], "c": 1})]
    ['/a', '/b/1', '/c']
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            at = join(pointer, name)
            if name in before and name in after:
                yield from edits(before[name], after[name], at)
            else:
                yield Edit(
                    at,
                    (before[name],) if name in before else None,
                    (after[name],) if name in after else None,
                )
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from edits(*pair, join(pointer, index))
    elif not (equal(before, after) and type(before) is type(after)):
        yield Edit(pointer, (before,), (after,))


def put(record: Json, pointer: str, value: tuple[Json] | None) -> Json | None:
    """Set what stands at a pointer, or take it away; None: the record has no such place."""
    if not pointer:
        return value[0] if value else None
    try:
        parent = get(record, pointer.rpartition("/")[0])
        name = split(pointer)[-1]
        if isinstance(parent, dict) and name not in parent:
            if value is None:
                return record
            return replace(record, pointer.rpartition("/")[0], {**parent, name: value[0]})
        return remove(record, pointer) if value is None else replace(record, pointer, value[0])
    except (KeyError, IndexError, ValueError, TypeError):
        return None


def apply(record: Json, changes: Iterable[Edit]) -> Json | None:
    """Carry edits into another record; None: it has no place for one of them."""
    for edit in changes:
        record = put(record, edit.pointer, edit.after)
        if record is None:
            return None
    return record
