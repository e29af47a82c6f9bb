"""Taking alternatives: nodes in which every `anyOf`, `oneOf`, `if` and schema dependency is decided.

What is taken is a guess that keeps the node's own rules; the validator judges the record made from it.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from gc_contracts._json import Json
from gc_contracts.schema.boundary.contrary import contraries
from gc_contracts.schema.boundary.model import FAMILIES
from gc_contracts.schema.effective import Node, Rule

MOST = 48
"""Combinations tried at one place."""

_SHAPES: Mapping[str, tuple[str, ...]] = {
    "object": ("properties", "patternProperties", "dependentSchemas"),
    "array": ("items", "prefixItems"),
}
"""Keywords that speak about a type without being broken themselves."""


def settled(node: Node, done: frozenset[str] = frozenset(), *, failing: bool = False) -> Iterator[Node]:
    """Yield the node with its alternatives decided, first ones first, at most `MOST` ways.

    Args:
        node: what is to be decided.
        done: pointers of rules that are decided already.
        failing: decide as well how what stands at `not`, or at an `if` that does not hold, fails. Such nodes
            have parts that stand nowhere in the document.
    """
    return islice(_settled(node, done, failing), MOST)


def each_way(node: Node) -> Iterator[tuple[frozenset[str], Iterator[Node]]]:
    """Take each alternative of each rule once, whatever the others: (what it adds, the nodes with it)."""
    old = {part.pointer for part in node.parts}
    for rule in node.rules:
        for chosen in choices(node, rule, failing=True) if _decidable(rule, failing=True) else ():
            added = frozenset(part.pointer for part in chosen.parts) - old
            yield added, settled(chosen, frozenset({rule.pointer}), failing=True)


def kinds(node: Node) -> list[str]:
    """Order the types a node takes: those its keywords speak about first."""
    allowed = node.types
    words = {rule.keyword for rule in node.rules}
    spoken = [kind for kind, family in FAMILIES.items() if words & {*family, *_SHAPES.get(kind, ())}]
    usual = ["object", "array", "string", "integer", "number", "boolean", "null"]
    if len(allowed) == 7:
        usual = ["string", "integer", "boolean", "null", "object", "array"]
    return [kind for kind in dict.fromkeys([*spoken, *usual]) if kind in allowed]


def choices(node: Node, rule: Rule, *, failing: bool = False) -> Iterator[Node]:
    """Yield the node with one rule decided, each way; the rule alone, none of the others.

    `failing`: as for `settled`.
    """
    if rule.keyword in {"anyOf", "oneOf"} and isinstance(rule.value, list):
        for index in range(len(rule.value)):
            yield node.pick(rule, index)
    elif rule.keyword == "if":
        yield from _conditional(node, rule, failing)
    elif rule.keyword == "not":
        yield from contraries(node, rule)
    elif rule.keyword in {"dependencies", "dependentSchemas"} and isinstance(rule.value, Mapping):
        chosen = node
        for name, value in rule.value.items():
            if isinstance(value, Mapping | bool):
                chosen = chosen.pick(rule, name)
        yield chosen
        yield node


def _settled(node: Node, done: frozenset[str], failing: bool) -> Iterator[Node]:
    open_rules = (
        rule for rule in node.rules if rule.pointer not in done and _decidable(rule, failing=failing)
    )
    rule = next(open_rules, None)
    if rule is None:
        yield node
        return
    for chosen in choices(node, rule, failing=failing):
        if not (failing and _clashes(chosen, len(node.parts))):
            yield from _settled(chosen, done | {rule.pointer}, failing)


def _decidable(rule: Rule, *, failing: bool) -> bool:
    if rule.keyword in {"anyOf", "oneOf"}:
        return isinstance(rule.value, list) and bool(rule.value)
    words = {"if", "dependencies", "dependentSchemas"} | ({"not"} if failing else set())
    return rule.keyword in words and isinstance(rule.value, Mapping | bool)


def _conditional(node: Node, rule: Rule, failing: bool) -> Iterator[Node]:
    beside = rule.pointer.removesuffix("/if")
    then, other = (_at(node, f"{beside}/{word}") for word in ("then", "else"))
    holding = node.pick(rule)
    yield holding.pick(then) if then else holding
    for chosen in contraries(node, rule) if failing else (node,):
        yield chosen.pick(other) if other else chosen


def _clashes(node: Node, old: int) -> bool:
    """Tell whether what was taken last leaves a member that must be there without a value."""
    added = (part.schema for part in node.parts[old:] if isinstance(part.schema, Mapping))
    names = {name for schema in added for name in _names(schema)} & node.required.keys()
    return any(_is_empty(node.property(name)) for name in names)


def _names(schema: Mapping[str, Json]) -> Iterator[str]:
    declared, asked = schema.get("properties"), schema.get("required")
    yield from declared if isinstance(declared, Mapping) else ()
    yield from asked if isinstance(asked, list) else ()


def _is_empty(node: Node) -> bool:
    return node.never is not None or not node.types or node.enum == ()


def _at(node: Node, pointer: str) -> Rule | None:
    return next((rule for rule in node.rules if rule.pointer == pointer), None)
