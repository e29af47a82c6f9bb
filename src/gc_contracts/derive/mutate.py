"""What to show to the mutants of a schema: all deterministic cases the suite has for it."""

from gc_contracts.derive.records import plan as records_plan
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.settings import Settings

ACTIONS = "not verified: actions are not broken on purpose by this version"


def plan(contract: Contract, settings: Settings) -> Plan:
    """Gather the boundary cases and the declared examples of a schema contract.

    Generated examples are left out: a score that depends on luck is none.
    """
    if contract.kind is not Kind.SCHEMA:
        return Plan(contract.id, CaseKind.MUTATE, skip=ACTIONS)
    edges = records_plan(contract, CaseKind.BOUNDARY, settings)
    if edges.skip:
        return Plan(contract.id, CaseKind.MUTATE, skip=edges.skip)
    declared = records_plan(contract, CaseKind.EXAMPLES, settings)
    return Plan(contract.id, CaseKind.MUTATE, (*edges.cases, *declared.cases))
