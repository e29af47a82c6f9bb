"""The checks of a schema's file and of its declared examples."""

import json
from typing import Any

import pytest

from gc_contracts.checks.builtin import BUILTIN
from gc_contracts.model.case import CaseKind, Plan, RecordCase
from gc_contracts.model.check import RecordRun, Seen
from gc_contracts.model.contract import Contract, Expectations, Kind, Rule
from gc_contracts.model.document import Document
from gc_contracts.model.finding import Finding
from gc_contracts.model.schema import Schema
from gc_contracts.positions import scan_json
from gc_contracts.schema.dialect import complete
from gc_contracts.schema.validate import validate
from gc_contracts.settings import Settings
from little import little_action, little_contract

CHECKS = [check for check in BUILTIN if check.id.startswith("schema/")]
BY_ID = {check.id: check for check in CHECKS}


def contract(document: Any, product: str = "records", expectations: Expectations | None = None) -> Contract:
    """Load a data schema as the platform exports it."""
    data = {"name": "S", "jsonSchema": document}
    schema = Schema(
        "S", complete(document, product), "draft-04", product, "data-schema", "/jsonSchema", source=document
    )
    file = Document("s.json", json.dumps(data, indent=1), data, scan_json)
    return Contract("s.json", Kind.SCHEMA, "S", file, schema, expectations or Expectations())


def look(check: str, subject: Contract, *runs: RecordRun) -> list[Finding]:
    """Run one check."""
    kind = next(iter(BY_ID[check].kinds))
    return list(BY_ID[check].look(Seen(subject, Plan(subject.id, kind), runs, Settings())))


def core(name: str, **beside: Any) -> dict[str, Any]:
    """Write a field of one core type."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}], **beside}


STATIC = {
    "invalid": (
        "schema/invalid",
        {"properties": {"a": {"minimum": "0"}}},
        [
            (
                "/jsonSchema/properties/a/minimum",
                "error",
                "this is no JSON Schema: `minimum` is string, not number",
            )
        ],
    ),
    "dialect": (
        "schema/dialect",
        {"properties": {"a": core("txt"), "b": core("date", pattern="x")}},
        [
            ("/jsonSchema/properties/a/allOf/0/$ref", "error", "workitems schemas have no core type `txt`"),
            ("/jsonSchema/properties/b/pattern", "note", "core type `date` is not known to take `pattern`"),
        ],
    ),
    "unsatisfiable": (
        "schema/unsatisfiable",
        {"properties": {"a": core("text", minLength=101)}},
        [
            (
                "/jsonSchema/properties/a",
                "error",
                (
                    "no value can be given for `a`: `minLength` 101 (/properties/a/minLength) and"
                    ' `$ref` "#/definitions/text" (/properties/a/allOf/0/$ref) exclude each other'
                ),
            )
        ],
    ),
    "pattern-unsafe": (
        "schema/pattern-unsafe",
        {"properties": {"a": {"type": "string", "pattern": "^(a+)+$"}, "d": core("datetime")}},
        [
            (
                "/jsonSchema/properties/a/pattern",
                "warning",
                (
                    "backtracking takes over 250,000 steps on a text of 33 characters:"
                    " a repeat can match `a` in several ways at each turn: time doubles with each"
                ),
            )
        ],
    ),
    "pattern-unanchored": (
        "schema/pattern-unanchored",
        {"properties": {"a": {"pattern": "[0-9]{5}"}, "b": {"pattern": "^[0-9]{5}$"}}},
        [
            (
                "/jsonSchema/properties/a/pattern",
                "note",
                "the pattern is searched, not matched: '!00000!' passes too",
            )
        ],
    ),
}


@pytest.mark.parametrize(("check", "document", "expected"), STATIC.values(), ids=STATIC)
def test_a_defect_is_found_at_its_place_in_the_file(check, document, expected):
    """Each place once, with the severity of what proves it."""
    found = look(check, contract(document, "workitems"))

    assert [(each.place, each.severity, each.message) for each in found] == expected
    assert [each.source.pointer for each in found] == [place for place, _, _ in expected]
    assert [bool(each.excerpt) for each in found] == [True] * len(expected)


GOOD = {
    "properties": {
        "policy_text": core("text", minLength=1, maxLength=50, title="p"),
        "born_date": core("date"),
        "kind_enum": core("enum", enum=["_1"], _enumProperties={"_1": {"title": "New"}}),
    },
    "required": ["policy_text"],
}


@pytest.mark.parametrize("check", [each.id for each in CHECKS])
def test_a_good_schema_and_an_action_give_nothing(check):
    """Supplied core types are no part of the team's file."""
    assert look(check, contract(GOOD, "workitems")) == []
    assert look(check, little_contract(little_action())) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a+", "!a!"),
        ("^a", "a!"),
        ("a$", "!a"),
        (".*", None),
        ("", "!!"),
        ("(?i)a", None),
        ("(", None),
        ("^(?:a|b)$", None),
    ],
)
def test_a_pattern_is_unanchored_only_where_something_strange_passes(pattern, text):
    """The finding shows the text; a pattern that takes all there is says what it means."""
    found = look("schema/pattern-unanchored", contract({"pattern": pattern}))

    assert [each.reproduce for each in found] == ([{"pattern": pattern, "text": text}] if text else [])


