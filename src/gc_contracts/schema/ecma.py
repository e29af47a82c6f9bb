"""ECMA-262 patterns for the `regex` package: the second engine's own reading.

It shares nothing with the first engine's patterns, so that the two can check each other. What it is not
sure to read right (backreferences, syntax of other languages) it refuses.
"""

import math
from collections.abc import Iterator

import regex

from gc_contracts.errors import SchemaError

SECONDS = 0.5
"""Longest search; one that takes longer is not answered."""
_SETS = {
    "d": "0-9",
    "D": r"\x00-/:-\U0010ffff",
    "w": "A-Za-z0-9_",
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "s": r"\x09-\x0d\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff",
    "S": r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e"
    r"\u2060-\u2fff\u3001-\ufefe\uff00-\U0010ffff",
}
_WORD = "[A-Za-z0-9_]"
_EDGE = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_OUTSIDE = {
    "$": r"\Z",
    ".": r"[^\n\r\u2028\u2029]",
    "[]": "(?!)",
    "[^]": r"[\x00-\U0010ffff]",
    r"\b": _EDGE,
    r"\B": f"(?!{_EDGE})",
}
_PLAIN = frozenset({"^", "|", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!"})
_PART = regex.compile(
    r"\\c[A-Za-z]|\\u\{[0-9A-Fa-f]+\}"
    r"|\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
    r"|\\[pP]\{[^}]*\}|\\.|\[\^?\]|\[\^?|\(\?<?[=!]|\(\?:|\(\?<[A-Za-z_]\w*>|\(\?"
    r"|(?:\{\d+(?:,\d*)?\}|[*+?])[?+]?|.",
    regex.DOTALL,
)
_SET_PART = regex.compile(
    r"\\c[A-Za-z]|\\u\{[0-9A-Fa-f]+\}"
    r"|\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
    r"|\\[pP]\{[^}]*\}|\\.|.",
    regex.DOTALL,
)


_COUNT = regex.compile(r"\{(\d{1,20})(?:,(\d{0,20}))?\}")
_LARGEST = 1_000_000


def compile_ecma(pattern: str) -> "regex.Pattern[str]":
    """Compile a pattern as ECMA-262 reads it, by code points.

    Raises: SchemaError: no pattern of ECMA-262, or one whose reading we are not sure of.
    """
    if counts_too_far(pattern):
        raise SchemaError(f"{pattern!r:.80} repeats too many parts to be written out")
    try:
        return regex.compile("".join(_translated(pattern)), regex.VERSION0)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise SchemaError(f"{pattern!r:.80} is no ECMA-262 pattern: {error}") from None


def counts_too_far(pattern: str) -> bool:
    """Whether the counts of a pattern, multiplied, could take all memory: `(a{1000}){1000000}`.

    All counts are multiplied, nested or not: to refuse too much is safe where "cannot tell" is an answer.
    """
    return math.prod(max(int(high or low), 1) for low, high in _COUNT.findall(pattern)) > _LARGEST


def search(pattern: "regex.Pattern[str]", text: str, seconds: float = SECONDS) -> bool | None:
    """Search a text; None: it took longer than `seconds`."""
    try:
        return pattern.search(text, timeout=seconds) is not None
    except TimeoutError:
        return None


def _translated(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        found = _PART.match(pattern, at)
        part = found[0] if found else pattern[at]
        at += len(part)
        if part in {"[", "[^"}:
            inside, at = _set(pattern, at)
            yield part + inside + "]"
        else:
            yield _outside(part)


def _outside(part: str) -> str:
    if part in _OUTSIDE:
        return _OUTSIDE[part]
    if part in _PLAIN or (part.startswith("(?<") and part.endswith(">")):
        return part
    if part[0] in "*+?" or (part[0] == "{" and len(part) > 1):
        if part[1:].endswith("+"):
            raise ValueError("a possessive quantifier")
        return part
    if part == "(?":
        raise ValueError("a group that ECMA-262 does not have")
    if len(part) == 2 and part[1] in _SETS and part[0] == "\\":
        return f"[{_SETS[part[1]]}]"
    return _character(part)


def _set(pattern: str, at: int) -> tuple[str, int]:
    parts: list[str] = []
    for found in _SET_PART.finditer(pattern, at):
        if found[0] == "]":
            return "".join(_members(parts)), found.end()
        parts.append(found[0])
    raise ValueError("a `[` without `]`")


def _members(parts: list[str]) -> Iterator[str]:
    for index, part in enumerate(parts):
        around = parts[max(index - 1, 0) : index] + parts[index + 1 : index + 2]
        if part == "-":
            yield "-" if len(around) == 2 and not any(map(_is_set, around)) else r"\-"
        elif part == r"\b":
            yield r"\x08"
        else:
            yield _SETS[part[1]] if _is_set(part) and part[1] in _SETS else _character(part)


def _is_set(part: str) -> bool:
    return len(part) > 1 and part[0] == "\\" and part[1] in "dDwWsSpP"


def _character(part: str) -> str:
    """Translate what stands for one character, or for one property of characters."""
    if len(part) == 1:
        return regex.escape(part, special_only=False) if not part.isalnum() else part
    letter, rest = part[1], part[2:]
    if letter in "pP" and rest:
        return part
    if letter in "ux" and rest:
        return _point(part)
    if letter == "c" and rest:
        return f"\\x{ord(rest) % 32:02x}"
    if letter in "nrtvf":
        return part
    if letter == "0":
        return r"\x00"
    if letter.isalnum():
        raise ValueError(f"the escape {part}")
    return regex.escape(letter, special_only=False)


def _point(part: str) -> str:
    digits = part.replace("\\u", " ").replace("\\x", " ").replace("{", "").replace("}", "").split()
    high = int(digits[0], 16)
    point = 0x10000 + ((high - 0xD800) << 10) + int(digits[1], 16) - 0xDC00 if len(digits) > 1 else high
    return f"\\U{point:08x}"
