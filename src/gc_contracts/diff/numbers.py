"""Bounds and sizes, each by its tightest declaration, so that one said twice is one."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor, lcm

from gc_contracts._json import Json
from gc_contracts.diff.change import Effect
from gc_contracts.diff.place import NUMBERS, Found, Pair, types
from gc_contracts.schema.effective import Node

Edge = tuple[Fraction, bool]
"""A bound, and whether the value itself is left out."""
_SIZES = (
    ("string", "min-length", "minLength", True),
    ("string", "max-length", "maxLength", False),
    ("array", "min-items", "minItems", True),
    ("array", "max-items", "maxItems", False),
    ("object", "min-members", "minProperties", True),
    ("object", "max-members", "maxProperties", False),
)


def bounds(pair: Pair) -> Iterator[Found]:
    """Yield moved bounds and multiples of numbers."""
    if not pair.both & NUMBERS:
        return
    for name, keywords, low in (
        ("minimum", ("minimum", "exclusiveMinimum"), True),
        ("maximum", ("maximum", "exclusiveMaximum"), False),
    ):
        old, new = _edge(pair.old, keywords, low=low), _edge(pair.new, keywords, low=low)
        if old != new:
            up = _is_above(old, new, low=low)
            effect = Effect.NARROWS if up is low else Effect.WIDENS
            kind = f"{name}-{'raised' if up else 'lowered'}"
            yield pair.change(kind, effect, (_written(old), _written(new)), keywords)
    yield from _multiples(pair)


def sizes(pair: Pair) -> Iterator[Found]:
    """Yield moved limits of lengths, items and members."""
    for kind, name, keyword, low in _SIZES:
        old, new = _size(pair.old, keyword, low=low), _size(pair.new, keyword, low=low)
        if kind in pair.both and old != new:
            # No least size is 0; no greatest is above all.
            up = (old or 0) < (new or 0) if low else new is None or (old is not None and new > old)
            effect = Effect.NARROWS if up is low else Effect.WIDENS
            yield pair.change(f"{name}-{'raised' if up else 'lowered'}", effect, (old, new), (keyword,))


def _size(node: Node, keyword: str, *, low: bool) -> int | None:
    found = [rule.value for rule in node.named(keyword) if _is_number(rule.value)]
    value = (max if low else min)(found, default=None)
    return None if value is None or (low and value <= 0) else int(value)


def _edge(node: Node, keywords: tuple[str, ...], *, low: bool) -> Edge | None:
    found = [
        (Fraction(str(rule.value)), rule.keyword.startswith("exclusive"))
        for rule in node.named(*keywords)
        if _is_number(rule.value)
    ]
    if "number" not in types(node):
        found = [(_whole(*edge, low=low), False) for edge in found]
    if not found:
        return None
    if low:
        return max(found)
    return min(found, key=lambda edge: (edge[0], not edge[1]))


def _whole(value: Fraction, left_out: bool, *, low: bool) -> Fraction:
    """Give the nearest whole number that a bound lets through."""
    if low:
        return Fraction(floor(value) + 1 if left_out else ceil(value))
    return Fraction(ceil(value) - 1 if left_out else floor(value))


def _is_above(old: Edge | None, new: Edge | None, *, low: bool) -> bool:
    if old is None or new is None:
        return (old is None) is low
    # A lower bound that leaves its value out stands a little above it, an upper one a little below.
    sign = 1 if low else -1
    return (new[0], sign * new[1]) > (old[0], sign * old[1])


def _written(edge: Edge | None) -> Json:
    if edge is None:
        return None
    value = int(edge[0]) if edge[0].denominator == 1 else float(edge[0])
    return {"exclusive": value} if edge[1] else value


def _multiples(pair: Pair) -> Iterator[Found]:
    old, new = _multiple(pair.old), _multiple(pair.new)
    if old == new:
        return
    values = tuple(None if one is None else float(one) for one in (old, new))
    if old is None or new is None:
        kind, effect = (
            ("multiple-added", Effect.NARROWS) if old is None else ("multiple-removed", Effect.WIDENS)
        )
    else:
        narrows, widens = (new / old).denominator == 1, (old / new).denominator == 1
        kind = "multiple-changed"
        effect = Effect.NARROWS if narrows else Effect.WIDENS if widens else Effect.BOTH
    yield pair.change(kind, effect, (values[0], values[1]), ("multipleOf",))


def _multiple(node: Node) -> Fraction | None:
    found = [Fraction(str(rule.value)) for rule in node.named("multipleOf") if _is_number(rule.value)]
    if "number" not in types(node):
        found = [one for one in found if (1 / one).denominator != 1]
    if not found:
        return None
    return Fraction(lcm(*(one.numerator * (_low(found) // one.denominator) for one in found)), _low(found))


def _low(found: list[Fraction]) -> int:
    return lcm(*(one.denominator for one in found))


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
