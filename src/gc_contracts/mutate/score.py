"""The account of all mutants of a schema: noticed by a case, told apart by no record, or survivors."""

from collections.abc import Iterable, Iterator

from gc_contracts.errors import SchemaError
from gc_contracts.model.case import RecordCase
from gc_contracts.model.contract import Expectations, Reference
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.aside import asides
from gc_contracts.mutate.equivalent import Proofs
from gc_contracts.mutate.fate import Fate
from gc_contracts.mutate.judge import Suite
from gc_contracts.mutate.model import Mutant
from gc_contracts.mutate.mutants import mutants
from gc_contracts.mutate.referred import referred
from gc_contracts.mutate.witness import search
from gc_contracts.rules.conditions import Conditions
from gc_contracts.schema.pattern import Flavour

BASES = 4
"""Valid records that a search starts from."""


def fates(
    schema: Schema,
    cases: Iterable[RecordCase],
    patterns: Flavour = "ecma",
    conditions: Conditions | None = None,
) -> Iterator[Fate]:
    """Tell for each mutant what became of it: the schema's in the order of the document, then the rest.

    Args:
        schema: the unbroken schema.
        cases: those of the suite; whatever the unbroken reference says otherwise of is left out.
        patterns: whose reading of `pattern`.
        conditions: the rules and references that stand beside the schema.

    Raises:
        SchemaError: the unbroken schema cannot be run.
    """
    conditions = conditions or Conditions.of(Expectations(), schema, patterns)
    suite = Suite.of(schema, cases, patterns, lambda record: not conditions.violations(record))
    proofs = Proofs(schema, patterns)
    for mutant in mutants(schema):
        try:
            killer = suite.noticed(mutant)
        except SchemaError:
            continue  # no validator can be broken into what is no schema
        if killer is not None:
            yield Fate(mutant.rule, mutant.words, killer=killer.id)
        else:
            yield _unnoticed(mutant, suite, proofs, conditions.references)
    yield from asides(suite, conditions)


def _unnoticed(mutant: Mutant, suite: Suite, proofs: Proofs, references: tuple[Reference, ...]) -> Fate:
    bases = tuple(one.case.record for one in suite.known if one.case.valid)[:BASES]
    reason = proofs.reason(mutant) or referred(proofs, mutant, references, bases)
    if reason:
        return Fate(mutant.rule, mutant.words, equivalent=reason)
    found = search(proofs, mutant, bases, suite.holds)
    witness = {"record": found.record} if found.found else None
    return Fate(mutant.rule, mutant.words, looked=found.looked, witness=witness)
