"""What samples show of each place: how often it was there, null, empty, of which types, with which values.

A place is told by its pointer with `*` for any element of a list. Counted are samples, not values, since a
reader thinks in responses: "absent in 2 of 7".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json

ABSENT, NULL, EMPTY, SEVERAL = "absent", "null", "empty", "several"
"""What can be so of a place, beside its JSON types."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One JSON document that came back, and where a reader finds it."""

    document: Json
    shown: str = ""
    """E.g. `contracts/x/cassettes/found.yaml, interaction 2`."""


@dataclass(frozen=True, slots=True)
class Place:
    """What samples show of one place. All numbers are those of samples, ascending."""

    within: tuple[int, ...]
    """Samples that hold the object or list around it."""
    events: Mapping[str, tuple[int, ...]]
    """Samples by what is so of the place in them: a JSON type, `absent`, `null`, `empty`, `several`."""
    values: tuple[Json, ...] | None = None
    """Distinct plain values in order of appearance; None: too many to list."""
    format: str = ""
    """A format that every text there has; empty: none."""

    def numbers(self, event: str) -> tuple[int, ...]:
        """Give the samples in which this is so."""
        return self.events.get(event, ())

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that were seen, `null` among them."""
        return frozenset(self.events) - {ABSENT, EMPTY, SEVERAL}

    @property
    def is_optional(self) -> bool:
        """Whether some sample lacks it where it could stand."""
        return bool(self.numbers(ABSENT))

    @property
    def is_constant(self) -> bool:
        """Whether two samples or more all hold one and the same plain value."""
        always = len(self.within) > 1 and not self.is_optional
        return always and self.values is not None and len(self.values) == 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What all samples show together."""

    samples: tuple[Sample, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    """By pointer, `*` for any element; parents first."""

    def at(self, pointer: str) -> Place | None:
        """Give what is known of the place that a pointer into a document leads to."""
        return self.places.get(shape_of(pointer))


NOTHING = Shown()
"""No sample at all."""


def shape_of(pointer: str) -> str:
    """Put `*` for the elements of lists.

    >>> shape_of("/items/0/name")
    '/items/*/name'
    """
    return "/".join("*" if token.isdigit() else token for token in pointer.split("/"))
