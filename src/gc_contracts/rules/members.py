"""What a rule names and the schema can never have: a member of a closed object, or of what is no object.

Where alternatives (`anyOf`, `if`) or tuples decide, nothing is said: no false alarm.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gc_contracts.errors import RuleError
from gc_contracts.rules.nodes import Comprehension, Has, Index, Kind, Literal, Member, Name, Node
from gc_contracts.rules.parser import parse
from gc_contracts.schema.effective import Node as Place

Scope = Mapping[str, Place | None]
_KINDS = {"string": "a text", "integer": "a number", "number": "a number", "boolean": "true or false"}


@dataclass(frozen=True, slots=True)
class Stranger:
    """A member that a rule names and the schema does not declare."""

    path: str
    """As the rule would write it: `record.a.b`."""
    offset: int
    """Where the name stands in the rule's text."""
    never: bool
    """Whether no valid record has it; else the schema takes it, and declares a name that looks like it."""
    near: str = ""
    """The declared name that looks most like it."""
    kind: str = ""
    """What stands where an object would have to, in words; empty: a closed object."""


def strangers(text: str, root: Place) -> tuple[Stranger, ...]:
    """List the members that a rule names and the schema does not know, each path once.

    Nothing is said of a text that we cannot read.
    """
    try:
        tree = parse(text)
    except RuleError:
        return ()
    found = {each.path: each for each in _below(tree, {"record": root})}
    return tuple(sorted(found.values(), key=lambda each: each.offset))


def _below(node: Node, scope: Scope) -> Iterator[Stranger]:
    if isinstance(node, Comprehension):
        yield from _below(node.target, scope)
        inner = {**scope, node.variable: _element(_place(node.target, scope))}
        for each in (node.condition, node.body):
            if each is not None:
                yield from _below(each, inner)
        return
    for child in node.children():
        yield from _below(child, scope)
    step = _step(node)
    if step is not None:
        target, name, offset = step
        place = _place(target, scope)
        if place is not None:
            yield from _strange(place, _path(target), name, offset)


def _step(node: Node) -> tuple[Node, str, int] | None:
    if isinstance(node, Member | Has):
        return node.target, node.name, node.name_start
    if isinstance(node, Index) and isinstance(node.key, Literal) and node.key.kind is Kind.STRING:
        return node.target, str(node.key.value), node.key.start
    return None


def _place(node: Node, scope: Scope) -> Place | None:
    """Give what the schema says of the value a node stands for; None: not told."""
    if isinstance(node, Name):
        return scope.get(node.name)
    step = _step(node)
    if step is not None:
        place = _place(step[0], scope)
        return None if place is None or _silent(place) else place.property(step[1])
    if isinstance(node, Index):
        return _element(_place(node.target, scope))
    return None


def _element(place: Place | None) -> Place | None:
    if place is None or "array" not in place.types or place.types - {"array", "null"}:
        return None
    tuples = place.named("prefixItems", "items")
    return None if any(isinstance(rule.value, list) for rule in tuples) else place.item(0)


def _silent(place: Place) -> bool:
    """Whether a place's members are not all told by what is folded there."""
    return (
        place.never is not None or "object" not in place.types or bool(place.named("unevaluatedProperties"))
    )


def _strange(place: Place, path: str, name: str, offset: int) -> Iterator[Stranger]:
    declared = place.properties
    if name in declared or place.never is not None or place.named("unevaluatedProperties"):
        return
    kinds = place.types - {"null"}
    if "object" not in kinds:
        if kinds and kinds <= _KINDS.keys():
            yield Stranger(f"{path}.{name}", offset, never=True, kind=_KINDS[min(kinds)])
        return
    never = place.property(name).never is not None
    near = _nearest(name, declared, 0.6 if never else 0.75)
    if never or near:
        yield Stranger(f"{path}.{name}", offset, never=never, near=near)


def _nearest(name: str, known: tuple[str, ...], cutoff: float) -> str:
    lowered = {other.lower(): other for other in known}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=cutoff)
    return lowered[close[0]] if close else ""


def _path(node: Node) -> str:
    if isinstance(node, Name):
        return node.name
    step = _step(node)
    if step is not None:
        return f"{_path(step[0])}.{step[1]}"
    return f"{_path(node.target)}[…]" if isinstance(node, Index) else "…"
