"""Texts as Java has them: rows of UTF-16 units, so an emoji is two.

Python text is kept with whole characters; a method that counts gets it as units, and what it returns is put
together again. Half a character, as `substring` can leave it, stays a lone surrogate.
"""

import re

from gc_contracts.errors import VelocityLimitError

LONGEST = 4_000_000
"""A text longer than this is not built."""

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
    """Put surrogate pairs together."""
    if text.isascii() or not _PAIR.search(text):
        return text
    return _PAIR.sub(_character, text)


def concatenated(left: str, right: str) -> str:
    """Append a text to another.

    Raises:
        VelocityLimitError: the result would be too long.
    """
    check_length(len(left) + len(right))
    return join_units(left + right)


def check_length(length: int) -> None:
    """Refuse to build a text that long."""
    if length > LONGEST:
        raise VelocityLimitError(f"A text of {length} characters, more than {LONGEST}")


def _surrogates(match: re.Match[str]) -> str:
    code = ord(match.group()) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _character(match: re.Match[str]) -> str:
    pair = match.group()
    return chr(0x10000 + ((ord(pair[0]) - 0xD800) << 10) + ord(pair[1]) - 0xDC00)
