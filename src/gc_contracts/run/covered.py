"""Count what an item tried: each rule of a schema, each thing that an action's cases vary.

For people who look at a report: a green item says that nothing was found, this says where was looked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from gc_contracts._json import Json
from gc_contracts.model.case import CaseKind, FuzzCase, Origin, Plan
from gc_contracts.model.check import ActionRun, RecordRun, Run
from gc_contracts.model.contract import Contract
from gc_contracts.model.result import Covered

if TYPE_CHECKING:
    from gc_contracts.run.oracle import Oracle

VALID = "a valid record"
NORMAL = frozenset({"normal", "base", "declared", "recorded"})
"""Variations that change nothing."""


class Tried(NamedTuple):
    """One rule as a case tried it; `rule` points into the schema document, or into contract.yaml."""

    rule: str
    what: str
    declared: bool = False
    """Whether contract.yaml declares the rule, and no schema."""


class Tally:
    """Counts generated records by the rule they break; asks the engine again, so only where it is wanted."""

    def __init__(self, oracle: "Oracle") -> None:
        self._oracle = oracle
        self._counts: Counter[Tried] = Counter()

    def look(self, record: Json, keyword: str, pointer: str) -> None:
        """Count one record, and what it was made to break, if anything."""
        told = self._oracle.violations(record) if keyword else ()
        meant = (each.rule for each in told if (each.keyword, each.pointer) == (keyword, pointer))
        rule = next(meant, told[0].rule if told else "")
        self._counts[Tried(rule, keyword or VALID)] += 1

    @property
    def counts(self) -> tuple[tuple[Tried, int], ...]:
        """What was tried how often, in the order of its first time."""
        return tuple(self._counts.items())


def watching(look: Callable[..., None], tally: Tally | None) -> Callable[..., None]:
    """Have a tally see each drawn record before `look` does; without one, `look` itself."""
    if tally is None:
        return look

    def both(draw: "tuple[Json, str, str]") -> None:
        tally.look(*draw)
        look(draw)

    return both


def covered(
    contract: Contract, plan: Plan, runs: Iterable[Run], drawn: Iterable[tuple[Tried, int]] = ()
) -> tuple[Covered, ...]:
    """Count the runs of an item, and name the rules that no case can try alone, with the reason.

    Args:
        contract: whose rules they are.
        plan: what was to run; its fact `untried` holds the rules without a case.
        runs: what ran.
        drawn: what generated records tried, as a tally counted them.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for run in runs:
        for rule, what in _tried(contract, plan, run):
            counts[rule, what] += 1
    for tried, count in drawn:
        counts[_place(contract, tried), tried.what] += count
    named = [Covered(rule, what, count) for (rule, what), count in counts.items()]
    untried = dict(plan.facts).get("untried")
    missing = [
        Covered(_place(contract, Tried(rule, keyword)), keyword, 0, why)
        for rule, keyword, why in (untried if isinstance(untried, list) else ())
        # What one place implies, another place with the same `$ref` may try.
        if (_place(contract, Tried(rule, keyword)), keyword) not in counts
    ]
    return _ordered([*named, *missing])


def _tried(contract: Contract, plan: Plan, run: Run) -> Iterator[tuple[str, str]]:
    if isinstance(run, ActionRun):
        yield _varied(contract, plan.kind, run)
    elif plan.kind is not CaseKind.FUZZ:  # what those find, the tally has counted
        tried = _ruled(contract, run)
        yield _place(contract, tried), tried.what


def _ruled(contract: Contract, run: RecordRun) -> Tried:
    """Tell which rule a record was made for; for one that a person declared, which it breaks."""
    case = run.case
    if isinstance(case, FuzzCase):
        return Tried("", VALID)
    if case.rule and case.origin is not Origin.SCHEMA:
        return Tried(case.rule, _named(contract, case.rule), declared=True)
    if case.rule:
        return Tried(case.rule, case.keyword or case.rule.rpartition("/")[2])
    if case.valid or not run.violations:
        return Tried("", VALID)
    first = run.violations[0]
    if first.rule.startswith(("/rules/", "/references/")):
        return Tried(first.rule, _named(contract, first.rule), declared=True)
    return Tried(first.rule, first.keyword)


def _named(contract: Contract, pointer: str) -> str:
    """Give the id of a declared rule; a reference is told by its place."""
    return next((rule.id for rule in contract.expectations.rules if rule.pointer == pointer), "reference")


def _varied(contract: Contract, kind: CaseKind, run: ActionRun) -> tuple[str, str]:
    about, variation = run.case.about, run.case.variation
    if not about:
        whole = kind not in {CaseKind.RESPONSE, CaseKind.FAULT} or variation in NORMAL
        return ("" if whole else "reply"), variation
    document = contract.action.input.document
    declared = document.get("properties") if isinstance(document, dict) else None
    is_input = kind is not CaseKind.RESPONSE and isinstance(declared, dict) and about in declared
    return f"{'input' if is_input else 'response'} {about}", variation


def _place(contract: Contract, tried: Tried) -> str:
    """Point into the subject's file; a rule of contract.yaml stays where it is."""
    is_whole = not tried.rule
    return tried.rule if tried.declared or is_whole else contract.schema.place(tried.rule)


def _ordered(found: list[Covered]) -> tuple[Covered, ...]:
    """Put rules that stand at one place side by side, in the order in which places were first tried."""
    places = {one.rule.rpartition("/")[0]: 0 for one in found}
    order = {place: number for number, place in enumerate(places)}
    return tuple(sorted(found, key=lambda one: order[one.rule.rpartition("/")[0]]))
