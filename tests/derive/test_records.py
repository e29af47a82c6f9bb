"""What is planned for a schema contract."""

from gc_contracts.derive.records import plan
from gc_contracts.model.case import CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.contract import Contract, Expectations, Kind, RecordExample
from gc_contracts.model.schema import Schema
from gc_contracts.settings import Settings

GOOD = {"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]}}}


def contract(document, **expected) -> Contract:
    schema = Schema("s", document, "draft-04")
    return Contract("contracts/s.json", Kind.SCHEMA, "s", None, schema, Expectations(**expected))


def test_a_pattern_beyond_our_engine_is_not_verified():
    """Java takes a possessive quantifier, our engine does not: no word against the schema."""
    odd = contract({"type": "string", "pattern": "a++b"})

    planned = plan(odd, CaseKind.BOUNDARY, Settings())

    assert (planned.cases, planned.skip[:14]) == ((), "not verified: ")


def test_boundary_cases_come_with_the_record_they_edit_and_what_is_implied():
    """Notes name the rules without a case, facts hold the base and those rules as data."""
    planned = plan(contract(GOOD), CaseKind.BOUNDARY, Settings())

    assert planned.notes == ("type at /a is implied by enum at /properties/a/enum",)
    assert planned.facts == (
        ("base", {"a": "x"}),
        ("untried", [["/properties/a/type", "type", "implied by enum at /properties/a/enum"]]),
    )
    assert {case.valid for case in planned.cases if isinstance(case, RecordCase)} == {True, False}


def test_fuzzing_is_one_valid_and_one_invalid_property():
    """As many examples as the run asks for, unless the contract says otherwise."""
    usual = plan(contract(GOOD), CaseKind.FUZZ, Settings(examples=7))
    own = plan(contract(GOOD, cases=3), CaseKind.FUZZ, Settings(examples=7))

    assert [planned.cases for planned in (usual, own)] == [
        (FuzzCase("valid", valid=True, examples=7), FuzzCase("invalid", valid=False, examples=7)),
        (FuzzCase("valid", valid=True, examples=3), FuzzCase("invalid", valid=False, examples=3)),
    ]


def test_a_schema_that_takes_nothing_is_not_verified():
    """Without a record there is nothing to edit and nothing to draw."""
    nothing = contract({"type": "object", "required": ["a"], "properties": {"a": {"not": {}}}})

    skips = [plan(nothing, kind, Settings()).skip for kind in (CaseKind.BOUNDARY, CaseKind.FUZZ)]

    assert skips == ["not verified: we found no record that the schema takes"] * 2


def test_declared_records_become_cases_in_order():
    """Numbered among their kind, with their place in contract.yaml."""
    records = (
        RecordExample({"a": "x"}, pointer="/examples/valid/0"),
        RecordExample({"a": "y"}, violates="enum", pointer="/examples/invalid/0"),
    )

    planned = plan(contract(GOOD, records=records), CaseKind.EXAMPLES, Settings())

    assert planned == Plan(
        "contracts/s.json",
        CaseKind.EXAMPLES,
        (
            RecordCase("examples.valid.1", {"a": "x"}, valid=True, declared="/examples/valid/0"),
            RecordCase(
                "examples.invalid.1", {"a": "y"}, valid=False, keyword="enum", declared="/examples/invalid/0"
            ),
        ),
    )
