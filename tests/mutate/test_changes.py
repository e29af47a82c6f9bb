"""How rules are made wrong: one at a time, in the ways people break validators."""

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.mutate.mutants import mutants
from gc_contracts.mutate.texts import before_newline


def words(node, draft="draft-04", **rest):
    """How each mutant of a schema was changed."""
    return [mutant.words for mutant in mutants(Schema("s", node, draft, **rest))]


@pytest.mark.parametrize(
    ("node", "draft", "expected"),
    [
        (
            {"maxItems": 2},
            "draft-04",
            ["maxItems dropped", "maxItems 2 → 1", "maxItems 2 → 3"],
        ),
        (
            {"minimum": 1},
            "draft-04",
            ["minimum dropped", "minimum 1 → 0", "minimum 1 → 2", "minimum exclusive"],
        ),
        (
            {"minimum": 0.5, "exclusiveMinimum": True},
            "draft-04",
            ["minimum dropped", "minimum 0.5 → 0.4", "minimum 0.5 → 0.6", "exclusiveMinimum inclusive"],
        ),
        (
            {"exclusiveMaximum": 3},
            "draft-07",
            [
                "exclusiveMaximum dropped",
                "exclusiveMaximum 3 → 2",
                "exclusiveMaximum 3 → 4",
                "exclusiveMaximum inclusive",
            ],
        ),
        ({"multipleOf": 4}, "draft-04", ["multipleOf dropped", "multipleOf 4 → 8", "multipleOf 4 → 2"]),
        (
            {"required": ["a"], "properties": {"a": {}, "b": {}}, "additionalProperties": True},
            "draft-04",
            [
                "required dropped",
                "required with b",
                "required a: null counts as absent",
                "required a: an empty value counts as absent",
                "properties dropped",
                "properties without a",
                "properties a: null counts as absent",
                "properties without b",
                "properties b: null counts as absent",
                "additionalProperties dropped",
                "additionalProperties closed",
            ],
        ),
        (
            {"pattern": "^[0-9]$"},
            "draft-04",
            [
                "pattern dropped",
                "pattern open at the start",
                "pattern open at the end",
                "pattern with `$` before a last newline",
            ],
        ),
        (
            {"pattern": "a"},
            "draft-04",
            [
                "pattern dropped",
                "pattern matched at the start only",
                "pattern matched as a whole",
                "pattern ignoring case",
            ],
        ),
        ({"const": 1}, "draft-04", []),
        (
            {"not": {"minItems": 1}},
            "draft-04",
            ["not dropped", "minItems dropped", "minItems 1 → 0", "minItems 1 → 2"],
        ),
        ({"title": "t", "x": 1, "default": {"type": "string"}}, "draft-04", []),
    ],
    ids=[
        "count",
        "bound",
        "early-exclusive",
        "exclusive",
        "multiple",
        "object",
        "bound-pattern",
        "open-pattern",
        "unknown-in-the-draft",
        "not",
        "silent",
    ],
)
def test_each_rule_is_broken_in_these_ways(node, draft, expected):
    """In the order of the document; two changes that come to the same are one."""
    assert words(node, draft) == expected


def test_a_shared_definition_is_one_place_and_an_unused_one_none():
    """Whatever nothing refers to says nothing, and so does what stands beside a `$ref` in old drafts."""
    shared = {"$ref": "#/definitions/used", "maxItems": 9}
    document = {
        "properties": {"a": shared, "b": shared},
        "additionalProperties": False,
        "definitions": {"used": {"maxItems": 1}, "unused": {"maxItems": 2}},
    }

    found = [mutant.rule for mutant in mutants(Schema("s", document, "draft-04"))]

    assert [rule for rule in found if rule.endswith("maxItems")] == ["/definitions/used/maxItems"] * 3


def test_the_size_limit_is_a_rule_too():
    """It stands in no document."""
    assert words({}, max_bytes=10) == ["size limit dropped", "size limit 10 → 9", "size limit 10 → 11"]


@pytest.mark.parametrize(
    ("text", "loose"),
    [("^a$", r"^a\n?$"), (r"^\$[$]$", r"^\$[$]\n?$"), ("a", "a"), (r"^[\]$]$", r"^[\]$]\n?$")],
    ids=["end", "escaped-and-in-a-class", "none", "bracket-in-a-class"],
)
def test_only_a_dollar_that_is_an_end_is_loosened(text, loose):
    """One that stands for itself stays."""
    assert before_newline(text) == loose
