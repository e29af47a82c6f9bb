"""Objects: what is required always, the rest by one draw, further names where they are allowed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from hypothesis import strategies as st

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Node
from gc_contracts.strategy.conflict import conflict
from gc_contracts.strategy.draws import Draw, below

Make = Callable[[Node], st.SearchStrategy[Json]]
_EXTRA = ("extra", "Other name", "ключ😀", "_1", "x", "y", "z")
_DRAWN_EXTRA = 3
_NO_EXTRA = 5
"""How often in a row of draws nothing is added."""


@dataclass(frozen=True, slots=True)
class _Members:
    """The members an object may have, and how they hang together."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    extra: tuple[str, ...]
    values: Mapping[str, st.SearchStrategy[Json]]
    needs: Mapping[str, tuple[str, ...]]
    low: int
    high: int


def objects(node: Node, make: Make) -> st.SearchStrategy[Json]:
    """Draw objects that a node takes.

    Raises: SchemaError: a required member cannot be made, or the counts leave no room.
    """
    members = _members(node, make)
    if len(members.required) > members.high:
        raise conflict(node, "required", "maxProperties")
    if members.low > members.high:
        raise conflict(node, "minProperties", "maxProperties")
    if len(members.values) < members.low:
        raise conflict(node, "minProperties", node.closed.keyword if node.closed else "properties")
    return _drawn(members)


def _members(node: Node, make: Make) -> _Members:
    low, most = limit(node, "minProperties", "maxProperties")
    needs = _needs(node)
    required = _closure(list(node.required), needs)
    values = {name: _required(node, name, make) for name in required}
    optional = [name for name in node.properties if name not in values]
    values |= _possible(node, optional, make)
    missing = max(low - len(values), 0)
    values |= extra if (extra := _extra(node, values, _DRAWN_EXTRA + missing, make)) else {}
    optional = [name for name in optional if set(_closure([name], needs)) <= values.keys()]
    values = {name: value for name, value in values.items() if name in {*required, *optional, *extra}}
    high = len(values) if most is None else most
    return _Members(tuple(required), tuple(optional), tuple(extra), values, needs, low, high)


def _required(node: Node, name: str, make: Make) -> st.SearchStrategy[Json]:
    child = node.property(name)
    if child.never is not None:
        raise conflict(node, "required", node.closed.keyword if node.closed else "properties")
    return make(child)


def _possible(node: Node, names: list[str], make: Make) -> dict[str, st.SearchStrategy[Json]]:
    """Make what can be made: an optional member that cannot is left out."""
    found = {}
    for name in names:
        child = node.property(name)
        if child.never is None:
            try:
                found[name] = make(child)
            except SchemaError:
                continue
    return found


def _extra(
    node: Node, taken: Mapping[str, object], count: int, make: Make
) -> dict[str, st.SearchStrategy[Json]]:
    """Make members under names that nobody declared, as far as they are allowed."""
    keys = [rule for rule in node.named("patternProperties") if isinstance(rule.value, Mapping)]
    patterns = [node.root.pattern(key) for rule in keys for key in rule.value]
    matched = [name for pattern in patterns if pattern for name in islice(pattern.examples(), count)]
    plain = [] if node.closed else [*_EXTRA, *(f"name{number}" for number in range(count))]
    names = dict.fromkeys((*_named(node), *matched, *plain))
    fresh = [name for name in names if name not in taken and name not in node.properties]
    return dict(islice(_possible(node, fresh[: count * 4], make).items(), count))


def _named(node: Node) -> list[str]:
    """List what `propertyNames` suggests."""
    rules = [rule for rule in node.named("propertyNames") if isinstance(rule.value, Mapping)]
    inner = [node.inner(rule) for rule in rules]
    enums = [name for one in inner for name in one.enum or () if isinstance(name, str)]
    patterns = [one.root.pattern(rule.value) for one in inner for rule in one.named("pattern")]
    return [*enums, *(name for p in patterns if p for name in islice(p.examples(), 8))]


def _needs(node: Node) -> dict[str, tuple[str, ...]]:
    """Tell which members ask for which others."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in node.named("dependentRequired", "dependencies"):
        for name, others in rule.value.items() if isinstance(rule.value, Mapping) else ():
            if isinstance(others, list):
                found[name] = (*found.get(name, ()), *others)
    return found


def _closure(names: list[str], needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    found = dict.fromkeys(names)
    queue = list(names)
    while queue:
        for name in needs.get(queue.pop(), ()):
            if name not in found:
                found[name] = None
                queue.append(name)
    return list(found)


def _drawn(members: _Members) -> st.SearchStrategy[Json]:
    """Decide on each optional member right before its value, so that shrinking can drop both at once."""
    if members.needs or members.low > len(members.required) or members.high < len(members.values):
        return _counted(members)
    present = st.booleans()
    extras = _extras(members)

    @st.composite
    def record(draw: Draw[Json]) -> Json:
        found = {name: draw(members.values[name]) for name in members.required}
        for name in members.optional:
            if draw(present):
                found[name] = draw(members.values[name])
        for name in draw(extras) if extras is not None else ():
            found[name] = draw(members.values[name])
        return found

    return record()


def _extras(members: _Members) -> st.SearchStrategy[tuple[str, ...]] | None:
    """Draw one name that nobody declared, now and then; None: there is none."""
    ways = [*[()] * _NO_EXTRA, *((name,) for name in members.extra)]
    return below(len(ways)).map(ways.__getitem__) if members.extra else None


def _counted(members: _Members) -> st.SearchStrategy[Json]:
    """Decide on all names first, where their number or their company matters."""
    present = st.booleans()
    extras = _extras(members)

    @st.composite
    def record(draw: Draw[Json]) -> Json:
        chosen = [*members.required, *(name for name in members.optional if draw(present))]
        chosen += draw(extras) if extras is not None else ()
        return {name: draw(members.values[name]) for name in _settled(members, chosen)}

    return record()


def _settled(members: _Members, chosen: list[str]) -> list[str]:
    """Keep the counts: leave out what is optional, last first, or add what was not chosen, first first."""
    if members.needs:
        chosen = _closure(chosen, members.needs)
    if len(chosen) > members.high:
        chosen = _fewer(members, chosen)
    if len(chosen) < members.low:
        spare = (name for name in members.values if name not in chosen)
        for name in spare:
            chosen = _closure([*chosen, name], members.needs)
            if len(chosen) >= members.low:
                break
    return chosen


def _fewer(members: _Members, chosen: list[str]) -> list[str]:
    kept = list(members.required)
    for name in chosen:
        wider = _closure([*kept, name], members.needs)
        if len(wider) <= members.high:
            kept = wider
    return kept
