"""Plans for comparing with the baseline: what flows send today, and what was declared and recorded.

The derived cases are those of the *old* version, for it is old flows that a new version meets.
"""

from collections.abc import Iterator
from dataclasses import replace

from gc_contracts.derive import left_open
from gc_contracts.derive.actions import DERIVED
from gc_contracts.derive.actions import plan as actions_plan
from gc_contracts.derive.handlers import plan as handler_plan
from gc_contracts.derive.replay import plan as replay_plan
from gc_contracts.model.case import ActionCase, CaseKind, Plan
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.settings import Settings


def plan(contract: Contract, settings: Settings) -> Plan:
    """Derive the runs with which an action is compared; a schema, or what did not change, needs none."""
    old = contract.baseline[-1].contract if contract.baseline else None
    if old is None or contract.gone or contract.is_as(old):
        return Plan(contract.id, CaseKind.COMPAT)
    if old.kind is Kind.BROKEN:
        why = old.problems[0].message if old.problems else "it is no contract"
        reason = f"not verified: {contract.baseline[-1].ref} cannot be compared with: {old.id}: {why}"
        return Plan(contract.id, CaseKind.COMPAT, skip=reason)
    if contract.kind is not Kind.ACTION or old.kind is not Kind.ACTION:
        return Plan(contract.id, CaseKind.COMPAT)
    reasons = (left_open.skip(one.action, CaseKind.COMPAT) for one in (contract, old))
    if reason := next(filter(None, reasons), ""):
        return Plan(contract.id, CaseKind.COMPAT, skip=reason)
    return _of_action(old, contract, settings)


def _of_action(old: Contract, new: Contract, settings: Settings) -> Plan:
    if new.action.form == "field-list":
        return _of_code(old, new, settings)
    offline = replace(settings, record="none")
    plans = [actions_plan(old, kind, offline) for kind in DERIVED]
    declared = actions_plan(new, CaseKind.EXAMPLES, offline)
    found = (case for one in (declared, replay_plan(new), *plans) for case in one.cases)
    cases = {case.id: case for case in found if isinstance(case, ActionCase)}
    notes = tuple(f"not verified: {one.skip.removeprefix('not verified: ')}" for one in plans if one.skip)
    return Plan(new.id, CaseKind.COMPAT, tuple(cases.values()), (*dict.fromkeys(notes), *_code(old, new)))


def _of_code(old: Contract, new: Contract, settings: Settings) -> Plan:
    """Plan for code in the file itself: what the old one is called with."""
    texts = [one.action.code.text if one.action.code else "" for one in (old, new)]
    if not all(texts) or texts[0] == texts[1]:
        return Plan(new.id, CaseKind.COMPAT, notes=tuple(_code(old, new)))
    found = handler_plan(old, CaseKind.HANDLER, settings)
    notes = (*found.notes, *filter(None, [found.skip]))
    return Plan(new.id, CaseKind.COMPAT, found.cases, notes, facts=found.facts)


def _code(old: Contract, new: Contract) -> Iterator[str]:
    """Say that code changed, which is not run side by side."""
    before, after = (one.action.code.text if one.action.code else "" for one in (old, new))
    if before != after or old.action.function != new.action.function:
        yield f"not verified: what the code does now; it changed since {new.baseline[-1].ref}"
