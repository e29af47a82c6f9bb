"""Which piece of a rule fails on a record, and what its author should write instead.

The second engine walks down from the whole to the smallest piece that fails by itself, so that a finding
points at `record.x`, and not at a rule of three lines.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.rules.evaluate import compute
from gc_contracts.rules.nodes import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    Index,
    Literal,
    Member,
    Node,
    Unary,
)
from gc_contracts.rules.values import Value, type_name
from gc_contracts.rules.void import ERROR, Void

_NAMES = {
    "null_type": "null",
    "string": "a text",
    "int": "an integer",
    "double": "a decimal",
    "bool": "a boolean",
}
_NAMES |= {"list": "a list", "map": "an object"}
_CONVERSIONS = {
    "timestamp": "It reads texts as 2024-01-31T12:00:00Z: give the field `format: date-time` in the schema.",
    "duration": "It reads texts as 1h30m: give the field a `pattern` in the schema.",
    **dict.fromkeys(("int", "uint", "double"), "It reads digits: give the field a `pattern` in the schema."),
}


@dataclass(frozen=True, slots=True)
class Blame:
    """A piece of a rule that fails: why, at which character, and what to write."""

    words: str
    """Empty: the other engine's words are better."""
    offset: int
    hint: str = ""


def blame(tree: Node, text: str, record: Json) -> Blame | None:
    """Find the piece of an expression that fails on a record; None: this engine sees no failure."""
    scope = {"record": record}

    def value(node: Node) -> Value:
        return compute(node, scope)

    try:
        answer = value(tree)
        if answer is not ERROR:
            return None if isinstance(answer, Void | bool) else _no_boolean(tree, text, answer)
        node = _innermost(tree, value)
        return _said(node, text[node.start : node.end], value, text)
    except RecursionError:
        return None


def _innermost(node: Node, value: Callable[[Node], Value]) -> Node:
    while True:
        inner = next((child for child in _asked(node, value) if value(child) is ERROR), None)
        if inner is None:
            return node
        node = inner


def _asked(node: Node, value: Callable[[Node], Value]) -> Iterator[Node]:
    """Yield the pieces whose values a node needs; what a macro binds has none outside of it."""
    if isinstance(node, Comprehension):
        yield node.target
    elif isinstance(node, Conditional):
        yield node.condition
        condition = value(node.condition)
        if isinstance(condition, bool):
            yield node.then if condition else node.otherwise
    else:
        yield from node.children()


def _said(node: Node, shown: str, value: Callable[[Node], Value], text: str) -> Blame:
    match node:
        case Member():
            return _member(node.target, node.name, node.name_start, value(node.target), text)
        case Has():
            return _member(node.target, node.name, node.name_start, value(node.target), text)
        case Index():
            return _index(node, shown, value, text)
        case Binary() if node.operator not in {"&&", "||"}:
            return _binary(node, shown, value(node.left), value(node.right))
        case Call():
            return _call(node, shown, [value(child) for child in node.children()])
        case Unary():
            words = f"`{node.operator}` is put before {named(value(node.operand))}"
            return Blame(words, node.start)
    return Blame("", node.start)


def _call(node: Call, shown: str, given: list[Value]) -> Blame:
    if node.target is None and len(given) == 1 and isinstance(given[0], str):
        return Blame("", node.name_start, _CONVERSIONS.get(node.name, ""))
    names = [named(each) for each in given]
    return Blame(f"`{shown}` is called with {' and '.join(names)}", node.name_start, _type_hint(names))


def _member(target: Node, name: str, offset: int, held: Value, text: str) -> Blame:
    path = text[target.start : target.end]
    if isinstance(held, dict):
        return Blame(f"`{path}.{name}` is not there", offset, f"Ask for it first: `has({path}.{name}) && …`.")
    hint = f"Ask first: `{path} != null && …`." if held is None else ""
    return Blame(f"`{path}` is {named(held)} and has no member `{name}`", offset, hint)


def _index(node: Index, shown: str, value: Callable[[Node], Value], text: str) -> Blame:
    held, key = value(node.target), value(node.key)
    path = text[node.target.start : node.target.end]
    if isinstance(held, dict) and isinstance(key, str):
        hint = f"Ask for it first: `{text[node.key.start : node.key.end]} in {path} && …`."
        return Blame(f"`{shown}` is not there", node.key.start, hint)
    if isinstance(held, list) and isinstance(key, int):
        hint = f"Ask for its size first: `{path}.size() > {key} && …`."
        return Blame(f"`{path}` has {len(held)} elements", node.key.start, hint)
    return Blame(f"`{path}` is {named(held)}, and {named(key)} is asked of it", node.key.start)


def _binary(node: Binary, shown: str, left: Value, right: Value) -> Blame:
    names = (named(left), named(right))
    if node.operator in {"/", "%"} and right == 0 and type(left) is type(right):
        return Blame(f"`{shown}` divides by zero", node.start)
    if {type_name(left), type_name(right)} == {"int", "double"}:
        hint = "CEL never mixes them in arithmetic: write `double(…)` around both sides."
        return Blame(f"`{shown}` joins {names[0]} and {names[1]}", node.start, hint)
    if type_name(left) == type_name(right) == "int" and node.operator in "+-*/%":
        hint = "Integers of CEL have 64 bits; limit the field in the schema."
        return Blame(f"`{shown}` is beyond 64 bits", node.start, hint)
    verb = "looks for" if node.operator == "in" else f"applies `{node.operator}` to"
    joint = "in" if node.operator == "in" else "and"
    return Blame(f"`{shown}` {verb} {names[0]} {joint} {names[1]}", node.start, _compared(node, names))


def _compared(node: Binary, names: tuple[str, str]) -> str:
    """Say what to do where two types meet: what the rule itself writes is changed there."""
    for side, other in ((node.left, names[1]), (node.right, names[0])):
        if isinstance(side, Literal) and node.operator != "in" and "null" not in names:
            return f"Compare it with {other}."
    return _type_hint(names)


def _type_hint(names: tuple[str, ...] | list[str]) -> str:
    if "null" in names:
        return "The schema lets it be null: ask first, `… != null && …`."
    return "Let the schema give the field one `type`, or ask first, `type(…) == …`."


def _no_boolean(tree: Node, text: str, answer: Value) -> Blame:
    words = f"`{text.strip()}` is {named(answer)}, and a rule gives true or false"
    return Blame(words, tree.start, "Compare it with something.")


def named(value: Value) -> str:
    """Name what a value is, in words."""
    name = type_name(value)
    return _NAMES.get(name, name or "a number beyond 64 bits")
