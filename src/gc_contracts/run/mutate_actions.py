"""Run the item that breaks a Data Action once a piece: does some finding appear that was not there before?

What is put to the test is the suite: all its items, planned anew for the broken action. A change that runs
show and no check objects to is a survivor, with the input that shows it: an example in contract.yaml says
what is right, and then the change is noticed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.check import ActionRun, Check
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.mutate.actions import ActionMutant, action_mutants
from gc_contracts.run.judge import judge
from gc_contracts.run.observe import Observed, observe
from gc_contracts.settings import Settings

PlanFor = Callable[[Contract, CaseKind, Settings], Plan]
"""Derives the cases of one item of a contract that was changed on purpose."""
ITEMS = (
    *(CaseKind.STATIC, CaseKind.EXAMPLES, CaseKind.REPLAY),
    *(CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT),
)
"""Cheap ones first: most mutants need no more than those."""
LEAST = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Bench:
    """The unbroken action, and what its suite says of it."""

    contract: Contract
    checks: tuple[Check, ...]
    settings: Settings
    plan_for: PlanFor
    known: frozenset[tuple[str, str]]
    """Check and place of each finding that is there anyway."""
    runs: tuple[ActionRun, ...]

    @classmethod
    def of(
        cls, contract: Contract, checks: Iterable[Check], settings: Settings, plan_for: PlanFor
    ) -> "Bench":
        """Run the whole suite of the unbroken action."""
        bench = cls(contract, tuple(checks), settings, plan_for, frozenset(), ())
        told = [bench.item(contract, kind) for kind in ITEMS]
        known = frozenset((one.check, one.place) for _, findings in told for one in findings)
        runs = (run for seen, _ in told for run in seen.runs if isinstance(run, ActionRun))
        return replace(bench, known=known, runs=tuple(runs))

    def item(self, contract: Contract, kind: CaseKind) -> tuple[Observed, tuple[Finding, ...]]:
        """Plan, run and judge one item."""
        plan = self.plan_for(contract, kind, self.settings)
        if plan.skip:
            return Observed(), ()
        seen = observe(contract, plan, self.settings)
        found = judge(contract, plan, seen, self.checks, self.settings).findings
        return seen, tuple(one for one in found if one.severity.rank >= LEAST.rank)

    def notices(self, broken: Contract) -> bool:
        """Tell whether some item finds something that was not there before."""
        return any(self._news(broken, kind) for kind in ITEMS)

    def _news(self, broken: Contract, kind: CaseKind) -> bool:
        _, findings = self.item(broken, kind)
        return any((one.check, one.place) not in self.known for one in findings)

    def shows(self, broken: Contract) -> ActionCase | None:
        """Give a case whose run the change alters; None: there is none among those of the unbroken action."""
        cases = tuple(run.case for run in self.runs if not run.instead)
        before = {id(run.case): _ended(run) for run in self.runs if not run.instead}
        plan = Plan(broken.id, CaseKind.REQUEST, cases)
        for run in observe(broken, plan, self.settings).runs:
            if isinstance(run, ActionRun) and not run.instead and _ended(run) != before[id(run.case)]:
                return run.case
        return None


def action_mutation(bench: Bench) -> Mutation:
    """Break the action in every way and let its suite look at each."""
    killed, survivors = 0, list[Broken]()
    for mutant in action_mutants(bench.contract.action):
        broken = replace(bench.contract, subject=mutant.action)
        if bench.notices(broken):
            killed += 1
        else:
            survivors.append(_survivor(bench, mutant, bench.shows(broken)))
    return Mutation(killed, tuple(survivors))


def _survivor(bench: Bench, mutant: ActionMutant, case: ActionCase | None) -> Broken:
    place = bench.contract.locate(mutant.pointer)
    if case is None:
        reason = f"none of {len(bench.runs):,} runs differs: an example in contract.yaml would tell"
        return Broken(place, mutant.words, reason)
    reason = f"a run differs and no check objects: an example with input {dumps(case.input)} would tell"
    return Broken(place, mutant.words, reason, {"record": case.input})


def _ended(run: ActionRun) -> Json:
    execution = run.execution
    return (execution.ok, execution.request, execution.output, len(execution.steps))
