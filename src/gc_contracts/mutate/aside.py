"""What becomes of the mutants of rules and references: noticed, proved equal, or survivors with a witness."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import RecordCase
from gc_contracts.model.contract import Expectations
from gc_contracts.mutate.conditions import Beside, beside
from gc_contracts.mutate.fate import Fate
from gc_contracts.mutate.judge import Suite
from gc_contracts.rules.conditions import Conditions
from gc_contracts.rules.proof import Prover
from gc_contracts.rules.search.formulas import Free, Truth
from gc_contracts.rules.search.ground import State
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.search.ruled import Ruled, sparing
from gc_contracts.rules.search.solve import Goal, solve
from gc_contracts.rules.values import UNKNOWN
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema

MOST = 40
"""Records that reach what is wanted and are looked at for one mutant."""
CHANGED = "the changed rule"


@dataclass(frozen=True, slots=True)
class Stands:
    """A case whose record the schema takes, and the conditions it breaks, by pointer."""

    case: RecordCase
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What all mutants of the conditions are shown."""

    conditions: Conditions
    validator: Validator
    cases: tuple[Stands, ...]

    @classmethod
    def of(cls, suite: Suite, conditions: Conditions) -> "Trial":
        """Ask the unbroken conditions about every case, once."""
        limit = suite.schema.max_bytes
        told = (
            Stands(one.case, frozenset(each.rule for each in conditions.violations(one.case.record)))
            for one in suite.known
            if one.taken and (limit is None or one.size <= limit)
        )
        return cls(conditions, compile_schema(suite.schema, suite.patterns), tuple(told))

    def noticed(self, mutant: Beside) -> str:
        """Give the id of a case that notices a mutant; those made for its rule are asked first."""
        for own in (True, False):
            for one in self.cases:
                asked = (one.case.rule == mutant.pointer) is own and not one.broken - {mutant.pointer}
                if asked and mutant.holds(one.case.record) is not one.case.valid:
                    return one.case.id
        return ""

    def tells(self, mutant: Beside, record: Json) -> bool:
        """Tell whether a record is one thing to the unbroken, and another to the mutant."""
        if not self.validator.is_valid(record):
            return False
        broken = {each.rule for each in self.conditions.violations(record)}
        return not broken - {mutant.pointer} and mutant.holds(record) is bool(broken)


def asides(suite: Suite, conditions: Conditions) -> Iterator[Fate]:
    """Tell for each mutant of the rules and references what became of it."""
    trial = Trial.of(suite, conditions)
    for mutant in beside(conditions):
        killer = trial.noticed(mutant)
        yield (
            Fate(mutant.pointer, mutant.words, declared=True, killer=killer)
            if killer
            else _unnoticed(trial, mutant)
        )


def _unnoticed(trial: Trial, mutant: Beside) -> Fate:
    fate = Fate(mutant.pointer, mutant.words, declared=True)
    records = list(_records(trial, mutant))
    found = next((record for record in records if trial.tells(mutant, record)), None)
    if found is not None:
        return replace(fate, looked=len(records), witness={"record": found})
    if mutant.rule is not None and _is_same(trial, mutant):
        words = "proved: every choice of values that the rule tells apart was tried, and both say the same"
        return replace(fate, equivalent=words)
    return replace(fate, looked=len(records))


def _records(trial: Trial, mutant: Beside) -> Iterator[Json]:
    for one in trial.cases:
        if one.case.valid and isinstance(one.case.record, dict):
            yield from ({**one.case.record, name: value} for name, value in mutant.wild)
    if mutant.rule is None:
        return
    for maker, own, changed in _made(trial, mutant):
        bench = maker.bench or (maker.on(maker.grounds[0]) if maker.grounds else None)
        if bench is None:
            return
        rules = {each.rule.id: each for each in bench.rules}
        goals = [_differing(rules[own], rules[changed])]
        goals += [sparing(each) for name, each in rules.items() if name not in {own, changed}]
        for state in islice(solve(bench.ground, [*goals, *bench.conditions], bench.start), MOST):
            yield bench.ground.record(state)


def _is_same(trial: Trial, mutant: Beside) -> bool:
    for maker, own, changed in _made(trial, mutant):
        for made in maker.grounds[:1]:
            prover = Prover.of(maker, made)
            rules = {each.rule.id: each for each in prover.rules}
            pair = rules[own], rules[changed]
            return prover.never([_differing(*pair)], pair)
    return False


def _made(trial: Trial, mutant: Beside) -> Iterator[tuple[Maker, str, str]]:
    """Set the changed rule beside the others; nothing where one of both cannot be read."""
    kept = trial.conditions
    own = next((each.rule for each in kept.rules if each.rule.pointer == mutant.pointer), None)
    if own is None or mutant.rule is None:
        return
    rules = (*(each.rule for each in kept.rules), replace(mutant.rule, id=CHANGED, pointer=""))
    references = {each.field: each for each in kept.references}
    both = Conditions.of(Expectations(rules=rules, references=references), kept.schema, kept.patterns)
    try:
        maker = Maker.of(both)
    except SchemaError:
        return
    if {own.id, CHANGED} <= {read.rule.id for read in maker.rules}:
        yield maker, own.id, CHANGED


def _differing(left: Ruled, right: Ruled) -> Goal:
    """Want one rule to let a state pass and the other not."""

    def test(state: State, free: Free) -> Truth:
        answers = left.spares(state, free), right.spares(state, free)
        return UNKNOWN if UNKNOWN in answers else answers[0] is not answers[1]

    return Goal(tuple(sorted({*left.fields, *right.fields})), test)
