"""JSON values as YAML text that every reader takes for the same value, ours and those of YAML 1.1.

What looks like anything but a text is quoted: `no`, `012`, `1e3`, `12:30`, a date. A number keeps its kind:
1.0 stays a float, -0.0 keeps its sign.
"""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, dumps

WIDTH = 100
"""Longest line that a value is written on, where it can stand on several."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_ODD = re.compile("[\x7f-\x9f\xad\u2028\u2029\u200b-\u200f\u202a-\u202e\ud800-\udfff\ufeff\ufffe\uffff]")
_LINES = re.compile(r"(?:[!-~][ -~]*[!-~]\n|[!-~]\n)(?:\n?[ -~]*[!-~]\n)*(?:\n?[ -~]*[!-~]\n?)")
"""Text of several lines that a literal block keeps: plain letters, no blanks at the ends of lines."""
_LONGEST_KEY = 1_000
"""YAML takes a longer key only where a `?` announces it."""


def flow(value: Json) -> str:
    """Write a value on one line.

    >>> flow({"status": "on hold", "ok": "no", "score": 1.0, "tags": ["a", "012"]})
    '{status: on hold, ok: "no", score: 1.0, tags: [a, "012"]}'
    """
    if isinstance(value, dict):
        members = (f"{_key(name)}: {flow(item)}" for name, item in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return _scalar(value)


def item(value: Json, indent: int) -> list[str]:
    """Write an element of a block list as lines: on one where it is short, else a member a line."""
    lead = " " * indent
    line = f"{lead}- {flow(value)}"
    if len(line) <= WIDTH or not isinstance(value, dict) or not value:
        return [line]
    lines = list(_members(value, indent + 2))
    return [f"{lead}- {lines[0].lstrip(' ')}", *lines[1:]]


def block(value: Json, indent: int = 0) -> Iterator[str]:
    """Write an object or a list as lines, a member or an element a line where one does not hold it all."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _member(f"{' ' * indent}{_key(name)}:", member, indent)
    else:
        for element in value:
            first, *rest = _element(element, indent + 2)
            yield f"{' ' * indent}- {first.lstrip(' ')}"
            yield from rest


def _element(value: Json, indent: int) -> list[str]:
    line = flow(value)
    if len(line) + indent <= WIDTH or not _spreads(value):
        return [line]
    return list(block(value, indent))


def _spreads(value: Json) -> bool:
    """Tell if a value can stand on several lines: a long key is announced on one line with its value."""
    if isinstance(value, dict):
        return bool(value) and all(len(_scalar(name)) <= _LONGEST_KEY for name in value)
    return isinstance(value, list) and bool(value)


def _member(head: str, value: Json, indent: int) -> Iterator[str]:
    line = f"{head} {flow(value)}"
    if isinstance(value, str) and _LINES.fullmatch(value):
        yield f"{head} |{_chomping(value)}"
        yield from (f"{' ' * (indent + 2)}{text}" if text else "" for text in value.rstrip("\n").split("\n"))
    elif len(line) <= WIDTH or not _spreads(value):
        yield line
    else:
        yield head
        yield from block(value, indent + 2)


def _chomping(text: str) -> str:
    return "" if text.endswith("\n") else "-"


def _members(value: dict[str, Json], indent: int) -> Iterator[str]:
    lead = " " * indent
    for name, member in value.items():
        line = f"{lead}{_key(name)}: {flow(member)}"
        if len(line) <= WIDTH or not isinstance(member, dict) or not member:
            yield line
        else:
            yield f"{lead}{_key(name)}:"
            yield from _members(member, indent + 2)


def _key(name: str) -> str:
    text = _scalar(name)
    return f"? {text} " if len(text) > _LONGEST_KEY else text


def _scalar(value: Json) -> str:
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
        return value if plain else quoted(value)
    if isinstance(value, float):
        return _float(dumps(value))
    return dumps(value)


def _float(text: str) -> str:
    """Give an exponent a point before it: without, YAML 1.1 reads a text."""
    head, mark, tail = text.partition("e")
    return f"{head}.0e{tail}" if mark and "." not in head else text


def quoted(text: str) -> str:
    r"""Write a text in double quotes; what cannot be seen, or breaks a line, as its escape.

    >>> quoted("a\u2028b")
    '"a\\u2028b"'
    """
    return _ODD.sub(lambda found: f"\\u{ord(found.group()):04x}", dumps(text))
