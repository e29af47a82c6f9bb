"""Sets of code points as ranges: what one character of a pattern may be.

Sorted, disjoint, inclusive ranges make union, complement and intersection exact, so that a value can be
built from a set, and one outside it, without trying.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

LAST = 0x10FFFF
_SURROGATES = (0xD800, 0xDFFF)
_PREFERRED = "a0A b1BzZ9_-.@/:c2C,+#&%?!$'\"\\(){}[]*=<>;|^~`é\u00a0ß😀中\u0301\u05d0\n\t\r\u2028"


@dataclass(frozen=True, slots=True)
class CharSet:
    """One character out of `ranges`: inclusive (first, last) code points, sorted and disjoint."""

    ranges: tuple[tuple[int, int], ...]

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        at = bisect_right(self.ranges, (code, LAST)) - 1
        return at >= 0 and code <= self.ranges[at][1]

    def __or__(self, other: "CharSet") -> "CharSet":
        return of_ranges((*self.ranges, *other.ranges))

    def __and__(self, other: "CharSet") -> "CharSet":
        return ~(~self | ~other)

    def __invert__(self) -> "CharSet":
        edges = [-1, *(edge for pair in self.ranges for edge in pair), LAST + 1]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        return CharSet(tuple((low + 1, high - 1) for low, high in gaps if low + 1 < high))

    def sample(self, count: int) -> str:
        """Give up to `count` different members, the plainest first; surrogates are left out."""
        return _sampled(self, count)


@lru_cache(4096)  # a pattern asks for the same few sets again and again
def _sampled(chars: CharSet, count: int) -> str:
    chosen = dict.fromkeys(char for char in _PREFERRED if char in chars)
    for low, high in (chars & _SCALARS).ranges:
        if len(chosen) >= count:
            break
        chosen |= dict.fromkeys(map(chr, range(low, min(high, low + count) + 1)))
    return "".join(chosen)[:count]


def of_ranges(ranges: Iterable[tuple[int, int]]) -> CharSet:
    """Build a set from ranges in any order that may overlap."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return CharSet(tuple(merged))


def of_text(text: str) -> CharSet:
    """Build the set of the characters in a text."""
    return of_ranges((ord(char), ord(char)) for char in text)


ALL = CharSet(((0, LAST),))
_SCALARS = ~CharSet((_SURROGATES,))
DIGIT = of_ranges([(48, 57)])
WORD = of_ranges([(48, 57), (65, 90), (95, 95), (97, 122)])
NEWLINE = of_text("\n\r\u2028\u2029")
SPACE = of_text("\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | of_ranges([(0x2000, 0x200A)])
JAVA_SPACE = of_text("\t\n\v\f\r ")
JAVA_NEWLINE = NEWLINE | of_text("\u0085")


def fold(chars: CharSet) -> CharSet:
    """Add the other case of each ASCII letter."""
    upper = chars & of_ranges([(65, 90)])
    lower = chars & of_ranges([(97, 122)])
    swapped = [(low + 32, high + 32) for low, high in upper.ranges]
    return of_ranges([*chars.ranges, *swapped, *((low - 32, high - 32) for low, high in lower.ranges)])


@cache
def unicode_property(name: str) -> CharSet | None:
    r"""Look up `\p{name}`; None where Unicode has no such property.

    The whole code space is matched once by the pattern engine: about 0.2 s, paid only by patterns that
    name a property.
    """
    try:
        runs = regex.compile(rf"\p{{{name}}}+")
    except regex.error:
        return None
    return of_ranges(
        (ord(run[0][0]), ord(run[0][-1])) for part in _code_space() for run in runs.finditer(part)
    )


def _code_space() -> tuple[str, str]:
    below, above = _SURROGATES[0], _SURROGATES[1] + 1
    return "".join(map(chr, range(below))), "".join(map(chr, range(above, LAST + 1)))
