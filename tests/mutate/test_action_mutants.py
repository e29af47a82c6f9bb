"""Actions made wrong, and whether a finding appears that was not there before."""

from dataclasses import replace

import pytest

from gc_contracts.checks.builtin import builtin
from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import ActionExample, Expectations
from gc_contracts.model.result import Outcome
from gc_contracts.mutate.actions import action_mutants
from gc_contracts.mutate.templates import without_members, wrong
from gc_contracts.run import run
from gc_contracts.settings import Settings
from little import little_action, little_contract

TEXT = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
ACTION = little_action(
    url="https://example.com/$esc.uriEncode(${input.id})",
    method="GET",
    given=TEXT,
    output={"type": "object", "properties": {"name": {"type": "string"}}},
    paths={"name": "$.user.name"},
    defaults={"name": '""'},
    success='{"name": ${name}}',
)
SETTINGS = Settings(mutate=True)


def mutation(contract, settings=SETTINGS):
    plan = derive(contract, CaseKind.MUTATE, settings)
    return run(contract, plan, builtin(), settings, derive)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/$esc.uriEncode($input.a)", ["/$input.a", "/$esc.uriEncode($input.aX)"]),
        ("/${esc.uriEncode(${input.a})}/b", ["/${input.a}/b", "/${esc.uriEncode(${input.aX})}/b"]),
        ('{"a": "$input.a"}', ['{"a": $input.a}', '{"a": "$input.aX"}']),
        (
            '#if("$!input.a" != "")A#{else}B#end',
            ["A", '#if("$!input.aX" != "")A#{else}B#end'],
        ),
        ("#if($input.a)1#if($input.b)2#end#end", ["1#if($input.b)2#end", "#if($input.a)12#end"]),
        ("plain $5", []),
    ],
    ids=["escape", "formal-escape", "quotes", "guard", "guard-in-guard", "plain"],
)
def test_a_template_is_made_wrong_piece_by_piece(text, expected):
    """What is no piece we know is left alone."""
    found = [changed for _, changed in wrong(text)]

    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"a": 1, "b": [2, 3], "c": "x,}"}',
            ['{"b": [2, 3], "c": "x,}"}', '{"a": 1, "c": "x,}"}', '{"a": 1, "b": [2, 3]}'],
        ),
        ('{"a": $esc.f("$x", 1), "b": 2}', ['{"b": 2}', '{"a": $esc.f("$x", 1)}']),
    ],
    ids=["json", "calls"],
)
def test_each_member_is_left_out_with_its_comma(text, expected):
    """So that the rest is JSON still."""
    assert [" ".join(changed.replace("{ ", "{").split()) for _, changed in without_members(text)] == expected


def test_an_action_has_these_mutants():
    """In the order of the platform's steps."""
    assert [mutant.words for mutant in action_mutants(ACTION)] == [
        "input id made optional",
        "input id forgotten",
        "URL: $esc.uriEncode(…) dropped",
        "URL: id misspelt",
        "mapping name dropped",
        "mapping name: $.user.name → $.user.nameX",
        "default of name dropped",
        "success template: name misspelt",
        'success template: "name" dropped',
        "output name forgotten",
    ]


def test_what_no_check_objects_to_survives_with_an_input_whose_run_changes():
    """Without an example nobody knows what the path should have been."""
    found = mutation(little_contract(ACTION)).mutation

    lost = {one.change: one.witness is not None for one in found.survivors}
    assert lost["mapping name: $.user.name → $.user.nameX"] is True
    assert {
        "URL: $esc.uriEncode(…) dropped",
        "URL: id misspelt",
        "input id made optional",
    } & lost.keys() == set()


def test_an_example_kills_what_survived_for_want_of_one():
    """It says what comes out."""
    example = ActionExample(
        {"id": "1"},
        {"json": {"user": {"name": "Ann"}}},
        output={"name": "Ann"},
        has_output=True,
        pointer="/examples/0",
    )
    contract = little_contract(ACTION, Expectations(runs=(example,)))

    found = mutation(contract).mutation

    assert "mapping name: $.user.name → $.user.nameX" not in [one.change for one in found.survivors]


def test_an_action_below_the_minimum_fails_too():
    """With the same sentence."""
    result = mutation(little_contract(ACTION), replace(SETTINGS, mutate_min=100.0))

    assert (result.outcome, "is below 100 % (--gc-mutate-min)" in result.reason) == (Outcome.FAILED, True)


def test_python_code_is_not_verified():
    """There is no template to break."""
    result = mutation(little_contract(replace(little_action(code="def f(): …"), form="field-list")))

    assert (result.outcome, result.reason) == (
        Outcome.SKIPPED,
        "not verified: Python code is not broken on purpose",
    )
