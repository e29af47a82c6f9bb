"""A record that tells a mutant from the unbroken schema, searched for where no case of the suite does.

The search is bounded and rolls no dice: records made for the difference of both, the edges of the mutant, and
telling values at every place where the changed rule speaks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gc_contracts._json import Json, get, replace
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.equivalent import Proofs
from gc_contracts.mutate.judge import Holds
from gc_contracts.mutate.model import Mutant
from gc_contracts.mutate.standing import spots
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.misread import MISREAD, accepts

MOST = 2_000
"""Records looked at for one mutant."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to."""

    found: bool
    record: Json
    looked: int
    """How many records were looked at."""


def search(proofs: Proofs, mutant: Mutant, bases: tuple[Json, ...], holds: Holds) -> Search:
    """Look for a record that one takes and the other refuses, and that keeps the rules beside the schema.

    Args:
        proofs: the unbroken schema, with what is known of it.
        mutant: the broken one.
        bases: valid records to edit.
        holds: whether a record keeps the rules beside the schema.
    """
    looked = 0
    right, wrong = accepts(proofs.schema, proofs.patterns), accepts(mutant.schema, proofs.patterns)
    for record in islice(_records(proofs, mutant, bases), MOST):
        looked += 1
        if right(record) is not wrong(record) and holds(record):
            return Search(True, record, looked)
    return Search(False, None, looked)


def _records(proofs: Proofs, mutant: Mutant, bases: tuple[Json, ...]) -> Iterator[Json]:
    change = mutant.change
    if change is None:
        return
    for base in bases:
        for spot in list(spots(proofs.schema, base, mutant.place, proofs.patterns)):
            texts = (one.text for one in proofs.telling(mutant) if one.text is not None)
            yield from (replace(base, spot, value) for value in (*change.wild, *texts))
            here = get(base, spot)
            members = change.members if isinstance(here, dict) else ()
            yield from (replace(base, spot, {**here, name: value}) for name, value in members)
    if change.node.keys() & MISREAD.keys():
        return
    for schema in proofs.extent.differences(Extent.of(mutant.schema)):
        yield from _edges(proofs, schema)
    yield from _edges(proofs, mutant.schema)


def _edges(proofs: Proofs, schema: Schema) -> Iterator[Json]:
    try:
        yield from (case.record for case in boundary(schema, proofs.patterns).cases)
    except SchemaError:
        return
