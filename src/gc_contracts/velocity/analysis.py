"""What a template uses, read off its tree without rendering: references, directives, names it sets itself.

References inside string literals count like any others, with their place in the user's template.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gc_contracts.velocity.nodes import (
    Binary,
    Branch,
    If,
    Index,
    Interpolated,
    Method,
    Node,
    Property,
    Set,
    Unary,
)
from gc_contracts.velocity.nodes import Directive as DirectiveNode
from gc_contracts.velocity.nodes import Reference as ReferenceNode
from gc_contracts.velocity.template import Template


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of a variable; `path` are the properties up to the first method or index."""

    root: str
    path: tuple[str, ...]
    quiet: bool
    """Written `$!`."""
    line: int
    column: int
    """Where the `$` stands, from 1; columns in UTF-16 units."""
    offset: int
    """The `$` in the template text, from 0."""
    end: int
    """Just behind its last character."""
    in_condition: bool
    """In the condition of an #if or #elseif."""
    guards: frozenset[str]
    """What the conditions around it test, such as `input.id`."""
    argument_of: str | None
    """The innermost call it is an argument of, such as `esc.jsonString`."""
    quoted: bool
    """Inside a string literal."""
    called: bool = False
    """A method or an index is applied to it."""
    escaped: bool = False
    r"""Written `\$x`: printed as typed where it has a value."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive; `name` is without `#`."""

    name: str
    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds the nodes being walked."""

    in_condition: bool = False
    guards: frozenset[str] = frozenset()
    argument_of: str | None = None
    quoted: bool = False


def references(template: Template) -> tuple[Reference, ...]:
    """List all references, in document order; what #set, #foreach and #macro name is listed too."""
    return tuple(_references(template.body, _Around()))


def directives(template: Template) -> tuple[Directive, ...]:
    """List all directives with their own places, in document order; `end` is part of what it ends."""
    found = sorted(_directives(template.body), key=lambda item: item.offset)
    return tuple(found)


def assigned(template: Template) -> frozenset[str]:
    """Return the names the template sets itself: #set, #foreach, #define, arguments of #macro."""
    return frozenset(_assigned(template.body))


def _references(node: Node, around: _Around) -> Iterator[Reference]:
    if isinstance(node, ReferenceNode):
        yield from _reference(node, around)
    elif isinstance(node, If):
        yield from _if(node, around)
    elif isinstance(node, Interpolated):
        yield from _references(node.body, replace(around, quoted=True))
    else:
        for child in node.children():
            yield from _references(child, around)


def _reference(node: ReferenceNode, around: _Around) -> Iterator[Reference]:
    if not node.runt and node.computable:
        line, column = node.dollar.source_line_column
        yield Reference(
            root=node.root,
            path=_path(node),
            quiet=node.quiet,
            line=line,
            column=column,
            offset=node.dollar.absolute,
            end=node.end.absolute + 1,
            in_condition=around.in_condition,
            guards=around.guards,
            argument_of=around.argument_of,
            quoted=around.quoted,
            called=not all(isinstance(step, Property) for step in node.steps),
            escaped=node.escaped,
        )
    called = [node.root]
    for step in node.steps:
        called.append("[]" if isinstance(step, Index) else step.name)
        inside = replace(around, argument_of=".".join(called)) if isinstance(step, Method) else around
        for child in step.children():
            yield from _references(child, inside)
    if node.alternate is not None:
        yield from _references(node.alternate, around)


def _path(node: ReferenceNode) -> tuple[str, ...]:
    names: list[str] = []
    for step in node.steps:
        if not isinstance(step, Property):
            break
        names.append(step.name)
    return tuple(names)


def _if(node: If, around: _Around) -> Iterator[Reference]:
    for branch in node.branches:
        if branch.condition is not None:
            yield from _references(branch.condition, replace(around, in_condition=True))
        guards = around.guards | _tested(branch.condition)
        yield from _references(branch.block, replace(around, guards=guards))


def _tested(condition: Node | None) -> frozenset[str]:
    """Name what has a value, or at least was asked for, where the condition holds.

    `!$x` and both sides of `||` prove nothing: only what must hold counts.
    """
    if condition is None or (isinstance(condition, Unary) and condition.operator == "!"):
        return frozenset()
    if isinstance(condition, Binary) and condition.operator == "||":
        return _tested(condition.left) & _tested(condition.right)
    if isinstance(condition, Binary) and condition.operator == "==":
        return frozenset()
    if isinstance(condition, ReferenceNode):
        return frozenset({".".join((condition.root, *_path(condition)))}) | _inside(condition)
    return _inside(condition)


def _inside(node: Node) -> frozenset[str]:
    return frozenset[str]().union(*map(_tested, node.children()))


def _directives(node: Node) -> Iterator[Directive]:
    if isinstance(node, Branch):
        yield _use(node.name, node)
    elif isinstance(node, Set):
        yield _use("set", node)
    elif isinstance(node, DirectiveNode):
        yield _use(node.name, node)
    for child in node.children():
        yield from _directives(child)


def _use(name: str, node: Node) -> Directive:
    spot = node.place if isinstance(node, DirectiveNode) and node.place is not None else node.spot
    line, column = spot.source_line_column
    return Directive(name, line, column, spot.absolute)


def _assigned(node: Node) -> Iterator[str]:
    if isinstance(node, Set):
        yield node.left.root
    elif isinstance(node, DirectiveNode):
        names = {"foreach": node.arguments[:1], "define": node.arguments[:1], "macro": node.arguments[1:]}
        yield from (item.root for item in names.get(node.name, ()) if isinstance(item, ReferenceNode))
    for child in node.children():
        yield from _assigned(child)
