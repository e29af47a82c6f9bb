"""A record that one version takes and the other refuses: made from the change, made small, confirmed twice.

Two independent engines must agree on both verdicts, or it is no witness.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from gc_contracts._json import Json, dumps, get, split, walk
from gc_contracts._json import remove as without
from gc_contracts.diff.change import KINDS, Change
from gc_contracts.diff.changes import UNDECLARED
from gc_contracts.diff.local import edges, local, telling
from gc_contracts.diff.place import Found
from gc_contracts.diff.texts import telling_texts
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.boundary.sample import Sampler, first_valid
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.effective import Node, effective
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema

MOST = 200
"""Records that are tried for one change, and edits that are tried to make one smaller."""
_FEW = 12
_BARRED = ("false", "properties", "items")
"""Keywords that bar a place for any value."""
_LOOSE = ("values", "condition", "field")
"""Kinds that a record may show by any keyword at its place."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A record, and what the refusing version says of it."""

    record: Json
    violations: tuple[Violation, ...]


@dataclass(slots=True)
class Search:
    """Looks for witnesses between a version that gives records and one that takes them."""

    giver: Schema
    taker: Schema
    patterns: Flavour
    gives: Validator = field(init=False)
    takes: Validator = field(init=False)
    seconds: tuple[Second, Second] = field(init=False)
    unsure: bool = False
    """Whether the second engine had no word on something that the first took for a witness."""
    _bases: list[Json] | None = None
    _pool: list[Json] | None = None

    def __post_init__(self) -> None:
        self.gives = compile_schema(self.giver, self.patterns)
        self.takes = compile_schema(self.taker, self.patterns)
        self.seconds = Second(self.giver), Second(self.taker)

    def find(self, found: Found, *, backward: bool) -> Witness | None:
        """Look for the smallest record that shows one change."""
        change = found.change
        giver, taker = (found.old, found.new) if backward else (found.new, found.old)
        for source in self._sources(change, giver, taker):
            best: Witness | None = None
            for record in islice(source, MOST):
                witness = self._confirmed(record, change)
                if witness and (best is None or len(witness.violations) < len(best.violations)):
                    best = witness
                if best and len(best.violations) == 1:
                    break
            if best is not None:
                return self._smaller(best, change)
        return None

    def _sources(self, change: Change, giver: Node, taker: Node) -> Iterator[Iterable[Json]]:
        yield self._made(change, giver, taker)
        yield self.pool()

    def any(self) -> Witness | None:
        """Look for a record that shows any difference, whatever changed."""
        witnesses = (self._confirmed(record, None) for record in self.pool())
        witness = next((one for one in witnesses if one is not None), None)
        return self._smaller(witness, None) if witness else None

    def pool(self) -> list[Json]:
        """Give the boundary records of both versions and of their difference, smallest first."""
        if self._pool is None:
            schemas = [self.giver, self.taker, *Extent.of(self.giver).beyond(Extent.of(self.taker))]
            found = [one for schema in schemas for one in edges(schema, self.patterns)]
            self._pool = sorted(filter(self._differ, found), key=lambda one: len(dumps(one)))
        return self._pool

    def bases(self) -> list[Json]:
        """Give smallest and fullest records of both versions, as far as the giving one takes them."""
        if self._bases is None:
            found = [*self._samples(self.taker, self.takes), *self._samples(self.giver, self.gives)]
            given = [one for one in found if self.gives.is_valid(one)]
            # Stable: what both take comes first, so that one change shows alone.
            self._bases = sorted(given, key=lambda one: not self.takes.is_valid(one))
        return self._bases

    def _samples(self, schema: Schema, validator: Validator) -> Iterator[Json]:
        root = effective(schema, self.patterns)
        found = (first_valid(Sampler(full=full), root, validator) for full in (False, True))
        return (one.value for one in found if one is not None)

    def _made(self, change: Change, giver: Node, taker: Node) -> Iterator[Json]:
        tokens = split(change.pointer)
        if change.kind.startswith("required"):
            yield from (_lacking(base, tokens) for base in self.bases())
            return
        values = self._values(change, giver, taker)
        for base in self.bases():
            for value in values:
                yield _placed(base, tokens, value)

    def _values(self, change: Change, giver: Node, taker: Node) -> list[Json]:
        if change.kind in {"closed", "opened"}:
            return ["", 0, None, *edges(local(self.giver, giver.property(UNDECLARED)), self.patterns)[:_FEW]]
        if change.kind.startswith("size"):
            return []
        own, other = local(self.giver, giver), local(self.taker, taker)
        values: list[Json] = [
            *telling_texts(giver, taker, self.patterns),
            *telling(own, other, self.patterns),
        ]
        if change.kind.startswith("field"):
            values += edges(own, self.patterns)[:_FEW]
        if change.kind.startswith("condition"):
            values += [{name: None} for node in (giver, taker) for name in self._names(node)]
        return values

    def _names(self, node: Node) -> Iterator[str]:
        """Yield names on the edge of what `propertyNames` asks for."""
        for rule in node.named("propertyNames"):
            names = edges(local(self.giver, node.inner(rule)), self.patterns)
            yield from (name for name in names if isinstance(name, str))

    def _differ(self, record: Json) -> bool:
        return self.gives.is_valid(record) and not self.takes.is_valid(record)

    def _confirmed(self, record: Json, change: Change | None) -> Witness | None:
        if not self._differ(record):
            return None
        violations = self.takes.violations(record)
        if change is not None and not any(_shows(change, one, record) for one in violations):
            return None
        if self.seconds[0].is_valid(record) is True and self.seconds[1].is_valid(record) is False:
            return Witness(record, violations)
        self.unsure = True
        return None

    def _smaller(self, witness: Witness, change: Change | None) -> Witness:
        """Take away what it does not need, as long as no further rule breaks."""
        tried = 0
        again = True
        while again:
            again = False
            for pointer in [at for at, _ in walk(witness.record) if at]:
                tried += 1
                less = self._confirmed(without(witness.record, pointer), change) if tried < MOST else None
                if less is not None and len(less.violations) <= len(witness.violations):
                    witness, again = less, True
                    break
        return witness


