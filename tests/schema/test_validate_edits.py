"""The cheap ways of judging say what the full one says, but for the words."""

import pytest
from hypothesis import HealthCheck, given, settings

from drawn import GENESYS, PLAIN
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.schema.validate_edits import Edits
from generated import schemas

DRAFTS = ("draft-04", "draft-07", "2020-12")
QUIET = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def plain(violations):
    """Violations without their words."""
    return [(one.pointer, one.keyword, one.rule) for one in violations]


def judged(schema):
    """Every case's record by the full way, without words, and as an edit of the base."""
    suite, validator = boundary(schema), compile_schema(schema)
    edits = Edits(validator, suite.base)
    records = [case.record for case in suite.cases]
    ways = (validator.violations, validator.unworded, edits.unworded)
    return [[plain(way(record)) for record in records] for way in ways]


@pytest.mark.parametrize("draft", DRAFTS)
def test_members_of_any_schema_are_judged_alike(draft):
    """Objects around generated schemas: all three ways give the same violations in the same order."""

    @QUIET
    @given(schemas(draft), schemas(draft))
    def holds(one, other):
        document = {"type": "object", "properties": {"a": one, "b": other, "c": {"type": "null"}}}
        full, unworded, edited = judged(Schema("around", document, draft))
        assert unworded == full
        assert edited == full

    holds()


@pytest.mark.parametrize("document", [PLAIN, GENESYS], ids=["plain", "genesys"])
@pytest.mark.parametrize("most", [None, 700, 6_000, 100_000])
def test_the_size_limit_is_seen_by_every_way(document, most):
    """Also where a record passes its limit only because of the members that did not change."""
    full, unworded, edited = judged(Schema("sized", document, "draft-04", max_bytes=most))

    assert full != []
    assert unworded == full
    assert edited == full


@pytest.mark.parametrize(
    "rule",
    [
        {"minProperties": 2},
        {"dependencies": {"a": ["b"]}},
        {"not": {"required": ["a", "b"], "properties": {"a": {"enum": ["same"]}}}},
        {"anyOf": [{"properties": {"a": {"enum": ["x"]}}}, {"properties": {"b": {"enum": ["y"]}}}]},
        {"enum": [{"a": "x", "b": "y"}, {"a": "y", "b": "y"}]},
        {"allOf": [{"$ref": "#/definitions/tied"}], "definitions": {"tied": {"maxProperties": 2}}},
    ],
    ids=["count", "dependency", "not", "any-of", "enum", "reference"],
)
def test_members_that_are_tied_to_each_other_are_judged_together(rule):
    """A record is cut down only where no rule of its object looks at two members."""
    document = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, **rule}
    validator = compile_schema(Schema("tied", document, "draft-07"))
    base = {"a": "x", "b": "y"}
    records = [{**base, "a": value} for value in ("same", "y", 1, None)]

    edited = [plain(Edits(validator, base).unworded(record)) for record in records]

    assert validator.is_valid(base)
    assert edited == [plain(validator.violations(record)) for record in records]
