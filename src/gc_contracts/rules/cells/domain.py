"""The domain of one field: its cells, and whether they stand for all that the schema allows there.

Two values are in one cell if no atom of any rule can tell them apart. A domain is `complete` where it holds a
value of every cell; then to try all of them is a proof, and nothing else here is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from gc_contracts._json import Json, dumps, kind
from gc_contracts.rules.cells.arrays import arrays, maps
from gc_contracts.rules.cells.numbers import number_cells
from gc_contracts.rules.cells.texts import text_cells
from gc_contracts.rules.fields import ELEMENT, Path, Sort
from gc_contracts.rules.looks import Looks
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler
from gc_contracts.schema.boundary.settle import settled
from gc_contracts.schema.effective import Node

_ODD = frozenset({"not", "if", "contains", "dependencies", "dependentSchemas", "extends", "disallow"})
_INSIDE = frozenset({Sort.SIZE, Sort.MEMBER, Sort.ELEMENTS, Sort.OPAQUE})
"""Looks that depend on what is in an object, beyond the members that are fields of their own."""
MOST_CELLS = 120
MOST_MEMBERS = 200
"""Members of an `enum` that are all tried; of a longer one the first, and those that rules name."""


_LONGEST_WORD = 24


class Gone(Enum):
    """No value at all."""

    ABSENT = "absent"


ABSENT = Gone.ABSENT
Value = Json
"""A JSON value or `ABSENT`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that stands for those like it, and in a word what is special about it."""

    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Domain:
    """The cells of one field."""

    path: Path
    cells: tuple[Cell, ...]
    complete: bool


def domain(at: Place, looks: Looks, *, optional: bool, takes: Callable[[Value], bool]) -> Domain:
    """Choose the cells of one field.

    Args:
        at: the field's place; its path in the record is `looks.path`.
        looks: how atoms look at it.
        optional: it may be absent.
        takes: tells whether the schema takes a value there.
    """
    nodes = list(islice(settled(at.node), 8))
    complete = len(nodes) == 1 and not looks.blind and (at.node.enum is not None or not _odd(at.node))
    found: list[Cell] = [Cell(ABSENT, "absent")] if optional else []
    for node in nodes:
        place = Place(at.pointer, node, at.path)
        for cells, whole in _of_types(place, looks, takes):
            found += cells
            complete = complete and whole
    kept = _kept(found, takes)
    return Domain(looks.path, tuple(kept[:MOST_CELLS]), complete and len(kept) <= MOST_CELLS)


def _odd(node: Node) -> bool:
    """Tell whether a node says more than the types, bounds and texts that cells are made from."""
    return any(rule.keyword in _ODD for rule in node.rules)


def _of_types(at: Place, looks: Looks, takes: Callable[[Value], bool]) -> Iterator[tuple[list[Cell], bool]]:
    members = at.node.enum
    if members is not None:
        few = members[:MOST_MEMBERS]
        yield [Cell(value, _word(value)) for value in _ordered(few, looks)], len(few) == len(members)
        return
    types = at.node.types
    if "null" in types:
        yield [Cell(None, "null")], True
    if "boolean" in types:
        yield [Cell(True, "true"), Cell(False, "false")], True
    if types & {"integer", "number"}:
        numbers, whole = number_cells(at.node, looks)
        yield [Cell(value, label) for value, label in numbers], whole
    if "string" in types:
        texts, whole = text_cells(at, looks, takes)
        yield [Cell(value, label) for value, label in texts], whole
    if "array" in types:
        lists, whole = arrays(at, looks)
        yield [Cell(value, label) for value, label in lists], whole
    if "object" in types:
        told = any(isinstance(value, dict) for value in looks.constants)
        yield _objects(at, looks), not (told or looks.sorts & _INSIDE or ELEMENT in looks.below)


def _objects(at: Place, looks: Looks) -> list[Cell]:
    samplers = (
        (Sampler(full=True), Sampler(full=False)) if Sort.SIZE in looks.sorts else (Sampler(full=True),)
    )
    made = [sample.value for sampler in samplers for sample in islice(sampler.of_kind("object", at), 1)]
    named = [value for value in looks.constants if isinstance(value, dict)]
    cells = [Cell(value, "object" if value else "empty") for value in (*made, *named)]
    return [*cells, *(Cell(value, label) for value, label in maps(at, looks))]


def _ordered(members: tuple[Json, ...], looks: Looks) -> list[Json]:
    """Put those that rules name first, in case there are more than we keep."""
    return sorted(members, key=lambda member: not any(_same(member, named) for named in looks.constants))


def _kept(found: list[Cell], takes: Callable[[Value], bool]) -> list[Cell]:
    seen: set[str] = set()
    kept = []
    for cell in found:
        key = "" if cell.value is ABSENT else f"{kind(cell.value)} {dumps(cell.value)}"
        if key not in seen and (cell.value is ABSENT or takes(cell.value)):
            kept.append(cell)
        seen.add(key)
    return kept


def _same(left: Json, right: Json) -> bool:
    return kind(left) == kind(right) and bool(left == right)


def _word(value: Json) -> str:
    text = value if isinstance(value, str) else dumps(value)
    return (text if len(text) <= _LONGEST_WORD else "member") or "empty"