def _shows(change: Change, violation: Violation, record: Json) -> bool:
    """Tell whether a violation is about what changed."""
    if change.kind.startswith("required"):
        parent, _, _ = change.pointer.rpartition("/")
        lacks = split(change.pointer)[-1] not in _members(record, violation.pointer)
        return violation.keyword == "required" and _meets(parent, violation.pointer) and lacks
    if change.kind.split("-")[0] in _LOOSE:
        return _meets(change.pointer, violation.pointer, below=True)
    return violation.keyword in (*KINDS[change.kind], *_BARRED) and _meets(change.pointer, violation.pointer)


def _members(record: Json, pointer: str) -> Json:
    found = get(record, pointer)
    return found if isinstance(found, dict) else {}


def _meets(general: str, pointer: str, *, below: bool = False) -> bool:
    """Tell whether a pointer is one that a general one, with `*`, stands for, or leads below it."""
    wanted, given = split(general), split(pointer)
    size = len(wanted) <= len(given) if below else len(wanted) == len(given)
    return size and all(one in {"*", other} for one, other in zip(wanted, given, strict=False))


def _placed(node: Json, tokens: list[str], value: Json) -> Json:
    """Put a value at a place, making the way there; what does not fit is refused by who judges."""
    if not tokens:
        return value
    head, rest = tokens[0], tokens[1:]
    if isinstance(node, list):
        index = 0 if head == "*" else int(head) if head.isdecimal() else len(node)
        inner = node[index] if index < len(node) else _empty(rest)
        return [*node[:index], _placed(inner, rest, value), *node[index + 1 :]]
    name = UNDECLARED if head == "*" else head
    known = node if isinstance(node, dict) else {}
    return {**known, name: _placed(known.get(name, _empty(rest)), rest, value)}


def _empty(rest: list[str]) -> Json:
    return [] if rest[:1] == ["*"] else {}


def _lacking(base: Json, tokens: list[str]) -> Json:
    node = _placed(base, tokens, None)
    pointer = "/".join(
        ["", *("0" if one == "*" else one.replace("~", "~0").replace("/", "~1") for one in tokens)]
    )
    try:
        return without(node, pointer)
    except KeyError:
        return base
