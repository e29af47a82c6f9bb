"""What is wrong with a schema before any record comes."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.model.schema import Schema
from gc_contracts.schema.lint import Conflict, SchemaProblem, invalid, unsatisfiable
from gc_contracts.schema.validate import compile as compile_schema

DEFINITIONS: dict[str, Any] = {
    "text": {"type": "string", "maxLength": 100},
    "bad": {"type": "integer", "minimum": 3, "maximum": 1},
    "chain": {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"$ref": "#/definitions/chain"}},
    },
}


def of(document: Any, dialect: str = "draft-04") -> Schema:
    """Wrap a document."""
    return Schema("s", document, dialect)


def places(document: Any, dialect: str = "draft-04") -> list[tuple[str, tuple[str, ...]]]:
    """List conflicts as (pointer, causes)."""
    return [(each.pointer, each.causes) for each in unsatisfiable(of(document, dialect))]


def test_each_place_that_is_no_schema_is_named_once_in_order():
    """All of them, not only the first."""
    document = {
        "type": "strin",
        "required": [],
        "properties": {"a": {"minLength": -1, "type": 3}, "b": {"minimum": "0"}},
    }

    assert list(invalid(of(document))) == [
        SchemaProblem("/properties/a/minLength", "`minLength` -1 is less than the minimum 0"),
        SchemaProblem(
            "/properties/a/type",
            "`type` 3 is no type: array, boolean, integer, null, number, object and string are",
        ),
        SchemaProblem("/properties/b/minimum", "`minimum` is string, not number"),
        SchemaProblem("/required", "`required` has 0 items, at least 1 are needed"),
        SchemaProblem(
            "/type", "`type` 'strin' is no type: array, boolean, integer, null, number, object and string are"
        ),
    ]


@pytest.mark.parametrize("dialect", ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"])
@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"properties": {"a": {"pattern": "("}}}, ["/properties/a/pattern"]),
        ({"patternProperties": {"[": {}, "a": {}}}, ["/patternProperties/["]),
        ({"properties": {"a": {"$ref": "#/definitions/x"}}}, ["/properties/a/$ref"]),
        ({"$ref": "http://x.example/never-asked"}, ["/$ref"]),
        (
            {
                "properties": {
                    "a": {"pattern": "(?i)a"},
                    "b": {"pattern": "a++"},
                    "c": {"pattern": "(?P<n>a)"},
                }
            },
            [],
        ),
        ({"properties": {"a": {"_enumProperties": {"_1": {}}, "displayOrder": 0, "format": "odd"}}}, []),
        ({"properties": {"a": {"$ref": "#"}}}, []),
        ([], [""]),
        ({"title": {1}}, [""]),
    ],
)
def test_patterns_and_references_are_judged_by_who_runs_them(document, expected, dialect):
    """A pattern that only our engine cannot run is no fault of the schema."""
    assert [each.pointer for each in invalid(of(document, dialect))] == expected


CONFLICTS = {
    "lengths": (
        {"properties": {"a": {"type": "string", "minLength": 5, "maxLength": 2, "title": "t"}}},
        [("/properties/a", ("/properties/a/minLength", "/properties/a/maxLength"))],
    ),
    "two-parts-and-a-reference": (
        {
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"$ref": "#/$defs/short"}, "n": {"type": "integer", "minimum": 0}},
            "allOf": [{"properties": {"a": {"minLength": 5}}}],
            "$defs": {"short": {"type": "string", "maxLength": 3}},
        },
        [("", ("/required", "/allOf/0/properties/a/minLength", "/$defs/short/maxLength"))],
    ),
    "core-type": (
        {"properties": {"a": {"allOf": [{"$ref": "#/definitions/text"}], "minLength": 105}}},
        [("/properties/a", ("/properties/a/minLength", "/properties/a/allOf/0/$ref"))],
    ),
    "enum": (
        {"properties": {"a": {"allOf": [{"$ref": "#/definitions/text"}], "enum": [1, 2]}}},
        [("/properties/a", ("/properties/a/enum", "/definitions/text/type"))],
    ),
    "no-use-for-third": (
        {"properties": {"a": {"type": "integer", "minimum": 4, "maximum": 3, "multipleOf": 2}}},
        [("/properties/a", ("/properties/a/minimum", "/properties/a/maximum"))],
    ),
    "closed": (
        {"type": "object", "required": ["z"], "additionalProperties": False},
        [("", ("/additionalProperties", "/required"))],
    ),
    "inner-only": (
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "enum": [1]}}},
        [("/properties/a", ("/properties/a/type", "/properties/a/enum"))],
    ),
    "definition-once": (
        {"properties": {"a": {"$ref": "#/definitions/bad"}, "b": {"allOf": [{"$ref": "#/definitions/bad"}]}}},
        [("/definitions/bad", ("/definitions/bad/minimum", "/definitions/bad/maximum"))],
    ),
    "items": (
        {"type": "array", "items": {"type": "string", "enum": [1]}},
        [("/items", ("/items/type", "/items/enum"))],
    ),
    "circle": (
        {"properties": {"a": {"$ref": "#/definitions/chain"}}},
        [("/definitions/chain/properties/next/$ref", ("/definitions/chain/properties/next/$ref",))],
    ),
    "own-circle": (
        {"properties": {"a": {"$ref": "#/properties/a"}}},
        [("/properties/a/$ref", ("/properties/a/$ref",))],
    ),
}


@pytest.mark.parametrize(("document", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_nothing_can_satisfy_is_named_with_its_causes(document, expected):
    """The innermost place, once, and only the keywords that matter."""
    assert places({**document, "definitions": DEFINITIONS}) == expected


@pytest.mark.parametrize(
    "document",
    [
        {"properties": {"a": {"minLength": 5, "maxLength": 2}}},
        {"definitions": DEFINITIONS},
        {
            "properties": {"a": {"anyOf": [{"$ref": "#/definitions/bad"}, {"type": "null"}]}},
            "definitions": DEFINITIONS,
        },
        {"properties": {"a": {"not": {}}}, "additionalProperties": False},
        {"properties": {"next": {"$ref": "#"}}, "required": ["next"]},
        {"type": "object", "properties": {"next": {"$ref": "#"}}},
        {
            "type": "object",
            "properties": {"n": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}},
            "required": ["n"],
        },
        {"properties": {"a": {"type": "string", "pattern": "^a{5}$", "maxLength": 3}}},
        {"type": "strin"},
        True,
    ],
    ids=[
        "untyped",
        "unused",
        "branch",
        "closed-on-purpose",
        "not-object",
        "optional",
        "way-out",
        "unproved",
        "invalid",
        "true",
    ],
)
def test_nothing_is_said_without_a_proof(document):
    """Other types, other branches and optional steps leave a way."""
    assert places(document) == []


def test_the_schema_false_takes_nothing():
    """It is said of the whole."""
    assert list(unsatisfiable(of(False))) == [Conflict("", "the schema `false` takes no record")]


def test_a_conflict_reads_as_a_sentence():
    """Both sides, with their values and places."""
    document = {"properties": {"a": {"type": "string", "minLength": 5, "maxLength": 2}}}

    assert [each.message for each in unsatisfiable(of(document))] == [
        (
            "no value can be given for `a`: `minLength` 5 (/properties/a/minLength)"
            " and `maxLength` 2 (/properties/a/maxLength) exclude each other"
        )
    ]


@pytest.mark.parametrize("factor", [1, 40])
def test_many_alternatives_do_not_hold_the_run(factor):
    """Beyond a few thousand combinations the question is left open, within a moment."""
    choice = [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}]
    document = {"allOf": [{"anyOf": [*choice, {"const": n}]} for n in range(7 * factor)]}
    start = time.perf_counter()

    assert places(document, "draft-07") in ([], [("", ())])
    assert time.perf_counter() - start < 5


@settings(max_examples=200)
@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["string", "integer", "array"])},
        optional={
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 3),
            "minimum": st.integers(0, 3),
            "maximum": st.integers(0, 3),
            "multipleOf": st.integers(1, 3),
            "minItems": st.integers(0, 3),
            "maxItems": st.integers(0, 3),
            "uniqueItems": st.booleans(),
            "enum": st.lists(st.sampled_from(["", "a", "aaa", 1, 3, []]), min_size=1, unique_by=repr),
        },
    )
)
def test_a_conflict_is_one_for_every_value(document):
    """No value that we can think of contradicts a proof."""
    values = ["", "a", "aa", "aaa", 0, 1, 2, 3, 4, 6, [], [1], [1, 2], [1, 2, 3], None, 1.5]
    validator = compile_schema(of(document))

    shut = bool(places(document))

    assert not (shut and any(map(validator.is_valid, values)))
