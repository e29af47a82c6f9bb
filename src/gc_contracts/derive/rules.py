"""What to run for the rules and references of a schema contract: records on both sides of each.

Pure and deterministic. What cannot be judged here is not verified, which is not the same as safe.
"""

from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.contract import Contract, Reference
from gc_contracts.rules import Conditions
from gc_contracts.rules.cases import rule_cases
from gc_contracts.rules.search.maker import Maker
from gc_contracts.settings import Settings


def plan(contract: Contract, settings: Settings) -> Plan:
    """Derive the cases of the item `rules`; facts hold what was proved, as `rules`, and the base record."""
    expected = contract.expectations
    conditions = Conditions.of(expected, contract.schema, settings.emulation.patterns)
    if conditions.missing and not conditions.references:
        return Plan(contract.id, CaseKind.RULES, skip=conditions.missing)
    try:
        maker = Maker.of(conditions)
    except SchemaError as reason:
        return Plan(contract.id, CaseKind.RULES, skip=f"not verified: {reason}")
    found = rule_cases(maker)
    unknown = (_unknown(each) for each in expected.references.values() if each.values is None)
    unread = (
        f"not verified: no records are made for rule {each.rule.id}, which only its engine can read"
        for each in conditions.rules
        if all(each.rule is not read.rule for read in maker.rules)
    )
    broken = (f"not verified: rule {each.rule.id} does not compile" for each in conditions.troubles)
    missing = (conditions.missing,) if conditions.missing else ()
    notes = (*missing, *found.notes, *dict.fromkeys(broken), *unread, *unknown)
    if notes and not (found.cases or found.facts):
        return Plan(contract.id, CaseKind.RULES, notes=notes[1:], skip=notes[0])
    facts = (("rules", list(found.facts)), ("base", found.base))
    return Plan(contract.id, CaseKind.RULES, found.cases, notes, facts=facts)


def _unknown(reference: Reference) -> str:
    return f"not verified: the records that {reference.field} refers to are not known"
