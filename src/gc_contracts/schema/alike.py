"""The value that was probably meant, among many: written otherwise, of another type, a few letters away."""

from collections.abc import Collection
from difflib import get_close_matches
from itertools import islice

from gc_contracts._json import Json, dumps, kind
from gc_contracts.schema.wording import clip

_COMPARED = 500
"""Most texts that are compared letter by letter; there may be a million."""


def alike(value: Json, values: Collection[Json]) -> Json:
    """Give the value that looks most like this one; None: none does.

    >>> alike("1", [1, 2]), alike(" Ann", ["ann"]), alike("acc-11", ["acc-1", "b"]), alike("x", ["y"])
    (1, 'ann', 'acc-1', None)
    """
    plain = _plain(value)
    same = next((other for other in values if _plain(other) == plain), None)
    if same is not None or not isinstance(value, str):
        return same
    close = get_close_matches(value, _candidates(value, values), n=1, cutoff=0.7)
    return close[0] if close else None


def quoted(value: Json) -> str:
    """Write a value for a sentence, short enough to read; text in quotes, so that `1` and `"1"` differ.

    >>> quoted("1"), quoted(1)
    ('`"1"`', '`1`')
    """
    return f"`{clip(dumps(value), 60)}`"


def told(value: Json, values: Collection[Json]) -> str:
    """Word what was probably meant, as a hint; empty: nothing looks like it."""
    near = alike(value, values)
    if near is None:
        return ""
    if kind(near) != kind(value) and _plain(near) == _plain(value):
        return f"there is {quoted(near)}, which is {kind(near)} and not {kind(value)}"
    return f"did you mean {quoted(near)}?"


def _plain(value: Json) -> str:
    return (value if isinstance(value, str) else dumps(value)).strip().casefold()


def _candidates(value: str, values: Collection[Json]) -> list[str]:
    """Choose the texts of about that length that begin alike, those that do for longest first."""
    found: list[str] = []
    for start in dict.fromkeys((value[:-2], value[:1])):
        near = (other for other in values if _begins(other, start, len(value)))
        found += islice(near, _COMPARED)
    return found


def _begins(other: Json, start: str, size: int) -> bool:
    return isinstance(other, str) and other.startswith(start) and size - 3 < len(other) < size + 3
