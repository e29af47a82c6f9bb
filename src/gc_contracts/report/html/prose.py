"""Texts of users' files as a page shows them: cut to a size, and with nothing that hides or turns.

What escapes HTML is the template's business; here a text becomes one that people can trust their eyes with.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gc_contracts._json import Json
from gc_contracts.report.finding import clean

MESSAGE = 1_200
"""Characters of a message, a reason or a hint that are shown."""
BLOCK = 4_000
"""Characters of a reproducer's part that are shown."""
ONE_LINE = 72
"""JSON up to this length stands in one line."""
_NUMBER = re.compile(r" *\d+ \| ")
_CODE = re.compile("`([^`]+)`")


class Piece(NamedTuple):
    """A part of a sentence; code is set apart."""

    text: str
    is_code: bool = False


class Block(NamedTuple):
    """A named text to look at as it is, e.g. the input that shows a finding."""

    name: str
    text: str


def sentence(text: str, most: int = MESSAGE) -> tuple[Piece, ...]:
    """Split a message into words and what stands between backticks.

    >>> [piece.text for piece in sentence("input `a` is unused") if piece.is_code]
    ['a']
    """
    parts = _CODE.split(cut(lines(text), most))
    pieces = (Piece(part, number % 2 == 1) for number, part in enumerate(parts))
    return tuple(piece for piece in pieces if piece.text)


def cut(text: str, most: int) -> str:
    """Shorten a text, and say by how much.

    >>> cut("abcdef", 4)
    'abcd … and 2 more characters'
    """
    if len(text) <= most:
        return text
    return f"{text[:most]} … and {len(text) - most:,} more characters"


def lines(text: str) -> str:
    """Escape what cannot be seen or turns the order of letters round; line breaks stay."""
    return text if text.isprintable() else "\n".join(map(clean, text.split("\n")))


def block(name: str, value: Json) -> Block:
    """Write one part of a reproducer: an HTTP response as it comes, all else as JSON."""
    reply = _reply(value) if isinstance(value, Mapping) else None
    return Block(cut(clean(name), 60), cut(lines(_json(value) if reply is None else reply), BLOCK))


def _json(value: Json) -> str:
    short = json.dumps(value, ensure_ascii=False)
    return short if len(short) <= ONE_LINE else json.dumps(value, ensure_ascii=False, indent=2)


def _reply(value: Mapping[str, Any]) -> str | None:
    """Write a response in the way of HTTP; None: it is none, or has parts that this would lose."""
    if not {"status", "text"} <= value.keys() <= {"status", "text", "headers"}:
        return None
    headers = value.get("headers") or {}
    if not isinstance(value["text"], str) or not isinstance(headers, Mapping):
        return None
    head = [f"HTTP {value['status']}", *(f"{name}: {text}" for name, text in headers.items())]
    return "\n".join((*head, "", value["text"] or "(empty body)"))


def excerpt(found: list[str]) -> str:
    r"""Write a line of a file with the caret below it, both without the file's indentation.

    >>> print(excerpt(["   19 |       'a': 1", "              ^"]))
       19 | 'a': 1
            ^
    """
    head = _NUMBER.match(found[0]) if found else None
    begin = head.end() if head else 0
    # Also the caret's own line begins with spaces: the fewest are what all can lose.
    spare = min((len(line) - len(line[begin:].lstrip(" ")) - begin for line in found if head), default=0)
    return "\n".join(cut(lines(line[:begin] + line[begin + spare :]), 400) for line in found)


def numbered(count: int, noun: str) -> str:
    """Write a number with its noun.

    >>> numbered(1, "error"), numbered(1200, "case")
    ('1 error', '1,200 cases')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def joined(parts: Iterator[str] | list[str]) -> str:
    """List what is not empty, with commas."""
    return ", ".join(part for part in parts if part)
