"""The smallest and plainest record that still does what it was kept for."""

from collections.abc import Callable

from gc_contracts._json import Json, get, join, remove, replace, walk
from gc_contracts.run.told import value_at
from gc_contracts.schema.edits import Edit, edits, put

Still = Callable[[Json], bool]
"""Whether a record still does what it was kept for."""
_LONG = 200
"""Letters in a text beyond which it is long on purpose."""
_FAR = 1 << 64
"""Numbers from which on they are large on purpose."""
_ELEMENTS = 50
"""Elements of a list that are tried one by one; a longer one is long on purpose."""
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


def shorter(record: Json, pointer: str, still: Still) -> Json:
    """Take away those elements of a list that are not needed for a record to do the same."""
    size = len(found) if isinstance(found := value_at(record, pointer), list) else 0
    for index in reversed(range(size if size <= _ELEMENTS else 0)):
        less = put(record, join(pointer, index), None)
        if less is not None and still(less):
            record = less
    return record


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


def plainer(record: Json, still: Still) -> Json:
    """Shorten texts, write `a` for their letters and take numbers nearer to 0, as far as it goes."""
    for pointer, value in list(walk(record)):
        if isinstance(value, str) and len(value) <= _LONG:
            record = _plain(_plain(record, pointer, still), pointer, still)
        elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _FAR:
            record = _nearer_zero(record, pointer, still)
    return record


def _nearer_zero(record: Json, pointer: str, still: Still) -> Json:
    value = get(record, pointer)
    whole = type(value)(int(value))
    record = less if still(less := replace(record, pointer, whole)) else record
    cut = int(abs(value))
    while cut:
        value = get(record, pointer)
        less = replace(record, pointer, value - cut if value > 0 else value + cut)
        if abs(get(less, pointer)) < abs(value) and still(less):
            record = less
        else:
            cut //= 2
    return record


def _plain(record: Json, pointer: str, still: Still) -> Json:
    cut = len(get(record, pointer)) // 2 or 1
    while cut and (text := get(record, pointer)):
        less = replace(record, pointer, text[:-cut])
        if still(less):
            record = less
        else:
            cut //= 2
    for at, letter in enumerate(get(record, pointer)):
        text = get(record, pointer)
        less = replace(record, pointer, f"{text[:at]}a{text[at + 1 :]}")
        if letter != "a" and still(less):
            record = less
    return record


def _without(record: Json, pointer: str) -> Json | None:
    try:
        get(record, pointer)
        return remove(record, pointer)
    except (KeyError, TypeError):
        return None
