"""Folds samples into what they show: one pass over each, nothing guessed, nothing widened."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from gc_contracts._json import Json, identity, join, kind
from gc_contracts.infer.shown import ABSENT, EMPTY, SEVERAL, Place, Sample, Shown

MOST_VALUES = 12
"""Distinct values of one place that are kept; a place with more is free."""
MOST_PLACES = 2_000
"""Places of all samples together; what lies beyond is not counted."""
FORMATS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "date-time": re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?"),
        "date": re.compile(r"\d{4}-\d\d-\d\d"),
        "uuid": re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
        "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "uri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"),
    }
)


@dataclass(slots=True)
class _Tally:
    """What is counted of one place while samples pass by."""

    within: dict[int, None] = field(default_factory=dict)
    events: dict[str, dict[int, None]] = field(default_factory=dict)
    values: dict[object, Json] | None = field(default_factory=dict)
    formats: set[str] | None = None
    """Those that every text so far had; None: there was no text."""

    def count(self, event: str, number: int) -> None:
        self.events.setdefault(event, {})[number] = None

    def take(self, value: Json, number: int) -> None:
        self.within[number] = None
        self.count(kind(value), number)
        if isinstance(value, str | list | dict):
            if not value:
                self.count(EMPTY, number)
            elif isinstance(value, list) and len(value) > 1:
                self.count(SEVERAL, number)
        if not isinstance(value, list | dict):
            self._keep(value)

    def _keep(self, value: Json) -> None:
        if self.values is not None:
            self.values.setdefault(identity(value), value)
            self.values = self.values if len(self.values) <= MOST_VALUES else None
        if isinstance(value, str):
            known = FORMATS.keys() if self.formats is None else self.formats
            self.formats = {name for name in known if FORMATS[name].fullmatch(value)}

    def place(self) -> Place:
        events = {event: tuple(sorted(numbers)) for event, numbers in self.events.items()}
        values = None if self.values is None else tuple(self.values.values())
        named = next((name for name in FORMATS if self.formats and name in self.formats), "")
        return Place(tuple(sorted(self.within)), events, values, named)


def fold(samples: Sequence[Sample]) -> Shown:
    """Tell what samples show of each place.

    Args:
        samples: responses of one request and one class of status.

    >>> fold([Sample({"name": "Ann"}), Sample({})]).places["/name"].events
    {'string': (0,), 'absent': (1,)}
    """
    tallies: dict[str, _Tally] = {"": _Tally()}
    for number, sample in enumerate(samples):
        for shape, value in _values(sample.document, ""):
            if shape in tallies or len(tallies) < MOST_PLACES:
                tallies.setdefault(shape, _Tally()).take(value, number)
    _count_absent(samples, tallies)
    return Shown(tuple(samples), {shape: tally.place() for shape, tally in tallies.items()})


def _values(value: Json, shape: str) -> Iterator[tuple[str, Json]]:
    """Give each value with its place, parents first."""
    yield shape, value
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _values(item, _member(shape, name))
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, f"{shape}/*")


def _member(shape: str, name: str) -> str:
    """A member named by a number is any of them: an object keyed by ids is a list to whoever reads it."""
    return f"{shape}/*" if name.isdigit() else join(shape, name)


def _count_absent(samples: Sequence[Sample], tallies: Mapping[str, _Tally]) -> None:
    members: dict[str, list[tuple[str, _Tally]]] = {}
    for shape, tally in tallies.items():
        above, _, last = shape.rpartition("/")
        if shape and last != "*":
            members.setdefault(above, []).append((last.replace("~1", "/").replace("~0", "~"), tally))
    for number, sample in enumerate(samples):
        for shape, value in _values(sample.document, ""):
            if isinstance(value, Mapping):
                for name, tally in members.get(shape, ()):
                    tally.within[number] = None
                    if name not in value:
                        tally.count(ABSENT, number)
