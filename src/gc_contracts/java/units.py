"""Texts as Java has them: rows of UTF-16 units, so an emoji is two.

Python text is kept with whole characters; what counts gets it as units, and what it returns is put together
again. Half a character, as `substring` can leave it, stays a lone surrogate.
Source: documented: java.lang.String, Java 17.
"""

import re

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def count_units(text: str) -> int:
    """Count UTF-16 units: what Java calls the length of a text."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def split_units(text: str) -> str:
    """Write each character beyond U+FFFF as its two surrogates."""
    if text.isascii() or not _WIDE.search(text):
        return text
    return _WIDE.sub(_surrogates, text)


def join_units(text: str) -> str:
    r"""Put surrogate pairs together; lone ones stay.

    >>> join_units("\ud83d\ude00") == "😀"
    True
    """
    if text.isascii() or not _PAIR.search(text):
        return text
    return _PAIR.sub(_character, text)


def unit_order(text: str) -> bytes:
    """Return a key that sorts text as Java compares it: by UTF-16 unit."""
    return text.encode("utf-16-be", "surrogatepass")


def _surrogates(match: re.Match[str]) -> str:
    code = ord(match.group()) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _character(match: re.Match[str]) -> str:
    pair = match.group()
    return chr(0x10000 + ((ord(pair[0]) - 0xD800) << 10) + ord(pair[1]) - 0xDC00)