def example(subject: Contract, record: Any, violates: str | None) -> RecordRun:
    """Run a declared example."""
    case = RecordCase("e-1", record, violates is None, violates or "", declared="/examples/0")
    return RecordRun(case, record, validate(subject.schema, record))


@pytest.mark.parametrize(
    ("record", "violates", "check", "message"),
    [
        ({}, None, "schema/example-rejected", "the example should be valid: the record `a` is missing"),
        ({"a": 1}, None, "schema/example-rejected", "the example should be valid: /a is integer, not string"),
        ({"a": "x"}, "", "schema/example-accepted", "the example should be refused, and it is valid"),
        ({"a": "x"}, "type", "schema/example-accepted", "the example should break type, and it is valid"),
        (
            {"a": 1},
            "required",
            "schema/example-accepted",
            "the example should break required, and it breaks type",
        ),
        ({"a": "x"}, None, "", ""),
        ({"a": 1}, "type", "", ""),
        ({"a": 1}, "", "", ""),
        ({"a": "x"}, "cross-field", "", ""),
        ({"a": "x"}, "reference", "", ""),
    ],
)
def test_an_example_has_to_be_what_it_is_declared_to_be(record, violates, check, message):
    """Rules and references beyond the schema are judged elsewhere."""
    file = Document("contract.yaml", '{"examples": [1]}', {"examples": [1]}, scan_json)
    expectations = Expectations(file, rules=(Rule("cross-field", "true"),))
    subject = contract(
        {"properties": {"a": {"type": "string"}}, "required": ["a"]}, expectations=expectations
    )
    run = example(subject, record, violates)

    found = [
        each
        for name in ("schema/example-rejected", "schema/example-accepted")
        for each in look(name, subject, run)
    ]

    told = [(each.check, each.message, each.place, str(each.source), each.reproduce) for each in found]
    assert told == (
        [(check, message, "/examples/0", "contract.yaml:1:15", {"record": record})] if check else []
    )


def test_generated_records_are_no_examples():
    """Only what a person declared is held against the schema here."""
    subject = contract({"type": "object"})
    run = RecordRun(RecordCase("b-1", 1, valid=True), 1, validate(subject.schema, 1))

    assert look("schema/example-rejected", subject, run) == []


def test_each_check_looks_at_one_kind_of_item():
    """The ids of the family, and the item that each belongs to."""
    assert {check.id: set(check.kinds) for check in CHECKS} == {
        "schema/invalid": {CaseKind.STATIC},
        "schema/dialect": {CaseKind.STATIC},
        "schema/unsatisfiable": {CaseKind.STATIC},
        "schema/example-rejected": {CaseKind.EXAMPLES},
        "schema/example-accepted": {CaseKind.EXAMPLES},
        "schema/pattern-unsafe": {CaseKind.STATIC},
        "schema/pattern-unanchored": {CaseKind.STATIC},
    }
