"""What a pattern says, as a small tree of values that never change.

A class is a `CharSet` and flags are resolved while reading, so that whoever walks the tree (to build a
matching text, a near miss or a Hypothesis strategy) meets nine kinds of nodes and no dialect.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from gc_contracts.schema.pattern.charset import CharSet


@dataclass(frozen=True, slots=True)
class Literal:
    """A text as it stands; never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Concat:
    """One after the other; no parts: the empty text."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the branches."""

    branches: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`node` from `min` to `max` times; no maximum: None."""

    node: "Node"
    min: int
    max: int | None
    greedy: bool = True
    possessive: bool = False
    """Java only: never gives back what it took."""


@dataclass(frozen=True, slots=True)
class Group:
    """Parentheses. `number` counts from 1; 0: it captures nothing."""

    node: "Node"
    number: int = 0
    name: str = ""
    atomic: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A start or end of the text or of a line; `last` is Java's `$`, also before a final line break."""

    kind: OneOf["start", "end", "line-start", "line-end", "last"]


@dataclass(frozen=True, slots=True)
class Look:
    """What has to follow (`ahead`) or come before, or must not."""

    node: "Node"
    ahead: bool
    negate: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """The edge of a word made of `word` characters, or no such edge."""

    negate: bool
    word: CharSet


@dataclass(frozen=True, slots=True)
class BackReference:
    """What the group matched. `unset`: a group that took no part counts as empty, as in ECMA-262."""

    number: int
    unset: bool = True


Node = Literal | CharSet | Concat | Alternate | Repeat | Group | Anchor | Look | Boundary | BackReference

EMPTY = Concat(())


def children(node: Node) -> tuple[Node, ...]:
    """List what a node is made of."""
    if isinstance(node, Concat):
        return node.parts
    if isinstance(node, Alternate):
        return node.branches
    return (node.node,) if isinstance(node, Repeat | Group | Look) else ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def spread(node: Node) -> int:
    """Count the parts a pattern has once its counts are written out: counts inside counts multiply."""
    inner = sum(map(spread, children(node))) or 1
    return inner * max(node.min, node.max or 1, 1) if isinstance(node, Repeat) else inner


def concat(*parts: Node) -> Node:
    """Join parts, flattening and merging neighbours that are plain text."""
    joined: list[Node] = []
    for part in (inner for outer in parts for inner in _parts(outer)):
        if joined and isinstance(part, Literal) and isinstance(joined[-1], Literal):
            joined[-1] = Literal(joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined[0] if len(joined) == 1 else Concat(tuple(joined))


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Concat) else (node,)
