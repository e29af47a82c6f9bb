"""The smallest record that still does what it was kept for."""

from collections.abc import Callable

from gc_contracts._json import Json, get, remove, walk
from gc_contracts.schema.edits import Edit, edits, put

Still = Callable[[Json], bool]
"""Whether a record still does what it was kept for."""
_LARGE = 2_000
"""Values in a record beyond which it is not made smaller: it is large on purpose."""


def nearer(record: Json, base: Json, still: Still) -> tuple[Json, tuple[Edit, ...]]:
    """Take back what need not differ from `base`.

    Returns: the record that differs least and still does the same, and what still differs.
    """
    for _ in range(3):
        left = tuple(edits(base, record))
        for edit in reversed(left):
            less = put(record, edit.pointer, edit.before)
            if less is not None and len(left) > 1 and still(less):
                record = less
        if len(tuple(edits(base, record))) == len(left):
            break
    return record, tuple(edits(base, record))


def smaller(record: Json, still: Still) -> Json:
    """Take away members and elements that are not needed for a record to do the same."""
    for _ in range(3):
        places = [pointer for pointer, _ in walk(record)][1:]
        kept = record
        for pointer in places if len(places) <= _LARGE else ():
            less = _without(record, pointer)
            if less is not None and still(less):
                record = less
        if record is kept:
            break
    return record


def _without(record: Json, pointer: str) -> Json | None:
    try:
        get(record, pointer)
        return remove(record, pointer)
    except (KeyError, TypeError):
        return None
