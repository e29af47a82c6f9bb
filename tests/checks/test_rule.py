"""What people see of rules that are wrong: one finding a defect, at the piece that is wrong."""

import json
from pathlib import Path

import pytest

from gc_contracts.checks import rule as rule_checks
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Contract, Expectations, Kind, Rule
from gc_contracts.model.finding import Finding
from gc_contracts.model.schema import Schema
from gc_contracts.pipeline import verify
from gc_contracts.settings import Settings

pytest.importorskip("cel_expr_python", reason="the extra `rules` is not installed")

SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["status"],
    "additionalProperties": False,
    "properties": {
        "status": {"enum": ["active", "closed"]},
        "priority": {"type": "string", "maxLength": 20},
        "price": {"type": "number", "minimum": 0},
        "count": {"type": "integer", "minimum": 0, "maximum": 9},
        "note": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        "starts": {"type": "string"},
        "lines": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"sku": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "open": {"type": "object", "properties": {"inner": {"type": "string"}}},
    },
}


def _found(folder: Path, rules: str) -> list[Finding]:
    here = folder / "contracts" / "one"
    here.mkdir(parents=True)
    (here / "schema.json").write_text(json.dumps(SCHEMA))
    (here / "contract.yaml").write_text(f"rules:\n{rules}\n")
    results = verify([folder / "contracts"], Settings(select=("rule/*",), examples=1))
    return [found for result in results if result.kind is CaseKind.STATIC for found in result.findings]


@pytest.mark.parametrize(
    ("rule", "place", "message", "hint"),
    [
        (
            "  - {id: r, require: \"recrd.status == 'active'\"}",
            (2, 23),
            "`require` of rule `r` is no rule in CEL: the name `recrd` is unknown: a rule knows `record`",
            "Did you mean `record`?",
        ),
        (
            "  - id: r\n    require: 'record.status == ''active'' &&'",
            (3, 45),
            "`require` of rule `r` is no rule in CEL: an expression is missing: the text ends here",
            "",
        ),
        (
            "  - id: r\n    when: >-\n      has(record.count)\n      && sizze(record.status) > 1\n    require: 'true'",
            (5, 10),
            "`when` of rule `r` is no rule in CEL: CEL has no function `sizze`",
            "Did you mean `size`?",
        ),
        (
            "  - {id: r, require: 1 + 1}",
            (2, 22),
            "`require` of rule `r` is no rule in CEL: it gives int, and a rule gives true or false",
            "",
        ),
        (
            "  - {id: r, require: \"record.status.matches('[')\"}",
            (2, 45),
            (
                "`require` of rule `r` is no rule in CEL: `matches` cannot read '[': "
                "invalid regular expression: missing ]: ["
            ),
            "",
        ),
        (
            "  - {id: r, require: '!has(record.pirority)'}",
            (2, 35),
            (
                "rule `r` asks for `record.pirority`, which can never be there: "
                "the schema declares no such field, and takes no other"
            ),
            "Did you mean `priority`?",
        ),
        (
            "  - {id: r, require: '!has(record.lines) || record.lines.all(l, !has(l.skoo))'}",
            (2, 72),
            (
                "rule `r` asks for `l.skoo`, which can never be there: "
                "the schema declares no such field, and takes no other"
            ),
            "",
        ),
        (
            "  - {id: r, when: has(record.open), require: '!has(record.open.iner)'}",
            (2, 64),
            (
                "rule `r` asks for `record.open.iner`, which is probably misspelt: "
                "the schema declares no such field, but `inner`"
            ),
            "Did you mean `inner`?",
        ),
    ],
    ids=["name", "syntax", "folded", "number", "pattern", "closed", "element", "misspelt"],
)
def test_a_rule_that_is_wrong_by_itself_is_shown_where_it_is(rule, place, message, hint, tmp_path: Path):
    """In plain, quoted and folded text alike: the very character."""
    (found,) = _found(tmp_path, rule)

    assert (found.check, found.message, found.hint) == ("rule/invalid", message, hint)
    assert (found.source.line, found.source.column) == place


