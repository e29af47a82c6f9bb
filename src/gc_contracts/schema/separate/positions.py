"""What is wrong with one element is wrong wherever it stands: in the middle and at the end of an array."""

from collections.abc import Iterator, Sequence

from gc_contracts._json import Json, get
from gc_contracts.model.case import RecordCase
from gc_contracts.schema.boundary.arrays import sized
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.sieve import Trial


def transplants(
    stands: Sequence[Stand], cases: Sequence[RecordCase]
) -> Iterator[tuple[Stand, Iterator[Trial]]]:
    """Move the first wrong element of each rule behind good ones, for every array of the records."""
    for stand in stands:
        if isinstance(stand.value, list) and stand.value:
            yield stand, _moved(stand, cases)


def _moved(stand: Stand, cases: Sequence[RecordCase]) -> Iterator[Trial]:
    first = f"{stand.place.pointer}/0"
    good = [item for item in sized(stand, 3) if item != stand.value[0]] or stand.value[:1]
    _, high = limit(stand.node, "minItems", "maxItems")
    done: set[tuple[str, str]] = set()
    for case in cases:
        below = case.pointer == first or case.pointer.startswith(f"{first}/")
        key = (case.rule, case.pointer)
        if case.valid or not below or key in done:
            continue
        done.add(key)
        wrong = get(case.record, first)
        for word, items in _arranged(good, wrong, high):
            yield Trial(
                Rule(case.keyword, None, case.rule), f"{word}.{case.pointer.rpartition('/')[2]}", items
            )


def _arranged(good: list[Json], wrong: Json, high: int | None) -> Iterator[tuple[str, list[Json]]]:
    if high is not None and high < 3:
        yield "second", [good[0], wrong]
        return
    yield "in-the-middle", [good[0], wrong, good[-1]]
    yield "at-the-end", [good[0], good[-1], wrong]
