"""How many bytes can a record take at most? An upper bound from what a schema says of each place.

Only what surely holds is used: alternatives are left aside, so the bound may be too high, never too low.
"""

from gc_contracts._json import dumps, is_number
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Node

WIDEST = 6
"""Bytes that one character takes at most: a control character is written with six."""
FLOAT = 25
"""Characters that Python writes a floating number with at most."""
DEEPEST = 12


def largest(node: Node, depth: int = 0) -> int | None:
    """Give a number of bytes that no value of a node is over; None: there is none, or it is not known."""
    if node.enum is not None:
        return max((len(dumps(member).encode()) for member in node.enum), default=0)
    if depth > DEEPEST or not node.named("type"):
        return None
    sizes = [_of(name, node, depth) for name in node.types]
    known = [size for size in sizes if size is not None]
    return max(known, default=0) if len(known) == len(sizes) else None


def _of(name: str, node: Node, depth: int) -> int | None:
    if name == "string":
        longest = limit(node, "minLength", "maxLength")[1]
        return None if longest is None else WIDEST * longest + 2
    if name in {"integer", "number"}:
        return _number(node)
    if name == "array":
        return _array(node, depth)
    return _object(node, depth) if name == "object" else len("false")


def _number(node: Node) -> int | None:
    low = [rule.value for rule in node.named("minimum", "exclusiveMinimum")]
    high = [rule.value for rule in node.named("maximum", "exclusiveMaximum")]
    bounds = [one for one in (*low, *high) if is_number(one)]
    if not (low and high) or len(bounds) < len(low) + len(high):
        return None
    return max(FLOAT, *(len(str(int(one))) for one in bounds))


def _array(node: Node, depth: int) -> int | None:
    most = limit(node, "minItems", "maxItems")[1]
    tuples = any(isinstance(rule.value, list) for rule in node.named("items", "prefixItems"))
    element = None if most is None or tuples else largest(node.item(0), depth + 1)
    return None if element is None or most is None else 2 + most * (element + 1)


def _object(node: Node, depth: int) -> int | None:
    if node.closed is None or node.named("patternProperties"):
        return None
    total = 2
    for name in node.properties:
        size = largest(node.property(name), depth + 1)
        if size is None:
            return None
        total += len(dumps(name).encode()) + 2 + size
    return total
