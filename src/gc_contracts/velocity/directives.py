"""#foreach, #macro, #define, #evaluate and the rest of the language.

No exported action uses them; they behave as in the engine, so that a template that does is executed and can
be reported. #include and #parse find nothing: a Data Action has no other templates.

Source: recorded: reference table, groups foreach, macro, directives.
"""

from collections.abc import Iterator
from typing import Any

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity.macros import BlockReference, call_macro, stoppable
from gc_contracts.velocity.nodes import Block, Constant, Directive, Node, Reference
from gc_contracts.velocity.objects import class_name, iterate, text
from gc_contracts.velocity.render import Renderer, Stop
from gc_contracts.velocity.scope import ForeachScope, Scope

_DEFINE_DEPTH = 2


def _foreach(renderer: Renderer, node: Directive) -> None:
    if len(node.arguments) < 3:
        _too_few(node)
        return
    iterable = renderer.value(node.arguments[2])
    items = None if iterable is None else iterate(iterable)
    if iterable is not None and items is None and renderer.strict:
        raise _not_iterable(renderer, node.arguments[2], iterable)
    if items is not None:
        _loop(renderer, node, items)


def _too_few(node: Directive) -> None:
    """1.7 looks for the list where the block is, which has no value; with one argument it fails."""
    if len(node.arguments) < 2:
        raise VelocityError(f"Index 2 out of bounds for length {len(node.arguments) + 1}")


def _not_iterable(renderer: Renderer, node: Node, value: Any) -> VelocityError:
    if renderer.second and isinstance(node, Constant) and not isinstance(node.value, str):
        # 2.x forgets the source text of these, and fails when it wants to name it.
        return VelocityError('Cannot read field "kind" because "t" is null')
    reason = "cannot be iterated by org.apache.velocity.util.introspection.UberspectImpl"
    if not renderer.second:
        reason = "is either of wrong type or cannot be iterated."
    message = f"#foreach parameter {node.literal} at {node.spot.named(renderer.name)}"
    return VelocityError(f"{message} is of type {class_name(value)} and {reason}", *node.spot.line_column)


def _loop(renderer: Renderer, node: Directive, items: Iterator[Any]) -> None:
    scope, name = renderer.scope, _element(node.arguments[0])
    counters = () if renderer.second else ("velocityCount", "velocityHasNext")
    saved = {key: scope.get(key) for key in (name, *counters)}
    loop = ForeachScope(scope.get("foreach"))
    scope.put("foreach", loop)
    try:
        turned = _turns(renderer, node, list(items), loop, (name, *counters))
    finally:
        for key, value in saved.items():
            _restore(scope, key, value)
        _leave(scope)
    if not turned and node.otherwise is not None:
        renderer.nested(node.otherwise)


def _element(node: Node) -> str:
    return node.root if isinstance(node, Reference) else node.literal[1:]


def _turns(
    renderer: Renderer, node: Directive, items: list[Any], loop: ForeachScope, names: tuple[str, ...]
) -> bool:
    scope = renderer.scope
    block = _loop_block(renderer, node)
    for index, item in enumerate(items):
        _count(renderer, node)
        values = (item, index + 1, index + 1 < len(items))
        for name, value in zip(names, values, strict=False):
            scope.put(name, value)
        loop.index, loop.has_next = index, index + 1 < len(items)
        try:
            renderer.nested(block)
        except Stop as stop:
            if stop.everything or stop.owner not in {None, loop}:
                raise
            break
    return bool(items)


def _loop_block(renderer: Renderer, node: Directive) -> Block:
    """Return what a loop prints: 1.7 takes what stands fourth, even if that is one argument too many."""
    if renderer.second or len(node.arguments) < 4:
        return node.block or Block(spot=node.spot, body=())
    fourth = node.arguments[3]
    return Block(spot=fourth.spot, body=(fourth,) if isinstance(fourth, Reference) else ())


def _count(renderer: Renderer, node: Directive) -> None:
    renderer.turns += 1
    if renderer.turns > renderer.limits.loops:
        raise VelocityLimitError(f"More than {renderer.limits.loops} loop turns", *node.spot.line_column)


def _restore(scope: Scope, name: str, value: Any) -> None:
    if value is None:
        scope.remove(name)
    else:
        scope.put(name, value)


def _leave(scope: Scope) -> None:
    current = scope.get("foreach")
    if isinstance(current, ForeachScope):
        _restore(scope, "foreach", current.parent if current.parent is not None else current.replaced)


def _break(renderer: Renderer, node: Directive) -> None:
    if not node.arguments:
        raise Stop
    scope = renderer.value(node.arguments[0])
    if isinstance(scope, ForeachScope):
        raise Stop(owner=scope)
    message = (
        f"{node.arguments[0].literal} is not a valid org.apache.velocity.runtime.directive.Scope instance"
    )
    raise renderer.error(message, node.place or node.spot)


def _stop(renderer: Renderer, node: Directive) -> None:
    for item in node.arguments:
        renderer.value(item)
    raise Stop(everything=True)


def _macro(renderer: Renderer, node: Directive) -> None:
    """A definition prints nothing; it was taken up before the start."""


def _define(renderer: Renderer, node: Directive) -> None:
    if node.block is not None and node.arguments:
        name = _element(node.arguments[0])
        renderer.scope.put(name, BlockReference(node.block, _DEFINE_DEPTH, renderer=renderer))


def _literal(renderer: Renderer, node: Directive) -> None:
    first = node.arguments[0] if node.arguments else node.block
    renderer.write("" if first is None else first.literal)


def _evaluate(renderer: Renderer, node: Directive) -> None:
    value = renderer.value(node.arguments[0])
    template = renderer.parse("" if value is None else text(value) or "")
    for name, macro in template.macros.items():
        renderer.macros.setdefault(name, macro)
    stoppable(renderer, template.body)


def _include(renderer: Renderer, node: Directive) -> None:
    for item in node.arguments:
        value = renderer.value(item)
        if value is not None:
            raise VelocityError(f"Unable to find resource '{text(value)}'")


def _parse(renderer: Renderer, node: Directive) -> None:
    if not node.arguments:
        raise renderer.error("#parse(): argument missing", node.place or node.spot)
    value = renderer.value(node.arguments[0])
    if value is not None:
        raise VelocityError(f"Unable to find resource '{text(value)}'")


class DirectiveRenderer(Renderer):
    """Prints every kind of statement."""

    DIRECTIVES = {  # noqa: RUF012 - declared as a ClassVar mapping in the base class
        "foreach": _foreach,
        "break": _break,
        "stop": _stop,
        "macro": _macro,
        "define": _define,
        "literal": _literal,
        "evaluate": _evaluate,
        "include": _include,
        "parse": _parse,
        "": call_macro,
    }
