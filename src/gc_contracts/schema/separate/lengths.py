"""Texts that match a pattern, at the edge of a length, of letters that people count in other ways.

Without a pattern any letters do; with one they have to be letters of its classes, so they are built from its
tree: astral ones, accents, blanks at the ends, combining marks, wherever a class has room for them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from unicodedata import combining

from gc_contracts.schema.effective import Node, Rule
from gc_contracts.schema.pattern.build import Builder
from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.examples import builder_for
from gc_contracts.schema.separate.sieve import Trial

LONGEST = 2_000
"""Longer texts are not built letter by letter."""
_BRANCHES = 4
"""Alternatives of a pattern that are tried."""

FILLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "astral": ("\U0001f600", "\U0001d4b3", "\U00020000"),
        "accents": ("\u00e9", "\u4e2d", "\u00c5"),
        "blanks": (" ", "\u00a0", "\n", "\x1f", "\x85"),
        "combining": ("e\u0301", "\u0301"),
    }
)
"""Letters to build of, by what they show: the first that a class takes."""

_SHOWS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "astral": lambda text: max(text, default="") > "\uffff",
        "accents": lambda text: not text.isascii(),
        "blanks": lambda text: text.strip() != text,
        "combining": lambda text: any(map(combining, text)),
    }
)


@dataclass(frozen=True, slots=True)
class Filling:
    """Chooses letters of one kind wherever a class has them, and plain ones elsewhere."""

    letters: tuple[str, ...]
    turn: int = 0
    long_first: bool = False

    def branch(self, count: int) -> int:
        """Pick the `turn`-th branch, going round."""
        return self.turn % count

    def split(self, count: int) -> int:
        """Give the first part as little as can be, or as much."""
        return count - 1 if self.long_first else 0

    def text(self, chars: CharSet, length: int) -> str:
        """Repeat the first letters that the class takes, or its plainest member."""
        fits = (some for some in self.letters if all(letter in chars for letter in some))
        some = next(fits, None) or chars.sample(1)
        return (some * length)[:length]


def length_trials(node: Node, rule: Rule) -> Iterator[Trial]:
    """Try texts on both sides of a length whose size depends on who counts."""
    upper, bound = rule.keyword == "maxLength", int(rule.value)
    for word in FILLS if 0 < bound <= LONGEST else ():
        # Astral letters and accents count for more than they are, blanks and marks for less.
        more = word in {"astral", "accents"}
        outside = bound + 1 if upper else bound - 1
        text = _built(node, word, bound if more is upper else outside)
        if text is not None:
            side = "" if len(text) == bound else "-over" if upper else "-under"
            yield Trial(rule, f"matching-{word}{side}", text)


def _built(node: Node, word: str, length: int) -> str | None:
    """Build a text of a length that matches all patterns and holds such letters where it shows."""
    shows = _SHOWS[word]
    for builder in _builders(node, length):
        for turn, long_first in product(range(_BRANCHES), (False, True)):
            text = builder.build(length, Filling(FILLS[word], turn, long_first))
            if shows(text) and all(node.root.matches(one.value, text) for one in node.named("pattern")):
                return text
    return None


def _builders(node: Node, length: int) -> Iterator[Builder]:
    for one in node.named("pattern"):
        pattern = node.root.pattern(one.value)
        builder = builder_for(pattern.whole, length, length) if pattern else None
        if builder is not None:
            yield builder
