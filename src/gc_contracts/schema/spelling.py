r"""What the first engine does not read as ECMA-262 without flags, spelt out for it.

It lets `.` match CR, U+2028 and U+2029, takes letters beyond ASCII for word characters at `\b`, and in
patterns with look-arounds at `\w` and `\s` too. So each of these is written as the characters it stands for.
Source: documented: ECMA-262, CharacterClassEscape, IsWordChar, Atom `.`.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

_Ranges = tuple[tuple[int, int], ...]

_LAST = 0x10FFFF
_LINE_ENDS: _Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
_DIGITS: _Ranges = ((0x30, 0x39),)
_WORD: _Ranges = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
_SPACE: _Ranges = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)


def _others(ranges: _Ranges) -> Iterator[tuple[int, int]]:
    start = 0
    for low, high in ranges:
        if low > start:
            yield start, low - 1
        start = high + 1
    yield start, _LAST


def _members(ranges: _Ranges) -> str:
    return "".join(rf"\u{{{low:x}}}-\u{{{high:x}}}" for low, high in ranges)


_SETS = MappingProxyType(
    {
        r"\d": _members(_DIGITS),
        r"\w": _members(_WORD),
        r"\s": _members(_SPACE),
        r"\D": _members(tuple(_others(_DIGITS))),
        r"\W": _members(tuple(_others(_WORD))),
        r"\S": _members(tuple(_others(_SPACE))),
    }
)
_W = f"[{_SETS[chr(92) + 'w']}]"
_SPELT = MappingProxyType(
    {
        ".": f"[^{_members(_LINE_ENDS)}]",
        r"\b": f"(?:(?<={_W})(?!{_W})|(?<!{_W})(?={_W}))",
        r"\B": f"(?:(?<={_W})(?={_W})|(?<!{_W})(?!{_W}))",
        **{name: f"[{members}]" for name, members in _SETS.items()},
    }
)
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""An escape, a class as a whole, or one character."""
_MEMBER = re.compile(r"(?P<before>-)?(?P<set>\\[dDwWsS])(?P<after>-(?!\]))?|\\.", re.DOTALL)
_FLAGS = re.compile(r"\(\?[a-zA-Z-]")


def spelt_out(pattern: str) -> str:
    r"""Respell one pattern; one that is broken stays broken, one with flags is not ECMA-262 and stays.

    >>> spelt_out(r"^a[.\d]\.\d$")
    '^a[.\\u{30}-\\u{39}]\\.[\\u{30}-\\u{39}]$'
    """
    return pattern if _FLAGS.search(pattern) else _TOKEN.sub(_token, pattern)


def _token(found: re.Match[str]) -> str:
    token = found[0]
    return _MEMBER.sub(_member, token) if len(token) > 1 and token[0] == "[" else _SPELT.get(token, token)


def _member(found: re.Match[str]) -> str:
    r"""Spell a class inside a class; a dash beside it is a dash, as in `[\w-.]`."""
    if found["set"] is None:
        return found[0]
    before, after = (r"\-" if found[side] else "" for side in ("before", "after"))
    return f"{before}{_SETS[found['set']]}{after}"
