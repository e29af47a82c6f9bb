"""Texts in one draw: a run of bytes, each standing for a character of a small alphabet.

Hypothesis' own text strategies build a table of all Unicode categories in a fresh checkout, and draw more
than they need. A byte shrinks towards 0, so the first character of an alphabet is the simplest.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from gc_contracts.schema.pattern.charset import CharSet

TEXT = (
    "a0bAcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ123456789 _-.,:;@/!?*+=#$%&|^~`'\"\\"
    "()[]{}<>\n\t\réß中\u00a0\u0301\u05d0\u202e\u2028😀"
)
"""Plain letters first, then what breaks things: quotes, backslash, line ends, `$`, combining, RTL, emoji."""
RUN = 128
"""Longer texts repeat a drawn piece, since Hypothesis draws only so much for one example."""
_MEMBERS = 64
_Value = TypeVar("_Value")
Draw = Callable[[st.SearchStrategy[_Value]], _Value]


def texts(alphabet: str, low: int, high: int | None) -> st.SearchStrategy[str]:
    """Draw a text of `low` to `high` characters of an alphabet."""
    if low > RUN:
        longest = low + RUN if high is None else min(high, low + RUN)
        return _long(alphabet, low, longest)
    table = _table(alphabet)
    if isinstance(table, bytes):
        return st.binary(min_size=low, max_size=high).map(lambda drawn: drawn.translate(table).decode())
    return st.binary(min_size=low, max_size=high).map(lambda drawn: "".join(map(table.__getitem__, drawn)))


def _long(alphabet: str, low: int, high: int) -> st.SearchStrategy[str]:
    pieces = texts(alphabet, 1, RUN // 4)
    sizes = st.integers(low, high)
    return st.builds(lambda piece, size: (piece * (size // len(piece) + 1))[:size], pieces, sizes)


def _table(alphabet: str) -> bytes | list[str]:
    """Spread an alphabet over the 256 bytes, round and round; as bytes where it is ASCII, which is faster."""
    spread = [alphabet[byte % len(alphabet)] for byte in range(256)]
    return "".join(spread).encode() if alphabet.isascii() else spread


@cache
def below(count: int) -> st.SearchStrategy[int]:
    """Draw 0 … count-1, shrinking to 0."""
    return st.integers(0, count - 1)


class Drawn:
    """A `Chooser` for patterns that draws each choice; strategies are kept between examples."""

    __slots__ = ("draw", "kept")

    def __init__(self, draw: Draw[str], kept: dict[tuple[CharSet, int], st.SearchStrategy[str]]) -> None:
        self.draw = draw
        self.kept = kept

    def branch(self, count: int) -> int:
        """Draw one of `count` alternatives."""
        return self.draw(below(count))  # type: ignore[arg-type,return-value]

    def split(self, count: int) -> int:
        """Draw one of `count` ways to share out a length."""
        return self.branch(count)

    def text(self, chars: CharSet, length: int) -> str:
        """Draw `length` characters of a set."""
        key = chars, length
        if key not in self.kept:
            self.kept[key] = texts(chars.sample(_MEMBERS), length, length)
        return self.draw(self.kept[key])
