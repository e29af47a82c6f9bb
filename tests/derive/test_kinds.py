"""Which items a contract has, told from the contract alone."""

from dataclasses import replace

import pytest

from gc_contracts.derive import kinds
from gc_contracts.model.contract import ActionExample, Contract, Expectations, Kind, RecordExample, Rule
from gc_contracts.model.schema import Schema
from little import little_action, little_contract

SCHEMA = Contract("s.json", Kind.SCHEMA, "s", None, Schema("s", {"type": "object"}, "draft-04"))
ACTION = little_contract(little_action())
PYTHON = replace(little_action(code="def execute(): …"), form="field-list")
RECORDS = Expectations(records=(RecordExample({}),))
RUNS = Expectations(runs=(ActionExample({}),))


@pytest.mark.parametrize(
    ("contract", "found"),
    [
        (SCHEMA, ("static", "boundary", "fuzz")),
        (replace(SCHEMA, expectations=RECORDS), ("static", "boundary", "fuzz", "examples")),
        (
            replace(SCHEMA, expectations=Expectations(rules=(Rule("r", "true"),), validator="a:b")),
            ("static", "boundary", "fuzz", "rules"),
        ),
        (ACTION, ("static", "request", "response", "fault")),
        (replace(ACTION, expectations=RUNS), ("static", "request", "response", "fault", "examples")),
        (
            replace(ACTION, expectations=Expectations(handler="a:b")),
            ("static", "request", "response", "fault", "handler"),
        ),
        (little_contract(PYTHON), ("static", "handler")),
        (
            little_contract(little_action(kind="function-data-actions")),
            ("static", "request", "response", "fault", "handler"),
        ),
        (Contract("b.json", Kind.BROKEN, "b", None, None), ("static",)),
    ],
    ids=[
        "schema",
        "records",
        "rules",
        "action",
        "runs",
        "handler",
        "python-in-the-file",
        "function",
        "broken",
    ],
)
def test_a_contract_has_these_items(contract, found):
    """Cheap ones first; what is declared comes after what is derived; Python code has no templates to run."""
    assert kinds(contract) == found


@pytest.mark.parametrize("contract", [SCHEMA, ACTION], ids=["schema", "action"])
def test_a_contract_that_is_broken_on_purpose_has_one_more_item(contract):
    """The last one, for it is the dearest."""
    assert kinds(contract, mutate=True) == (*kinds(contract), "mutate")
