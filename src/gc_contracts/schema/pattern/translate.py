r"""Writes a tree in the words of an engine, with nothing left to that engine's reading.

Every class is spelt out as ranges, every anchor and word edge in terms that mean the same everywhere: so
`$` never matches before a last newline, and `\d` never matches an Arabic digit.
"""

from gc_contracts.schema.pattern.charset import ALL, JAVA_NEWLINE, NEWLINE, CharSet
from gc_contracts.schema.pattern.tree import (
    Alternate,
    Anchor,
    BackReference,
    Boundary,
    Concat,
    Group,
    Literal,
    Look,
    Node,
    Repeat,
)


def for_regex(node: Node) -> str:
    """Write for the `regex` package, which knows possessive repeats, atomic groups and time limits."""
    return _Writer(r"\U{:08x}", r"\A", r"\Z", portable=False).write(node)


def portable(node: Node) -> str:
    r"""Write as strict ECMA-262 with the `u` flag, for an engine that takes nothing else.

    Possessive repeats and atomic groups lose what they add: they match at least as much then.
    """
    return _Writer(r"\u{{{:x}}}", "^", "$", portable=True).write(node)


class _Writer:
    __slots__ = ("code", "end", "portable", "start")

    def __init__(self, code: str, start: str, end: str, *, portable: bool) -> None:
        self.code, self.start, self.end, self.portable = code, start, end, portable

    def write(self, node: Node) -> str:
        if isinstance(node, Literal):
            return "".join(map(self._char, node.text))
        if isinstance(node, CharSet):
            return self._chars(node)
        if isinstance(node, Concat):
            return "".join(
                f"(?:{self.write(p)})" if isinstance(p, Alternate) else self.write(p) for p in node.parts
            )
        if isinstance(node, Alternate):
            return "|".join(map(self.write, node.branches)) if node.branches else "(?!)"
        if isinstance(node, Group):
            return self._group(node)
        if isinstance(node, Repeat):
            return self._repeat(node)
        return self._zero_width(node)

    def _char(self, char: str) -> str:
        return char if char.isascii() and char.isalnum() else self.code.format(ord(char))

    def _chars(self, chars: CharSet) -> str:
        if not chars.ranges:
            return "(?!)"
        if chars == ALL:
            return r"[\s\S]"
        negate = chars.ranges[0][0] == 0 and chars.ranges[-1][1] == ALL.ranges[0][1]
        ranges = (~chars if negate else chars).ranges
        spelt = (self._range(low, high) for low, high in ranges)
        return f"[{'^' if negate else ''}{''.join(spelt)}]"

    def _range(self, low: int, high: int) -> str:
        first = self._char(chr(low))
        return first if low == high else f"{first}-{self._char(chr(high))}"

    def _group(self, node: Group) -> str:
        atomic = "(?>" if node.atomic and not self.portable else "(?:"
        return f"{'(' if node.number else atomic}{self.write(node.node)})"

    def _repeat(self, node: Repeat) -> str:
        whole = isinstance(node.node, CharSet | Group) or (
            isinstance(node.node, Literal) and len(node.node.text) == 1
        )
        body = self.write(node.node) if whole else f"(?:{self.write(node.node)})"
        if not body.replace("(?:", "").replace(")", ""):
            return ""  # some engines refuse to repeat nothing
        if not node.greedy:
            return f"{body}{_count(node)}?"
        return f"{body}{_count(node)}{'+' if node.possessive and not self.portable else ''}"

    def _zero_width(self, node: Anchor | Look | Boundary | BackReference) -> str:
        if isinstance(node, Look):
            sign = ("" if node.ahead else "<") + ("!" if node.negate else "=")
            return f"(?{sign}{self.write(node.node)})"
        if isinstance(node, Boundary):
            return self._boundary(node)
        if isinstance(node, BackReference):
            optional = node.unset and not self.portable
            return f"(?({node.number})\\{node.number}|)" if optional else f"(?:\\{node.number})"
        return self._anchor(node)

    def _boundary(self, node: Boundary) -> str:
        word = self._chars(node.word)
        edges = (f"(?<={word})(?!{word})", f"(?<!{word})(?={word})")
        inner = (f"(?<={word})(?={word})", f"(?<!{word})(?!{word})")
        return f"(?:{'|'.join(inner if node.negate else edges)})"

    def _anchor(self, node: Anchor) -> str:
        breaks = self._chars(NEWLINE)
        last = (
            f"(?={self._char(chr(13))}{self._char(chr(10))}{self.end}|{self._chars(JAVA_NEWLINE)}?{self.end})"
        )
        spelt = {
            "start": self.start,
            "end": self.end,
            "line-start": f"(?:{self.start}|(?<={breaks}))",
            "line-end": f"(?:{self.end}|(?={breaks}))",
            "last": last,
        }
        return spelt[node.kind]


def _count(node: Repeat) -> str:
    plain = {(0, None): "*", (1, None): "+", (0, 1): "?"}
    exact = (
        f"{{{node.min}}}"
        if node.min == node.max
        else f"{{{node.min},{'' if node.max is None else node.max}}}"
    )
    return plain.get((node.min, node.max), exact)
