"""The syntax tree of a CEL expression: frozen nodes that know where they stand and list their children.

`start` and `end` are offsets in characters of the expression's text, `end` exclusive; two nodes are equal
where they say the same, wherever they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Macro(StrEnum):
    """The calls that bind a name in their arguments."""

    ALL = "all"
    EXISTS = "exists"
    EXISTS_ONE = "exists_one"
    MAP = "map"
    FILTER = "filter"


class Kind(StrEnum):
    """The types a literal can have."""

    NULL = "null"
    BOOL = "bool"
    INT = "int"
    UINT = "uint"
    DOUBLE = "double"
    STRING = "string"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def children(self) -> tuple["Node", ...]:
        """Give the nodes directly below, in the order of the text."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Node):
    """A value as written; an integer out of its range is one all the same, the evaluator refuses it."""

    kind: Kind
    value: bool | int | float | str | bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A variable: `record`, or what a macro binds; a type's name too."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Node):
    """`target.name`; `name_start` is where the name stands."""

    target: Node
    name: str
    name_start: int = field(default=0, compare=False)

    def children(self) -> tuple[Node, ...]:
        """Give the target."""
        return (self.target,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Node):
    """`target[key]`."""

    target: Node
    key: Node

    def children(self) -> tuple[Node, ...]:
        """Give the target and the key."""
        return self.target, self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Has(Node):
    """`has(target.name)`."""

    target: Node
    name: str
    name_start: int = field(default=0, compare=False)

    def children(self) -> tuple[Node, ...]:
        """Give the target."""
        return (self.target,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Node):
    """`name(arguments)`, or `target.name(arguments)`."""

    name: str
    arguments: tuple[Node, ...]
    target: Node | None = None
    name_start: int = field(default=0, compare=False)

    def children(self) -> tuple[Node, ...]:
        """Give the target, if there is one, and the arguments."""
        return self.arguments if self.target is None else (self.target, *self.arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comprehension(Node):
    """`target.macro(variable, body)`; `map` alone may have a condition before its body."""

    macro: Macro
    target: Node
    variable: str
    body: Node
    condition: Node | None = None

    def children(self) -> tuple[Node, ...]:
        """Give the target, the condition where there is one, and the body."""
        return (
            (self.target, self.body) if self.condition is None else (self.target, self.condition, self.body)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf(Node):
    """`[items]`."""

    items: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        """Give the items."""
        return self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf(Node):
    """`{key: value, …}`."""

    entries: tuple[tuple[Node, Node], ...]

    def children(self) -> tuple[Node, ...]:
        """Give keys and values in turn."""
        return tuple(node for entry in self.entries for node in entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unary(Node):
    """`!operand` or `-operand`; a minus before a number is part of the literal."""

    operator: str
    operand: Node

    def children(self) -> tuple[Node, ...]:
        """Give the operand."""
        return (self.operand,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary(Node):
    """`left operator right`: `||` `&&` `==` `!=` `<` `<=` `>` `>=` `in` `+` `-` `*` `/` `%`."""

    operator: str
    left: Node
    right: Node

    def children(self) -> tuple[Node, ...]:
        """Give both sides."""
        return self.left, self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Node):
    """`condition ? then : otherwise`."""

    condition: Node
    then: Node
    otherwise: Node

    def children(self) -> tuple[Node, ...]:
        """Give condition and both branches."""
        return self.condition, self.then, self.otherwise


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, parents first, in the order of the text."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(top.children()))
