"""All cases of a contract's conditions: each rule from both sides, each reference, and what was proved.

Deterministic; what is not verified is a note that says so.
"""

from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.model.case import RecordCase
from gc_contracts.rules.account import Account
from gc_contracts.rules.dangling import reference_cases
from gc_contracts.rules.proof import Prover
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.sides import Made, add_cases, sides

NOTHING = "not verified: we found no record that the schema takes"


@dataclass(frozen=True, slots=True)
class Found:
    """Cases, what was proved about rules as plain data, and what a reader should know."""

    cases: tuple[RecordCase, ...] = ()
    facts: tuple[Json, ...] = ()
    """Of `Fact.as_json`."""
    notes: tuple[str, ...] = ()
    base: Json = None
    """The valid record that cases are edits of."""


def rule_cases(maker: Maker) -> Found:
    """Derive the cases of all rules and references, in the order they are declared."""
    if not maker.grounds:
        return Found(notes=(NOTHING,))
    if maker.bench is None:
        return _without_base(maker)
    made, account = Made(), Account(Prover.of(maker, maker.bench.ground))
    for number, ruled in enumerate(maker.bench.rules):
        found = sides(maker.bench, ruled)
        add_cases(maker.bench, ruled, found, made)
        account.hear(number, found)
    for reference in maker.references:
        for case in reference_cases(maker.bench, reference, maker.tools.root):
            made.cases[case.id] = case
    facts, notes = account.told()
    return Found(tuple(made.cases.values()), facts, notes, maker.bench.record)


def _without_base(maker: Maker) -> Found:
    """Tell why no record keeps everything, where that is proved."""
    account = Account(Prover.of(maker, maker.grounds[0]))
    account.alone()
    facts, notes = account.told()
    return Found(facts=facts, notes=notes)
