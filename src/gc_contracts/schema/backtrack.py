"""What a textbook backtracking engine does with a pattern, step by step.

Engines differ in the tricks they know, and clocks differ from run to run; counted steps do neither. Java's,
JavaScript's and Python's engines all try what is counted here.
"""

from collections.abc import Iterator

from gc_contracts.schema.pattern import Pattern
from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.tree import (
    Alternate,
    Anchor,
    Boundary,
    Concat,
    Group,
    Literal,
    Look,
    Node,
    Repeat,
)

LIMIT = 250_000
"""Steps after which a text holds the pattern: a plain pattern takes a few for each character."""
_LONGEST = 400


def held_by(pattern: Pattern) -> str | None:
    """Give a short text on which backtracking takes over `LIMIT` steps, tried; None: none was found."""
    text = pattern.attack() if pattern.risky else None
    if text is None:
        return None
    short = text if len(text) <= _LONGEST else text[: _LONGEST // 2] + text[-_LONGEST // 2 :]
    return short if _Walk(short).is_held(pattern.tree) else None


class _Held(Exception):  # noqa: N818 - the answer looked for, not an error
    """The limit is reached."""


class _Unknown(Exception):  # noqa: N818 - as above
    """The pattern does what is not counted here."""


class _Walk:
    """One search through one text, in the order in which engines try."""

    __slots__ = ("left", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = LIMIT

    def is_held(self, tree: Node) -> bool:
        try:
            for start in range(len(self.text) + 1):
                if next(self.ends(tree, start), None) is not None:
                    return False
        except _Held:
            return True
        except (_Unknown, RecursionError):
            return False
        return False

    def ends(self, node: Node, at: int) -> Iterator[int]:
        """Yield each place where a match of `node` from `at` can end, the preferred first."""
        self.step(1)
        if isinstance(node, Literal):
            yield from (at + len(node.text),) if self.text.startswith(node.text, at) else ()
        elif isinstance(node, CharSet):
            yield from (at + 1,) if at < len(self.text) and self.text[at] in node else ()
        elif isinstance(node, Concat):
            yield from self.parts(node.parts, at)
        elif isinstance(node, Alternate):
            for branch in node.branches:
                yield from self.ends(branch, at)
        elif isinstance(node, Group):
            yield from self.once(self.ends(node.node, at)) if node.atomic else self.ends(node.node, at)
        elif isinstance(node, Repeat):
            turns = self.turns(node, at, 0)
            yield from self.once(turns) if node.possessive else turns
        elif self.stands(node, at):
            yield at

    def parts(self, parts: tuple[Node, ...], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self.ends(parts[0], at):
            yield from self.parts(parts[1:], end)

    def turns(self, node: Repeat, at: int, done: int) -> Iterator[int]:
        if isinstance(node.node, CharSet) and node.greedy and not done:
            yield from self.run(node, node.node, at)
            return
        if not node.greedy and done >= node.min:
            yield at
        if node.max is None or done < node.max:
            for end in self.ends(node.node, at):
                if end > at or done < node.min:
                    yield from self.turns(node, end, done + 1)
        if node.greedy and done >= node.min:
            yield at

    def run(self, node: Repeat, chars: CharSet, at: int) -> Iterator[int]:
        """Repeat a single character: by far the most frequent case, without recursion."""
        end = at
        while end < len(self.text) and (node.max is None or end - at < node.max) and self.text[end] in chars:
            end += 1
        self.step(end - at)
        for place in range(end, at + node.min - 1, -1):
            self.step(1)
            yield place

    def once(self, ends: Iterator[int]) -> Iterator[int]:
        first = next(ends, None)
        yield from () if first is None else (first,)

    def stands(self, node: Node, at: int) -> bool:
        """Decide what takes no character."""
        if isinstance(node, Anchor):
            return at == self.edge(node)
        if isinstance(node, Look):
            starts = [at] if node.ahead else range(at, -1, -1)
            found = any(node.ahead or end == at for start in starts for end in self.ends(node.node, start))
            return found is not node.negate
        if isinstance(node, Boundary):
            before = at > 0 and self.text[at - 1] in node.word
            after = at < len(self.text) and self.text[at] in node.word
            return (before is not after) is not node.negate
        raise _Unknown

    def edge(self, node: Anchor) -> int:
        if node.kind not in {"start", "end"}:
            raise _Unknown
        return 0 if node.kind == "start" else len(self.text)

    def step(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _Held
