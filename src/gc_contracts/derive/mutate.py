"""What to show to the mutants of a schema: all deterministic cases the suite has for it."""

from gc_contracts.derive.records import NOWHERE
from gc_contracts.derive.records import plan as records_plan
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.rules.cases import rule_cases
from gc_contracts.rules.conditions import Conditions
from gc_contracts.rules.search.maker import Maker
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.separate import separating
from gc_contracts.settings import Settings

ACTIONS = "not verified: actions are not broken on purpose by this version"


def plan(contract: Contract, settings: Settings) -> Plan:
    """Gather the cases of a schema contract: its edges, those that tell validators apart, rules, examples.

    Generated examples are left out: a score that depends on luck is none.
    """
    if contract.kind is not Kind.SCHEMA:
        return Plan(contract.id, CaseKind.MUTATE, skip=ACTIONS)
    schema, patterns = contract.schema, settings.emulation.patterns
    try:
        found = boundary(schema, patterns)
    except SchemaError as reason:
        return Plan(contract.id, CaseKind.MUTATE, skip=f"not verified: {reason}")
    if not found.cases:
        return Plan(contract.id, CaseKind.MUTATE, skip=NOWHERE)
    separate = separating(schema, found.base, patterns, found)
    declared = records_plan(contract, CaseKind.EXAMPLES, settings)
    conditions = Conditions.of(contract.expectations, schema, patterns)
    ruled = () if conditions.silent else rule_cases(Maker.of(conditions)).cases
    notes = (conditions.missing,) if conditions.missing else ()
    cases = (*found.cases, *separate, *ruled, *declared.cases)
    return Plan(contract.id, CaseKind.MUTATE, cases, notes)
