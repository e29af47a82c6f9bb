"""Drawn invalid records break exactly the rule they name, and shrink to the smallest that does."""

import json

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from drawn import FIXED, GENESYS, KEYWORDS, PLAIN, draft04, drawn
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy import Invalid, invalid
from gc_contracts.strategy.edged import carry
from generated import schemas

UNBROKEN = {"nothing-said", "email-of-a-length", "pattern-properties"}
"""Schemas that boundary analysis breaks nothing of: there is no rule, or it finds no record to begin with."""
BREAKABLE = {name: document for name, document in KEYWORDS.items() if name not in UNBROKEN}
BASE = {"text": "a", "identifier": "AA-0", "count": 0}
SMALLEST = {
    "required": Invalid({"identifier": "AA-0", "count": 0}, "required", ""),
    "type": Invalid({**BASE, "text": 0}, "type", "/text"),
    "maximum": Invalid({**BASE, "count": 101}, "maximum", "/count"),
    "minimum": Invalid({**BASE, "count": -1}, "minimum", "/count"),
    "minLength": Invalid({**BASE, "text": ""}, "minLength", "/text"),
}


def wrong(schema, broken):
    """Those that break anything else, or that the second engine takes."""
    first, second = compile_schema(schema), Second(schema)
    seen = [({(v.keyword, v.pointer) for v in first.violations(i.record)}, i) for i in broken]
    odd = [i for found, i in seen if found != {(i.keyword, i.pointer)}]
    return odd + [i for i in broken if second.is_valid(i.record) is True]


@pytest.mark.parametrize("document", BREAKABLE.values(), ids=BREAKABLE)
def test_drawn_records_break_exactly_their_rule(document):
    """One keyword at one place, and nothing else, by both engines."""
    schema = draft04(document)

    assert wrong(schema, drawn(invalid(schema), 40)) == []


@pytest.mark.parametrize("document", [PLAIN, GENESYS], ids=["plain", "genesys"])
def test_stirred_draws_meet_more_rules_and_break_one_each(document):
    """Hypothesis repeats choices while it varies the rest; stirred, the choice of a rule varies with it."""
    schema = draft04(document)

    plain, stirred = drawn(invalid(schema), 60), drawn(invalid(schema, stir=True), 60)

    assert wrong(schema, stirred) == []
    assert len({(one.keyword, one.pointer) for one in stirred}) > len(
        {(one.keyword, one.pointer) for one in plain}
    )


@pytest.mark.parametrize("document", [PLAIN, GENESYS], ids=["plain", "genesys"])
def test_nearly_every_rule_comes_up(document):
    """Some fifteen draws for each rule show most rules, under default health checks.

    Which ones depends on Hypothesis, which takes constants from our own source: the bound leaves room for that.
    """
    schema = draft04(document)

    broken = drawn(invalid(schema), 600)

    rules = {(case.keyword, case.pointer) for case in boundary(schema).cases if not case.valid}
    assert wrong(schema, broken) == []
    missing = rules - {(i.keyword, i.pointer) for i in broken}
    assert len(missing) <= len(rules) / 4


def test_the_rest_of_the_record_varies():
    """A defect is carried into drawn records, not shown in one record only."""
    broken = drawn(invalid(draft04(PLAIN), stir=True), 200)

    assert len({json.dumps(i.record) for i in broken if i.keyword == "pattern"}) > 1
    assert len({frozenset(i.record) for i in broken if isinstance(i.record, dict)}) > 50


@pytest.mark.parametrize("keyword", SMALLEST)
def test_a_broken_record_shrinks_to_the_smallest(keyword):
    """Required members, the defect at its edge, and nothing else."""
    expected = SMALLEST[keyword]
    wanted = lambda i: (i.keyword, i.pointer) == (expected.keyword, expected.pointer) and len(i.record) > 1  # noqa: E731

    found = find(invalid(draft04(PLAIN)), wanted, settings=settings(FIXED, max_examples=3000))

    assert (found.record.keys(), found.keyword) == (expected.record.keys(), expected.keyword)


@pytest.mark.parametrize("draft", ["draft-04", "2020-12"])
def test_any_schema_gives_records_that_break_one_rule(draft):
    """Over generated schemas of all keywords."""

    @settings(
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(data):
        schema = Schema("generated", data.draw(schemas(draft)), draft)
        try:
            strategy = invalid(schema)
        except SchemaError:
            assert [case for case in boundary(schema).cases if not case.valid] == []
            return
        assert wrong(schema, [data.draw(strategy) for _ in range(2)]) == []

    holds()


def test_the_same_schema_gives_the_same_broken_records():
    """Derandomised, two runs draw one sequence."""
    first, second = (drawn(invalid(draft04(PLAIN))) for _ in range(2))

    assert repr(first) == repr(second)


def test_a_schema_without_rules_cannot_be_broken():
    """Said at once, with the schema's name."""
    with pytest.raises(SchemaError, match="`free` has no rule"):
        invalid(draft04({}, "free"))


def test_a_defect_is_carried_member_by_member():
    """Set, dropped and changed, also deeper down."""
    record = {"a": 1, "b": {"x": 1, "y": 2}, "z": 9}
    base = {"a": 7, "b": {"x": 5, "y": 5}, "c": 3}
    defect = {"b": {"x": "?", "y": 5}, "c": 3, "d": 4}

    assert carry(record, base, defect) == {"b": {"x": "?", "y": 2}, "z": 9, "d": 4}
