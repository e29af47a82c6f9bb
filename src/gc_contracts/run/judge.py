"""Let the checks look at what was seen, and decide how the item ended.

A team's contract.yaml has the last word on which checks are on and how grave their findings are, and its
waivers.yaml on which of them it accepts for a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from gc_contracts.model.case import Plan
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.contract import Contract
from gc_contracts.model.finding import Finding, Severity, distinct
from gc_contracts.model.result import Outcome, Result
from gc_contracts.run.covered import covered
from gc_contracts.run.observe import Observed
from gc_contracts.run.trouble import excuse, trace
from gc_contracts.run.waiving import waive
from gc_contracts.settings import Settings


@dataclass(frozen=True, slots=True)
class Looked:
    """What one check gave: its findings, and the exception that ended it early."""

    findings: tuple[Finding, ...] = ()
    excuse: str = ""
    trace: str = ""


def judge(
    contract: Contract, plan: Plan, seen: Observed, checks: Iterable[Check], settings: Settings
) -> Result:
    """Look with every check of this kind and make the item's result."""
    expected = contract.expectations
    view = Seen(contract, plan, seen.runs, settings, seen.comparison)
    looked = [_look(check, view) for check in checks if _applies(check, view, expected.disabled)]
    graded = (_graded(found, expected.severity) for look in looked for found in look.findings)
    findings, waived = waive(distinct(graded), contract.waivers, settings.today)
    unrecorded = [run.unrecorded for run in view.actions if run.unrecorded]
    return Result(
        contract.id,
        plan.kind,
        Outcome.ERROR if unrecorded else _outcome(findings, looked, settings.fail_on),
        findings,
        seen.examples,
        notes=(*plan.notes, *seen.notes, *(look.trace for look in looked if look.trace)),
        reason=" ".join((*(look.excuse for look in looked if look.excuse), *unrecorded)),
        covered=covered(contract, plan, seen.runs, seen.drawn) if settings.coverage else (),
        changes=seen.comparison.changes if seen.comparison else (),
        waived=waived,
        recorded=tuple(run.recorded for run in view.actions if run.recorded),
    )


def _applies(check: Check, seen: Seen, disabled: Iterable[str]) -> bool:
    looks = seen.plan.kind in check.kinds and seen.contract.kind in check.about
    return looks and not any(fnmatchcase(check.id, glob) for glob in disabled)


def _look(check: Check, seen: Seen) -> Looked:
    findings: list[Finding] = []
    try:
        findings.extend(_finding(check, found) for found in check.look(seen))
    except Exception as error:  # noqa: BLE001 - a check that breaks must not take the others along
        return Looked(tuple(findings), excuse(f"check {check.id}", error), trace(error))
    return Looked(tuple(findings))


def _finding(check: Check, found: object) -> Finding:
    if not isinstance(found, Finding):
        raise TypeError(f"{check.id} yields {type(found).__name__}, not Finding")
    return found


def _graded(finding: Finding, severity: Mapping[str, str]) -> Finding:
    exact = severity.get(finding.check)
    named = exact or next(
        (grade for glob, grade in severity.items() if fnmatchcase(finding.check, glob)), None
    )
    return replace(finding, severity=Severity(named)) if named else finding


def _outcome(findings: Iterable[Finding], looked: Iterable[Looked], fail_on: Severity) -> Outcome:
    if any(look.excuse for look in looked):
        return Outcome.ERROR
    grave = any(finding.severity.rank >= fail_on.rank for finding in findings)
    return Outcome.FAILED if grave else Outcome.PASSED
