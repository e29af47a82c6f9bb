"""`[0]`, `[0,2]`, `[1:]`, `[:2]`, `[-2:4]`: positions and slices."""

import re

from gc_contracts.jsonpath.cursor import Cursor, is_digit
from gc_contracts.jsonpath.faults import Mistake, Syntax
from gc_contracts.jsonpath.tokens import Indexes, Slice, Token

INT_MIN, INT_MAX = -(2**31), 2**31 - 1
_COMMA = re.compile(r"[ \t\n\x0b\f\r]*,[ \t\n\x0b\f\r]*")


def read_positions(cursor: Cursor) -> Token | None:
    """Read positions or a slice; returns None where the bracket holds something else."""
    first = cursor.next_significant_char(cursor.position)
    if not is_digit(first) and first not in "-:":
        return None
    end = cursor.find(cursor.position + 1, "]")
    if end == -1:
        return None
    inner = cursor.text[cursor.position + 1 : end].strip("".join(map(chr, range(33))))
    if not all(is_digit(char) or char in ",-: " for char in inner):
        return None
    token = _slice(inner) if ":" in inner else Indexes(tuple(map(integer, _COMMA.split(inner))))
    cursor.position = end + 1
    return token


def _slice(text: str) -> Slice:
    if not all(is_digit(char) or char in "-:" for char in text):
        raise Syntax(f"no slice: {text}")
    # Empty pieces at the end are dropped, so `[1::2]` has a step nobody reads and `[:]` has no pieces.
    pieces = [*text.rstrip(":").split(":"), "", ""] if text.rstrip(":") else ["", ""]
    start, end = (integer(piece) if piece else None for piece in pieces[:2])
    if start is None and end is None:
        raise Syntax(f"no slice: {text}")
    return Slice(start, end)


def integer(text: str) -> int:
    """Read a 32-bit number; raises Mistake where Java would not take it."""
    try:
        value = int(text) if text == text.strip() else None
    except ValueError:
        value = None
    if value is None or not INT_MIN <= value <= INT_MAX:
        raise Mistake(f"no index: {text}")
    return value
