"""References from both sides: what is there, and what nearly is."""

import pytest

from gc_contracts.model.case import Origin
from gc_contracts.model.contract import Reference
from gc_contracts.rules.cases import rule_cases
from ruled import INTEGER, TEXT, maker, schema


def reference(*values, field="account"):
    return Reference(field, "accounts", "id", values=values, pointer=f"/references/{field}")


def cases(properties, *references, rules=()):
    """Give (last word of the id, value, valid) of each reference case."""
    found = rule_cases(maker(schema(properties), *rules, references=references))
    return [
        (case.id.split(".", 2)[2], case.record[case.id.split(".")[1]], case.valid)
        for case in found.cases
        if case.origin is Origin.REFERENCE
    ]


def test_texts_have_every_near_miss():
    """Case, blanks, part, more, nothing, and what is simply not there."""
    assert cases({"account": TEXT}, reference("Ab1", "C2")) == [
        ("founded", "Ab1", True),
        ("founded.2", "C2", True),
        ("dangling", "sample", False),
        ("case", "aB1", False),
        ("blank", "Ab1 ", False),
        ("blank-before", " Ab1", False),
        ("prefix", "Ab", False),
        ("longer", "Ab10", False),
        ("empty", "", False),
    ]


def test_numbers_have_neighbours_and_as_text_where_the_type_allows():
    """A number is not its text."""
    found = cases({"account": {"type": ["integer", "string"]}}, reference(7))

    assert [(value, valid) for _, value, valid in found] == [
        (7, True),
        ("sample", False),
        (8, False),
        (6, False),
        ("7", False),
        (-7, False),
    ]


def test_a_near_miss_that_is_a_value_itself_is_none():
    """What is there is well-founded, however alike."""
    found = cases({"account": {"type": "integer", "minimum": 1, "maximum": 3}}, reference(1, 2))

    assert found == [("founded", 1, True), ("founded.2", 2, True), ("dangling", 3, False)]


def test_cases_name_the_reference_and_the_field():
    """As the violation has it."""
    found = rule_cases(maker(schema({"account": TEXT}), references=[reference("A")]))

    named = {(case.keyword, case.pointer, case.rule) for case in found.cases if not case.valid}
    assert named == {("reference", "/account", "/references/account")}


def test_rules_and_references_hold_together():
    """A rule that only some referred values keep is broken by another that exists."""
    rules = ("a: record.level > 3 => record.account == 'B'",)
    found = rule_cases(
        maker(
            schema({"account": TEXT, "level": INTEGER}, ("account", "level")),
            *rules,
            references=[reference("A", "B")],
        )
    )

    sides = {case.id: case.record["account"] for case in found.cases if case.id.startswith("rule.a.")}
    assert {sides["rule.a.kept"], sides["rule.a.broken"]} == {"B", "A"}
    assert set(sides.values()) <= {"A", "B"}


@pytest.mark.parametrize("values", [(), (1,)], ids=["none at all", "none the schema takes"])
def test_without_a_usable_value_the_field_is_absent(values):
    """There is no well-founded case, and each dangling one is still one."""
    found = cases({"account": TEXT, "n": INTEGER}, reference(*values))

    assert [valid for _, _, valid in found] == [False] * len(found)
