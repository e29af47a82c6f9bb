"""Run the cases of a plan, whatever they are, and gather what was seen."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gc_contracts.model.case import ActionCase, CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.check import Run
from gc_contracts.model.contract import Contract
from gc_contracts.model.judgement import Comparison
from gc_contracts.run.covered import Tally, Tried
from gc_contracts.run.witnessed import witnessed
from gc_contracts.settings import Settings

if TYPE_CHECKING:
    from gc_contracts.run.candidate import Have
    from gc_contracts.run.recording import Recorder


@dataclass(frozen=True, slots=True)
class Observed:
    """What running showed: the runs for the checks, how many examples they stand for, and notes."""

    runs: tuple[Run, ...] = ()
    examples: int = 0
    notes: tuple[str, ...] = ()
    comparison: Comparison | None = None
    """What comparing with the baseline came to."""
    drawn: tuple[tuple[Tried, int], ...] = ()
    """What generated records tried how often, where somebody wants to know."""


def observe(contract: Contract, plan: Plan, settings: Settings, have: "Have | None" = None) -> Observed:
    """Run each family of cases through its engine; each engine is loaded when a plan needs it.

    `have`: how a contract's validator is had; without it, as the contract names it.

    Raises:
        SchemaError: the schema cannot be compiled.
    """
    if plan.kind is CaseKind.COMPAT:
        from gc_contracts.run.compat import compare  # noqa: PLC0415 - late: an engine of its own

        compared = compare(contract, plan, settings)
        return Observed(examples=len(plan.cases), notes=compared.notes, comparison=compared)
    records = tuple(case for case in plan.cases if isinstance(case, RecordCase | FuzzCase))
    actions = tuple(case for case in plan.cases if isinstance(case, ActionCase))
    seen = Observed()
    if records:
        seen = _joined(seen, _records(contract, plan, settings, have))
    if actions:
        seen = _joined(seen, _actions(contract, plan, actions, settings))
    return seen


def _joined(left: Observed, right: Observed) -> Observed:
    runs, examples, notes = left.runs + right.runs, left.examples + right.examples, left.notes + right.notes
    return Observed(runs, examples, notes, drawn=left.drawn + right.drawn)


def _records(contract: Contract, plan: Plan, settings: Settings, have: "Have | None") -> Observed:
    if contract.expectations.validator:
        from gc_contracts.run.trial import on_trial  # noqa: PLC0415 - late: starts processes

        runs, examples, notes, drawn = on_trial(contract, plan, settings, have)
        return Observed(runs, examples, notes, drawn=drawn)
    # Late: the JSON Schema engine and Hypothesis, each where a plan needs it.
    from gc_contracts.run.oracle import Oracle  # noqa: PLC0415 - as said
    from gc_contracts.run.records import run_records  # noqa: PLC0415 - as said

    declared = plan.kind in {CaseKind.EXAMPLES, CaseKind.RULES}
    oracle = Oracle.of(contract, settings.emulation.patterns, conditions=declared)
    records = tuple(case for case in plan.cases if isinstance(case, RecordCase))
    properties = tuple(case for case in plan.cases if isinstance(case, FuzzCase))
    seen = Observed(*run_records(oracle, records))
    if properties:
        from gc_contracts.run.property import run_properties  # noqa: PLC0415 - as said

        tally = Tally(oracle) if settings.coverage else None
        seen = _joined(seen, Observed(*run_properties(oracle, properties, settings.seed, tally)))
        seen = replace(seen, drawn=tally.counts if tally else ())
    return seen


def _actions(contract: Contract, plan: Plan, cases: tuple[ActionCase, ...], settings: Settings) -> Observed:
    if not any(case.record for case in cases):
        return _by_engine(contract, plan, cases, settings, None)
    from gc_contracts.run.recording import recorder_for  # noqa: PLC0415 - late: reaches the network, when asked

    with recorder_for(settings.now, contract.action.timeout) as recorder:
        return _by_engine(contract, plan, cases, settings, recorder)


def _by_engine(
    contract: Contract,
    plan: Plan,
    cases: tuple[ActionCase, ...],
    settings: Settings,
    recorder: "Recorder | None",
) -> Observed:
    from gc_contracts.action.function import is_javascript  # noqa: PLC0415 - late: an engine's folder

    by_code = plan.kind in {CaseKind.HANDLER, CaseKind.REPLAY}
    if is_javascript(contract) and (by_code or _runs_examples(contract, plan)):
        from gc_contracts.run.functions import run_function  # noqa: PLC0415 - late: starts processes

        called = Observed(*run_function(contract, plan, cases, settings, recorder))
        return replace(called, runs=witnessed(called.runs))
    seen = Observed()
    by_handler = plan.kind is CaseKind.HANDLER or (
        plan.kind in {CaseKind.EXAMPLES, CaseKind.REPLAY} and _has_handler(contract)
    )
    if contract.action.form != "field-list" and not (by_handler and by_code):
        from gc_contracts.run.actions import run_actions  # noqa: PLC0415 - late: loads httpx and the executor

        seen = Observed(*run_actions(contract, cases, settings.emulation, recorder))
    if plan.kind is CaseKind.FAULT:
        from gc_contracts.run.endings import told  # noqa: PLC0415 - late: for this kind alone

        seen = _joined(seen, Observed(notes=told(seen.runs)))
    if by_handler:
        from gc_contracts.run.handlers import run_handler  # noqa: PLC0415 - late: starts processes

        seen = _joined(seen, Observed(*run_handler(contract, plan, cases, settings, recorder)))
    return replace(seen, runs=witnessed(seen.runs))


def _runs_examples(contract: Contract, plan: Plan) -> bool:
    """Whether declared runs go through a function, since contract.yaml names it."""
    return plan.kind is CaseKind.EXAMPLES and bool(contract.expectations.handler)


def _has_handler(contract: Contract) -> bool:
    return contract.action.form == "field-list" or bool(contract.expectations.handler)
