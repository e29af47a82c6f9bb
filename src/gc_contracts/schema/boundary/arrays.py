"""Arrays at the edges: counts, repetition as JSON sees it, elements beyond a tuple, `contains`."""

from collections.abc import Iterator, Mapping
from itertools import product

from gc_contracts._json import Json, join
from gc_contracts.schema.boundary.model import Place, Probe, Stand
from gc_contracts.schema.boundary.sample import MOST_ITEMS, Sampler, element, pleased, pleasing
from gc_contracts.schema.boundary.texts import counted
from gc_contracts.schema.effective import Rule

STRANGERS: tuple[Json, ...] = ("text", 1, True, None, [], {}, 0.5)
UNEQUAL: Mapping[str, list[Json]] = {
    "number-and-true": [1, True],
    "zero-and-false": [0, False],
    "number-and-text": [1, "1"],
    "case": ["a", "A"],
}
"""What languages with looser equality take for the same."""


def array_probes(stand: Stand) -> Iterator[Probe]:
    """Probe counts, uniqueness, closed tuples and `contains` of an array."""
    for rule in counted(stand.node, "minItems"):
        yield from _count(stand, rule, int(rule.value), int(rule.value) - 1, "under")
    for rule in counted(stand.node, "maxItems"):
        yield from _count(stand, rule, int(rule.value), int(rule.value) + 1, "over")
    for rule in stand.node.named("type")[:1]:
        yield Probe(rule, "empty", stand.put([]), valid=True)
    for rule in stand.node.named("uniqueItems"):
        yield from _repeated(stand, rule) if rule.value is True else ()
    yield from _last(stand)
    yield from _beyond(stand)
    yield from _contains(stand)


def sized(stand: Stand, size: int) -> list[Json]:
    """Make an array of distinct elements, keeping those that stand there; shorter where none are left."""
    value: list[Json] = list(stand.value)[: max(size, 0)]
    if size <= len(value) or size > MOST_ITEMS:
        return value
    if not stand.node.named("prefixItems", "additionalItems", "contains"):
        pool = Sampler().distinct(element(stand.place, 1), size + len(value))
        return [*value, *[item for item in pool if not _among(item, value)]][:size]
    for index in range(len(value), size):
        pool = Sampler().distinct(element(stand.place, index), len(value) + 1)
        value += [item for item in pool if not _among(item, value)][:1]
    return value


def _count(stand: Stand, rule: Rule, inside: int, outside: int, word: str) -> Iterator[Probe]:
    for size, variant, valid in ((inside, "at", True), (outside, word, False)):
        value = sized(stand, size)
        if value and len(value) < size <= MOST_ITEMS:
            yield Probe(rule, variant, stand.put((value * size)[:size]), valid=valid)
        if len(value) == size:
            yield Probe(rule, variant, stand.put(value), valid=valid)


def _repeated(stand: Stand, rule: Rule) -> Iterator[Probe]:
    """Equal elements side by side and apart; numbers and objects that are equal, written differently."""
    low = max([int(rule.value) for rule in counted(stand.node, "minItems")], default=0)
    value = sized(stand, max(2, low))
    for item in value[:1]:
        yield Probe(
            rule, "twice", stand.put([*value[:-1], item] if len(value) > 1 else [item, item]), valid=False
        )
        apart = sized(stand, max(3, low))
        yield Probe(rule, "apart", stand.put([*apart[:-1], apart[0]]), valid=False)
    for variant, pair in (
        ("equal-numbers", [1, 1.0]),
        ("equal-objects", [{"a": 1, "b": 2}, {"b": 2, "a": 1}]),
    ):
        yield Probe(rule, variant, stand.put(pair), valid=False)
    for item in value[:1]:
        if isinstance(item, dict) and len(item) > 1:
            yield Probe(rule, "equal-objects", stand.put([item, dict(reversed(item.items()))]), valid=False)
        if isinstance(item, int) and not isinstance(item, bool):
            yield Probe(rule, "equal-numbers", stand.put([item, float(item)]), valid=False)
    for variant, pair in UNEQUAL.items():
        yield Probe(rule, variant, stand.put(pair), valid=True)


def _last(stand: Stand) -> Iterator[Probe]:
    """A wrong type behind a good element: who looks at the first only misses it."""
    value = sized(stand, 2)
    for rule in stand.node.item(1).named("type")[:1] if len(value) > 1 else ():
        for item in STRANGERS:
            at = join(stand.place.pointer, len(value) - 1)
            yield Probe(rule, "last", stand.put([*value[:-1], item]), valid=False, pointer=at)


def _beyond(stand: Stand) -> Iterator[Probe]:
    """One element more than a closed tuple has."""
    for rule in stand.node.named("additionalItems", "unevaluatedItems", "items"):
        if rule.value is False:
            for item in STRANGERS:
                longer = [*_tuple(stand), item]
                at = join(stand.place.pointer, len(longer) - 1)
                yield Probe(rule, "beyond", stand.put(longer), valid=False, pointer=at)


def _tuple(stand: Stand) -> list[Json]:
    sizes = [
        len(rule.value) for rule in stand.node.named("items", "prefixItems") if isinstance(rule.value, list)
    ]
    return sized(stand, max(sizes, default=0))


def _contains(stand: Stand) -> Iterator[Probe]:
    for rule in stand.node.named("contains", "minContains"):
        for item in STRANGERS:
            yield Probe(rule, "none", stand.put([item] * max(1, len(stand.value))), valid=False)
        yield Probe(rule, "none", stand.put(stand.value[1:]), valid=False)
        yield Probe(rule, "none", stand.put([]), valid=False)
    for rule in counted(stand.node, "maxContains"):
        most = int(rule.value) if rule.value < MOST_ITEMS else 0
        for size, made in product((most, most + 1), (_containing, _placed)):
            word = "at" if size == most else "over"
            yield Probe(rule, word, stand.put(made(stand, size)), valid=size == most)


def _containing(stand: Stand, size: int) -> list[Json]:
    """Make an array of elements that all please `contains`, distinct as far as they go."""
    node = stand.node.item(0)
    for rule in stand.node.named("contains"):
        node = node.joined(stand.node.inner(rule))
    found = Sampler().distinct(Place(join(stand.place.pointer, 0), node, ""), size)
    return (found * size)[:size] if found else []


def _placed(stand: Stand, size: int) -> list[Json]:
    """As `_containing`, where some places of a tuple can please `contains` and others cannot."""
    value: list[Json] = []
    for index in pleasing(stand.place, size):
        value = sized(Stand([*value], Place("", stand.node, "")), index)
        found = Sampler().distinct(pleased(stand.place, index), len(value) + 1)
        value += [item for item in found if not _among(item, value)][:1] or found[:1]
    return value


def _among(item: Json, value: list[Json]) -> bool:
    return any(type(item) is type(other) and item == other for other in value)
