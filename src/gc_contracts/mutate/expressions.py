"""Expressions of rules made wrong: one operator, constant or side at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from gc_contracts.rules.nodes import (
    Binary,
    Comprehension,
    Conditional,
    Has,
    Kind,
    Literal,
    Macro,
    Node,
    Unary,
)

_SWAPPED: Mapping[str, str] = {
    sign: other
    for pair in (("&&", "||"), ("<", "<="), (">", ">="), ("==", "!="), ("+", "-"), ("*", "/"))
    for sign, other in (pair, pair[::-1])
}
_TRUE = Literal(kind=Kind.BOOL, value=True)
_MACROS = {Macro.ALL: Macro.EXISTS, Macro.EXISTS: Macro.ALL, Macro.EXISTS_ONE: Macro.EXISTS}


def wrong(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield (how, expression) with one thing wrong, from the outside in."""
    yield from _here(node)
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            yield from ((words, _with(node, field.name, inner)) for words, inner in wrong(value))
        elif isinstance(value, tuple):
            yield from _each(node, field.name, value)


def _each(node: Node, name: str, items: tuple[Any, ...]) -> Iterator[tuple[str, Node]]:
    for at, item in enumerate(items):
        for words, inner in wrong(item) if isinstance(item, Node) else ():
            yield words, _with(node, name, (*items[:at], inner, *items[at + 1 :]))


def _with(node: Node, name: str, value: object) -> Node:
    changed: Node = replace(node, **{name: value})  # type: ignore[arg-type]
    return changed


def _here(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Binary():
            yield from _binary(node)
        case Unary(operator="!"):
            yield "! dropped", node.operand
        case Has():
            yield f"has({node.name}) dropped", _TRUE
        case Literal():
            yield from _literal(node)
        case Conditional():
            yield "? with its first side only", node.then
            yield "? with its second side only", node.otherwise
        case Comprehension() if node.macro in _MACROS:
            other = _MACROS[node.macro]
            yield f"{node.macro.value} → {other.value}", replace(node, macro=other)


def _binary(node: Binary) -> Iterator[tuple[str, Node]]:
    if node.operator in _SWAPPED:
        other = _SWAPPED[node.operator]
        yield f"{node.operator} → {other}", replace(node, operator=other)
    if node.operator in {"&&", "||"}:
        yield f"left side of {node.operator} dropped", node.right
        yield f"right side of {node.operator} dropped", node.left
    if node.operator == "in":
        yield "in negated", Unary(operator="!", operand=node)


def _literal(node: Literal) -> Iterator[tuple[str, Node]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{str(value).lower()} negated", replace(node, value=not value)
    elif isinstance(value, int | float):
        for moved in (value - 1, value + 1):
            if moved >= 0 or node.kind is not Kind.UINT:
                yield f"{value} → {moved}", replace(node, value=moved)
    elif isinstance(value, str):
        other = value.swapcase() if value.swapcase() != value else f"{value}x"
        yield f"'{value}' → '{other}'", replace(node, value=other)
