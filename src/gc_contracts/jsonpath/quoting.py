"""Backslashes in quoted names and texts, the way the engine reads them."""

import re

from gc_contracts.java.units import join_units
from gc_contracts.jsonpath.faults import Mistake

_ESCAPES = {"r": "\r", "f": "\f", "t": "\t", "n": "\n", "b": "\b"}
_HEX = re.compile(r"[+-]?[0-9a-fA-F]+")
DIGITS = 4


def unescape(text: str) -> str:
    r"""Take backslashes away: the usual letters, four hex digits after `u`, any other character itself.

    >>> unescape(r"it\'s \u00e9\q")
    "it's éq"
    """
    if "\\" not in text:
        return join_units(text)
    out: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char == "\\" and index + 1 < len(text):
            char, index = _escape(text, index + 1)
        out.append(char)
        index += 1
    return join_units("".join(out))


def _escape(text: str, index: int) -> tuple[str, int]:
    letter = text[index]
    if letter != "u":
        return _ESCAPES.get(letter, letter), index
    digits = text[index + 1 : index + 1 + DIGITS]
    if len(digits) < DIGITS:
        # Cut off by the end of the text, the escape vanishes without a word.
        return "", len(text)
    if not _HEX.fullmatch(digits):
        raise Mistake(f"no unicode escape: {digits}")
    return chr(int(digits, 16) & 0xFFFF), index + DIGITS
