"""Arrays that stand for many: empty, an element of each kind that a rule tells apart, mixed, each size.

They never stand for all: what an element may be, together with what others are, has no end. Only where sizes
alone are asked for is there one of each.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from gc_contracts._json import Json, equal, kind
from gc_contracts.rules.cells.numbers import number_cells
from gc_contracts.rules.cells.texts import text_cells
from gc_contracts.rules.fields import Sort, Use
from gc_contracts.rules.looks import Looks, gather
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler, element, member
from gc_contracts.schema.boundary.texts import limit

_MOST_ELEMENTS = 14
_MOST_SIZE = 200
_MISSING = object()


def arrays(at: Place, looks: Looks) -> tuple[list[tuple[Json, str]], bool]:
    """Choose arrays, each with a word, and tell whether they stand for all that the node takes."""
    elements = _elements(element(at, 0), looks)
    sized = list(_sized(at, looks, elements))
    found: list[tuple[Json, str]] = [
        *((sample.value, "array") for sample in islice(Sampler().of_kind("array", at), 1)),
        ([], "empty"),
        *sized,
        *(([one], "one") for one in elements),
        *(([first, second], "two") for first, second in _pairs(elements)),
    ]
    whole = (
        not looks.sorts & {Sort.MEMBER, Sort.ELEMENTS, Sort.OPAQUE} and not looks.inner and not looks.peers
    )
    compared = any(isinstance(value, list) for use in looks.uses for value in use.values)
    return found, whole and not compared and len(sized) == len(_sizes(at, looks))


def _pairs(elements: list[Json]) -> Iterator[tuple[Json, Json]]:
    for other in elements[1:]:
        yield elements[0], other
        yield other, elements[0]
    if elements:
        yield elements[0], elements[0]


def _sizes(at: Place, looks: Looks) -> list[int]:
    low, high = limit(at.node, "minItems", "maxItems")
    if Sort.SIZE not in looks.sorts:
        return [low, low + 1] if looks.inner and (high is None or high > low) else [low]
    near = {low, *(mark + step for mark in looks.sizes for step in (-1, 0, 1))}
    near |= {high} if high is not None and high <= max(near) else set()
    return sorted(size for size in near if low <= size <= (_MOST_SIZE if high is None else high))


def _sized(at: Place, looks: Looks, elements: list[Json]) -> Iterator[tuple[Json, str]]:
    for size in _sizes(at, looks):
        spare = Sampler().distinct(element(at, 0), size) if size <= _MOST_SIZE else []
        distinct = _distinct([*elements, *spare])
        filled = (distinct + distinct[:1] * size)[:size]
        if len(filled) == size:
            yield filled, f"size-{size}"


def _distinct(values: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for value in values:
        if not any(equal(value, other) for other in kept):
            kept.append(value)
    return kept


def _elements(at: Place, looks: Looks) -> list[Json]:
    """Choose elements: as rules tell them apart, or as the schema has them."""
    named = tuple(value for use in looks.uses if use.sort is Sort.MEMBER for value in use.values)
    known = gather([looks.inner])
    own = tuple(use for use in looks.inner if not use.path)
    here = Looks((), (*own, *(Use((), Sort.ORDER, (value,), name="==") for value in named)))
    constants = (*named, *looks.constants, *(value for use in own for value in use.values))
    here = replace(here, constants=constants, sizes=_counts(own))
    values = [value for value, _ in _scalars(at, here)]
    for sample in islice(Sampler().samples(at), 2):
        values.append(sample.value)
        if isinstance(sample.value, dict):
            values += _changed(at, sample.value, known)
    return _distinct(values)[:_MOST_ELEMENTS]


def _counts(uses: tuple[Use, ...]) -> tuple[int, ...]:
    return tuple(
        v
        for use in uses
        if use.sort is Sort.SIZE
        for v in use.values
        if kind(v) == "integer" and 0 <= v < _MOST_SIZE
    )


def _scalars(at: Place, looks: Looks) -> list[tuple[Json, str]]:
    if at.node.enum is not None:
        return [(value, "member") for value in at.node.enum]
    found: list[tuple[Json, str]] = []
    if "string" in at.node.types and looks.uses:
        found += text_cells(at, looks, lambda _: True)[0]
    if at.node.types & {"integer", "number"} and looks.uses:
        found += number_cells(at.node, looks)[0]
    if "boolean" in at.node.types:
        found += [(True, "true"), (False, "false")]
    return found


def _changed(at: Place, base: dict[str, Json], known: dict[tuple[str, ...], Looks]) -> Iterator[Json]:
    """Yield an element with each member that rules look at varied, and without it."""
    for path, looks in known.items():
        if len(path) != 1:
            continue
        (name,) = path
        for value, _ in islice(_scalars(member(at, name), looks), 8):
            yield {**base, name: value}
        if name not in at.node.required:
            yield {key: value for key, value in base.items() if key != name}
