"""What a template refers to, read off its tree without rendering it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gc_contracts.velocity.nodes import Directive, If, Interpolated, Method, Node, Property, Set
from gc_contracts.velocity.nodes import Reference as ReferenceNode
from gc_contracts.velocity.template import Template


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of a name, e.g. `${input.userId}`."""

    root: str
    path: tuple[str, ...]
    """The properties behind it; a method call or index stops the path."""
    quiet: bool
    line: int
    column: int
    """From 1, as the engine counts."""
    offset: int
    end: int
    """Offsets of its first character and behind its last one, in the template's text."""
    in_condition: bool = False
    guards: frozenset[str] = frozenset()
    """Dotted names that the conditions around it test."""
    argument_of: str | None = None
    """The innermost method it is an argument of, e.g. `esc.jsonString`."""
    quoted: bool = False
    """It stands inside a text literal."""
    called: bool = False
    """A method or an index is applied to it."""
    escaped: bool = False
    r"""It is written `\$x`: printed as typed where it has a value."""


@dataclass(frozen=True, slots=True)
class DirectiveUse:
    """One use of a directive, without its `#`."""

    name: str
    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a node."""

    in_condition: bool = False
    guards: frozenset[str] = frozenset()
    argument_of: str | None = None
    quoted: bool = False


def references(template: Template) -> tuple[Reference, ...]:
    """List all references in document order, those inside arguments and text literals too."""
    found = list(_references(template.body, _Around()))
    return tuple(sorted(found, key=lambda item: item.offset))


def directives(template: Template) -> tuple[DirectiveUse, ...]:
    """List all directives in document order: `if`, `elseif`, `else`, `set`, `foreach`, macros by name."""
    found = [use for node in _walk(template.body) for use in _uses(node)]
    return tuple(sorted(found, key=lambda use: use.offset))


def assigned(template: Template) -> frozenset[str]:
    """Name the variables that the template sets itself: by #set, #foreach, or as macro parameters."""
    names: set[str] = set()
    for node in _walk(template.body):
        if isinstance(node, Set):
            names.add(node.left.root)
        elif isinstance(node, Directive):
            names.update(_set_by(node))
    return frozenset(names)


def _set_by(node: Directive) -> Iterator[str]:
    """Name what a directive gives a value to: a loop its variable, a macro its parameters."""
    given = [item.root for item in node.arguments if isinstance(item, ReferenceNode)]
    if node.name == "foreach":
        yield from (*given[:1], "foreach", "velocityCount", "velocityHasNext")
    elif node.name == "define":
        yield from given[:1]
    elif node.name == "macro":
        yield from (*given, "bodyContent")


def _walk(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        top = waiting.pop()
        yield top
        waiting.extend(reversed(list(top.children())))


def _references(node: Node, around: _Around) -> Iterator[Reference]:
    """Walk the tree with what stands around; an explicit stack, since templates may nest deep."""
    waiting: list[tuple[Node, _Around]] = [(node, around)]
    while waiting:
        top, here = waiting.pop()
        if isinstance(top, ReferenceNode) and not top.runt:
            yield _reference(top, here)
        waiting.extend(reversed(list(_inside(top, here))))


def _inside(node: Node, around: _Around) -> Iterator[tuple[Node, _Around]]:
    if isinstance(node, ReferenceNode):
        yield from _arguments(node, around)
    elif isinstance(node, If):
        yield from _branches(node, around)
    else:
        inner = replace(around, quoted=True) if isinstance(node, Interpolated) else around
        yield from ((child, inner) for child in node.children())


def _arguments(node: ReferenceNode, around: _Around) -> Iterator[tuple[Node, _Around]]:
    name = node.root
    for step in node.steps:
        if isinstance(step, Property | Method):
            name = f"{name}.{step.name}"
        inner = replace(around, argument_of=name) if isinstance(step, Method) else around
        yield from ((child, inner) for child in step.children())
    if node.alternate is not None:
        yield node.alternate, around


def _branches(node: If, around: _Around) -> Iterator[tuple[Node, _Around]]:
    """Each block is guarded by its own condition and by those that failed before it."""
    tested: frozenset[str] = around.guards
    for branch in node.branches:
        if branch.condition is not None:
            yield branch.condition, replace(around, in_condition=True, guards=tested)
            tested |= _tested(branch.condition)
        yield branch.block, replace(around, guards=tested)


def _tested(condition: Node) -> frozenset[str]:
    nodes = (item for item in _walk(condition) if isinstance(item, ReferenceNode) and not item.runt)
    return frozenset(".".join((item.root, *_path(item))) for item in nodes)


def _reference(node: ReferenceNode, around: _Around) -> Reference:
    line, column = node.dollar.line_column
    path = _path(node)
    return Reference(
        root=node.root,
        path=path,
        quiet=node.quiet,
        line=line,
        column=column,
        offset=node.dollar.absolute,
        end=node.end.absolute + 1,
        in_condition=around.in_condition,
        guards=around.guards,
        argument_of=around.argument_of,
        quoted=around.quoted,
        called=len(path) < len(node.steps),
        escaped=node.escaped,
    )


def _path(node: ReferenceNode) -> tuple[str, ...]:
    names: list[str] = []
    for step in node.steps:
        if not isinstance(step, Property):
            break
        names.append(step.name)
    return tuple(names)


def _uses(node: Node) -> Iterator[DirectiveUse]:
    if isinstance(node, If):
        for branch in node.branches:
            yield _use(branch.name, branch)
    elif isinstance(node, Set):
        yield _use("set", node)
    elif isinstance(node, Directive):
        yield _use(node.name, node)


def _use(name: str, node: Node) -> DirectiveUse:
    line, column = node.spot.line_column
    return DirectiveUse(name.lstrip("#"), line, column, node.spot.absolute)


