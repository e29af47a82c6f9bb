"""What boundary analysis hands out, and the words its modules share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gc_contracts._json import Json, get, replace, split
from gc_contracts.model.case import RecordCase
from gc_contracts.schema.effective import Node, Rule

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "object": (
        "required",
        "minProperties",
        "maxProperties",
        "additionalProperties",
        "unevaluatedProperties",
        "dependencies",
        "dependentRequired",
        "propertyNames",
    ),
    "array": (
        "minItems",
        "maxItems",
        "uniqueItems",
        "contains",
        "minContains",
        "maxContains",
        "additionalItems",
        "unevaluatedItems",
    ),
    "string": ("minLength", "maxLength", "pattern", "format"),
    "integer": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}
"""Keywords that can be broken, by the type they speak about."""


@dataclass(frozen=True, slots=True)
class Implied:
    """A rule that no record can break alone, because `by` is then broken too."""

    keyword: str
    pointer: str
    """The place in the record."""
    rule: str
    """The keyword's own pointer in the schema document."""
    by: str
    """In words, with the pointer of the rule that implies it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule for which we found no record that breaks it alone, and do not know that there is none."""

    keyword: str
    pointer: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One value of a sampled record, and the node (alternatives taken) that holds for it."""

    pointer: str
    node: Node
    path: str
    """How case ids name the place, e.g. `properties.tags.items`."""
    plain: Node | None = None
    """The node before alternatives were taken; None: as `node`."""

    @property
    def key(self) -> tuple[str, ...]:
        """The declarations that hold here: what recurs in a schema that refers to itself."""
        return tuple(part.pointer for part in self.node.parts)

    @property
    def origin(self) -> tuple[str, ...]:
        """As `key`, before alternatives were taken."""
        return tuple(part.pointer for part in (self.plain or self.node).parts)


@dataclass(frozen=True, slots=True)
class Sample:
    """A value made for a node, with all places inside it, parents first."""

    value: Json
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in a valid record: where probes are made by editing one value."""

    record: Json
    place: Place
    node: Node = field(init=False)
    """What holds here."""
    value: Json = field(init=False)
    """What stands here."""
    _name: str | None = field(init=False, repr=False)
    """The name of a member of the record itself, where most places are; else None."""

    def __post_init__(self) -> None:
        # Looked up once: every probe of a place asks.
        tokens = split(self.place.pointer)
        near = len(tokens) == 1 and isinstance(self.record, dict)
        object.__setattr__(self, "_name", tokens[0] if near else None)
        object.__setattr__(self, "node", self.place.node)
        object.__setattr__(self, "value", get(self.record, self.place.pointer))

    def put(self, value: Json) -> Json:
        """Give the record with another value here."""
        if self._name is not None:
            return {**self.record, self._name: value}
        return replace(self.record, self.place.pointer, value)


@dataclass(frozen=True, slots=True)
class Boundary:
    """All cases of one schema, and an account of the rules that have none."""

    cases: tuple[RecordCase, ...]
    implied: tuple[Implied, ...]
    gaps: tuple[Gap, ...]
    base: Json = None
    """The fullest valid record we found; the cases are edits of it."""
    stands: tuple[Stand, ...] = field(default=(), repr=False, compare=False)
    """Where the probes were made: each place that some valid record reaches."""


class Probe(NamedTuple):
    """A record made to break one rule alone (`valid` False), to keep all (True), or to be told (None).

    Of several probes for one rule, `about` and `variant`, the first that does what it should is kept.
    """

    rule: Rule
    variant: str
    record: Json
    valid: bool | None
    about: str = ""
    """The name it is about, where a rule speaks of several (`required`)."""
    pointer: str | None = None
    """Where the violation is expected, if not at the stand."""
