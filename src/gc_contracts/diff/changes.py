"""Facts: what differs between two schemas, `allOf` and `$ref` folded, place by place.

Holds the promise that an edit without effect is no change: order, titles, another spelling of the same rule,
a rule that another one implies anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gc_contracts._json import Json, equal, join
from gc_contracts.diff.change import Change, Effect
from gc_contracts.diff.conditions import conditions
from gc_contracts.diff.local import local, same, validator
from gc_contracts.diff.numbers import bounds, sizes
from gc_contracts.diff.place import Found, Pair, types, values
from gc_contracts.diff.texts import formats, patterns
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.products import names, product

UNDECLARED = "undeclared"
"""A member name that stands for all that no schema declares."""
LASTING = frozenset({"core-type-changed", "default-changed", "field-added", "field-removed"})
"""Kinds that say something even where both versions take the same values."""
_CORE = "/definitions/"


def diff(old_schema: Schema, new_schema: Schema, patterns: Flavour = "ecma") -> tuple[Change, ...]:
    """List what changed between two versions of a schema, in document order; () where nothing did.

    A member that both versions take alike, spelt in whatever way, gives no change. `default` counts in data
    tables only, where it is what the platform stores; titles and descriptions never do.

    Args:
        old_schema: as it was.
        new_schema: as it is.
        patterns: whose reading of `pattern`.
    """
    return tuple(one.change for one in differences(old_schema, new_schema, patterns))


def differences(old: Schema, new: Schema, flavour: Flavour = "ecma") -> list[Found]:
    """As `diff`, each change with what holds at its place."""
    pair = Pair((old, new), "", effective(old, flavour), effective(new, flavour))
    found = list(_size(pair, old.max_bytes, new.max_bytes))
    if old.document == new.document and old.dialect == new.dialect:
        return found
    walk = _Walk(flavour)
    told = list(walk.compare(pair))
    if told and same(replace(old, max_bytes=None), replace(new, max_bytes=None)):
        told = [one for one in told if one.change.kind in LASTING]
    return [*found, *told]


def _size(pair: Pair, old: int | None, new: int | None) -> Iterator[Found]:
    if old != new:
        up = new is None or (old is not None and new > old)
        effect = Effect.WIDENS if up else Effect.NARROWS
        yield pair.change("size-raised" if up else "size-lowered", effect, (old, new))


Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The declarations that hold at a place, before and after."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk down both versions; a pair of places inside itself is not looked at again, so circles end."""

    flavour: Flavour
    trail: list[Key] = field(default_factory=list)
    alike: set[Key] = field(default_factory=set)
    """Pairs that were found to say the same."""

    def compare(self, pair: Pair) -> Iterator[Found]:
        old, new = (tuple(part.pointer for part in node.parts) for node in (pair.old, pair.new))
        if (old, new) in self.trail or (old, new) in self.alike or not (old or new):
            return
        self.trail.append((old, new))
        found = [*_core_type(pair), *_default(pair), *self._rules(pair)]
        self.trail.pop()
        if not found:
            self.alike.add((old, new))
        if any(one.change.kind not in LASTING for one in found) and self._same(pair):
            found = [one for one in found if one.change.kind in LASTING]
        yield from found

    def _same(self, pair: Pair) -> bool:
        schemas = pair.schemas
        return bool(pair.pointer) and same(local(schemas[0], pair.old), local(schemas[1], pair.new))

    def _rules(self, pair: Pair) -> Iterator[Found]:
        if values(pair.old) is not None or values(pair.new) is not None:
            yield from _values(pair, self.flavour)
            return
        yield from _types(pair)
        if not pair.both:
            return
        yield from bounds(pair)
        yield from sizes(pair)
        yield from patterns(pair, self.flavour)
        yield from formats(pair)
        yield from _unique(pair)
        yield from conditions(pair)
        if "object" in pair.both:
            yield from self._members(pair)
        if "array" in pair.both:
            yield from self._items(pair)

    def _members(self, pair: Pair) -> Iterator[Found]:
        for name in dict.fromkeys((*pair.old.properties, *pair.new.properties)):
            at = join(pair.pointer, name)
            inner = pair.at(at, pair.old.property(name), pair.new.property(name))
            if name in pair.old.properties and name in pair.new.properties:
                yield from self.compare(inner)
            else:
                yield _declared(inner, added=name in pair.new.properties)
        yield from _required(pair)
        yield from self._extras(pair)

    def _extras(self, pair: Pair) -> Iterator[Found]:
        old, new = pair.old.property(UNDECLARED), pair.new.property(UNDECLARED)
        shut = _is_shut(old), _is_shut(new)
        if shut == (False, False):
            yield from self.compare(pair.at(join(pair.pointer, "*"), old, new))
        elif shut[0] is not shut[1]:
            effect = Effect.NARROWS if shut[1] else Effect.WIDENS
            kind = "closed" if shut[1] else "opened"
            yield pair.change(
                kind, effect, keywords=("additionalProperties",), pointer=join(pair.pointer, "*")
            )

    def _items(self, pair: Pair) -> Iterator[Found]:
        size = max(_tuple(pair.old), _tuple(pair.new))
        for index in range(size + 1):
            at = join(pair.pointer, index if index < size else "*")
            yield from self.compare(pair.at(at, pair.old.item(index), pair.new.item(index)))


