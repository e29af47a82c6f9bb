"""All cases of a contract's conditions: each rule from both sides, each reference, and what was proved.

Deterministic; what is not verified is a note that says so.
"""

from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.model.case import RecordCase
from gc_contracts.rules.dangling import reference_cases
from gc_contracts.rules.proof import IMPLIED, UNSATISFIABLE, Fact, Prover, contradiction, unbroken, unkept
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.search.ruled import Ruled
from gc_contracts.rules.sides import Made, Sides, add_cases, sides

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
    made, account = Made(), _Account()
    for ruled in maker.bench.rules:
        found = sides(maker.bench, ruled)
        add_cases(maker.bench, ruled, found, made)
        account.hear(Prover(maker.bench, maker.asker), ruled, found)
    for reference in maker.references:
        for case in reference_cases(maker.bench, reference, maker.tools.root):
            made.cases[case.id] = case
    facts, notes = account.told()
    return Found(tuple(made.cases.values()), facts, notes, maker.bench.record)


def _without_base(maker: Maker) -> Found:
    """Tell why no record keeps everything, where that is proved."""
    bench = maker.on(maker.grounds[0])
    fact = contradiction(Prover(bench, maker.asker))
    if fact is not None:
        return Found(facts=(fact.as_json(),), notes=(f"no cases of rules are made: {fact.words}",))
    return Found(notes=("not verified: no record was found that keeps every rule and reference",))


class _Account:
    """What is known of rules that lack a record on one side."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.notes: list[str] = []

    def hear(self, prover: Prover, ruled: Ruled, found: Sides) -> None:
        """Look for the reason of each side that is missing."""
        idle = self._kept(prover, ruled) if found["kept"] is None else False
        if found["broken"] is None and not idle:
            self._broken(prover, ruled)

    def told(self) -> tuple[tuple[Json, ...], tuple[str, ...]]:
        """Give the facts, and as notes what only follows from rules that contradict each other anyway."""
        clashes = [fact for fact in self.facts if fact.kind == UNSATISFIABLE]
        following = [fact for fact in self.facts if any(each.within(fact.others) for each in clashes)]
        facts = tuple(fact.as_json() for fact in self.facts if fact not in following)
        return facts, (*self.notes, *(fact.words for fact in following))

    def _kept(self, prover: Prover, ruled: Ruled) -> bool:
        """Account for a rule that is never kept; tell whether it never applies."""
        fact = unkept(prover, ruled)
        if fact is None:
            told = "to which it applies and that keeps it" if ruled.when else "that keeps it"
            self.notes.append(f"not verified: for rule {ruled.rule.id} no record was found {told}")
        elif not any(fact.same(other) for other in self.facts):
            self.facts.append(fact)
        return fact is not None and fact.part == "when"

    def _broken(self, prover: Prover, ruled: Ruled) -> None:
        fact = unbroken(prover, ruled)
        if fact is None:
            self.notes.append(f"not verified: no record was found that breaks rule {ruled.rule.id} alone")
        elif fact.kind == IMPLIED:
            self.notes.append(fact.words)
        else:
            self.facts.append(fact)
