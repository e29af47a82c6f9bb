"""Every place of a schema, reached through valid records: probed once, then accounted for.

Where the first record took one alternative, one type or one set of names, further valid records are made
that differ in one place, so that each branch's rules are met somewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from gc_contracts._json import Json, join, kind
from gc_contracts.schema.boundary.account import account
from gc_contracts.schema.boundary.arrays import array_probes
from gc_contracts.schema.boundary.combined import combined_probes
from gc_contracts.schema.boundary.judge import Judge
from gc_contracts.schema.boundary.model import Gap, Implied, Place, Probe, Sample, Stand
from gc_contracts.schema.boundary.numbers import number_probes
from gc_contracts.schema.boundary.objects import member_sets, object_probes
from gc_contracts.schema.boundary.sample import Sampler, member
from gc_contracts.schema.boundary.settle import each_way, settled
from gc_contracts.schema.boundary.strings import string_probes
from gc_contracts.schema.boundary.texts import counted
from gc_contracts.schema.boundary.types import enum_probes, type_probes
from gc_contracts.schema.effective import Rule

MOST, ALIKE = 400, 3
"""Places probed in one schema, and elements of one array that the same declarations hold for."""

_INDEX = re.compile(r"\.items\.\d+")

Key = tuple[str, tuple[str, ...], str]


def probe_all(judge: Judge, samples: list[Sample]) -> list[Stand]:
    """Probe every place the samples and their alternatives reach; gives the stands, one a place."""
    stands: list[Stand] = []
    alike: Counter[Key] = Counter()
    seen: dict[Key, Place] = {}
    met: dict[tuple[str, ...], list[str]] = {}
    """Where in the records each set of declarations was met."""
    waiting = list(samples)
    while waiting and len(seen) < MOST:
        sample = waiting.pop(0)
        for place in sample.places:
            stand = Stand(sample.value, place)
            key = (place.pointer, place.key, kind(stand.value))
            shape = (_INDEX.sub(".items", place.path), *key[1:])
            if key not in seen and alike[shape] < ALIKE:
                alike[shape] += 1
                seen[key] = place
                stands.append(stand)
                judge.hear(stand, probes(stand))
                above = met.setdefault(place.origin, [])
                if place.pointer not in above:
                    judge.hear(stand, combined_probes(stand, place.plain or place.node))
                # A schema that refers to itself was met further up: nothing new lies below.
                again = any(place.pointer.startswith(f"{other}/") for other in above)
                above.append(place.pointer)
                waiting += [] if again else _alternatives(stand, judge, seen)
    return stands


def probes(stand: Stand) -> Iterator[Probe]:
    """Make the probes of one place, but for its combinations, which need no more than one stand."""
    families = {
        "object": object_probes,
        "array": array_probes,
        "string": string_probes,
        "integer": number_probes,
        "number": number_probes,
    }
    own = families.get(kind(stand.value))
    return chain(
        type_probes(stand), enum_probes(stand), own(stand) if own else (), _crowded(stand), _needing(stand)
    )


def explain(places: list[Place], judge: Judge) -> Iterator[Implied | Gap]:
    """Account for the rules of all places that no case breaks alone, and for places no record reaches."""
    pointers = {place.pointer for place in places}
    keys = {place.key for place in places}
    told: set[tuple[str, str]] = set()
    for place in places:
        for one in chain(account(place, judge), _unreached(place, pointers, keys)):
            if (one.pointer, one.rule) not in told:
                told.add((one.pointer, one.rule))
                yield one


def _unreached(place: Place, pointers: set[str], keys: set[tuple[str, ...]]) -> Iterator[Gap]:
    for name in place.node.properties:
        child = member(place, name)
        missing = child.pointer not in pointers and child.key not in keys and child.node.rules
        if missing and child.node.never is None:
            yield Gap("", child.pointer, child.node.pointer, "no valid record we made has anything here")


def _alternatives(stand: Stand, judge: Judge, seen: Mapping[Key, Place]) -> Iterator[Sample]:
    """Valid records that differ from a stand's in its type, its alternatives or its names."""
    known = {place.key for place in seen.values()}
    for sample in chain(
        _types(stand), _ways(stand, seen), _untriggered(stand), _late(stand), _names(stand, known)
    ):
        record = stand.put(sample.value)
        if judge.takes(record):
            yield Sample(record, sample.places)


def _types(stand: Stand) -> Iterator[Sample]:
    others = stand.node.types - {kind(stand.value)}
    if stand.node.enum is None and stand.node.named("type") and others:
        for name in sorted(others):
            yield from islice(Sampler().of_kind(name, stand.place), 1)


