"""Valid values made from nodes, simplest first, and the first record that the validator takes.

Making is local: it keeps what a node says and guesses where alternatives meet. `first_valid` then asks
the validator, and where it objects the next guess is taken at that place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from gc_contracts._json import Json, dumps, join, kind
from gc_contracts.schema.boundary.contrary import refusing, sifted
from gc_contracts.schema.boundary.model import Place, Sample
from gc_contracts.schema.boundary.numbers import numbers
from gc_contracts.schema.boundary.objects import member_sets
from gc_contracts.schema.boundary.settle import kinds, settled
from gc_contracts.schema.boundary.texts import counted, limit, texts
from gc_contracts.schema.effective import Node
from gc_contracts.schema.validate import Validator

REPAIRS = 60
MOST_ITEMS = 10_000
TRIED = 24
"""Values of one kind that one place is asked for."""


@dataclass(frozen=True, slots=True)
class Sampler:
    """Makes values. `skips`: how many guesses to pass over at a place of the record."""

    full: bool = True
    late: bool = False
    """Whether elements that please `contains` stand behind one, and before one, that need not."""
    skips: dict[str, int] = field(default_factory=dict)

    def samples(self, at: Place, trail: tuple[tuple[str, ...], ...] = ()) -> Iterator[Sample]:
        """Yield values for a place, distinct as far as they are plain."""
        key = at.key
        if (key and trail.count(key) > 1) or at.node.never is not None:
            return
        trail = (*trail, key) if key else trail
        places = (
            Place(at.pointer, node, at.path, at.plain or at.node) for node in settled(at.node, failing=True)
        )
        yield from _in_turn(self.of(place, trail) for place in places)

    def first(self, at: Place, trail: tuple[tuple[str, ...], ...] = ()) -> Sample | None:
        """Give the first value that is not skipped here."""
        skip = self.skips.get(at.pointer, 0)
        return next(islice(self.samples(at, trail), skip, None), None)

    def distinct(self, at: Place, number: int) -> list[Json]:
        """Give up to `number` values of which no two are equal."""
        found: dict[str, Json] = {}
        for sample in islice(self.samples(at), number * 4 + TRIED):
            if len(found) == number:
                break
            found.setdefault(_key(sample.value), sample.value)
        return list(found.values())

    def of(self, place: Place, trail: tuple[tuple[str, ...], ...] = ()) -> Iterator[Sample]:
        """Yield values for a place whose alternatives are taken."""
        members = place.node.enum
        if members is not None:
            made: Iterator[Sample] = (
                Sample(value, (place,)) for value in members if _typed(value, place.node)
            )
        else:
            made = _in_turn(self.of_kind(name, place, trail) for name in kinds(place.node))
        yield from sifted(place.node, made)

    def of_kind(self, name: str, place: Place, trail: tuple[tuple[str, ...], ...] = ()) -> Iterator[Sample]:
        """Yield values of one JSON type for a place whose alternatives are taken."""
        if name == "object":
            yield from self._objects(place, trail)
        elif name == "array":
            yield from self._arrays(place, trail)
        else:
            yield from (Sample(value, (place,)) for value in _scalars(name, place.node))

    def _objects(self, place: Place, trail: tuple[tuple[str, ...], ...]) -> Iterator[Sample]:
        again = trail[:-1].count(trail[-1]) > 0 if trail else False
        for names in member_sets(place.node, full=self.full and not again):
            base = self._members(place, names, trail)
            if base is not None:
                yield base
                yield from self._varied(place, base, trail)

    def _members(
        self, place: Place, names: tuple[str, ...], trail: tuple[tuple[str, ...], ...]
    ) -> Sample | None:
        value: dict[str, Json] = {}
        places: list[Place] = [place]
        for name in names:
            sample = self.first(member(place, name), trail)
            if sample is not None:
                value[name] = sample.value
                places += sample.places
            elif name in place.node.required:
                return None
        return Sample(value, tuple(places))

    def _varied(self, place: Place, base: Sample, trail: tuple[tuple[str, ...], ...]) -> Iterator[Sample]:
        for name in base.value:
            for sample in islice(self.samples(member(place, name), trail), 1, TRIED * 40):
                yield Sample({**base.value, name: sample.value}, base.places[:1])

    def _arrays(self, place: Place, trail: tuple[tuple[str, ...], ...]) -> Iterator[Sample]:
        low, high = limit(place.node, "minItems", "maxItems")
        pleasing = holders(place, late=self.late)
        room = 1 if self.late and (high is None or max(pleasing, default=-1) + 1 < high) else 0
        low = max(low, max(pleasing, default=-1) + 1 + room)
        wanted = max(1, tupled(place.node)) if self.full else 0
        usual = max(low, wanted if high is None else min(wanted, high))
        if low > min(MOST_ITEMS, low if high is None else high) or len(pleasing) < contained(place.node):
            return
        for size in dict.fromkeys((usual, low, low - room)):
            yield from islice(self._sized(place, size, trail), TRIED)

    def _sized(self, place: Place, size: int, trail: tuple[tuple[str, ...], ...]) -> Iterator[Sample]:
        """Arrays of one size: each element different from those before it, then the first one varied."""
        unique = any(rule.value is True for rule in place.node.named("uniqueItems"))
        value: list[Json] = []
        taken: set[str] = set()
        places: list[Place] = [place]
        for index in range(size):
            sample = self._element(place, index, taken, trail)
            if sample is None:
                break
            value.append(sample.value)
            if unique:
                taken.add(_key(sample.value))
            places += sample.places
        if len(value) < size:
            return
        yield Sample(value, tuple(places))
        first = element(place, 0, late=self.late)
        for sample in islice(self.samples(first, trail), 1, TRIED) if value else ():
            yield Sample([sample.value, *value[1:]], (place,))

    def _element(
        self, place: Place, index: int, taken: set[str], trail: tuple[tuple[str, ...], ...]
    ) -> Sample | None:
        at = element(place, index, late=self.late)
        skip = self.skips.get(at.pointer, 0)
        fresh = (
            sample
            for sample in islice(self.samples(at, trail), len(taken) * 4 + TRIED + skip)
            if not taken or _key(sample.value) not in taken
        )
        return next(islice(fresh, skip, None), None)


def first_valid(sampler: Sampler, node: Node, validator: Validator) -> Sample | None:
    """Make a record that the validator takes; None: none was found in `REPAIRS` tries."""
    for _ in range(REPAIRS):
        sample = sampler.first(Place("", node, ""))
        if sample is None:
            return None
        violations = validator.unworded(sample.value)
        if not violations:
            return sample
        blame = _blamed(violations[0].pointer, sample)
        sampler.skips[blame] = sampler.skips.get(blame, 0) + 1
    return None


def element(place: Place, index: int, *, late: bool = False) -> Place:
    """Name an element's place; some must please `contains`, as few as can be where those are counted."""
    if index in holders(place, late=late):
        return pleased(place, index)
    at = _element(place, index)
    for rule in place.node.named("contains") if place.node.named("maxContains") else ():
        at = Place(at.pointer, refusing(at.node, rule), at.path)
    return at