def _tuple(node: Node) -> int:
    lists = [rule.value for rule in node.named("items", "prefixItems") if isinstance(rule.value, list)]
    return max(map(len, lists), default=0)


def _is_shut(node: Node) -> bool:
    return node.never is not None or any(rule.value in ({}, True) for rule in node.named("not"))


def _is_free(node: Node) -> bool:
    return node.never is None and not node.rules


def _declared(pair: Pair, *, added: bool) -> Found:
    """Word a field of one version only; what the other says of undeclared members decides the effect."""
    other, own = (pair.old, pair.new) if added else (pair.new, pair.old)
    effect = Effect.NARROWS if _is_free(other) else Effect.WIDENS if _is_shut(other) else Effect.BOTH
    if _is_free(other) and _is_free(own):
        effect = Effect.NONE
    shown = _shown(own)
    values: tuple[Json, Json] = (None, shown) if added else (shown, None)
    kind = "field-added" if added else "field-removed"
    return pair.change(kind, effect if added else effect.mirrored, values)


def _shown(node: Node) -> Json:
    """Say in short what a field is."""
    kinds = node.types - ({"integer"} if "number" in node.types else set())
    return min(kinds) if len(kinds) == 1 else sorted(kinds)


def _required(pair: Pair) -> Iterator[Found]:
    old, new = pair.old.required, pair.new.required
    for name in dict.fromkeys((*old, *new)):
        if (name in old) is not (name in new):
            added = name in new
            kind, effect = (
                ("required-added", Effect.NARROWS) if added else ("required-removed", Effect.WIDENS)
            )
            yield pair.change(
                kind, effect, (name in old, name in new), ("required",), join(pair.pointer, name)
            )


def _types(pair: Pair) -> Iterator[Found]:
    old, new = types(pair.old), types(pair.new)
    lost, gained = old - new, new - old
    if not lost and not gained:
        return
    effect = Effect.BOTH if lost and gained else Effect.NARROWS if lost else Effect.WIDENS
    if {*lost, *gained} == {"null"}:
        kind = "null-removed" if lost else "null-added"
    else:
        words = {Effect.BOTH: "changed", Effect.NARROWS: "narrowed", Effect.WIDENS: "widened"}
        kind = f"type-{words[effect]}"
    yield pair.change(kind, effect, (_shown(pair.old), _shown(pair.new)), ("type",))


def _values(pair: Pair, flavour: Flavour) -> Iterator[Found]:
    """Compare places of which one lists its values: each value is tried on the other side."""
    old, new = values(pair.old), values(pair.new)
    before, after = (
        validator(local(schema, node), flavour)
        for schema, node in zip(pair.schemas, (pair.old, pair.new), strict=True)
    )
    taken = [one for one in old or () if before is None or before.is_valid(one)]
    given = [one for one in new or () if after is None or after.is_valid(one)]
    lost = [one for one in taken if after is not None and not after.is_valid(one)]
    gained = [one for one in given if before is not None and not before.is_valid(one)]
    keywords = ("enum", "const")
    if old is not None and new is not None:
        if lost:
            yield pair.change("values-removed", Effect.NARROWS, (lost, None), keywords)
        if gained:
            yield pair.change("values-added", Effect.WIDENS, (None, gained), keywords)
    elif new is not None:
        yield pair.change("values-listed", Effect.BOTH if gained else Effect.NARROWS, (None, given), keywords)
    else:
        yield pair.change("values-unlisted", Effect.BOTH if lost else Effect.WIDENS, (taken, None), keywords)


def _unique(pair: Pair) -> Iterator[Found]:
    old, new = (
        any(rule.value is True for rule in node.named("uniqueItems")) for node in (pair.old, pair.new)
    )
    if "array" in pair.both and old is not new:
        kind, effect = ("unique-added", Effect.NARROWS) if new else ("unique-removed", Effect.WIDENS)
        yield pair.change(kind, effect, (old, new), ("uniqueItems",))


def _core_type(pair: Pair) -> Iterator[Found]:
    old, new = (
        core_type(schema, node) for schema, node in zip(pair.schemas, (pair.old, pair.new), strict=True)
    )
    if old and new and old != new:
        yield pair.change("core-type-changed", Effect.NONE, (old, new))


def core_type(schema: Schema, node: Node) -> str:
    """Name the core type of a field; empty: it has none."""
    known = product(schema.product).core_types if schema.product in names() else {}
    named = (part.pointer.removeprefix(_CORE) for part in node.parts if part.pointer.startswith(_CORE))
    return next((name for name in named if name in known), "")


def _default(pair: Pair) -> Iterator[Found]:
    if {schema.product for schema in pair.schemas} != {"datatable"}:
        return
    old, new = (next((rule.value for rule in node.named("default")), None) for node in (pair.old, pair.new))
    if not equal(old, new):
        yield pair.change("default-changed", Effect.NONE, (old, new), ("default",))
