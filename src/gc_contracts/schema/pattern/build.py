"""Builds a text of a wanted length from a tree, leaving every free choice to a `Chooser`.

One builder serves the listed examples (a chooser that decides by rule) and generated ones (a chooser that
draws): both are right by construction.
"""

from collections.abc import Callable
from typing import Protocol

from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.sizes import Sizes, lengths
from gc_contracts.schema.pattern.tree import (
    Alternate,
    BackReference,
    Concat,
    Group,
    Literal,
    Node,
    Repeat,
)

_COUNTS = 8
"""Numbers of turns of a repeat that are offered for one length."""


class Chooser(Protocol):
    """Decides what a pattern leaves open."""

    def branch(self, count: int) -> int:
        """Pick one of `count` alternatives."""
        ...

    def split(self, count: int) -> int:
        """Pick one of `count` ways to share out a length; 0 is the shortest first part."""
        ...

    def text(self, chars: CharSet, length: int) -> str:
        """Give `length` characters of a set."""
        ...


class Builder:
    """Texts of one tree up to `limit` characters; what was computed for one text serves the next."""

    __slots__ = ("_copies", "_rest", "sizes", "tree")

    def __init__(self, tree: Node, limit: int) -> None:
        self.tree = tree
        self.sizes = Sizes(tree, limit)
        self._rest: dict[int, list[int]] = {}
        self._copies: dict[int, list[int]] = {}

    def allowed(self, low: int, high: int) -> list[int]:
        """List the lengths from `low` to `high` that a text of this tree can have."""
        return lengths(self.sizes.of(self.tree), low, high)

    def build(self, length: int, chooser: Chooser) -> str:
        """Build a text of an allowed length."""
        return _Build(self, chooser).node(self.tree, length)

    def rest(self, node: Concat) -> list[int]:
        """Give, for each place between the parts of a node, the lengths of all that follows."""
        if id(node) not in self._rest:
            after = [1]
            for part in reversed(node.parts):
                after.append(self.sizes.add(self.sizes.of(part), after[-1]))
            self._rest[id(node)] = after[::-1]
        return self._rest[id(node)]

    def copies(self, node: Repeat, count: int) -> int:
        """Give the lengths of `count` copies of what a node repeats."""
        known = self._copies.setdefault(id(node), [1])
        while len(known) <= count:
            known.append(self.sizes.add(known[-1], self.sizes.of(node.node)))
        return known[count]


class _Build:
    """One text being built: remembers what the groups hold."""

    __slots__ = ("builder", "chooser", "held", "sizes")

    def __init__(self, builder: Builder, chooser: Chooser) -> None:
        self.builder, self.chooser, self.sizes = builder, chooser, builder.sizes
        self.held: dict[int, str] = {}

    def node(self, node: Node, length: int) -> str:
        if isinstance(node, CharSet):
            return self.chooser.text(node, length)
        if isinstance(node, Literal):
            return node.text
        if isinstance(node, Concat):
            return self._concat(node, length)
        if isinstance(node, Alternate):
            fitting = [branch for branch in node.branches if self.sizes.of(branch) >> length & 1]
            return self.node(fitting[_choose(self.chooser.branch, len(fitting))], length)
        if isinstance(node, Group):
            self.held[node.number] = found = self.node(node.node, length)
            return found
        if isinstance(node, Repeat):
            return self._repeat(node, length)
        return self.held.get(node.number, "") if isinstance(node, BackReference) else ""

    def _concat(self, node: Concat, length: int) -> str:
        found = []
        for part, after in zip(node.parts, self.builder.rest(node)[1:], strict=True):
            size = self._share(self.sizes.of(part), after, length)
            found.append(self.node(part, size))
            length -= size
        return "".join(found)

    def _share(self, first: int, after: int, length: int) -> int:
        """Decide how much of a length the first of two neighbours takes."""
        if first.bit_count() == 1:
            return first.bit_length() - 1
        options = [size for size in lengths(first, 0, length) if after >> (length - size) & 1]
        return options[_choose(self.chooser.split, len(options))]

    def _repeat(self, node: Repeat, length: int) -> str:
        one = self.sizes.of(node.node)
        if isinstance(node.node, CharSet):
            return self.chooser.text(node.node, length) if length else ""
        if one.bit_count() == 1 and one != 1:
            size = one.bit_length() - 1
            return "".join(self.node(node.node, size) for _ in range(length // size))
        count = self._count(node, length)
        found = []
        for left in range(count - 1, -1, -1):
            size = self._share(one, self.builder.copies(node, left), length)
            found.append(self.node(node.node, size))
            length -= size
        return "".join(found)

    def _count(self, node: Repeat, length: int) -> int:
        """Choose how often to repeat: any number beyond one turn a character would add empty turns only."""
        last = node.min + length if node.max is None else min(node.max, node.min + length)
        counts = []
        for count in range(node.min, last + 1):
            if self.builder.copies(node, count) >> length & 1:
                counts.append(count)
            if len(counts) == _COUNTS:
                break
        return counts[_choose(self.chooser.split, len(counts))]


def _choose(pick: Callable[[int], int], count: int) -> int:
    return pick(count) if count > 1 else 0
