"""What was tried how often is counted by rule, and what is not tried says why."""

from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.checks.registry import Registry
from gc_contracts.derive import derive
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import Contract, Expectations, Kind, RecordExample, Rule
from gc_contracts.model.result import Covered
from gc_contracts.model.schema import Schema
from gc_contracts.run import run
from gc_contracts.run.covered import covered
from gc_contracts.run.observe import observe
from gc_contracts.settings import Settings
from in_memory import have
from little import little_action, little_contract

SETTINGS = Settings(coverage=True, examples=20)
DOCUMENT: Json = {
    "type": "object",
    "properties": {"id": {"enum": ["a", "b"], "maxLength": 5}, "score": {"type": "integer", "maximum": 9}},
}


def _contract(expectations: Expectations | None = None, pointer: str = "") -> Contract:
    schema = Schema("s", DOCUMENT, "draft-07", pointer=pointer)
    return Contract(
        "contracts/s.json", Kind.SCHEMA, "s", None, schema, expectations=expectations or Expectations()
    )


def _covered(contract: Contract, kind: CaseKind, settings: Settings = SETTINGS) -> tuple[Covered, ...]:
    return run(contract, derive(contract, kind, settings), Registry(), settings).covered


def test_every_rule_of_a_schema_is_listed_with_its_cases_or_the_reason_for_none():
    """Edges on both sides count; a rule that another implies has none."""
    found = _covered(_contract(), CaseKind.BOUNDARY)

    assert {(one.rule, one.what): bool(one.cases) for one in found} == {
        ("", "a valid record"): True,
        ("/type", "type"): True,
        ("/properties", "properties"): True,
        ("/properties/id/enum", "enum"): True,
        ("/properties/id/maxLength", "maxLength"): False,
        ("/properties/score/type", "type"): True,
        ("/properties/score/maximum", "maximum"): True,
    }
    assert [one.why for one in found if not one.cases] == ["implied by enum at /properties/id/enum"]


def test_rules_are_named_as_the_file_has_them():
    """A schema that stands inside an envelope."""
    found = _covered(_contract(pointer="/jsonSchema"), CaseKind.BOUNDARY)

    assert [one.rule for one in found if one.what == "maximum"] == ["/jsonSchema/properties/score/maximum"]


def test_generated_records_are_counted_by_the_rule_they_break():
    """Twenty are valid, twenty break one rule each."""
    found = _covered(_contract(), CaseKind.FUZZ)

    assert found[0] == Covered("", "a valid record", 20)
    assert sum(one.cases for one in found[1:]) == 20
    assert {one.rule for one in found[1:]} <= {
        "/type",
        "/properties/id/enum",
        "/properties/score/type",
        "/properties/score/maximum",
    }


def test_generated_records_for_a_validator_under_test_are_counted_too():
    """The hunt looks first, the count is kept beside it."""
    contract = _contract(Expectations(validator="v:v"))
    plan = derive(contract, CaseKind.FUZZ, SETTINGS)

    seen = observe(contract, plan, SETTINGS, have(lambda record: True))

    found = covered(contract, plan, seen.runs, seen.drawn)
    assert found[0] == Covered("", "a valid record", 20)
    assert len(found) > 1


def test_declared_records_count_for_what_they_break_and_rules_by_their_id():
    """A record that a person wrote breaks a rule of the schema, or one across fields."""
    rule = Rule("low-is-a", "record.id == 'a'", "has(record.score)", pointer="/rules/0")
    told = (
        RecordExample({"id": "a"}, "", "/examples/valid/0"),
        RecordExample({"score": 10}, "maximum", "/examples/invalid/0"),
        RecordExample({"id": "b", "score": 1}, "low-is-a", "/examples/invalid/1"),
    )
    contract = _contract(Expectations(records=told, rules=(rule,)))

    assert _covered(contract, CaseKind.EXAMPLES) == (
        Covered("", "a valid record", 1),
        Covered("/properties/score/maximum", "maximum", 1),
        Covered("/rules/0", "low-is-a", 1),
    )


def test_cases_of_an_action_count_for_what_they_vary():
    """An input, a place in the response, or the whole reply."""
    given = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
    output = {"type": "object", "properties": {"name": {"type": "string"}}}
    action = little_action(
        url="https://example.com/${input.id}",
        method="GET",
        given=given,
        output=output,
        paths={"name": "$.name"},
        success='{"name": ${name}}',
    )
    contract = little_contract(action)

    rules = {
        kind: {one.rule for one in _covered(contract, kind)}
        for kind in (CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT)
    }
    assert rules == {
        CaseKind.REQUEST: {"", "input id"},
        CaseKind.RESPONSE: {"", "reply", "response name"},
        CaseKind.FAULT: {"reply"},
    }
    assert Covered("input id", "quote", 1) in _covered(contract, CaseKind.REQUEST)


def test_what_was_tried_shows_no_secret():
    """The name of an input may hold one, by mistake."""
    secret = "dGhpcyBpcyBhIHNlY3JldA"
    given = {"type": "object", "properties": {secret: {"type": "string"}}}
    told = Expectations(credentials={"apiKey": secret})

    found = _covered(little_contract(little_action(given=given), told), CaseKind.REQUEST)

    assert found
    assert secret not in repr(found)


def test_nothing_is_counted_unless_somebody_wants_to_see_it():
    """Counting asks the engine about each generated record again."""
    quiet = replace(SETTINGS, coverage=False)

    assert _covered(_contract(), CaseKind.FUZZ, quiet) == ()
    assert _covered(_contract(), CaseKind.BOUNDARY, quiet) == ()
