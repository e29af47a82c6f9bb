"""Run one item: its cases through the engines, then the checks over what was seen.

Nothing here ends a suite. What we cannot run is a result that says so, and a check that breaks costs its
own findings and no other's.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Check
from gc_contracts.model.contract import Contract
from gc_contracts.model.recording import Cassette
from gc_contracts.model.result import Outcome, Result
from gc_contracts.run.judge import judge
from gc_contracts.run.observe import observe
from gc_contracts.run.trouble import NotVerifiedError, could_not_run
from gc_contracts.settings import Settings

__all__ = ["could_not_run", "hidden", "run"]

PlanFor = Callable[[Contract, CaseKind, Settings], Plan]
"""Derives the cases of one item of a contract."""


def run(
    contract: Contract,
    plan: Plan,
    checks: Iterable[Check],
    settings: Settings,
    plan_for: PlanFor | None = None,
) -> Result:
    """Run a plan's cases and look at them with every check of its kind.

    A plan that carries a reason to skip, or a schema that no engine takes, is `skipped`: not verified.
    `plan_for` derives the plans of an action that is broken on purpose; only the item `mutate` asks.
    What the result tells holds no secret and no place of this machine.
    """
    looking = tuple(checks)
    result = _run(contract, plan, looking, settings, plan_for)
    learnt = _learnt(result.recorded, contract, settings)
    shown = hidden(replace(result, recorded=()), contract, settings, looking, learnt)
    # What was recorded is no part of what is told: redaction takes its secrets out before it is written.
    return replace(shown, recorded=result.recorded)


def _run(
    contract: Contract, plan: Plan, checks: Iterable[Check], settings: Settings, plan_for: PlanFor | None
) -> Result:
    if plan.skip:
        return _skipped(contract, plan, plan.skip)
    try:
        if plan.kind is CaseKind.MUTATE:
            return _mutate(contract, plan, checks, settings, plan_for)
        seen = observe(contract, plan, settings)
    except SchemaError as error:
        return _skipped(contract, plan, f"not verified: the schema cannot be used: {error}")
    except NotVerifiedError as reason:
        return _skipped(contract, plan, str(reason))
    except Exception as error:  # noqa: BLE001 - a defect of ours must not end the suite
        return could_not_run(contract.id, plan.kind, error)
    return judge(contract, plan, seen, checks, settings)


def _mutate(
    contract: Contract, plan: Plan, checks: Iterable[Check], settings: Settings, plan_for: PlanFor | None
) -> Result:
    from gc_contracts.run.mutate import run_mutants  # noqa: PLC0415 - late: a whole engine, run when asked for

    # What a team accepts is noticed all the same.
    return run_mutants(replace(contract, waivers=()), plan, checks, settings, plan_for)


def _skipped(contract: Contract, plan: Plan, reason: str) -> Result:
    return Result(contract.id, plan.kind, Outcome.SKIPPED, notes=plan.notes, reason=reason)


def _learnt(recorded: tuple[Cassette, ...], contract: Contract, settings: Settings) -> tuple[str, ...]:
    """Give the secrets that real services answered with."""
    if not recorded:
        return ()
    from gc_contracts.run.kept import secrets_in  # noqa: PLC0415 - late: few items record

    return secrets_in(recorded, contract, settings)


def hidden(
    result: Result,
    contract: Contract,
    settings: Settings,
    checks: Iterable[Check] = (),
    learnt: Iterable[str] = (),
) -> Result:
    """Take secrets and places of this machine out of all that a result tells, and look once more.

    `checks`: those that are on; what the last look finds is told where `privacy/secret-in-report` is.
    `learnt`: secrets that nobody knew before the item ran.
    """
    told = (result.findings, result.notes, result.reason, result.mutation, result.changes, result.waived)
    if not any((*told, result.covered)):
        return result
    # Late: reads the code under test, if any, and an item that tells nothing has nothing to hide.
    from gc_contracts.run.hiding import mask_of  # noqa: PLC0415
    from gc_contracts.run.last_look import CHECK, looked_over  # noqa: PLC0415

    mask = mask_of(contract, settings, learnt)
    disabled = contract.expectations.disabled
    tells = any(check.id == CHECK for check in checks) and not any(
        fnmatchcase(CHECK, glob) for glob in disabled
    )
    return looked_over(mask.result(result), contract, mask.rare, settings, tells=tells)
