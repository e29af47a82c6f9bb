"""Objects at the edges: each required name missing, each optional one absent, names that nobody declared."""

from collections.abc import Iterator, Mapping
from itertools import chain, count, islice, product

from gc_contracts._json import Json, join
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.boundary.texts import counted, limit
from gc_contracts.schema.effective import Node, Rule

FILLERS: tuple[Json, ...] = ("text", 1, True, None, [], {}, 0.5)
"""What an undeclared property is tried with."""

MOST_NAMES = 500


def member_sets(node: Node, *, full: bool) -> Iterator[tuple[str, ...]]:
    """Yield the sets of names to build an object from, fullest first, or smallest first."""
    low, high = limit(node, "minProperties", "maxProperties")
    required = _closure(node, node.required)
    optional = [name for name in node.properties if name not in required]
    everything = [*required, *optional, *_extras(node)]
    sets = [everything[:high], required] if full else [required]
    sets += [_closure(node, [*required, name]) for name in optional]
    for names in sets:
        padded = list(dict.fromkeys(names))
        spare = (name for name in chain(optional, fresh(node)) if name not in padded)
        padded += list(islice(spare, max(0, min(low, MOST_NAMES) - len(padded))))
        yield tuple(padded)


def fresh(node: Node) -> Iterator[str]:
    """Yield names that no declaration knows, as far as the object is open."""
    if node.closed is None:
        known = set(node.properties)
        names = ("extra" if index == 0 else f"extra{index + 1}" for index in range(MOST_NAMES))
        yield from (name for name in names if name not in known)


def object_probes(stand: Stand) -> Iterator[Probe]:
    """Probe presence, absence, counts and undeclared names of an object."""
    yield from _required(stand)
    yield from _dependencies(stand)
    yield from _absent(stand)
    yield from _undeclared(stand)
    yield from _counts(stand)
    yield from _names(stand)


def _required(stand: Stand) -> Iterator[Probe]:
    for name, rule in stand.node.required.items():
        if name in stand.value:
            yield Probe(rule, name, stand.put(_without(stand.value, name)), valid=False, about=name)


def _absent(stand: Stand) -> Iterator[Probe]:
    for rule in stand.node.named("properties"):
        for name in rule.value if isinstance(rule.value, Mapping) else ():
            if name in stand.value and name not in stand.node.required:
                yield Probe(
                    rule, f"{name}.absent", stand.put(_without(stand.value, name)), valid=True, about=name
                )
            if name not in stand.value and stand.node.property(name).never is not None:
                below = Rule("properties", False, join(rule.pointer, name))
                record = stand.put({**stand.value, name: "text"})
                yield Probe(below, name, record, valid=False, pointer=join(stand.place.pointer, name))


def _dependencies(stand: Stand) -> Iterator[Probe]:
    for rule in stand.node.named("dependencies", "dependentRequired"):
        for trigger, names in rule.value.items() if isinstance(rule.value, Mapping) else ():
            for name in names if isinstance(names, list) else ():
                for members in _roomy(stand):
                    value = {trigger: "text", **_without(members, name)}
                    yield Probe(rule, f"{trigger}-needs-{name}", stand.put(value), valid=False)


def _undeclared(stand: Stand) -> Iterator[Probe]:
    known = next(iter(stand.node.properties), "name")
    names = {"unknown": "undeclared", "case-changed": known.swapcase(), "blank-after": known + " "}
    rules = stand.node.named("additionalProperties", "unevaluatedProperties")
    shut = [rule for rule in rules if rule.value is False]
    for variant, name in names.items() if shut else ():
        at = join(stand.place.pointer, name)
        for members, filler, rule in product(_roomy(stand), FILLERS, shut):
            yield Probe(rule, variant, stand.put({**members, name: filler}), valid=False, pointer=at)
    for rule in () if shut else stand.node.named("type")[:1]:
        for filler in FILLERS:
            yield Probe(rule, "undeclared", stand.put({**stand.value, names["unknown"]: filler}), valid=True)


def _roomy(stand: Stand) -> Iterator[dict[str, Json]]:
    """Give the object's members; where it is full, then so few that one more has room."""
    yield stand.value
    _, most = limit(stand.node, "minProperties", "maxProperties")
    if most is not None and len(stand.value) >= most:
        order = sorted(stand.value, key=lambda name: name not in stand.node.required)
        yield {name: stand.value[name] for name in order[: max(most - 1, 0)]}


def _counts(stand: Stand) -> Iterator[Probe]:
    for rule in counted(stand.node, "minProperties"):
        yield from _count(stand, rule, int(rule.value), int(rule.value) - 1, "under")
    for rule in counted(stand.node, "maxProperties"):
        yield from _count(stand, rule, int(rule.value), int(rule.value) + 1, "over")


def _count(stand: Stand, rule: Rule, inside: int, outside: int, word: str) -> Iterator[Probe]:
    for size, variant, valid in ((inside, "at", True), (outside, word, False)):
        for filler in FILLERS if size <= MOST_NAMES else ():
            value = _of_size(stand, size, filler)
            if len(value) == size:
                yield Probe(rule, variant, stand.put(value), valid=valid)


def _of_size(stand: Stand, size: int, filler: Json) -> Mapping[str, Json]:
    """Shrink the object by its optional members, then by any, or grow it by undeclared ones."""
    required = stand.node.required
    order = sorted(stand.value, key=lambda name: name not in required, reverse=False)
    value = {name: stand.value[name] for name in order[: max(size, 0)]}
    names = ("extra" if index == 0 else f"extra{index + 1}" for index in count())
    while len(value) < size:
        value.setdefault(next(names), filler)
    return value


def _names(stand: Stand) -> Iterator[Probe]:
    for rule in stand.node.named("propertyNames"):
        for name in ("", "undeclared", "UPPER", "x" * 300, "a b", "1", "\u00a7"):
            for filler in FILLERS:
                yield Probe(rule, "name", stand.put({**stand.value, name: filler}), valid=False)


def _without(value: Mapping[str, Json], name: str) -> dict[str, Json]:
    return {key: item for key, item in value.items() if key != name}


def _closure(node: Node, names: Mapping[str, object] | list[str]) -> list[str]:
    """Add the names that others depend on."""
    asked = {
        trigger: needed
        for rule in node.named("dependencies", "dependentRequired")
        for trigger, needed in (rule.value.items() if isinstance(rule.value, Mapping) else ())
        if isinstance(needed, list)
    }
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += [needed for needed in asked.get(name, []) if isinstance(needed, str)]
    return list(found)


def _extras(node: Node) -> Iterator[str]:
    """One name for each further schema: of `patternProperties`, of additional ones."""
    for rule in node.named("patternProperties"):
        for text in rule.value if isinstance(rule.value, Mapping) else ():
            yield from islice(node.root.examples(text, 1), 1)
    open_schemas = [
        rule for rule in node.named("additionalProperties", "unevaluatedProperties") if rule.value
    ]
    if any(isinstance(rule.value, Mapping) for rule in open_schemas):
        yield from islice(fresh(node), 1)