def pleased(place: Place, index: int) -> Place:
    """Name the place of an element that pleases `contains`."""
    at = _element(place, index)
    for rule in place.node.named("contains"):
        at = Place(at.pointer, at.node.joined(place.node.inner(rule)), at.path)
    return at


def holders(place: Place, *, late: bool = False) -> tuple[int, ...]:
    """Choose the elements that please `contains`: the first that can, but for one where they are `late`."""
    need = contained(place.node)
    if not need or (not tupled(place.node) and not late):
        return tuple(range(need))
    return pleasing(place, need + late)[late:]


def pleasing(place: Place, number: int) -> tuple[int, ...]:
    """Find the first elements that can please `contains`; fewer where a tuple has no more."""
    last = min(tupled(place.node) + number, MOST_ITEMS)
    able = (index for index in range(last) if next(Sampler().samples(pleased(place, index)), None))
    return tuple(islice(able, number))


def _element(place: Place, index: int) -> Place:
    path = f"{place.path}.items" if index == 0 else f"{place.path}.items.{index}"
    return Place(join(place.pointer, index), place.node.item(index), path)


def member(place: Place, name: str) -> Place:
    """Name a property's place."""
    return Place(join(place.pointer, name), place.node.property(name), f"{place.path}.properties.{name}")


def contained(node: Node) -> int:
    """Tell how many elements `contains` asks for."""
    if not node.named("contains"):
        return 0
    least = [int(rule.value) for rule in counted(node, "minContains")]
    return min(max(least, default=1), MOST_ITEMS)


def tupled(node: Node) -> int:
    """Tell how many elements a tuple has schemas for, the one behind its own included; 0: it is none."""
    first, rest = ("prefixItems", "items") if node.root.draft == "2020-12" else ("items", "additionalItems")
    sizes = [len(rule.value) for rule in node.named(first) if isinstance(rule.value, list)]
    behind = any(isinstance(rule.value, Mapping) for rule in node.named(rest, "unevaluatedItems"))
    return max(sizes) + behind if sizes else 0


def _in_turn(sources: Iterable[Iterator[Sample]]) -> Iterator[Sample]:
    """One value of each source, then the next of each: so no endless one hides the others."""
    waiting = sources
    while waiting:
        still = []
        for source in waiting:
            sample = next(source, None)
            if sample is not None:
                still.append(source)
                yield sample
        waiting = still


def _blamed(pointer: str, sample: Sample) -> str:
    known = {place.pointer for place in sample.places}
    while pointer not in known and pointer:
        pointer = pointer.rpartition("/")[0]
    return pointer


def _scalars(name: str, node: Node) -> Iterator[Json]:
    makers = {"string": texts, "integer": numbers, "number": numbers}
    if name in makers:
        return makers[name](node)
    return iter((True, False) if name == "boolean" else (None,))


def _typed(value: Json, node: Node) -> bool:
    name = kind(value)
    return name in node.types or (name == "number" and value == int(value) and "integer" in node.types)


def _key(value: Json) -> str:
    return dumps(value) if not isinstance(value, float) or value != int(value) else dumps(int(value))
