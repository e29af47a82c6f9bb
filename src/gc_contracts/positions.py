"""Where values stand in a text: a tree of spans, and a scanner that builds it for JSON.

The scan never recurses and takes linear time, so a hostile file cannot stop a run; it is made only for a
file that has something to report.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from gc_contracts._json import split

_BREAK = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.DOTALL)
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_UNIT = re.compile(rf"{_PAIR}|\\u.{{4}}|\\.|.", re.DOTALL)
_BOM = "\ufeff"


class Lines:
    """Offsets of a text as lines and columns; CRLF, CR and LF each end a line, a BOM has no column."""

    def __init__(self, text: str) -> None:
        self._bom = text.startswith(_BOM)
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Give (line, column) of a character, both from 1."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, max(1, column - (self._bom and line == 1))

    def start(self, line: int) -> int:
        """Give the offset of a line's first character; beyond the end: of the last line."""
        return self._starts[min(line, len(self._starts)) - 1]


@dataclass(slots=True)
class Node:
    """One value: where its key and itself start, where it ends. `key` is -1 for elements and the root."""

    key: int
    start: int
    end: int = -1
    style: str = ""
    """How a YAML scalar is written; empty in JSON."""
    value: str = ""
    """The text a YAML scalar stands for; empty in JSON."""


@dataclass(slots=True)
class Places:
    """A text's values as a tree: the child of a node by its token; a repeated key leads to its last value."""

    text: str
    nodes: list[Node] = field(default_factory=list)
    children: dict[tuple[int, str], int] = field(default_factory=dict)
    lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        self.lines = Lines(self.text)

    def add(self, parent: int, token: str, node: Node) -> int:
        """Hang a node below `parent` (-1: it is the root) and give its number."""
        self.nodes.append(node)
        return self.link(parent, token, len(self.nodes) - 1)

    def link(self, parent: int, token: str, number: int) -> int:
        """Let `token` below `parent` lead to a node that is there already."""
        if parent >= 0:
            self.children[parent, token] = number
        return number

    def find(self, pointer: str, offset: int = -1) -> tuple[int, int]:
        """Give (line, column) of the value at `pointer`, or of character `offset` inside that text.

        A pointer that leads nowhere gives its nearest ancestor.
        """
        node, exact = self._node(pointer)
        if node is None:
            return 1, 1
        if offset < 0 or not exact:
            return self.lines.place(node.start)
        return self.lines.place(self.inside(node, offset))

    def key(self, pointer: str) -> tuple[int, int]:
        """Give (line, column) of the member's name; of the value where it has none."""
        node, _ = self._node(pointer)
        if node is None:
            return 1, 1
        return self.lines.place(node.key if node.key >= 0 else node.start)

    def inside(self, node: Node, offset: int) -> int:
        """Translate an offset inside a decoded JSON text to one in the file.

        An escape, or a surrogate pair of two, is one character; anything that is no text has no inside.
        """
        if not self.text.startswith('"', node.start):
            return node.start
        at = node.start + 1
        for _ in range(offset):
            unit = _UNIT.match(self.text, at, node.end - 1)
            if unit is None:
                break
            at = unit.end()
        return at

    def _node(self, pointer: str) -> tuple[Node | None, bool]:
        number = 0
        for token in split(pointer):
            child = self.children.get((number, token))
            if child is None:
                return self.nodes[number] if self.nodes else None, False
            number = child
        return (self.nodes[number], True) if self.nodes else (None, False)


@dataclass(slots=True)
class _Open:
    """A container that is not closed yet."""

    number: int
    is_object: bool
    index: int = 0
    key: int = -1
    name: str = ""
    reads_key: bool = True


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that stands more than once in one object; the place is that of the later one."""

    name: str
    line: int
    column: int
    first_line: int


class _Scanner:
    """Walks the tokens of a JSON text; what is no JSON is passed over, never refused."""

    def __init__(self, text: str) -> None:
        self.places = Places(text)
        self.repeats: list[Repeat] = []
        self._stack: list[_Open] = []
        for match in _TOKEN.finditer(text, 1 if text.startswith(_BOM) else 0):
            self._take(match.group(), match.start(), match.end())

    def _take(self, word: str, start: int, end: int) -> None:
        top = self._stack[-1] if self._stack else None
        if word in {"{", "["}:
            self._stack.append(_Open(self._begin(start, end), word == "{"))
        elif word in {"}", "]"}:
            self._close(end)
        elif word == ",":
            self._next(top)
        elif word == ":":
            return
        elif top and top.is_object and top.reads_key:
            top.key, top.name, top.reads_key = start, decode(word), False
        else:
            self._begin(start, end)

    def _begin(self, start: int, end: int) -> int:
        if not self._stack:
            return self.places.add(-1, "", Node(-1, start, end))
        top = self._stack[-1]
        token = top.name if top.is_object else str(top.index)
        if (top.number, token) in self.places.children:
            self._repeat(top)
        return self.places.add(top.number, token, Node(top.key, start, end))

    def _repeat(self, top: _Open) -> None:
        before = self.places.nodes[self.places.children[top.number, top.name]]
        first, _ = self.places.lines.place(before.key)
        self.repeats.append(Repeat(top.name, *self.places.lines.place(top.key), first))

    def _close(self, end: int) -> None:
        if self._stack:
            self.places.nodes[self._stack.pop().number].end = end

    @staticmethod
    def _next(top: _Open | None) -> None:
        if top:
            top.index, top.key, top.reads_key = top.index + 1, -1, True


def scan_json(text: str) -> Places:
    r"""Find every key and value of a JSON text.

    >>> scan_json('{"a": [1, "x\\ny"]}').find("/a/1", 2)
    (1, 15)
    """
    return _Scanner(text).places


def repeats(text: str) -> tuple[Repeat, ...]:
    """List the keys that stand more than once in one object, in the order of the text."""
    return tuple(_Scanner(text).repeats)


def strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text as written) of every string token of a JSON text, keys too."""
    return (
        (match.start(), match.group()) for match in _TOKEN.finditer(text) if match.group().startswith('"')
    )


def decode(token: str) -> str:
    r"""Read a JSON string token leniently; a broken escape stays as it is written.

    >>> decode('"a\\u00e9\\/"')
    'aé/'
    """
    inner = token.removeprefix('"').removesuffix('"')
    return _UNIT.sub(lambda unit: _unescaped(unit.group()), inner) if "\\" in inner else inner


def _unescaped(unit: str) -> str:
    if not unit.startswith("\\") or len(unit) == 1:
        return unit
    if unit[1] != "u":
        return {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(unit[1], unit[1])
    try:
        codes = [int(code, 16) for code in unit.split("\\u")[1:]]
    except ValueError:
        return unit
    if len(codes) == 1:
        return chr(codes[0])
    return chr(0x10000 + ((codes[0] - 0xD800) << 10) + (codes[1] - 0xDC00))