@pytest.mark.parametrize(
    ("rule", "column", "message", "record"),
    [
        ("require: record.priority != 'x'", 29, "`record.priority` is not there", {"status": "active"}),
        ("{when: record.count > 3, require: 'true'}", 26, "`record.count` is not there", {"status": "active"}),
        ("{when: has(record.note), require: record.note.size() < 5}", 0, "`record.note.size()` is called with null", {"status": "active", "note": None}),
        ("require: '!has(record.price) || record.price * 2 > 1'", 0, "`record.price * 2` joins a decimal and an integer", None),
        ("require: '!has(record.tags) || record.tags[0] != \"x\"'", 0, "`record.tags` has 0 elements", {"status": "active", "tags": []}),
        ("require: record.status", 0, "`record.status` is a text, and a rule gives true or false", {"status": "active"}),
        ("require: '!has(record.count) || 6 / record.count > 0'", 0, "`6 / record.count` divides by zero", None),
        (
            "{when: has(record.starts), require: timestamp(record.starts) > timestamp('2024-01-01T00:00:00Z')}",
            0,
            "String to Timestamp conversion failed",
            None,
        ),
    ],
    ids=["absent", "when", "null", "mixed", "index", "text", "zero", "moment"],
)  # fmt: skip
def test_a_rule_that_fails_on_a_valid_record_is_shown_with_the_record(
    rule, column, message, record, tmp_path: Path
):
    """The piece that fails, the smallest record found, and what to write instead."""
    text = f"  - {{id: r, {rule.strip('{}')}}}"

    (found,) = _found(tmp_path, text)

    part = "when" if rule.startswith("{when: record") else "require"
    assert found.message == f"`{part}` of rule `r` fails on a record that the schema takes: {message}"
    assert record is None or found.reproduce == {"record": record, "expected": "valid", "keyword": "r"}
    assert column in {0, found.source.column}


@pytest.mark.parametrize(
    "rule",
    [
        "{when: has(record.priority) && record.priority == 'critical', require: record.status == 'active'}",
        "require: '!has(record.price) || double(record.price) * 2.0 > -1.0'",
        "require: '!has(record.price) || record.price > -1'",
        "{when: has(record.note) && record.note != null, require: record.note.size() >= 0}",
        "require: '!has(record.tags) || record.tags.all(t, t.size() >= 0)'",
        "require: '!has(record.open) || !has(record.open.whatever) || true'",
        "require: \"record['status'] != ''\"",
    ],
)
def test_a_sound_rule_has_no_finding(rule, tmp_path: Path):
    """Guards, conversions and open objects are fine."""
    assert _found(tmp_path, f"  - {{id: r, {rule.strip('{}')}}}") == []


def test_an_integer_that_is_written_as_a_decimal_is_no_fault(tmp_path: Path):
    """`1.0` is an integer to JSON Schema and none to CEL; no finding for what nobody sends."""
    assert _found(tmp_path, "  - {id: r, require: '!has(record.count) || record.count * 2 >= 0'}") == []


def test_a_number_beyond_64_bits_is_only_a_note(tmp_path: Path):
    """The schema allows it, and nobody has shown such a record."""
    (found,) = _found(
        tmp_path, "  - {id: r, require: '!has(record.count) || record.count * 9223372036854775807 >= 0'}"
    )

    assert (found.severity, found.hint) == (
        "note",
        "Integers of CEL have 64 bits; limit the field in the schema.",
    )


def test_two_rules_of_one_id_cannot_be_told_apart(tmp_path: Path):
    """Reports and examples name rules by their ids."""
    (found,) = _found(tmp_path, "  - {id: r, require: 'true'}\n  - {id: r, require: 'true'}")

    assert (found.source.line, found.message) == (
        3,
        "rule `r` has the id of another rule; reports could not tell them apart",
    )


def _told(kind: str, *rules: Rule, **fact: object) -> list[Finding]:
    contract = Contract(
        "c", Kind.SCHEMA, "c", None, Schema("c", SCHEMA, "draft-07"), Expectations(rules=rules)
    )
    facts = {
        "kind": kind,
        "rule": rules[0].id,
        "with": [],
        "pointer": "/rules/0/require",
        "words": "so it is",
        **fact,
    }
    plan = Plan("c", CaseKind.RULES, facts=(("rules", [facts]), ("base", {})))
    look = {"unsatisfiable": rule_checks.unsatisfiable, "vacuous": rule_checks.vacuous}[kind]
    return list(look(Seen(contract, plan, (), Settings())))


def test_rules_that_contradict_each_other_are_quoted():
    """Both culprits, so that nobody has to look them up."""
    one = Rule("one", "record.status == 'active'", pointer="/rules/0")
    two = Rule("two", "record.status == 'closed'", "has(record.count)", pointer="/rules/1")

    (found,) = _told("unsatisfiable", one, two, **{"with": ["two"]})

    assert found.message == "so it is (two: where has(record.count), record.status == 'closed')"
    assert (found.check, found.place) == ("rule/unsatisfiable", "/rules/0/require")
    assert found.reproduce == {"rule": "one", "with": ["two"]}


def test_what_is_proved_of_a_rule_that_always_fails_is_no_second_finding():
    """It is never kept because it fails; `rule/invalid` says so."""
    assert _told("unsatisfiable", Rule("one", "record.status", pointer="/rules/0")) == []
    assert [found.check for found in _told("vacuous", Rule("one", "true"))] == ["rule/vacuous"]


def test_a_field_that_can_never_be_there_is_told_once(tmp_path: Path):
    """That the rule fails on every record has the same cause."""
    found = _found(tmp_path, '  - {id: r, require: "record.prize > 0"}')

    (finding,) = found
    assert finding.message.startswith("rule `r` asks for `record.prize`, which can never be there")
