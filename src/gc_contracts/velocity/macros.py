"""Calls of macros, and blocks that are kept to be printed later.

1.7 hands a macro its arguments by name: each is worked out anew where the macro uses it. 2.4.1 works them out
once and puts them into the caller's own variables while the macro runs.

Source: recorded: reference table, group macro.
"""

from typing import Any

from gc_contracts.velocity.nodes import (
    Block,
    Constant,
    Directive,
    Interpolated,
    ListLiteral,
    MapLiteral,
    Node,
    Range,
    Reference,
)
from gc_contracts.velocity.render import Rendered, Renderer, Stop
from gc_contracts.velocity.scope import MacroScope, Scope

_CALL_DEPTH = 20
_BY_NAME = (Reference, Interpolated, ListLiteral, MapLiteral, Range)


class BlockReference(Rendered):
    """The block of a #define, or the body given to a macro."""

    def __init__(self, block: Block, limit: int, *, renderer: Renderer) -> None:
        self.block, self.limit, self.renderer, self.depth = block, limit, renderer, 0

    def printed(self, renderer: Renderer) -> str | None:
        """Print the block with the variables as they are now."""
        self.depth += 1
        try:
            if self.depth > self.limit:
                return None
            return renderer.captured(lambda: stoppable(renderer, self.block))
        finally:
            self.depth -= 1

    def written(self) -> str | None:
        """Print it as a value."""
        return self.printed(self.renderer)


def stoppable(renderer: Renderer, block: Block) -> None:
    """Print a block that a #break inside ends."""
    try:
        renderer.nested(block)
    except Stop as stop:
        if stop.everything or stop.owner is not None:
            raise


def call_macro(renderer: Renderer, node: Directive) -> None:
    """Call a macro; without one of that name print what stands there, or fail in strict mode."""
    body = node.name.startswith("@") and node.block is not None
    if node.name.startswith("@") and not body:
        renderer.write("#" + node.name)
        return
    name = node.name.removeprefix("@")
    macro = renderer.macros.get(name)
    if macro is None:
        if renderer.strict and node.called:
            raise renderer.error(f"Macro '#{name}' is not defined", node.spot)
        renderer.write(node.source)
        return
    _check_depth(renderer, name, macro)
    renderer.calls.append(name)
    try:
        (_call_v2 if renderer.second else _call_v1)(renderer, node, macro)
    finally:
        renderer.calls.pop()


def _check_depth(renderer: Renderer, name: str, macro: Directive) -> None:
    if len(renderer.calls) >= _CALL_DEPTH:
        calls = "->".join(renderer.calls)
        message = f"Max calling depth of {_CALL_DEPTH} was exceeded in macro '{name}' with Call Stack:{calls}"
        raise renderer.error(message, macro.spot)


def _call_v1(renderer: Renderer, node: Directive, macro: Directive) -> None:
    outer = renderer.scope
    inner = MacroScope(outer, lambda argument, scope: _in_scope(renderer, argument, scope))
    for parameter, argument in zip(macro.arguments[1:], _arguments(node), strict=False):
        if isinstance(argument, _BY_NAME) or (
            isinstance(argument, Constant) and isinstance(argument.value, str)
        ):
            inner.arguments[_parameter(parameter)] = argument
        else:
            inner.variables[_parameter(parameter)] = renderer.value(argument)
    if node.block is not None:
        inner.variables["bodyContent"] = BlockReference(node.block, _CALL_DEPTH, renderer=renderer)
    renderer.scope = inner
    try:
        _body(renderer, macro)
    finally:
        renderer.scope = outer


def _in_scope(renderer: Renderer, node: Node, scope: Scope) -> Any:
    current, renderer.scope = renderer.scope, scope
    try:
        if isinstance(node, Reference) and not node.steps:
            return _bare_argument(renderer, node, scope)
        return renderer.value(node)
    finally:
        renderer.scope = current


def _bare_argument(renderer: Renderer, node: Reference, scope: Scope) -> Any:
    value = scope.get(node.root)
    if value is None and renderer.strict and not node.tolerant and not scope.has(node.root):
        raise renderer.error(f"Parameter '{node.root}' not defined", node.spot)
    return value


def _arguments(node: Directive) -> tuple[Node, ...]:
    """Return what is given to a macro; 1.7 counts the body of a call too."""
    return node.arguments if node.block is None else (*node.arguments, node.block)


def _parameter(node: Node) -> str:
    return node.literal.removeprefix("$")


def _body(renderer: Renderer, macro: Directive) -> None:
    if macro.block is not None:
        stoppable(renderer, macro.block)


def _call_v2(renderer: Renderer, node: Directive, macro: Directive) -> None:
    scope = renderer.scope
    saved: dict[str, tuple[bool, Any, Any]] = {}
    if node.block is not None:
        body = BlockReference(node.block, _CALL_DEPTH, renderer=renderer)
        saved["bodyContent"] = (scope.get("bodyContent") is not None, scope.get("bodyContent"), body)
        scope.put("bodyContent", body)
    for index, parameter in enumerate(macro.arguments[1:]):
        default = macro.defaults[index + 1] if index + 1 < len(macro.defaults) else None
        given = node.arguments[index] if index < len(node.arguments) else default
        name, value = _parameter(parameter), None if given is None else renderer.value(given)
        saved[name] = (scope.has(name), scope.get(name), value)
        scope.put(name, value)
    try:
        _body(renderer, macro)
    finally:
        _put_back(scope, saved)


def _put_back(scope: Scope, saved: dict[str, tuple[bool, Any, Any]]) -> None:
    """Restore what the arguments hid, unless the macro has set something else."""
    for name, (existed, old, given) in saved.items():
        if scope.get(name) is given:
            if existed:
                scope.put(name, old)
            else:
                scope.remove(name)
