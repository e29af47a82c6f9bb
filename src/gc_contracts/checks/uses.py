"""How a value gets to where it is printed: tools and methods it goes through, and variables in between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts.velocity import Template
from gc_contracts.velocity.nodes import (
    Binary,
    Index,
    Interpolated,
    Method,
    Node,
    Property,
    Reference,
    Set,
    Text,
)
from gc_contracts.velocity.tracing import printed

_TOOLS = frozenset({"esc", "encoding", "math", "urlTool", "salesforce", "msdynamics", "successTemplateUtils"})
_DEPTH = 8
"""Variables that hold each other, followed so far."""


@dataclass(frozen=True, slots=True)
class Use:
    """One way of an input into the text."""

    offset: int
    """The innermost reference that a reader can mend: to the input, or to the variable that holds it."""
    name: str
    calls: tuple[str, ...] = ()
    """Innermost first: `esc.jsonString` of a tool, `.replace` of a method."""
    shown: str = ""
    """How to write the value itself: `${input.name}`, `$variable`."""
    literal: str = ""
    """Text of ours that goes through the same calls."""


@dataclass(frozen=True, slots=True)
class Uses:
    """The printed references of a template and what they print."""

    sinks: Mapping[int, Reference]
    sets: Mapping[str, tuple[Node, ...]]

    @classmethod
    def of(cls, template: Template) -> "Uses":
        """Read them off the tree."""
        sets: dict[str, tuple[Node, ...]] = {}
        for node in _all(template.body):
            if isinstance(node, Set) and not node.left.steps:
                sets[node.left.root] = (*sets.get(node.left.root, ()), node.right)
        return cls({node.dollar.absolute: node for node in printed(template)}, sets)

    def at(self, offset: int) -> tuple[Use, ...]:
        """List what the printed reference at this offset prints of any input."""
        node = self.sinks.get(offset)
        return tuple(self._walk(node, (), 0)) if node is not None else ()

    def _walk(self, node: Node, calls: tuple[str, ...], depth: int, literal: str = "") -> Iterator[Use]:
        if isinstance(node, Reference):
            yield from self._reference(node, calls, depth, literal)
            return
        if isinstance(node, Interpolated):
            literal += "".join(item.text for item in node.body.body if isinstance(item, Text))
        if isinstance(node, Binary):
            literal += " "
        for child in node.children():
            yield from self._walk(child, calls, depth, literal)

    def _reference(self, node: Reference, calls: tuple[str, ...], depth: int, literal: str) -> Iterator[Use]:
        own = tuple("[]" if isinstance(step, Index) else f".{step.name}" for step in node.steps)
        first = node.steps[0] if node.steps else None
        if node.root == "input" and isinstance(first, Property):
            shown = f"${{input.{first.name}}}"
            yield Use(node.dollar.absolute, first.name, own[1:] + calls, shown, literal)
        elif node.root in self.sets and depth < _DEPTH:
            for right in self.sets[node.root]:
                for use in self._walk(right, own + calls, depth + 1, literal):
                    yield replace(use, offset=node.dollar.absolute, shown=f"${{{node.root}}}")
        for step in node.steps:
            if isinstance(step, Method):
                called = f"{node.root if node.root in _TOOLS else ''}.{step.name}"
                for argument in step.arguments:
                    yield from self._walk(argument, (called, *calls), depth, literal)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children():
        yield from _all(child)
