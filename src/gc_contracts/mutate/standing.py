"""Who stands at a place of the document: all effective nodes that its schema object is part of."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, join
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary.settle import MOST, settled
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour

Standing = Mapping[str, tuple[Node, ...]]
OTHER = "\x00other"
"""A member that nobody declares."""


def standing(schema: Schema, patterns: Flavour) -> Standing:
    """Give the nodes by the pointers of their parts; a place is left out where not all could be found."""
    found: dict[str, list[Node]] = {}
    doubtful: set[str] = set()
    waiting, seen = [effective(schema, patterns)], set[tuple[str, ...]]()
    while waiting:
        node = waiting.pop()
        key = tuple(part.pointer for part in node.parts)
        if key in seen:
            continue
        seen.add(key)
        ways = list(settled(node))
        for way in ways:
            for part in way.parts:
                found.setdefault(part.pointer, []).append(way)
                doubtful |= {part.pointer} if len(ways) == MOST else set()
            waiting += _inner(way)
    return {pointer: tuple(nodes) for pointer, nodes in found.items() if pointer not in doubtful}


def _inner(node: Node) -> Iterator[Node]:
    for name in (*node.properties, *_patterned(node), OTHER):
        yield node.property(name)
    for index in range(_listed(node) + 1):
        yield node.item(index)


def _patterned(node: Node) -> Iterator[str]:
    for rule in node.named("patternProperties"):
        for pattern in rule.value if isinstance(rule.value, dict) else ():
            yield from list(node.root.examples(pattern))[:1] if node.root.pattern(pattern) else ()


def _listed(node: Node) -> int:
    """Tell how many elements have a schema of their own."""
    rules = node.named("items", "prefixItems")
    return max((len(rule.value) for rule in rules if isinstance(rule.value, list)), default=0)


def spots(schema: Schema, record: Json, place: str, patterns: Flavour) -> Iterator[str]:
    """Tell where in a record the schema object at `place` speaks."""
    waiting = [("", record, effective(schema, patterns))]
    while waiting:
        pointer, value, node = waiting.pop(0)
        if any(part.pointer == place for way in settled(node) for part in way.parts):
            yield pointer
        if isinstance(value, dict):
            waiting += [(join(pointer, name), item, node.property(name)) for name, item in value.items()]
        elif isinstance(value, list):
            waiting += [(join(pointer, at), item, node.item(at)) for at, item in enumerate(value[:3])]
