"""Cases for a validator that knows rules: valid edges keep them, and what breaks one says so."""

from gc_contracts.derive.conditioned import conditioned
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.contract import Contract, Expectations, Kind, Reference, Rule
from gc_contracts.model.schema import Schema

DOCUMENT = {
    "type": "object",
    "properties": {
        "low": {"type": "integer", "minimum": 0, "maximum": 9},
        "high": {"type": "integer", "minimum": 0, "maximum": 9},
        "key": {"type": "string"},
    },
}
ORDERED = Rule(
    "ordered", "record.low <= record.high", "has(record.low) && has(record.high)", pointer="/rules/0"
)
BASE = {"low": 1, "high": 1}


def contract(**expected) -> Contract:
    schema = Schema("s", DOCUMENT, "draft-07")
    return Contract("s.json", Kind.SCHEMA, "s", None, schema, Expectations(**expected))


def test_without_conditions_cases_stay_as_they_are():
    """Nothing is asked of them."""
    cases = (RecordCase("a", {"low": 1}, valid=True),)

    assert conditioned(contract(), cases, BASE).cases == cases


def test_a_valid_edge_that_breaks_a_rule_is_mended_elsewhere():
    """It still shows its edge."""
    edge = RecordCase("low.at", {"low": 9, "high": 1}, valid=True, rule="/properties/low/maximum")

    (kept,) = conditioned(contract(rules=(ORDERED,)), (edge,), BASE).cases

    assert (kept.valid, kept.rule, kept.record) == (True, edge.rule, {"low": 9})


def test_an_edge_that_cannot_be_mended_is_a_case_of_the_rule():
    """It is invalid, and says by which."""
    never = Rule("not-nine", "!has(record.low) || record.low < 9", pointer="/rules/0")
    edge = RecordCase("low.at", {"low": 9, "high": 1}, valid=True, rule="/properties/low/maximum")

    (kept,) = conditioned(contract(rules=(never,)), (edge,), BASE).cases

    assert kept == RecordCase("low.at", edge.record, False, "not-nine", "", "/rules/0", origin=Origin.RULE)


def test_a_defect_is_carried_into_a_record_that_keeps_everything():
    """The base itself names a record that is not there."""
    reference = Reference("key", "other", "id", values=("K1",), pointer="/references/key")
    base = {"low": 1, "key": "sample"}
    broken = RecordCase(
        "low.under", {"low": -1, "key": "sample"}, False, "minimum", "/low", "/properties/low/minimum"
    )

    found = conditioned(contract(references={"key": reference}), (broken,), base)

    assert (found.base, found.cases[0].record) == ({"low": 1, "key": "K1"}, {"low": -1, "key": "K1"})


def test_a_value_that_breaks_two_rules_of_its_place_is_carried_too():
    """Null is neither of the type nor of the list: the base that breaks a rule would hide who takes it."""
    kinds = {"enum": ["a", "b"], "type": "string"}
    document = DOCUMENT | {"properties": {**DOCUMENT["properties"], "kind": kinds}}
    schema = Schema("s", document, "draft-07")
    given = Contract("s.json", Kind.SCHEMA, "s", None, schema, Expectations(rules=(ORDERED,)))
    base = {"low": 2, "high": 1, "kind": "a"}
    rule = "/properties/kind/type"
    broken = RecordCase("kind.null", {**base, "kind": None}, False, "type", "/kind", rule)

    found = conditioned(given, (broken,), base)

    assert found.cases[0].record == {**found.base, "kind": None}


def test_conditions_that_nothing_keeps_leave_the_invalid_cases():
    """What is valid is then not known, which is said."""
    never = Rule("never", "false", pointer="/rules/0")
    cases = (
        RecordCase("a", BASE, valid=True),
        RecordCase("b", {"low": -1}, False, "minimum", "/low", "/properties/low/minimum"),
    )

    found = conditioned(contract(rules=(never,)), cases, BASE)

    assert (found.cases, found.notes) == (
        cases[1:],
        ("not verified: no record was found that keeps all rules and references",),
    )
