"""The syntax tree of a template: frozen nodes that know where they stand and list their children.

A node's `literal` is its source text as the engine keeps it, for messages and for what lenient mode prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gc_contracts.velocity.positions import Spot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """What all nodes have."""

    spot: Spot
    literal: str = ""

    def children(self) -> Iterator["Node"]:
        """Yield the nodes directly below, in document order."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text(Node):
    """Text that is printed as it is."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block(Node):
    """Statements in a row."""

    body: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Yield the statements."""
        yield from self.body


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Property(Node):
    """`.name` of a reference."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Method(Node):
    """`.name(arguments)` of a reference."""

    name: str
    arguments: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Yield the arguments."""
        yield from self.arguments


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Index(Node):
    """`[value]` of a reference."""

    value: Node

    def children(self) -> Iterator[Node]:
        """Yield the index."""
        yield self.value


Step = Property | Method | Index


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference(Node):
    """`$root.step…` in any of its spellings."""

    root: str
    steps: tuple[Step, ...] = ()
    dollar: Spot
    """Where the `$` stands: backslashes and lone `$` or `#` may stand before it."""
    end: Spot
    """Its last character."""
    quiet: bool = False
    escaped: bool = False
    escapes: str = ""
    """The backslashes left to print."""
    before: str = ""
    """What the scanner swallowed in front: `$` of `$$x`, `#` of `#$x`."""
    unset: str = ""
    """What lenient mode prints where there is no value."""
    runt: bool = False
    """It only looks like a reference: its text is printed."""
    computable: bool = True
    """False for `$\\!x`: as a value it is nothing."""
    tolerant: bool = False
    """A bare name tested inside an #if may be undefined, also in strict mode."""
    alternate: Node | None = None
    """2.x: the value of `${x|'value'}` where x is empty."""

    def children(self) -> Iterator[Node]:
        """Yield the steps, then the alternate value."""
        yield from self.steps
        if self.alternate is not None:
            yield self.alternate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Constant(Node):
    """A number, boolean, bare word or text without references; a bare word has no value."""

    value: Any
    word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Interpolated(Node):
    """`"…"` with references in it; `cut` says that the engine's own trailing blank is to be dropped."""

    body: Block
    cut: bool = False

    def children(self) -> Iterator[Node]:
        """Yield the statements inside."""
        yield self.body


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListLiteral(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Yield the elements."""
        yield from self.items


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapLiteral(Node):
    """`{key: value}`."""

    items: tuple[tuple[Node, Node], ...]

    def children(self) -> Iterator[Node]:
        """Yield keys and values in turn."""
        for key, value in self.items:
            yield key
            yield value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Range(Node):
    """`[from..to]`."""

    first: Node
    last: Node

    def children(self) -> Iterator[Node]:
        """Yield both ends."""
        yield self.first
        yield self.last


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Binary(Node):
    """An operator with two sides; `operator` is its symbol."""

    operator: str
    left: Node
    right: Node

    def children(self) -> Iterator[Node]:
        """Yield both sides."""
        yield self.left
        yield self.right


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unary(Node):
    """`!` or `-` before something."""

    operator: str
    operand: Node

    def children(self) -> Iterator[Node]:
        """Yield what follows."""
        yield self.operand


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expression(Node):
    """A condition, right side or parenthesis: a value of its own."""

    operand: Node

    def children(self) -> Iterator[Node]:
        """Yield the operand."""
        yield self.operand


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Branch(Node):
    """A condition (none: else) and what it prints."""

    name: str
    condition: Node | None
    block: Block

    def children(self) -> Iterator[Node]:
        """Yield the condition, then the block."""
        if self.condition is not None:
            yield self.condition
        yield self.block


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class If(Node):
    """`#if … #elseif … #else … #end`; `before` is what the scanner swallowed in front (2.x prints it)."""

    branches: tuple[Branch, ...]
    before: str = ""
    after: str = ""

    def children(self) -> Iterator[Node]:
        """Yield the branches."""
        yield from self.branches


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Set(Node):
    """`#set(left = right)`."""

    left: Reference
    right: Node
    before: str = ""
    after: str = ""

    def children(self) -> Iterator[Node]:
        """Yield the reference set, then the value."""
        yield self.left
        yield self.right


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Directive(Node):
    """Any other directive, known or a macro's name, with its arguments and blocks."""

    name: str
    arguments: tuple[Node, ...] = ()
    defaults: tuple[Node | None, ...] = ()
    """2.x, #macro only: the default of each argument."""
    block: Block | None = None
    otherwise: Block | None = None
    before: str = ""
    after: str = ""
    called: bool = False
    """It has parentheses (or a block): an unknown macro is then an error in strict mode."""
    source: str = ""
    """What is printed where no such macro exists."""
    place: Spot | None = None
    """Where the name's token begins, if blanks in front belong to the node."""

    def children(self) -> Iterator[Node]:
        """Yield arguments, defaults and blocks."""
        yield from self.arguments
        yield from (item for item in self.defaults if item is not None)
        yield from (item for item in (self.block, self.otherwise) if item is not None)
