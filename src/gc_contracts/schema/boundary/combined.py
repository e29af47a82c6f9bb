"""Combinations at the edges: every alternative taken once, none taken, two taken where one is asked for."""

from collections.abc import Iterator
from itertools import combinations, islice

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Place, Probe, Stand
from gc_contracts.schema.boundary.sample import Sampler
from gc_contracts.schema.boundary.settle import choices
from gc_contracts.schema.effective import Node, Rule

STRANGERS: tuple[Json, ...] = (None, True, 7, -7, 0.5, "undeclared", [], {}, [None], {"undeclared": True})

FEW = 6
"""Values of one alternative that are tried."""


def combined_probes(stand: Stand, plain: Node) -> Iterator[Probe]:
    """Probe the combining keywords of a place. `plain`: its node with no alternative taken."""
    for rule in plain.named("anyOf", "oneOf", "if"):
        for index, node in enumerate(choices(plain, rule, failing=True)):
            yield from _taken(stand, rule, node, f"way-{index + 1}")
    for rule in plain.named("anyOf", "oneOf", "not", "contains", "if"):
        yield from (Probe(rule, "none", stand.put(value), valid=False) for value in STRANGERS)
    for rule in plain.named("oneOf"):
        yield from _twice(stand, rule, plain)
    for rule in plain.named("not"):
        both = plain.without(rule).pick(rule)
        yield from (_broken(rule, probe) for probe in _taken(stand, rule, both, "taken"))


def _twice(stand: Stand, rule: Rule, plain: Node) -> Iterator[Probe]:
    count = len(rule.value) if isinstance(rule.value, list) else 0
    for left, right in islice(combinations(range(count), 2), FEW * 2):
        both = plain.pick(rule, left).pick(rule, right)
        yield from (_broken(rule, probe) for probe in _taken(stand, rule, both, "two"))


def _taken(stand: Stand, rule: Rule, node: Node, variant: str) -> Iterator[Probe]:
    for full in (True, False):
        place = Place(stand.place.pointer, node, stand.place.path)
        for sample in islice(Sampler(full=full).samples(place), FEW):
            yield Probe(rule, variant, stand.put(sample.value), valid=True, about=variant)


def _broken(rule: Rule, probe: Probe) -> Probe:
    return Probe(rule, probe.variant, probe.record, valid=False)
