"""Texts that match, the plainest first: lengths hit exactly, each one looked at again before it is given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gc_contracts.schema.pattern.build import Builder
from gc_contracts.schema.pattern.charset import ALL, CharSet, of_ranges
from gc_contracts.schema.pattern.sizes import MAX_LENGTH
from gc_contracts.schema.pattern.tree import Alternate, Node, walk

_FOREIGN = ~of_ranges([(0, 127)])
_SPREAD = 64
"""How far beyond the shortest text we go where nothing limits the length."""
_BRANCHES = 16
_TRIES = 600
_GIVEN = 64


@dataclass(frozen=True, slots=True)
class Fixed:
    """Chooses by rule: the `turn`-th branch and, of each set, the `order`-th plainest character.

    With `kinds` the characters go round through those sets, so that a text has some of each; that is what
    a look-ahead usually asks for.
    """

    turn: int = 0
    order: int = 0
    kinds: tuple[CharSet, ...] = ()
    long_first: bool = False

    def branch(self, count: int) -> int:
        """Pick the `turn`-th branch, going round."""
        return self.turn % count

    def split(self, count: int) -> int:
        """Give the first part as little as can be, or as much."""
        return count - 1 if self.long_first else 0

    def text(self, chars: CharSet, length: int) -> str:
        """Repeat one character, or go round through the kinds."""
        if not self.kinds:
            members = chars.sample(self.order + 1)
            return members[self.order % len(members)] * length
        some = [member for kind in self.kinds if (member := (chars & kind).sample(self.order + 1)[-1:])]
        round_ = "".join(some) or chars.sample(1)
        return (round_ * (length // len(round_) + 1))[:length]


def examples(
    tree: Node, matches: Callable[[str], bool], min_length: int, max_length: int | None
) -> Iterator[str]:
    """Yield different matching texts within the lengths; `tree` is for the whole text."""
    builder = builder_for(tree, min_length, max_length)
    if builder is None:
        return
    allowed = builder.allowed(min_length, builder.sizes.limit)
    tried = islice(_texts(builder, some_lengths(allowed)), _TRIES)
    yield from islice((text for text in distinct(tried) if matches(text)), _GIVEN)


def distinct(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text once, building none before it is asked for: most callers want the first few."""
    seen: set[str] = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def builder_for(tree: Node, min_length: int, max_length: int | None) -> Builder | None:
    """Prepare to build texts of these lengths; None: no text of the tree has such a length."""
    for spread in (_SPREAD, MAX_LENGTH):
        limit = min_length + spread if max_length is None else min(max_length, min_length + spread * 16)
        builder = Builder(tree, min(limit, MAX_LENGTH))
        if builder.allowed(min_length, builder.sizes.limit):
            return builder
    return None


def some_lengths(allowed: Sequence[int]) -> list[int]:
    """Choose the shortest, its neighbours, a middling one and the longest."""
    picked = [*allowed[:3], *allowed[len(allowed) // 2 :][:1], *allowed[-1:]]
    return list(dict.fromkeys(picked))


def _texts(builder: Builder, sizes: Sequence[int]) -> Iterator[str]:
    choosers = list(_choosers(builder.tree))
    for size in sizes:
        yield builder.build(size, choosers[0])
    for chooser in choosers[1:]:
        for size in sizes:
            yield builder.build(size, chooser)


def _choosers(tree: Node) -> Iterator[Fixed]:
    nodes = list(walk(tree))
    turns = min(_BRANCHES, max((len(n.branches) for n in nodes if isinstance(n, Alternate)), default=1))
    kinds = tuple(dict.fromkeys(n for n in nodes if isinstance(n, CharSet) and n != ALL))
    yield from (Fixed(turn) for turn in range(turns))
    yield from (Fixed(0, order, kinds) for order in range(2))
    yield from (Fixed(turn, order) for order in range(1, 6) for turn in range(turns))
    yield from (Fixed(turn, 0, (_FOREIGN,)) for turn in range(turns))
    yield from (Fixed(turn, 2, (_FOREIGN,)) for turn in range(turns))
    yield from (Fixed(turn, 0, kinds, long_first=True) for turn in range(turns))
