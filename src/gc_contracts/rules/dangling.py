"""References from both sides: records that refer to what there is, and to what nearly is there."""

from collections.abc import Iterator
from itertools import islice

from gc_contracts._json import Json, equal, join, kind
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.contract import Reference
from gc_contracts.rules.search.bench import Bench
from gc_contracts.rules.search.ground import put
from gc_contracts.schema.boundary.judge import identifier, unique
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler, member
from gc_contracts.schema.effective import Node

KEYWORD = "reference"
_FOUND = 2
"""Values of the other subject's that make a case each: the first and the last."""
_SAMPLED = 12


def reference_cases(bench: Bench, reference: Reference, node: Node) -> Iterator[RecordCase]:
    """Yield the cases of one reference whose values are known, as edits of the record the bench starts from.

    `node` is the schema's root.
    """
    values = reference.values or ()
    names: set[str] = set()
    for words, value in _tried(node, reference):
        changed = put(bench.record, (reference.field,), value)
        known = any(equal(value, other) for other in values)
        if words == "dangling" and "dangling" in {name.rpartition(".")[2] for name in names}:
            continue
        if not bench.takes(changed, "" if known else KEYWORD):
            continue
        name = unique(identifier(f"reference.{reference.field}.{words}"), names)
        names.add(name)
        yield _case(name, changed, reference, valid=known)


def _case(name: str, record: Json, reference: Reference, *, valid: bool) -> RecordCase:
    keyword, pointer = ("", "") if valid else (KEYWORD, join("", reference.field))
    return RecordCase(name, record, valid, keyword, pointer, reference.pointer, origin=Origin.REFERENCE)


def _tried(node: Node, reference: Reference) -> Iterator[tuple[str, Json]]:
    values = reference.values or ()
    yield from (("founded", value) for value in (*values[:1], *values[1:][-(_FOUND - 1) :]))
    place = member(Place("", node, ""), reference.field)
    samples = (sample.value for sample in islice(Sampler().samples(place), len(values) + _SAMPLED))
    yield from (("dangling", value) for value in samples if not any(equal(value, one) for one in values))
    yield from (
        near for value in values[:1] for near in _near(value) if not any(equal(near[1], v) for v in values)
    )


def _near(value: Json) -> Iterator[tuple[str, Json]]:
    """Yield what a careless look-up takes for the value."""
    if isinstance(value, str):
        yield "case", value.swapcase()
        yield "blank", f"{value} "
        yield "blank-before", f" {value}"
        yield "prefix", value[:-1]
        yield "longer", f"{value}0"
        yield "empty", ""
        if value.isdecimal():
            yield "number", int(value)
            yield "zero", f"0{value}"
    elif kind(value) in {"integer", "number"}:
        yield "next", value + 1
        yield "before", value - 1
        yield "text", str(value)
        yield "negative", -value
