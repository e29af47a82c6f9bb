"""Sets of code points as ranges: what one character of a pattern may be.

Sorted, disjoint, inclusive ranges make union, complement and intersection exact, so that a value can be
built from a set, and one outside it, without trying.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import regex

LAST = 0x10FFFF
_SURROGATES = (0xD800, 0xDFFF)
_PREFERRED = "a0A b1BzZ9_-.@/:c2C,+#&%?!$'\"\\(){}[]*=<>;|^~`é\u00a0ß😀中\u0301\u05d0\n\t\r\u2028"

_Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CharSet:
    """One character out of `ranges`: inclusive (first, last) code points, sorted and disjoint."""

    ranges: _Ranges

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        at = bisect_right(self.ranges, (code, LAST)) - 1
        return at >= 0 and code <= self.ranges[at][1]

    def __or__(self, other: "CharSet") -> "CharSet":
        return of_ranges((*self.ranges, *other.ranges))

    def __and__(self, other: "CharSet") -> "CharSet":
        return CharSet(tuple(_common(self.ranges, other.ranges)))

    def __invert__(self) -> "CharSet":
        gaps, start = [], 0
        for low, high in self.ranges:
            if start < low:
                gaps.append((start, low - 1))
            start = high + 1
        return CharSet((*gaps, (start, LAST)) if start <= LAST else tuple(gaps))

    def sample(self, count: int) -> str:
        """Give up to `count` different members, the plainest first; surrogates are left out."""
        return _sample(self, count)


def _common(left: _Ranges, right: _Ranges) -> Iterator[tuple[int, int]]:
    """Yield what two sorted rows of ranges share, walking both at once."""
    at, other = 0, 0
    while at < len(left) and other < len(right):
        low, high = max(left[at][0], right[other][0]), min(left[at][1], right[other][1])
        if low <= high:
            yield low, high
        if left[at][1] < right[other][1]:
            at += 1
        else:
            other += 1


@lru_cache(maxsize=4096)
def _sample(chars: CharSet, count: int) -> str:
    """Ask for members once: a builder asks the same few sets for every text."""
    chosen = dict.fromkeys(islice((char for char in _PREFERRED if char in chars), count))
    if len(chosen) < count:
        for low, high in (chars & _SCALARS).ranges:
            chosen |= dict.fromkeys(map(chr, range(low, min(high, low + count) + 1)))
            if len(chosen) >= count:
                break
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
