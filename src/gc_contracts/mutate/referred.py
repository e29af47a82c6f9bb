"""Rules about a field that refers: where a reference lets few values through, all of them can be tried."""

from collections.abc import Iterator, Sequence

from gc_contracts._json import Json, split
from gc_contracts.model.contract import Reference
from gc_contracts.mutate.equivalent import Proofs
from gc_contracts.mutate.model import Mutant
from gc_contracts.schema.misread import accepts

MOST = 5_000
"""Values that are tried."""


def referred(proofs: Proofs, mutant: Mutant, references: Sequence[Reference], bases: Sequence[Json]) -> str:
    """Say that a mutant and the unbroken schema agree on all values a reference lets through; else empty.

    Only for a rule that stands below one property and nowhere else, so that the rest of a record has no say.
    """
    tokens = split(mutant.place)
    own = [each for each in references if tokens[:2] == ["properties", each.field]]
    if not own or not bases or not isinstance(bases[0], dict) or proofs.turns(mutant.place):
        return ""
    values = list(_values(own[0]))
    if len(values) > MOST:
        return ""
    takes, wrong = accepts(proofs.schema, proofs.patterns), accepts(mutant.schema, proofs.patterns)
    records = [{**bases[0], own[0].field: value} for value in values]
    taken = [takes(record) for record in records]
    # Were none taken, something else in the record might refuse them all.
    if not any(taken) or any(wrong(record) is not word for record, word in zip(records, taken, strict=True)):
        return ""
    return f"proved: both say the same of each value that reference {own[0].field} lets through"


def _values(reference: Reference) -> Iterator[Json]:
    """Give all values a reference does not object to: those it knows, written either way, and null."""
    yield None
    for value in reference.values or ():
        yield value
        if isinstance(value, int) and not isinstance(value, bool):
            yield float(value)
        elif isinstance(value, float) and value.is_integer():
            yield int(value)
