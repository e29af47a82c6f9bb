r"""Quoted texts: what they mean, and which character of the template each of theirs came from.

Doubled quotes stand for one, and in `"…"` `\uXXXX` is a character; no other backslash means anything here.
"""

import re
from dataclasses import dataclass

from gc_contracts.velocity.positions import Positions, Spot

_UNICODE = re.compile(r"[+-]?[0-9a-fA-F]{1,4}")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The text between quotes, and the offset of each character in the user's template."""

    text: str
    offsets: tuple[int, ...]


class BadEscapeError(ValueError):
    r"""`\u` without four hexadecimal digits."""


def unquote(image: str, spot: Spot) -> Quoted:
    r"""Take the quotes off a string token.

    Raises:
        BadEscapeError: `\u` is not followed by a number; the engine fails with Java's message.
    """
    quote, inner = image[0], image[1:-1]
    chars = [(char, spot.positions.absolute(spot.offset + 1 + index)) for index, char in enumerate(inner)]
    if quote == '"' and "\\u" in inner:
        chars = _unescaped(chars)
    if quote in inner:
        chars = _undoubled(chars, quote)
    return Quoted("".join(char for char, _ in chars), tuple(offset for _, offset in chars))


def positions_inside(quoted: Quoted, text: str, spot: Spot) -> Positions:
    """Place a literal's text in the template, `text` being what is parsed of it."""
    padded = (*quoted.offsets, *(spot.absolute for _ in range(len(text) - len(quoted.text))))
    return Positions(text, spot, padded)


def _unescaped(chars: list[tuple[str, int]]) -> list[tuple[str, int]]:
    result, index = [], 0
    text = "".join(char for char, _ in chars)
    while index < len(chars):
        if text.startswith("\\u", index):
            result.append((_unicode(text, index), chars[index][1]))
            index += 6
        else:
            result.append(chars[index])
            index += 1
    return result


def _unicode(text: str, index: int) -> str:
    digits = text[index + 2 : index + 6]
    if len(digits) < 4:
        raise BadEscapeError(f"begin {index + 2}, end {index + 6}, length {len(text)}")
    if not _UNICODE.fullmatch(digits):
        raise BadEscapeError(f'For input string: "{digits}" under radix 16')
    return chr(int(digits, 16) & 0xFFFF)


def _undoubled(chars: list[tuple[str, int]], quote: str) -> list[tuple[str, int]]:
    result, index = [], 0
    while index < len(chars):
        result.append(chars[index])
        doubled = chars[index][0] == quote and index + 1 < len(chars) and chars[index + 1][0] == quote
        index += 2 if doubled else 1
    return result
