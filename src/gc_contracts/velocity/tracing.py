"""Which reference printed what: a twin of a template that marks in its output where each one stands.

Only references that print are marked, not those inside arguments or string literals: what reaches the output
through a tool, a method or a variable is told by the reference that prints it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from gc_contracts.velocity.nodes import Block, Branch, Interpolated, Node, Text
from gc_contracts.velocity.nodes import Reference as ReferenceNode
from gc_contracts.velocity.template import Template

_OPEN, _SHUT = "\ue000", "\ue001"
"""Private code points: no template, value or platform text has a use for them."""
_MARK = re.compile(rf"{_OPEN}(?P<at>\d+){_OPEN}|{_SHUT}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of output: what one reference printed, or text between references."""

    text: str
    offset: int = -1
    """Where the reference's `$` stands in the template; -1: text of the template itself."""


def traced(template: Template) -> Template:
    """Give a twin whose output says which reference printed what; `pieces` reads it."""
    return template.with_body(_block(template.body, _marked))


def without(template: Template, offsets: frozenset[int]) -> Template:
    """Give a twin that prints nothing for the references at these offsets."""

    def kept(node: Node) -> Sequence[Node]:
        return () if _prints(node) and _offset(node) in offsets else (node,)

    return template.with_body(_block(template.body, kept))


def conditions_ask(template: Template, renamed: Mapping[str, str]) -> Template:
    """Give a twin whose conditions ask other variables than what is printed does."""
    return template.with_body(_asking(template.body, renamed, inside=False))


def pieces(output: str) -> tuple[Piece, ...] | None:
    """Take the output of a traced template apart; None where the marks did not come through whole."""
    found: list[Piece] = []
    open_marks: list[int] = []
    begin = 0
    for mark in _MARK.finditer(output):
        outermost = not open_marks if mark["at"] else len(open_marks) == 1
        if outermost:
            found.append(Piece(_bare(output[begin : mark.start()]), open_marks[0] if open_marks else -1))
            begin = mark.end()
        if mark["at"]:
            open_marks.append(int(mark["at"]))
        elif open_marks:
            open_marks.pop()
        else:
            return None
    found.append(Piece(output[begin:]))
    whole = not open_marks and not any(_OPEN in piece.text or _SHUT in piece.text for piece in found)
    return tuple(piece for piece in found if piece.text or piece.offset >= 0) if whole else None


def joined(found: Sequence[Piece]) -> str:
    """Give the output as it is without marks."""
    return "".join(piece.text for piece in found)


def printed(template: Template) -> tuple[ReferenceNode, ...]:
    """List the references that print, in document order."""
    return tuple(_printed(template.body))


def _printed(node: Node) -> Iterator[ReferenceNode]:
    if isinstance(node, Interpolated):
        return
    if isinstance(node, Block):
        yield from (item for item in node.body if isinstance(item, ReferenceNode) and _prints(item))
    for child in node.children():
        yield from _printed(child)


def _bare(text: str) -> str:
    return _MARK.sub("", text)


def _prints(node: Node) -> bool:
    return isinstance(node, ReferenceNode) and not node.runt


def _offset(node: Node) -> int:
    return node.dollar.absolute if isinstance(node, ReferenceNode) else -1


def _marked(node: Node) -> Sequence[Node]:
    if not _prints(node):
        return (node,)
    before = Text(spot=node.spot, text=f"{_OPEN}{_offset(node)}{_OPEN}")
    return before, node, Text(spot=node.spot, text=_SHUT)


def _block(block: Block, change: Callable[[Node], Sequence[Node]]) -> Block:
    """Put other statements in place of each statement, in all blocks below too."""
    inner = (_rebuilt(item, lambda child: _descended(child, change)) for item in block.body)
    return replace(block, body=tuple(new for item in inner for new in change(item)))


def _descended(node: Node, change: Callable[[Node], Sequence[Node]]) -> Node:
    if isinstance(node, Interpolated):
        return node
    if isinstance(node, Block):
        return _block(node, change)
    rebuilt: Node = _rebuilt(node, lambda child: _descended(child, change))
    return rebuilt


def _asking(node: Any, renamed: Mapping[str, str], *, inside: bool) -> Any:
    if isinstance(node, Branch):
        asked = node.condition and _asking(node.condition, renamed, inside=True)
        return replace(node, condition=asked, block=_asking(node.block, renamed, inside=inside))
    if isinstance(node, ReferenceNode) and inside and node.root in renamed:
        node = replace(node, root=renamed[node.root])
    return _rebuilt(node, lambda child: _asking(child, renamed, inside=inside))


def _rebuilt(node: Node, change: Callable[[Node], Node]) -> Any:
    """Copy a node with its children changed; the node itself where none was."""
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    new = {name: _each(value, change) for name, value in values.items()}
    changed = {name: value for name, value in new.items() if value is not values[name]}
    return replace(node, **changed) if changed else node


def _each(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple(_each(item, change) for item in value)
        return value if all(one is two for one, two in zip(new, value, strict=True)) else new
    return value
