"""#foreach, #macro, #define, #evaluate and the rest of the language.

No exported action uses them; they behave as in the engine, so that a template that does is executed and can be
reported. #include and #parse find nothing: a Data Action has no other templates.

Source: recorded: reference table, groups foreach, macro, directives.
"""

from collections.abc import Iterator
from typing import Any

from gc_contracts.errors import VelocityError, VelocityLimitError
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
from gc_contracts.velocity.objects import class_name, iterate, text
from gc_contracts.velocity.render import Rendered, Renderer, Stop
from gc_contracts.velocity.scope import ForeachScope, MacroScope, Scope

_CALL_DEPTH = 20
_DEFINE_DEPTH = 2
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
            return renderer.captured(lambda: _stoppable(renderer, self.block))
        finally:
            self.depth -= 1

    def written(self) -> str | None:
        """Print it as a value."""
        return self.printed(self.renderer)


def _stoppable(renderer: Renderer, block: Block) -> None:
    try:
        renderer.nested(block)
    except Stop as stop:
        if stop.everything or stop.owner is not None:
            raise


def _foreach(renderer: Renderer, node: Directive) -> None:
    if len(node.arguments) < 3:
        _too_few(renderer, node)
        return
    iterable = renderer.value(node.arguments[2])
    items = None if iterable is None else iterate(iterable)
    if iterable is not None and items is None and renderer.strict:
        raise _not_iterable(renderer, node.arguments[2], iterable)
    if items is not None:
        _loop(renderer, node, items)


def _too_few(renderer: Renderer, node: Directive) -> None:
    """1.7 looks for the list where the block is, which has no value; with one argument it fails."""
    if len(node.arguments) < 2:
        raise VelocityError(f"Index 2 out of bounds for length {len(node.arguments) + 1}")


def _not_iterable(renderer: Renderer, node: Node, value: Any) -> VelocityError:
    if renderer.second and isinstance(node, Constant) and not isinstance(node.value, str):
        # 2.x forgets the source text of these, and fails when it wants to name it.
        return VelocityError('Cannot read field "kind" because "t" is null')
    line, column = node.spot.line_column
    reason = "cannot be iterated by org.apache.velocity.util.introspection.UberspectImpl"
    if not renderer.second:
        reason = "is either of wrong type or cannot be iterated."
    message = f"#foreach parameter {node.literal} at {renderer.name}[line {line}, column {column}]"
    return VelocityError(f"{message} is of type {class_name(value)} and {reason}", line, column)


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


def _turns(renderer: Renderer, node: Directive, items: list[Any], loop: ForeachScope, names: tuple[str, ...]) -> bool:
    scope = renderer.scope
    block = node.block or Block(spot=node.spot, body=())
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
    message = f"{node.arguments[0].literal} is not a valid org.apache.velocity.runtime.directive.Scope instance"
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
    _stoppable(renderer, template.body)


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


def _call(renderer: Renderer, node: Directive) -> None:
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
        if isinstance(argument, _BY_NAME) or (isinstance(argument, Constant) and isinstance(argument.value, str)):
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
        _stoppable(renderer, macro.block)


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


class DirectiveRenderer(Renderer):
    """Prints every kind of statement."""

    DIRECTIVES = {  # noqa: RUF012 - declared as a mapping in the base class
        "foreach": _foreach,
        "break": _break,
        "stop": _stop,
        "macro": _macro,
        "define": _define,
        "literal": _literal,
        "evaluate": _evaluate,
        "include": _include,
        "parse": _parse,
        "": _call,
    }
