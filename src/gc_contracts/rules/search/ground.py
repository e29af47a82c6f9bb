"""The ground a search stands on: a valid record, the fields rules mention, and what each could be instead.

A state is one choice of a cell for each field; 0 is what the base record has. Parents stand before their
members, and what a member was chosen to be counts only while its parents are objects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gc_contracts._json import Json, join
from gc_contracts.rules.cells.domain import ABSENT, Cell, Domain, Value, domain
from gc_contracts.rules.cells.pools import pool, uneven
from gc_contracts.rules.fields import Path
from gc_contracts.rules.looks import Looks
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import member
from gc_contracts.schema.effective import Node
from gc_contracts.schema.validate import Validator

State = tuple[int, ...]

_COUPLING = frozenset(
    {"anyOf", "oneOf", "not", "if", "dependencies", "dependentRequired", "dependentSchemas", "minProperties"}
    | {"maxProperties", "propertyNames", "unevaluatedProperties", "enum", "const", "extends", "disallow"}
)
"""Keywords that let one member of an object decide about another."""


@dataclass(frozen=True)
class Ground:
    """A base record and its fields' domains."""

    base: Json
    domains: tuple[Domain, ...]

    @cached_property
    def index(self) -> Mapping[Path, int]:
        """Number of a field."""
        return {each.path: number for number, each in enumerate(self.domains)}

    @cached_property
    def parents(self) -> tuple[tuple[int, ...], ...]:
        """For each field the numbers of the fields it lies in, outermost first."""
        return tuple(
            tuple(
                self.index[each.path[:end]]
                for end in range(1, len(each.path))
                if each.path[:end] in self.index
            )
            for each in self.domains
        )

    @property
    def start(self) -> State:
        """The state of the base record."""
        return (0,) * len(self.domains)

    def cell(self, state: State, number: int) -> Cell:
        """Give the cell a state has chosen for a field."""
        return self.domains[number].cells[state[number]]

    def active(self, state: State, number: int) -> bool:
        """Tell whether a field's choice counts: all that it lies in are objects."""
        return all(isinstance(self.cell(state, parent).value, dict) for parent in self.parents[number])

    def record(self, state: State) -> Json:
        """Make the record of a state: the base, where nothing was chosen."""
        record = self.base
        for number, choice in enumerate(state):
            moved = choice or any(state[parent] for parent in self.parents[number])
            if moved and self.active(state, number):
                record = put(record, self.domains[number].path, self.cell(state, number).value)
        return record

    def around(self, record: Json) -> "Ground":
        """Give the same fields around another record."""
        moved = (_based(each, value_at(record, each.path), complete=each.complete) for each in self.domains)
        return Ground(record, tuple(moved))

    def related(self, paths: Sequence[Path]) -> tuple[int, ...]:
        """Number the fields of some paths with all they lie in, in order; the empty path is every field."""
        if () in paths:
            return tuple(range(len(self.domains)))
        wanted = {path[:end] for path in paths for end in range(1, len(path) + 1)}
        return tuple(number for number, each in enumerate(self.domains) if each.path in wanted)


def ground(base: Json, root: Node, looks: Mapping[Path, Looks], validator: Validator) -> Ground:
    """Find the cells of all fields, around one valid record."""
    top = Place("", root, "")
    nodes = {path: _places(top, path) for path in looks}
    pooled = pool(looks, {path: places[-1].node for path, places in nodes.items()})
    found = {path: _domain(base, nodes[path], each, validator) for path, each in pooled.items()}
    torn = uneven(pooled, {path: places[-1].node for path, places in nodes.items()}, found)
    return Ground(
        base,
        tuple(replace(each, complete=each.complete and path not in torn) for path, each in found.items()),
    )


def _places(top: Place, path: Path) -> list[Place]:
    places = [top]
    for token in path:
        places.append(member(places[-1], token))
    return places


def _domain(base: Json, places: list[Place], looks: Looks, validator: Validator) -> Domain:
    owner, name = places[-2], looks.path[-1]
    fit = _Fit(base, looks.path, validator)
    found = domain(places[-1], looks, optional=name not in owner.node.required, takes=fit.takes)
    coupled = any(rule.keyword in _COUPLING for place in places[:-1] for rule in place.node.rules)
    return _based(found, value_at(base, looks.path), complete=found.complete and not coupled)


def _based(found: Domain, value: Value, *, complete: bool) -> Domain:
    """Put the base record's own value first; a required member of an absent object has none."""
    if value is ABSENT and not any(cell.value is ABSENT for cell in found.cells) and found.cells:
        return Domain(found.path, found.cells, complete)
    others = tuple(cell for cell in found.cells if not _identical(cell.value, value))
    same = next((cell for cell in found.cells if _identical(cell.value, value)), Cell(value, "base"))
    return Domain(found.path, (same, *others), complete)


def _identical(left: Value, right: Value) -> bool:
    if left is ABSENT or right is ABSENT:
        return left is right
    return type(left) is type(right) and bool(left == right)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Asks the validator about one field's value."""

    base: Json
    path: Path
    validator: Validator

    def takes(self, value: Value) -> bool:
        """Tell whether the schema has nothing against a value there, whatever it says of the rest."""
        host = self.base
        for end in range(1, len(self.path)):
            if not isinstance(value_at(host, self.path[:end]), dict):
                host = put(host, self.path[:end], {})
        at = join("", *self.path)
        found = self.validator.unworded(put(host, self.path, value), fits=True)
        return not any(each.pointer == at or each.pointer.startswith(f"{at}/") for each in found)


def value_at(record: Json, path: Path) -> Value:
    """Give what stands at a path, or `ABSENT`."""
    for token in path:
        if not isinstance(record, dict) or token not in record:
            return ABSENT
        record = record[token]
    return record


def put(record: Json, path: Path, value: Value) -> Json:
    """Give a record with another value at a path, or without it; what the path leads through is an object."""
    name, rest = path[0], path[1:]
    if rest:
        return {**record, name: put(record[name], rest, value)}
    if value is ABSENT:
        return {key: item for key, item in record.items() if key != name}
    return {**record, name: value}
