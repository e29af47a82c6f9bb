"""In which spellings a known secret is found: raw, escaped in any mixture, Base64 in all alignments, hex.

Each character may be percent-encoded, JSON- or HTML-escaped, more than once; so a text that escapes some
characters and others not is seen too. A change of case and a reversal are other texts: not looked for.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

_LONG = 512
"""Characters above which a secret's escapes are not looked for in any mixture."""
_NEVER = re.compile("(?!)")
_SHORT = 16
"""Characters below which a secret must stand between others than letters and digits."""
_ENCODED_FROM = 6
"""Bytes from which on a secret is looked for in Base64 and hex."""
_NAMED = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_CONTROL = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}
_BACKSLASHED = "\"/'\\"
"""What JSON writes behind a backslash."""
_SLASH = r"(?:\\|%(?:25)*5[cC])"
"""A backslash, in a URL too."""
_ESCAPES = re.compile(r"%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|&[#a-z]")
"""What shows that a text escapes characters."""
_RUN = re.compile(r"[A-Za-z0-9+_=-]")
_RUN_WITH_SLASH = re.compile(r"[A-Za-z0-9+/_=-]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One secret and how it may be written."""

    raw: str
    bounded: re.Pattern[str]
    """The text itself."""
    escaped: re.Pattern[str]
    """The text with any of its characters escaped."""
    cores: tuple[str, ...]
    """What Base64 and hex always hold of it, whatever stands around it."""


def spelling(secret: str) -> Spelling:
    """Prepare the search for a secret; a long one is looked for in whole spellings only, which is linear."""
    if len(secret) > _LONG:
        whole = (
            secret,
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
            quote(secret),
        )
        return Spelling(secret, _NEVER, _NEVER, tuple(dict.fromkeys((*whole, *_cores(secret)))))
    inner = "".join(map(_character, secret))
    head, tail = _edges(secret)
    return Spelling(
        secret,
        re.compile(head + re.escape(secret) + tail),
        re.compile(head + inner + tail),
        tuple(dict.fromkeys(_cores(secret))),
    )


def _edges(secret: str) -> tuple[str, str]:
    """Ask for a border around a short secret; an escape before it counts as one."""
    if len(secret) >= _SHORT:
        return "", ""
    return (
        r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrtbf])|(?<=\\u[0-9A-Fa-f]{4}))",
        r"(?![A-Za-z0-9])",
    )


def _character(char: str) -> str:
    ways = [re.escape(char)]
    ways.append("".join(rf"%(?:25)*{_hex(byte)}" for byte in char.encode("utf-8", "surrogateescape")))
    ways.append("".join(rf"{_SLASH}+u{_hex(unit >> 8)}{_hex(unit & 255)}" for unit in _units(char)))
    ways.append(rf"&(?:amp;)*#(?:0*{ord(char)}|[xX]0*{_digits(format(ord(char), 'x'))});")
    if char in _NAMED:
        ways.append(rf"&(?:amp;)*{_NAMED[char]};")
    if char in _CONTROL:
        ways.append(rf"{_SLASH}+{_CONTROL[char]}")
    if char == " ":
        ways.append(r"\+")
    before = f"{_SLASH}*" if char in _BACKSLASHED else ""
    return f"{before}(?:{'|'.join(ways)})"


def _units(char: str) -> list[int]:
    raw = char.encode("utf-16-be", "surrogatepass")
    return [raw[at] << 8 | raw[at + 1] for at in range(0, len(raw), 2)]


def _hex(byte: int) -> str:
    return _digits(format(byte, "02x"))


def _digits(text: str) -> str:
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in text)


def _cores(secret: str) -> Iterator[str]:
    raw = secret.encode("utf-8", "surrogateescape")
    if len(raw) < _ENCODED_FROM:
        return
    yield from (raw.hex(), raw.hex().upper())
    written = (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])
    for text in dict.fromkeys((secret, *written, quote(secret, safe=""), quote_plus(secret))):
        for core in _aligned(text.encode("utf-8", "surrogateescape")):
            yield from _written(core)
    for core in _aligned(raw):
        for twice in _aligned(core.encode("ascii")):
            yield from _written(twice)


def _aligned(raw: bytes) -> Iterator[str]:
    """Give the part of the Base64 that does not depend on what stands around, for each alignment."""
    for before in range(3):
        text = b64encode(b"\0" * before + raw).decode("ascii").rstrip("=")
        bits = 8 * (before + len(raw))
        yield text[-(-8 * before // 6) : bits // 6]


def _written(core: str) -> Iterator[str]:
    """Write a piece of Base64 in both alphabets, and as URLs and JSON hold it."""
    yield core
    if "+" in core or "/" in core:
        yield core.replace("+", "-").replace("/", "_")
        # JSON may escape a slash; JSON inside JSON escapes that backslash too.
        yield from (core.replace("/", "\\" * depth + "/") for depth in (1, 2, 3))
        yield core.replace("+", "%2B").replace("/", "%2F")
        yield core.replace("+", "%2b").replace("/", "%2f")


def spans(found: Spelling, text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where a secret stands: begin, end, and whether in Base64 or hex (then the whole run is meant)."""
    escapes = bool(_ESCAPES.search(text)) or ("\\" in text and _slashed(found.raw))
    form = found.escaped if escapes or ("+" in text and " " in found.raw) else found.bounded
    if escapes or form is found.escaped or found.raw in text:
        yield from ((each.start(), each.end(), False) for each in form.finditer(text))
    for core in found.cores:
        at = text.find(core)
        while at >= 0:
            begin, end = _run(text, at, at + len(core))
            yield begin, end, True
            at = text.find(core, end)


def _slashed(raw: str) -> bool:
    """Whether a backslash alone may stand before one of the secret's characters."""
    return any(char in _BACKSLASHED or char in _CONTROL for char in raw)


def _run(text: str, begin: int, end: int) -> tuple[int, int]:
    """Widen a piece of Base64 to all of it; in a path a slash ends it."""
    first, last = begin, end
    while first and _RUN_WITH_SLASH.match(text[first - 1]):
        first -= 1
    if text[first : first + 1] != "/" and text[max(0, first - 1)] != ":":
        while last < len(text) and _RUN_WITH_SLASH.match(text[last]):
            last += 1
        return first, last
    while begin and _RUN.match(text[begin - 1]):
        begin -= 1
    while end < len(text) and _RUN.match(text[end]):
        end += 1
    return begin, end
