"""Which rule a valid value is nearest to breaking: what to name when somebody refuses it.

A validator that refuses what the schema takes has one rule too tight. The record shows the place, and the
value shows the rule: it sits on a bound, is a member of a list, or is of a type that is seldom thought of.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from gc_contracts._json import Json, dumps, get, split
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import Node, Rule, effective
from gc_contracts.schema.pattern import Flavour

_SIZES: Mapping[str, type[str] | type[list[Json]] | type[dict[str, Json]]] = {
    "minLength": str,
    "maxLength": str,
    "minItems": list,
    "maxItems": list,
    "minProperties": dict,
    "maxProperties": dict,
}
_BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_LISTS = frozenset({"enum", "const"})
_TEXTS = ("pattern", "format", "multipleOf", "uniqueItems", "type", "anyOf", "oneOf", "not", "if")


class Edge(NamedTuple):
    """A rule of the schema, and where it stands in it."""

    keyword: str
    rule: str
    value: Json = None


def node_at(root: Node, pointer: str) -> Node:
    """Fold all that is said about a place of a record; the record itself is the empty pointer."""
    node = root
    for token in split(pointer):
        array = token.isdigit() and token not in node.properties and "object" not in node.types
        node = node.item(int(token)) if array else node.property(token)
    return node


def edge(
    schema: Schema, record: Json, pointer: str, patterns: Flavour = "ecma", kept: Collection[str] = ()
) -> Edge:
    """Name the rule whose edge a valid value sits on.

    Args:
        schema: the schema that takes the record.
        record: a valid record.
        pointer: the place in it; one that leads nowhere is a member that is absent.
        patterns: whose reading of `pattern`.
        kept: rules that are known to be kept, and so are not named.

    Returns: the rule; for a place of which nothing is said, the nearest thing above it that does.
    """
    root = effective(schema, patterns)
    if schema.max_bytes and len(dumps(record).encode("utf-8", "surrogatepass")) * 2 > schema.max_bytes:
        return Edge("size", "", schema.max_bytes)  # nobody makes a record as large as this for another rule
    try:
        value = get(record, pointer)
    except KeyError:
        return _absent(root, pointer)
    node = node_at(root, pointer)
    found = next((rule for rule in _touched(node, value) if rule.keyword not in kept), None)
    if found:
        return Edge(found.keyword, found.pointer, found.value)
    parent = pointer.rpartition("/")[0]
    if pointer and isinstance(get(record, parent), list):
        return edge(schema, record, parent, patterns)
    return _above(node, root, pointer)


def _absent(root: Node, pointer: str) -> Edge:
    """A member that need not be there: its place is where it is declared."""
    node = node_at(root, pointer)
    return Edge("required", node.pointer or node_at(root, pointer.rpartition("/")[0]).pointer)


def _touched(node: Node, value: Json) -> Iterator[Rule]:
    """Yield the rules a value sits on the edge of, the most telling first."""
    if value is None or (isinstance(value, float) and value == value // 1 and "number" not in _names(node)):
        yield from node.named("type")
    yield from node.named(*_LISTS)
    yield from (rule for rule in node.rules if _at_bound(rule, value))
    for keyword in _TEXTS:
        yield from (rule for rule in node.named(keyword) if _speaks(rule, value))


def _at_bound(rule: Rule, value: Json) -> bool:
    kind = _SIZES.get(rule.keyword)
    if kind is not None and isinstance(value, kind):
        sizes = _measures(value) if isinstance(value, str) else ()
        below = rule.keyword == "minLength"
        return len(value) == rule.value or any(
            size < rule.value if below else size > rule.value for size in sizes
        )
    return rule.keyword in _BOUNDS and not isinstance(value, bool) and bool(value == rule.value)


def _measures(text: str) -> tuple[int, ...]:
    """Measure a text in the ways that people do: bytes, UTF-16 units, what is left without blanks."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass")), units, len(text.strip())


def _names(node: Node) -> frozenset[str]:
    """Name the types as declared: `number` is not in them where only integers are let through."""
    return node.types - {"integer"} if "number" in node.types else node.types


def _speaks(rule: Rule, value: Json) -> bool:
    """Tell whether a keyword says anything about a value of this type."""
    kinds: Mapping[str, type | tuple[type, ...]] = {
        "pattern": str,
        "format": str,
        "multipleOf": (int, float),
        "uniqueItems": list,
    }
    kind = kinds.get(rule.keyword)
    return kind is None or (isinstance(value, kind) and not isinstance(value, bool))


def _above(node: Node, root: Node, pointer: str) -> Edge:
    """Say what lets a value through of which nothing is said: the object that is open to it, or its place."""
    if node.pointer:
        return Edge("type", node.pointer)
    parent = node_at(root, pointer.rpartition("/")[0]) if pointer else root
    return Edge("additionalProperties", parent.pointer)
