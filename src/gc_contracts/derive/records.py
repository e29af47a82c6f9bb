"""What to run for a schema contract: its edges, its properties, the records a person declared.

Pure and deterministic: the same contract and settings give the same plan in every process. What cannot
be verified here says so in `Plan.skip`; it is never left out in silence.
"""

from gc_contracts._json import Json
from gc_contracts.derive.conditioned import conditioned
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import Case, CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.contract import Contract, RecordExample
from gc_contracts.schema.boundary import Boundary, Gap, Implied, boundary, satisfiable
from gc_contracts.schema.separate import beyond_json, separating
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings

NOWHERE = "not verified: we found no record that the schema takes"


def plan(contract: Contract, kind: CaseKind, settings: Settings) -> Plan:
    """Derive the cases of one item of a schema contract; empty for a kind that schemas have no cases of."""
    try:
        compile_schema(contract.schema, settings.emulation.patterns)
    except SchemaError as reason:
        return Plan(contract.id, kind, skip=f"not verified: {reason}")
    if kind is CaseKind.BOUNDARY:
        return _boundary(contract, settings)
    if kind is CaseKind.FUZZ:
        return _fuzz(contract, settings)
    return Plan(contract.id, kind, _examples(contract) if kind is CaseKind.EXAMPLES else ())


def _boundary(contract: Contract, settings: Settings) -> Plan:
    found = boundary(contract.schema, settings.emulation.patterns)
    if not found.cases:
        return Plan(contract.id, CaseKind.BOUNDARY, notes=_notes(found), skip=NOWHERE)
    if not contract.expectations.validator:
        facts = (("base", found.base), ("untried", _untried(found)))
        return Plan(contract.id, CaseKind.BOUNDARY, found.cases, _notes(found), facts=facts)
    # What a schema's own engines never get wrong, hand-written code does.
    more = separating(contract.schema, found.base, settings.emulation.patterns, found)
    kept = conditioned(contract, (*found.cases, *more), found.base, settings.emulation.patterns)
    # No condition is asked about what is no JSON: it is wrong by itself.
    odd = beyond_json(contract.schema, kept.base, settings.emulation.patterns, found)
    facts = (("base", kept.base), ("untried", _untried(found)))
    return Plan(
        contract.id, CaseKind.BOUNDARY, (*kept.cases, *odd), (*_notes(found), *kept.notes), facts=facts
    )


def _fuzz(contract: Contract, settings: Settings) -> Plan:
    if not satisfiable(contract.schema, settings.emulation.patterns):
        return Plan(contract.id, CaseKind.FUZZ, skip=NOWHERE)
    count = settings.examples if contract.expectations.cases is None else contract.expectations.cases
    cases = (FuzzCase("valid", valid=True, examples=count), FuzzCase("invalid", valid=False, examples=count))
    return Plan(contract.id, CaseKind.FUZZ, cases)


def _examples(contract: Contract) -> tuple[Case, ...]:
    numbers = {True: 0, False: 0}
    cases: list[Case] = []
    for example in contract.expectations.records:
        valid = not example.violates
        numbers[valid] += 1
        cases.append(_declared(example, f"{'valid' if valid else 'invalid'}.{numbers[valid]}"))
    return tuple(cases)


def _declared(example: RecordExample, name: str) -> RecordCase:
    return RecordCase(
        f"examples.{name}",
        example.record,
        valid=not example.violates,
        keyword=example.violates,
        declared=example.pointer,
    )


def _notes(found: Boundary) -> tuple[str, ...]:
    return (*map(_implied, found.implied), *map(_gap, found.gaps))


def _untried(found: Boundary) -> list[Json]:
    """List the rules that no case breaks alone: their pointer, their keyword, and why."""
    implied = [[one.rule, one.keyword, f"implied by {one.by}"] for one in found.implied]
    return [*implied, *([one.rule, one.keyword, one.reason] for one in found.gaps)]


def _implied(rule: Implied) -> str:
    return f"{rule.keyword} at {rule.pointer or 'the record'} is implied by {rule.by}"


def _gap(rule: Gap) -> str:
    subject = f"{rule.keyword} at " if rule.keyword else ""
    return f"{subject}{rule.pointer or 'the record'} is not broken alone: {rule.reason}"
