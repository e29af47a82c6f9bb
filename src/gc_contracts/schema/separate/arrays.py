"""Arrays: what counts as equal, how many there are, and what stands where in a tuple."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from gc_contracts._json import Json, kind
from gc_contracts.schema.boundary.arrays import sized
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.texts import counted, limit
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.numbers import SAFE
from gc_contracts.schema.separate.sieve import Trial

MANY = 40
"""Elements of a list in which only the ends are equal."""

PAIRS: Mapping[str, tuple[Json, Json]] = MappingProxyType(
    {
        "zeros": (0, -0.0),
        "one-as-float": (1, 1.0),
        "beyond-doubles": (2**53, 2**53 + 1),
        "tenths": (0.1 + 0.2, 0.3),
        "true-and-one": (True, 1),
        "false-and-zero": (False, 0),
        "text-and-number": ("1", 1),
        "null-and-word": (None, "null"),
        "null-and-false": (None, False),
        "nulls": (None, None),
        "trues": (True, True),
        "cases": ("a", "A"),
        "blanks": ("a", "a "),
        "compositions": ("\u00e9", "e\u0301"),
        "sharp-s": ("ss", "\u00df"),
        "empty-texts": ("", ""),
        "empty-lists": ([], []),
        "empty-objects": ({}, {}),
        "list-and-object": ([], {}),
        "orders": ([1, 2], [2, 1]),
        "nested-equal": ([1, [2]], [1.0, [2]]),
        "nested-true": ([1], [True]),
        "object-orders": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        "object-true": ({"a": 1}, {"a": True}),
        "object-floats": ({"a": 1}, {"a": 1.0}),
        "object-null": ({"a": None}, {}),
    }
)
"""Two elements each, alike by JSON's rules or by a looser one."""


def array_trials(stand: Stand) -> Iterator[Trial]:
    """Try equality in all its forms, counts, positions and what a list without rules takes."""
    pool = sized(stand, _wanted(stand))
    for rule in stand.node.named("uniqueItems"):
        yield from _repeated(stand, rule, pool) if rule.value is True else ()
    for keyword in ("minItems", "maxItems"):
        for rule in counted(stand.node, keyword):
            yield from _counts(stand, rule, pool)
    for rule in stand.node.named("contains"):
        yield from _positions(stand, rule)
    for rule in chain(stand.node.named("items", "prefixItems"), stand.node.named("type")):
        yield from _shapes(stand, rule, pool[:3])
        return


def _wanted(stand: Stand) -> int:
    """How many different elements the trials need."""
    low, high = limit(stand.node, "minItems", "maxItems")
    most = MANY if stand.node.named("uniqueItems") and high is None else 0
    return max(3, most, *(bound + 1 for bound in (low, high or 0) if bound < MANY))


def _repeated(stand: Stand, rule: Rule, pool: list[Json]) -> Iterator[Trial]:
    low, high = limit(stand.node, "minItems", "maxItems")
    if len(pool) > 1:
        first, second = pool[:2]
        yield Trial(rule, "first-two", [first, first, second])
        yield Trial(rule, "last-two", [second, first, first])
    many = pool[:high]
    if len(many) > 3:
        yield Trial(rule, "many", many)
        yield Trial(rule, "many-but-ends", [*many[:-1], many[0]])
    allowed = stand.node.item(0).types & stand.node.item(1).types
    for word, pair in PAIRS.items():
        if all(kind(item) in allowed or (kind(item) == "number" and "integer" in allowed) for item in pair):
            yield Trial(rule, word, [*pair, *pool[2:low]])
    for item in stand.value[:1]:
        if isinstance(item, str):
            yield Trial(rule, "own-cases", [item.lower(), item.upper()])
            yield Trial(rule, "own-blanks", [item, f"{item} "])
        elif isinstance(item, dict) and item:
            yield from _members(rule, item)


def _members(rule: Rule, item: dict[str, Json]) -> Iterator[Trial]:
    """Objects that are equal but for one member: who compares ids only takes them for one."""
    yield Trial(rule, "member-more", [item, {**item, "undeclared": 1}])
    for name, value in list(item.items())[:4]:
        less = {key: one for key, one in item.items() if key != name}
        yield Trial(rule, f"{name}-less", [item, less])
        if kind(value) == "integer" and abs(value) < SAFE:
            yield Trial(rule, f"{name}-float", [item, {**item, name: float(value)}])
            yield Trial(rule, f"{name}-differs", [item, {**item, name: value + 1}])
        elif isinstance(value, str):
            yield Trial(rule, f"{name}-differs", [item, {**item, name: f"{value}x"}])
            yield Trial(rule, f"{name}-case", [item, {**item, name: value.swapcase()}])


def _counts(stand: Stand, rule: Rule, pool: list[Json]) -> Iterator[Trial]:
    """Counts beside the bound, made of equal elements too: who counts a set counts fewer."""
    bound = int(rule.value)
    if bound > MANY * 25:
        return
    over, under = bound + 1, max(bound - 1, 0)
    for word, size in (("one-more", over), ("one-less", under)):
        if len(pool) >= size:
            yield Trial(rule, word, pool[:size])
    if not any(one.value is True for one in stand.node.named("uniqueItems")):
        for item in stand.value[:1]:
            yield Trial(rule, "equal", [item] * bound)
            yield Trial(rule, "equal-more", [item] * over)
            yield Trial(rule, "double", [item] * (2 * bound + 2))
    yield Trial(rule, "empty", [])
    yield Trial(rule, "nulls", [None] * max(bound, 1))


def _positions(stand: Stand, rule: Rule) -> Iterator[Trial]:
    """The element that is asked for, in each place and in none."""
    for item in stand.value[:1]:
        for word, other in (("null", None), ("text", "undeclared"), ("number", -7919), ("object", {})):
            yield Trial(rule, f"first-then-{word}", [item, other, other])
            yield Trial(rule, f"last-after-{word}", [other, other, item])
            yield Trial(rule, f"only-{word}", [other, other])
        yield Trial(rule, "twice", [item, item])
        yield Trial(rule, "listed", [[item]])
    yield Trial(rule, "empty", [])


def _shapes(stand: Stand, rule: Rule, value: list[Json]) -> Iterator[Trial]:
    """One element and several, a tuple turned round or cut, elements nested and null among good ones."""
    yield from (
        Trial(rule, word, items) for word, items in (("one", value[:1]), ("two", value[:2]), ("three", value))
    )
    yield Trial(rule, "repeated", [*value[:1], *value[:1]])
    yield Trial(rule, "turned", value[::-1])
    yield Trial(rule, "null-between", [*value[:1], None, *value[1:2]])
    yield Trial(rule, "nested", [value])
    if not stand.node.item(0).rules:
        yield Trial(rule, "mixed", [None, True, 0, "", [], {}])
        yield Trial(rule, "deep", _deep(40))


def _deep(levels: int) -> Json:
    value: Json = []
    for _ in range(levels):
        value = [value]
    return value
