"""Backslashes in quoted names and texts, the way the engine reads them; and UTF-16, which it counts in."""

import re

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
        return join_surrogates(text)
    out: list[str] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char == "\\" and index + 1 < len(text):
            char, index = _escape(text, index + 1)
        out.append(char)
        index += 1
    return join_surrogates("".join(out))


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


def join_surrogates(text: str) -> str:
    r"""Make one character of each surrogate pair; lone ones stay.

    >>> join_surrogates("\ud83d\ude00") == "😀"
    True
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return text


def split_surrogates(text: str) -> str:
    """Make a pair of surrogates of each character beyond the first 65,536, so that positions count units."""
    if not any(char > "\uffff" for char in text):
        return text
    return "".join(char if char <= "\uffff" else _pair(ord(char) - 0x10000) for char in text)


def _pair(code: int) -> str:
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def units(text: str) -> int:
    """Count UTF-16 units, which is what Java calls a length."""
    return len(text) + sum(char > "\uffff" for char in text)


def order(text: str) -> bytes:
    """Return a key that sorts text as Java compares it: by UTF-16 unit."""
    return text.encode("utf-16-be", "surrogatepass")
