"""What stands where a secret was: `<redacted:NAME:N>`, and which texts it stands for.

NAME comes from the place where the secret was first seen, N counts distinct secrets of a cassette. A number
stays a number: `2147400000 + N`, a range that fits 32 bits and that people hardly use.
"""

import re
from html import unescape
from urllib.parse import unquote

from gc_contracts._json import Json

PATTERN = re.compile(r"<redacted:([a-z0-9_]{1,40}):([0-9]{1,9})>")
"""A placeholder as it stands in JSON, headers and text."""
ANY = re.compile(
    r"(?:<|%3[Cc]|&lt;)redacted(?::|%3[Aa])([a-z0-9_]{1,40})(?::|%3[Aa])([0-9]{1,9})(?:>|%3[Ee]|&gt;)"
)
FIRST_NUMBER = 2_147_400_000
"""Numbers above this, up to the largest of 32 bits, are placeholders."""
_NUMBERS = 83_647
_NUMBER = re.compile(r"(?<![\d.])21474\d{5}(?![\d.])")


def make(name: str, number: int) -> str:
    """Write a placeholder; a name is reduced to small letters, digits and `_`.

    >>> make("X-Api-Key", 3)
    '<redacted:x_api_key:3>'
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    plain = re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")[:40].strip("_")
    return f"<redacted:{plain or 'secret'}:{number}>"


def make_number(number: int) -> int:
    """Write a placeholder that is a number."""
    return FIRST_NUMBER + number % _NUMBERS


def is_number(value: Json) -> bool:
    """Whether a number is a placeholder."""
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    return FIRST_NUMBER < value <= FIRST_NUMBER + _NUMBERS


def highest(text: str) -> int:
    """Give the highest N in a text, 0 where it holds no placeholder."""
    named = [int(found[2]) for found in ANY.finditer(text)]
    numbers = [int(found[0]) - FIRST_NUMBER for found in _NUMBER.finditer(text)]
    return max([*named, *(each for each in numbers if 0 < each <= _NUMBERS)], default=0)


def holds(text: str) -> bool:
    """Whether a text holds a placeholder, percent-encoded or escaped for XML ones included."""
    return bool(ANY.search(text))


def matches(recorded: Json, actual: Json) -> bool:
    """Tell whether what was recorded, placeholders and all, stands for what is there now.

    A placeholder stands for any text but the empty one, inside a longer text too; a number that is one stands
    for any number. Both are compared as they are and, where that fails, with percent-encoding undone.

    >>> matches("Bearer <redacted:authorization:1>", "Bearer abc"), matches("a", "b"), matches(2147400001, 7)
    (True, False, True)
    """
    if is_number(recorded):
        return isinstance(actual, int | float) and not isinstance(actual, bool)
    if not isinstance(recorded, str) or not isinstance(actual, str):
        return type(recorded) is type(actual) and bool(recorded == actual)
    if recorded == actual:
        return True
    if not ANY.search(recorded):
        return False
    return _globbed(recorded, actual) or _globbed(_decoded(recorded), _decoded(actual))


def _decoded(text: str) -> str:
    return unescape(unquote(text.replace("+", " ")))


def _globbed(recorded: str, actual: str) -> bool:
    """Match piece after piece from the left: enough where a gap may be anything, and linear."""
    first, *pieces = pieces_of(recorded)
    if not pieces or not actual.startswith(first):
        return recorded == actual
    at, last = len(first), pieces.pop()
    for piece in pieces:
        found = actual.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return actual.endswith(last) and len(actual) - len(last) > at


def pieces_of(recorded: str) -> list[str]:
    """Take a recorded text apart at its placeholders: what must stand in an actual text, in order.

    >>> pieces_of("a=<redacted:a:1>&b=2")
    ['a=', '&b=2']
    """
    return re.split(ANY.pattern.replace("([", "(?:["), recorded)
