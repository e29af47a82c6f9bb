"""Why a rule lacks a record on one side: what was proved, what follows, and what is not verified."""

from gc_contracts._json import Json
from gc_contracts.rules.proof import IMPLIED, UNSATISFIABLE, Fact, Prover, contradiction, unbroken, unkept
from gc_contracts.rules.search.ruled import Ruled
from gc_contracts.rules.sides import Sides


class Account:
    """Collects facts and notes, rule by rule."""

    def __init__(self, prover: Prover) -> None:
        self._prover = prover
        self._facts: list[Fact] = []
        self._notes: list[str] = []

    def hear(self, number: int, found: Sides) -> None:
        """Look for the reason of each side that one rule is missing."""
        ruled = self._prover.rules[number]
        never_applies = found["kept"] is None and self._kept(ruled)
        if found["broken"] is None and not never_applies:
            self._broken(ruled)

    def alone(self) -> None:
        """Look for the reason why no record keeps all rules, and for rules that make no difference anyway."""
        fact = contradiction(self._prover)
        if fact is None:
            self._notes.append("not verified: no record was found that keeps every rule and reference")
        else:
            self._facts.append(fact)
            self._notes.append(f"no cases of rules are made: {fact.words}")
        for ruled in self._prover.rules:
            for each in (unkept(self._prover, ruled, most=0), unbroken(self._prover, ruled, most=0)):
                if each is not None and not any(each.same(other) for other in self._facts):
                    self._facts.append(each)

    def told(self) -> tuple[tuple[Json, ...], tuple[str, ...]]:
        """Give the facts, and as notes what only follows from rules that contradict each other anyway."""
        clashes = [fact for fact in self._facts if fact.kind == UNSATISFIABLE]
        following = [fact for fact in self._facts if any(each.within(fact.others) for each in clashes)]
        facts = tuple(fact.as_json() for fact in self._facts if fact not in following)
        return facts, (*self._notes, *(fact.words for fact in following))

    def _kept(self, ruled: Ruled) -> bool:
        """Account for a rule that is never kept; tell whether it never applies."""
        fact = unkept(self._prover, ruled)
        if fact is None:
            told = "to which it applies and that keeps it" if ruled.when else "that keeps it"
            self._notes.append(f"not verified: for rule {ruled.rule.id} no record was found {told}")
        elif not any(fact.same(other) for other in self._facts):
            self._facts.append(fact)
        return fact is not None and fact.part == "when"

    def _broken(self, ruled: Ruled) -> None:
        fact = unbroken(self._prover, ruled)
        if fact is None:
            self._notes.append(f"not verified: no record was found that breaks rule {ruled.rule.id} alone")
        elif fact.kind == IMPLIED:
            self._notes.append(fact.words)
        else:
            self._facts.append(fact)
