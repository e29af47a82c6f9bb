"""Plans for code under test: inputs and declared runs; the rest only running can tell."""

from dataclasses import replace

from gc_contracts.derive import derive, kinds
from gc_contracts.model.action import Part
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import ActionExample, Expectations
from gc_contracts.settings import Settings
from gc_contracts.vary.replies import reply
from little import little_action, little_contract

PYTHON = replace(little_action(), form="field-list", code=Part("def execute(inputs): …", "/execution/code"))
RUNS = (
    ActionExample({"id": "1"}, {"json": {"a": 1}}, output={"b": 2}, has_output=True, pointer="/examples/0"),
    ActionExample({"id": "2"}, cassette="found", pointer="/examples/1"),
)


def planned(kind, expectations=None, action=PYTHON):
    """Derive the cases of one item."""
    contract = little_contract(action)
    return derive(replace(contract, expectations=expectations or Expectations()), kind, Settings())


def test_code_has_the_inputs_of_its_contract():
    """The plain one first, each answered with nothing yet."""
    plan = planned(CaseKind.HANDLER)

    assert (plan.cases[0].variation, plan.skip) == ("base", "")
    assert {case.reply for case in plan.cases} == {reply({})}


def test_code_that_is_missing_is_not_verified():
    """Not verified is not the same as safe."""
    plan = planned(CaseKind.HANDLER, action=replace(PYTHON, code=None))

    assert plan.skip == "not verified: the file holds no Python code, and contract.yaml names no handler"


def test_declared_runs_are_an_item_of_their_own():
    """One that names a cassette is left to replay, and said so."""
    expectations = Expectations(runs=RUNS)
    plan = planned(CaseKind.EXAMPLES, expectations)

    assert [(case.input, case.expected, case.declared) for case in plan.cases] == [
        ({"id": "1"}, {"output": {"b": 2}}, "/examples/0")
    ]
    assert plan.notes == ("not verified: /examples/1: no cassette 'found' is there to replay",)
    assert kinds(replace(little_contract(PYTHON), expectations=expectations)) == (
        "static",
        "handler",
        "examples",
    )
