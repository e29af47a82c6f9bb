"""Which lengths a tree can have, exactly: so that a text of a wanted length is built, never searched for.

A set of lengths is an integer whose bit i says that length i is possible. What a zero-width node demands of
its neighbours is not seen here; whoever builds a text from such a tree looks again.
"""

from functools import reduce
from operator import or_

from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.tree import (
    Alternate,
    BackReference,
    Concat,
    Group,
    Literal,
    Node,
    Repeat,
    walk,
)

MAX_LENGTH = 200_000
"""Texts longer than this are not built."""


class Sizes:
    """The lengths of every node of one tree, up to `limit`, each computed once."""

    __slots__ = ("_groups", "_known", "limit", "mask")

    def __init__(self, tree: Node, limit: int) -> None:
        self.limit = limit
        self.mask = (1 << (limit + 1)) - 1
        self._known: dict[int, int] = {}
        self._groups = {node.number: node for node in walk(tree) if isinstance(node, Group) and node.number}

    def of(self, node: Node) -> int:
        """Give the possible lengths of a node."""
        key = id(node)
        if key not in self._known:
            self._known[key] = self._compute(node) & self.mask
        return self._known[key]

    def _compute(self, node: Node) -> int:
        if isinstance(node, CharSet):
            return 0b10 if node.ranges else 0
        if isinstance(node, Literal):
            return 1 << len(node.text) if len(node.text) <= self.limit else 0
        if isinstance(node, Concat):
            return self.all(node.parts)
        if isinstance(node, Alternate):
            return reduce(or_, map(self.of, node.branches), 0)
        if isinstance(node, Group):
            return self.of(node.node)
        if isinstance(node, Repeat):
            return self.times(node)
        return self._reference(node) if isinstance(node, BackReference) else 1

    def _reference(self, node: BackReference) -> int:
        group = self._groups.get(node.number)
        return self._known.get(id(group), 1) | node.unset if group else 1

    def all(self, parts: tuple[Node, ...]) -> int:
        """Give the possible lengths of parts one after the other."""
        sizes = 1
        for part in parts:
            sizes = self.add(sizes, self.of(part))
        return sizes

    def times(self, node: Repeat) -> int:
        """Give the possible lengths of a repeat."""
        one = self.of(node.node)
        if node.max is None and one.bit_count() == 1 and one != 1:
            step = one.bit_length() - 1
            return self._spread(self.power(one, node.min), self.limit // step + 1, step)
        low = self.power(one, node.min)
        if node.max is None:
            return self.add(low, self.power(one | 1, self.limit))
        return self.add(low, self.power(one | 1, min(node.max - node.min, self.limit)))

    def power(self, one: int, count: int) -> int:
        """Give the lengths of `count` copies, by repeated squaring; stops where nothing new comes."""
        result, base = 1, one
        while count and result:
            if count & 1:
                result = self.add(result, base)
            squared = self.add(base, base)
            count >>= 1
            if squared == base and count:
                return self.add(result, base)
            base = squared
        return result

    def add(self, left: int, right: int) -> int:
        """Give every sum of a length of the one and a length of the other."""
        if left.bit_count() > right.bit_count():
            left, right = right, left
        total = 0
        while left:
            low = (left & -left).bit_length() - 1
            run = (~(left >> low) & ((left >> low) + 1)).bit_length() - 1
            total |= self._spread(right, run) << low
            left &= ~(((1 << run) - 1) << low)
        return total & self.mask

    def _spread(self, sizes: int, run: int, step: int = 1) -> int:
        """Add each of 0 … run-1 steps to all lengths, doubling the reach at every turn."""
        reach = 1
        while reach < run:
            more = min(reach, run - reach)
            sizes = (sizes | sizes << more * step) & self.mask
            reach += more
        return sizes


def lengths(sizes: int, low: int, high: int) -> list[int]:
    """List the lengths in a set from `low` to `high`."""
    window = (sizes >> low) & ((1 << max(high - low + 1, 0)) - 1)
    return [low + at for at, bit in enumerate(bin(window)[:1:-1]) if bit == "1"]