def _ways(stand: Stand, seen: Mapping[Key, Place]) -> Iterator[Sample]:
    """One sample for each alternative that no record has taken here."""
    at, plain = stand.place, stand.place.plain or stand.node
    here = [place for place in seen.values() if place.pointer == at.pointer]
    met = {part.pointer for place in here for part in place.node.parts}
    for added, nodes in each_way(plain):
        # What adds nothing, a dependency that is not triggered, is met only by a record without it.
        if not added or not added <= met:
            for node in islice(nodes, 2):
                place = Place(at.pointer, node, at.path, plain)
                yield from islice(Sampler().of(place), 2)
                # With all members there, another branch may be met too, where one alone is asked for.
                yield from islice(Sampler(full=False).of(place), 1)


def _late(stand: Stand) -> Iterator[Sample]:
    """An array with elements that `contains` does not need: only they can break their own rules alone."""
    if isinstance(stand.value, list) and stand.node.named("contains"):
        yield from islice(Sampler(late=True).of_kind("array", stand.place), 1)


def _untriggered(stand: Stand) -> Iterator[Sample]:
    """Samples without the names that bring further rules along: only there are the others met alone."""
    at, plain = stand.place, stand.place.plain or stand.node
    rules = plain.named("dependencies", "dependentSchemas")
    names = {name for rule in rules for name in _triggers(rule)} - plain.required.keys()
    if not names or not isinstance(stand.value, dict):
        return
    gone = {join(at.pointer, name) for name in names}
    for node in islice(settled(plain, frozenset(rule.pointer for rule in rules), failing=True), 2):
        for sample in islice(Sampler().of_kind("object", Place(at.pointer, node, at.path, plain)), 2):
            value = {name: item for name, item in sample.value.items() if name not in names}
            places = (place for place in sample.places if not _below(place.pointer, gone))
            yield Sample(value, tuple(places))


def _triggers(rule: Rule) -> Iterator[str]:
    if isinstance(rule.value, Mapping):
        yield from (name for name, value in rule.value.items() if isinstance(value, Mapping | bool))


def _below(pointer: str, gone: set[str]) -> bool:
    return any(pointer == one or pointer.startswith(f"{one}/") for one in gone)


def _names(stand: Stand, known: set[tuple[str, ...]]) -> Iterator[Sample]:
    if not isinstance(stand.value, dict):
        return
    for name in stand.node.properties:
        child = member(stand.place, name)
        if name in stand.value or child.key in known:
            continue
        sample = Sampler().first(child)
        for names in member_sets(stand.node, full=True) if sample else ():
            others = _values(stand, names) if sample and name in names else None
            if sample and others is not None:
                yield Sample({**others, name: sample.value}, sample.places)
        if sample:
            yield Sample({**stand.value, name: sample.value}, sample.places)


def _values(stand: Stand, names: Iterable[str]) -> dict[str, Json] | None:
    """Give members of these names: those of the stand, else made; None: one cannot be made."""
    value: dict[str, Json] = {}
    for name in names:
        sample = None if name in stand.value else Sampler().first(member(stand.place, name))
        if sample is None and name not in stand.value:
            return None
        value[name] = sample.value if sample else stand.value[name]
    return value


def _crowded(stand: Stand) -> Iterator[Probe]:
    """One declared name too many, where an object takes no others."""
    for rule in counted(stand.node, "maxProperties") if isinstance(stand.value, dict) else ():
        spare = [name for name in stand.node.properties if name not in stand.value]
        need = int(rule.value) + 1 - len(stand.value)
        for first in range(len(spare) - need + 1) if 0 < need <= len(spare) else ():
            value = _values(stand, [*stand.value, *spare[first : first + need]])
            if value is not None:
                yield Probe(rule, "over", stand.put(value), valid=False)


def _needing(stand: Stand) -> Iterator[Probe]:
    """A member that is not there and would need others, with a value of its own and without one of them."""
    rules = stand.node.named("dependencies", "dependentRequired") if isinstance(stand.value, dict) else ()
    for rule in rules:
        for trigger, names in rule.value.items() if isinstance(rule.value, Mapping) else ():
            absent = trigger not in stand.value and isinstance(names, list)
            value = _values(stand, [*stand.value, trigger]) if absent else None
            for name in names if value is not None else ():
                rest = {key: item for key, item in value.items() if key != name} if value else {}
                yield Probe(rule, f"{trigger}-needs-{name}", stand.put(rest), valid=False)
