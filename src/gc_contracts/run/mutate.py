"""Run the item that breaks the reference once a rule: which of its mutants do the suite's cases notice?

The team's own validator has no part in it. What is put to the test here is the suite: a score below the
minimum that was asked for fails the item, survivors by themselves never do.
"""

from collections.abc import Iterable
from math import floor

from gc_contracts._json import dumps
from gc_contracts.model.case import Plan, RecordCase
from gc_contracts.model.check import Check
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Outcome, Result
from gc_contracts.mutate.fate import Fate
from gc_contracts.mutate.score import fates
from gc_contracts.rules.conditions import Conditions
from gc_contracts.run.mutate_actions import Bench, PlanFor, action_mutation
from gc_contracts.settings import Settings
from gc_contracts.source import Source

UNPLANNED = "not verified: nobody said how to plan for an action that is broken on purpose"
NAMED = 3
"""Survivors that the sentence of a failed item names."""


def run_mutants(
    contract: Contract, plan: Plan, checks: Iterable[Check], settings: Settings, plan_for: PlanFor | None
) -> Result:
    """Break a contract in every way and show each mutant to what the suite has for it.

    Raises:
        SchemaError: the unbroken schema cannot be run.
    """
    if contract.kind is not Kind.SCHEMA and plan_for is None:
        return Result(contract.id, plan.kind, Outcome.SKIPPED, reason=UNPLANNED)
    if contract.kind is not Kind.SCHEMA and plan_for is not None:
        bench = Bench.of(contract, checks, settings, plan_for)
        mutation, examples = action_mutation(bench), len(bench.runs)
    else:
        cases = [case for case in plan.cases if isinstance(case, RecordCase)]
        mutation, examples = _of_schema(contract, cases, settings), len(cases)
    reason = _below(mutation, settings.mutate_min)
    outcome = Outcome.FAILED if reason else Outcome.PASSED
    return Result(
        contract.id,
        plan.kind,
        outcome,
        examples=examples,
        notes=plan.notes,
        reason=reason,
        mutation=mutation,
    )


def _of_schema(contract: Contract, cases: list[RecordCase], settings: Settings) -> Mutation:
    schema, patterns = contract.schema, settings.emulation.patterns
    conditions = Conditions.of(contract.expectations, schema, patterns)
    return _account(contract, fates(schema, cases, patterns, conditions))


def _account(contract: Contract, found: Iterable[Fate]) -> Mutation:
    told = list(found)
    return Mutation(
        sum(bool(fate.killer) for fate in told),
        tuple(_survivor(contract, fate) for fate in told if not fate.killer and not fate.equivalent),
        tuple(_broken(contract, fate, fate.equivalent) for fate in told if fate.equivalent),
    )


def _survivor(contract: Contract, fate: Fate) -> Broken:
    if fate.witness is None:
        reason = f"none of {fate.looked:,} records made for it tells them apart, and no proof was found"
    else:
        reason = f"no case of the suite tells; this record would: {dumps(fate.witness['record'])}"
    return _broken(contract, fate, reason)


def _broken(contract: Contract, fate: Fate, reason: str) -> Broken:
    if fate.declared:
        document = contract.expectations.document
        place = document.locate(fate.rule) if document else Source(contract.id, pointer=fate.rule)
    else:
        place = contract.locate(contract.schema.place(fate.rule))
    return Broken(place, fate.words, reason, fate.witness)


def _below(mutation: Mutation, least: float | None) -> str:
    """Say that a score is below what was asked for; empty: it is not, or nothing was asked."""
    if least is None or mutation.percent >= least:
        return ""
    lost = mutation.survivors
    named = "; ".join(f"{one.source}: {one.change}" for one in lost[:NAMED])
    more = f"; and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    noun = "rule" if mutation.counted == 1 else "rules"
    score = floor(mutation.percent * 10) / 10
    return (
        f"mutation score {score:g} % is below {least:g} % (--gc-mutate-min): {len(lost)} of "
        f"{mutation.counted} broken {noun} would go unnoticed: {named}{more}"
    )
