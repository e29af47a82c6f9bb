"""What to show to the mutants of a schema: all deterministic cases the suite has for it.

They are those that a validator under test is shown: edges, what separates wrong validators from right ones,
both sides of each rule, and what a person declared. Generated examples are left out: a score that depends on
luck is none.
"""

from gc_contracts.derive.conditioned import conditioned
from gc_contracts.derive.records import NOWHERE
from gc_contracts.derive.records import plan as records_plan
from gc_contracts.derive.rules import plan as rules_plan
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.separate import separating
from gc_contracts.settings import Settings

PYTHON = "not verified: Python code is not broken on purpose"


def plan(contract: Contract, settings: Settings) -> Plan:
    """Gather the cases of a contract."""
    if contract.kind is not Kind.SCHEMA:
        # Its cases are planned anew for each mutant: what is broken may be what they are made from.
        python = contract.action.code is not None or contract.action.form == "field-list"
        return Plan(contract.id, CaseKind.MUTATE, skip=PYTHON if python else "")
    schema, patterns = contract.schema, settings.emulation.patterns
    try:
        found = boundary(schema, patterns)
    except SchemaError as reason:
        return Plan(contract.id, CaseKind.MUTATE, skip=f"not verified: {reason}")
    if not found.cases:
        return Plan(contract.id, CaseKind.MUTATE, skip=NOWHERE)
    more = separating(schema, found.base, patterns, found)
    kept = conditioned(contract, (*found.cases, *more), found.base, patterns)
    ruled = _rules(contract, settings)
    declared = records_plan(contract, CaseKind.EXAMPLES, settings)
    cases = (*kept.cases, *ruled.cases, *declared.cases)
    return Plan(contract.id, CaseKind.MUTATE, cases, (*kept.notes, *ruled.notes))


def _rules(contract: Contract, settings: Settings) -> Plan:
    expected = contract.expectations
    if not (expected.rules or expected.references):
        return Plan(contract.id, CaseKind.RULES)
    ruled = rules_plan(contract, settings)
    return Plan(contract.id, CaseKind.RULES, ruled.cases, notes=(ruled.skip,) if ruled.skip else ())
