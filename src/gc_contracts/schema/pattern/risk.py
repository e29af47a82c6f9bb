"""Suspects patterns whose backtracking explodes, and builds the text that would show it.

Told from the tree: a repeat whose body can match one and the same text in two ways (each turn doubles the
work), or two long repeats that meet and take the same characters (the work grows with the square).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts.schema.pattern.build import Builder
from gc_contracts.schema.pattern.charset import CharSet, of_text
from gc_contracts.schema.pattern.examples import Fixed
from gc_contracts.schema.pattern.tree import (
    Alternate,
    Concat,
    Group,
    Literal,
    Node,
    Repeat,
    walk,
)
from gc_contracts.schema.pattern.whole import PAD

_MANY = 10
"""A repeat that may turn this often counts as long."""
_WORD = 12
_STEPS = 4_000
_ENDS = ("!", "\n", "\x00", "é", "!\n!", "")


@dataclass(frozen=True, slots=True)
class Risk:
    """Why, and the texts worth trying: one that fails to match late is an attack."""

    reason: str
    attacks: tuple[str, ...]


def risk(tree: Node) -> Risk | None:
    """Find the worst suspicion about a tree; None: nothing suspicious."""
    return next(_exponential(tree), None) or next(_polynomial(tree), None)


def _exponential(tree: Node) -> Iterator[Risk]:
    for node in walk(tree):
        if not (isinstance(node, Repeat) and _long(node) and not node.possessive):
            continue
        for word in _words(node.node):
            if _ambiguous(node.node, word):
                start = _before(tree, node)
                reason = f"a repeat can match `{word}` in several ways at each turn: time doubles with each"
                yield Risk(reason, tuple(start + word * 32 + end for end in _ENDS))


def _polynomial(tree: Node) -> Iterator[Risk]:
    for node in walk(tree):
        if not isinstance(node, Concat):
            continue
        for char, start in _meeting(node):
            before = _before(tree, node) + start
            reason = f"two repeats that meet both match `{char}`: time grows with the square of the length"
            yield Risk(reason, tuple(before + char * 5_000 + end for end in _ENDS))


def _long(node: Repeat) -> bool:
    return node.max is None or node.max >= _MANY


def _words(body: Node) -> list[str]:
    """Choose texts that the body may match: one character of each set, and its plainest match."""
    leaves = [leaf for leaf in walk(body) if isinstance(leaf, CharSet | Literal)]
    words = [leaf.sample(1) if isinstance(leaf, CharSet) else leaf.text for leaf in leaves[:16]]
    shortest = _plainest(body, 1)
    return [word for word in dict.fromkeys([*words, shortest]) if word and len(word) <= _WORD]


def _plainest(node: Node, least: int = 0) -> str:
    """Build the shortest text of a node with at least that many characters; empty: it has none in reach."""
    builder = Builder(node, 64)
    found = builder.allowed(least, 64)
    return builder.build(found[0], Fixed()) if found else ""


def _ambiguous(body: Node, word: str) -> bool:
    """Tell whether turns over `body` can cover `word` repeated in more than one way."""
    text = word * 4
    ways = _Ways(text)
    reached = {0: 1}
    total = {0: 1}
    for _ in text:
        reached = ways.from_all(body, reached)
        reached.pop(0, None)
        for end, count in reached.items():
            total[end] = total.get(end, 0) + count
    return any(total.get(len(word) * turns, 0) > 1 for turns in (2, 3, 4)) and not ways.tired


class _Ways:
    """Counts in how many ways nodes match from places of one text."""

    __slots__ = ("steps", "text", "tired")

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0
        self.tired = False

    def from_all(self, node: Node, starts: dict[int, int]) -> dict[int, int]:
        ends: dict[int, int] = {}
        for start, count in starts.items():
            for end, ways in self.of(node, start).items():
                ends[end] = min(ends.get(end, 0) + count * ways, 9)
        return ends

    def of(self, node: Node, start: int) -> dict[int, int]:
        self.steps += 1
        if self.steps > _STEPS:
            self.tired = True
            return {}
        if isinstance(node, CharSet):
            return {start + 1: 1} if self.text[start : start + 1] and self.text[start] in node else {}
        if isinstance(node, Literal):
            return {start + len(node.text): 1} if self.text.startswith(node.text, start) else {}
        if isinstance(node, Alternate):
            return _merged([self.of(branch, start) for branch in node.branches])
        if isinstance(node, Group) and not node.atomic:
            return self.of(node.node, start)
        if isinstance(node, Repeat) and not node.possessive:
            return self._repeat(node, start)
        return self._concat(node, start) if isinstance(node, Concat) else {start: 1}

    def _concat(self, node: Concat, start: int) -> dict[int, int]:
        reached = {start: 1}
        for part in node.parts:
            reached = self.from_all(part, reached)
        return reached

    def _repeat(self, node: Repeat, start: int) -> dict[int, int]:
        reached, found = {start: 1}, []
        turns = len(self.text) + 1 if node.max is None else min(node.max, len(self.text) + 1)
        for turn in range(turns + 1):
            if turn >= node.min:
                found.append(reached)
            ahead = self.from_all(node.node, reached)
            reached = {end: ways for end, ways in ahead.items() if turn < node.min or end not in reached}
            if not reached:
                break
        return _merged(found)


def _merged(found: list[dict[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for one in found:
        for end, ways in one.items():
            total[end] = min(total.get(end, 0) + ways, 9)
    return total


def _meeting(node: Concat) -> Iterator[tuple[str, str]]:
    """Yield a character that two long repeats share, nothing parting them, and the text before them."""
    for at, part in enumerate(node.parts):
        chars = _run(part) if part is not PAD else None
        for other in node.parts[at + 1 :] if chars else ():
            second = _run(other)
            shared = chars & second if chars and second else None
            if shared and shared.ranges and other is not PAD:
                yield shared.sample(1), _plainest(Concat(node.parts[:at]))
            chars = chars if _optional(other) else shared
            if not chars or not chars.ranges:
                break


def _run(node: Node) -> CharSet | None:
    inner = node.node if isinstance(node, Group) else node
    if not (isinstance(inner, Repeat) and _long(inner)) or inner.possessive:
        return None
    body = inner.node.node if isinstance(inner.node, Group) else inner.node
    if isinstance(body, Literal) and len(body.text) == 1:
        return of_text(body.text)
    return body if isinstance(body, CharSet) else None


def _optional(node: Node) -> bool:
    return bool(Builder(node, 8).sizes.of(node) & 1)


def _before(tree: Node, wanted: Node) -> str:
    """Build a plain text for what comes before a node: only along sequences, which is where it matters."""
    if not isinstance(tree, Concat):
        return _before(tree.node, wanted) if isinstance(tree, Group) else ""
    for at, part in enumerate(tree.parts):
        if any(inner is wanted for inner in walk(part)):
            return _plainest(Concat(tree.parts[:at])) + _before(part, wanted)
    return ""
