"""A defect that would break a rule too is shown without the member that the rule ties it to."""

from gc_contracts.derive.alone import alone
from gc_contracts.model.case import RecordCase
from gc_contracts.model.contract import Expectations, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.rules import Conditions
from gc_contracts.schema.validate import compile as compile_schema

SCHEMA = Schema(
    "s", {"required": ["id"], "properties": {"low": {"maximum": 9}, "high": {"maximum": 9}}}, "draft-04"
)
RULE = Rule("ordered", "record.low <= record.high", "has(record.low) && has(record.high)", pointer="/rules/0")
CONDITIONS = Conditions.of(Expectations(rules=(RULE,)), SCHEMA)
TOO_MUCH = RecordCase("low.maximum", {"id": 1, "low": 10, "high": 9}, False, "maximum", "/low")


def test_the_other_side_of_the_rule_is_left_out():
    """What is required stays, or another rule of the schema would be broken."""
    found = alone(compile_schema(SCHEMA), CONDITIONS, TOO_MUCH, TOO_MUCH.record)

    assert found == {"id": 1, "low": 10}


def test_a_record_that_breaks_no_rule_stays_as_it_is():
    """The very same."""
    record = {"id": 1, "low": 10, "x": 1}

    assert alone(compile_schema(SCHEMA), CONDITIONS, TOO_MUCH, record) is record


def test_where_nothing_helps_the_record_stays_as_it_is():
    """The rule speaks about the broken member alone."""
    rule = Rule("small", "!has(record.low) || record.low < 9", pointer="/rules/0")
    conditions = Conditions.of(Expectations(rules=(rule,)), SCHEMA)

    assert alone(compile_schema(SCHEMA), conditions, TOO_MUCH, TOO_MUCH.record) is TOO_MUCH.record
