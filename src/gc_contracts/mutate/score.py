"""The account of all mutants of a schema: noticed by a case, told apart by no record, or survivors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.equivalent import Proofs
from gc_contracts.mutate.judge import Holds, Suite
from gc_contracts.mutate.model import Mutant
from gc_contracts.mutate.mutants import mutants
from gc_contracts.mutate.witness import search
from gc_contracts.schema.pattern import Flavour

BASES = 4
"""Valid records that a search starts from."""


def _always(_: Json) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one mutant."""

    mutant: Mutant
    killer: str = ""
    """The id of a case that noticed it."""
    equivalent: str = ""
    """Why no record can tell it from the unbroken schema."""
    looked: int = 0
    """For a survivor: how many records were looked at for one that tells."""
    witness: Json = None
    """For a survivor: {"record": …} that tells, where one was found."""


def fates(
    schema: Schema, cases: Iterable[RecordCase], patterns: Flavour = "ecma", holds: Holds = _always
) -> Iterator[Fate]:
    """Tell for each mutant of a schema what became of it, in the order of the document.

    Args:
        schema: the unbroken schema.
        cases: those of the suite; whatever the unbroken schema says otherwise of is left out.
        patterns: whose reading of `pattern`.
        holds: whether a record keeps the rules that stand beside the schema.

    Raises:
        SchemaError: the unbroken schema cannot be run.
    """
    suite, proofs = Suite.of(schema, cases, patterns, holds), Proofs(schema, patterns)
    bases = tuple(one.case.record for one in suite.known if one.case.valid)[:BASES]
    for mutant in mutants(schema):
        try:
            killer = suite.noticed(mutant)
        except SchemaError:
            continue  # no validator can be broken into what is no schema
        if killer is not None:
            yield Fate(mutant, killer.id)
            continue
        reason = proofs.reason(mutant)
        if reason:
            yield Fate(mutant, equivalent=reason)
        else:
            found = search(proofs, mutant, bases, holds)
            witness = {"record": found.record} if found.found else None
            yield Fate(mutant, looked=found.looked, witness=witness)
