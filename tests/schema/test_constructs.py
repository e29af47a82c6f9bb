"""Conditions, tuples, alternatives and names: their cases are right, and a wrong rule seldom gets past them."""

import pytest

from constructs import DOCUMENTS, schema
from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind, RecordCase
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.run.mutate import run_mutants
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.settings import Settings

SURVIVING = {
    "if-const": 3,
    "if-several": 9,
    "if-in-all-of": 6,
    "if-required": 2,
    "tuple-contains": 6,
    "tuple-closed-contains": 1,
    "tuple-old-contains": 5,
    "contains-bounds": 5,
    "all-of-unevaluated-items": 2,
    "unevaluated-schema": 1,
    "names-patterns": 5,
    "dependent-schemas": 2,
    "not": 13,
    "one-of-overlap": 4,
    "any-of-required": 2,
    "const-objects": 2,
    "linked": 2,
    "patterns-only": 3,
}
"""How many broken rules no case notices and no proof excuses, where there are any; may only shrink."""


def _plan(name):
    contract = Contract(name, Kind.SCHEMA, name, None, schema(name))
    return contract, derive(contract, CaseKind.MUTATE, Settings())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_engines_say_what_a_case_says(name):
    """A case is right, or it would be a false alarm."""
    _, plan = _plan(name)
    validator, independent = compile_schema(schema(name)), Second(schema(name))
    cases = [case for case in plan.cases if isinstance(case, RecordCase)]

    first = [case.id for case in cases if validator.is_valid(case.record) is not case.valid]
    second = [case.id for case in cases if independent.is_valid(case.record) is not case.valid]

    assert (bool(cases), first, second) == (True, [], [])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_few_broken_rules_get_past_the_cases(name):
    """Most constructs lose none."""
    contract, plan = _plan(name)

    mutation = run_mutants(contract, plan, [], Settings(), None).mutation

    assert mutation is not None
    assert (len(mutation.survivors), mutation.killed > 30) == (SURVIVING.get(name, 0), True)
