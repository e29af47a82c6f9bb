"""Every violation, in order, with its place and its rule, and never an exception for a record."""

import json
import math
from collections import OrderedDict
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.validate import UnsupportedPattern, validate
from gc_contracts.schema.validate import compile as compile_schema


class Colour(StrEnum):
    """A text that is a subclass of Python's own."""

    RED = "red"


class Name(str):
    """Another one, which engines do not know."""

    __slots__ = ()


def of(document: Any, dialect: str = "draft-07", max_bytes: int | None = None) -> Schema:
    """Wrap a document."""
    return Schema("s", document, dialect, max_bytes=max_bytes)


def told(document: Any, record: Any, dialect: str = "draft-07") -> list[tuple[str, str, str]]:
    """List violations as (pointer, keyword, rule)."""
    return [(each.pointer, each.keyword, each.rule) for each in validate(of(document, dialect), record)]


def nested(depth: int) -> Any:
    """Put a list into a list, and so on."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def test_all_violations_are_told_in_order_of_their_place():
    """One for each missing name and each extra one; indexes count as numbers."""
    document = {
        "required": ["x", "y"],
        "additionalProperties": False,
        "properties": {"b": {"$ref": "#/definitions/s"}, "list": {"items": {"type": "string"}}},
        "definitions": {"s": {"type": "string", "maxLength": 2, "pattern": "^a"}},
    }

    found = validate(of(document), {"d": 1, "list": [1, *"abcdefghi", 2], "b": "xxx", "c": 1})

    assert found == (
        Violation("", "required", "`x` is missing", "/required"),
        Violation("", "required", "`y` is missing", "/required"),
        Violation("/b", "maxLength", "has 3 characters, at most 2 are allowed", "/definitions/s/maxLength"),
        Violation("/b", "pattern", "does not match ^a", "/definitions/s/pattern"),
        Violation("/c", "additionalProperties", "`c` is no declared property", "/additionalProperties"),
        Violation("/d", "additionalProperties", "`d` is no declared property", "/additionalProperties"),
        Violation("/list/0", "type", "is integer, not string", "/properties/list/items/type"),
        Violation("/list/10", "type", "is integer, not string", "/properties/list/items/type"),
    )


@pytest.mark.parametrize(
    ("document", "record", "expected"),
    [
        ({"type": ["string", "null"]}, 1, "is integer, not null or string"),
        ({"enum": ["a", 1]}, "b", 'is none of "a", 1'),
        ({"const": None}, 1, "is not null"),
        ({"minimum": 3}, 1, "1 is less than the minimum 3"),
        ({"exclusiveMaximum": 3}, 3, "3 is not less than 3"),
        ({"multipleOf": 0.01}, 0.005, "0.005 is no multiple of 0.01"),
        ({"minItems": 2}, [], "has 0 items, at least 2 are needed"),
        ({"maxProperties": 0}, {"a": 1}, "has 1 member, at most 0 are allowed"),
        ({"uniqueItems": True}, [1, 1.0], "holds the same item twice"),
        ({"format": "date"}, "2024-02-30", "is no date"),
        ({"not": {}}, 1, "is what `not` excludes"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1, "fits none of the alternatives of `anyOf`"),
        (False, 1, "is not allowed here"),
    ],
)
def test_a_violation_says_the_rule_against_what_was_found(document, record, expected):
    """In words, without the whole record."""
    assert [each.message for each in validate(of(document), record)] == [expected]


@pytest.mark.parametrize(
    ("document", "record", "expected"),
    [
        ({"properties": {"a": False}}, {"a": 1}, [("/a", "properties", "/properties/a")]),
        ({"dependencies": {"a": ["b"]}}, {"a": 1}, [("", "dependencies", "/dependencies")]),
        (
            {"dependencies": {"a": {"required": ["b"]}}},
            {"a": 1},
            [("", "required", "/dependencies/a/required")],
        ),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, [("", "propertyNames", "/propertyNames")]),
        ({"then": {"required": ["q"]}, "if": {}}, {}, [("", "required", "/then/required")]),
        ({"items": [{}], "additionalItems": False}, [1, 2], [("", "additionalItems", "/additionalItems")]),
        (
            {"patternProperties": {"^a/": {"type": "null"}}},
            {"a/": 1},
            [("/a~1", "type", "/patternProperties/^a~1/type")],
        ),
        (
            {
                "$id": "http://e.example/r",
                "properties": {"a": {"$ref": "i"}},
                "definitions": {"i": {"$id": "i", "type": "null"}},
            },
            {"a": 1},
            [("/a", "type", "/definitions/i/type")],
        ),
        (
            {"properties": {"n": {"$ref": "#"}}, "additionalProperties": False},
            {"n": {"n": {"m": 1}}},
            [("/n/n/m", "additionalProperties", "/additionalProperties")],
        ),
    ],
    ids=["false", "names", "schema", "propertyNames", "then", "items", "escaped", "embedded", "cyclic"],
)
def test_a_rule_is_where_the_keyword_is_declared(document, record, expected):
    """Behind references it is the target, not the way there."""
    assert told(document, record) == expected


NO_JSON = {
    "nan": ({"a": [math.nan]}, "/a/0"),
    "infinity": (-math.inf, ""),
    "surrogate": ({"a": "\ud800"}, "/a"),
    "surrogate-name": ({"\udfff": 1}, ""),
    "tuple": ({"a": (1,)}, "/a"),
    "bytes": (b"x", ""),
    "set": ([{1}], "/0"),
    "number-name": ({"a": {1: 2}}, "/a"),
    "object": (object(), ""),
    "deep": (nested(5000), ""),
    "huge": ({"a": 10**5000}, "/a"),
}


@pytest.mark.parametrize(("record", "pointer"), NO_JSON.values(), ids=NO_JSON)
@pytest.mark.parametrize(
    "document", [{}, {"type": "object", "additionalProperties": False}], ids=["open", "closed"]
)
def test_what_is_no_json_is_a_violation_and_nothing_else(document, record, pointer):
    """Whatever the schema says, and without an exception."""
    found = validate(of(document, max_bytes=10), record)

    assert [(each.pointer, each.keyword, each.message[:9]) for each in found] == [
        (pointer, "json", "not JSON:")
    ]


@pytest.mark.parametrize(
    "record", [OrderedDict(a="red"), {"a": Colour.RED}, {"a": Name("red")}, {Name("a"): "red"}]
)
def test_subclasses_of_texts_and_objects_are_what_they_stand_for(record):
    """Their JSON is that of their base."""
    validator = compile_schema(of({"properties": {"a": {"enum": ["red"]}}, "required": ["a"]}))

    assert (validator.is_valid(record), validator.violations(record)) == (True, ())


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(), st.lists)
)
def test_no_record_raises_and_both_answers_agree_on_json(record):
    """`is_valid` is the short form of `violations`."""
    validator = compile_schema(of({"items": {"type": ["string", "array"], "maxLength": 1}}))

    found = validator.violations(record)

    assert [each.keyword for each in found] == ["json"] or validator.is_valid(record) is (found == ())


@pytest.mark.parametrize(
    ("record", "size"), [({"a": "é" * 20}, 48), ({"a": 12345}, 11), ([True, None, "\x00"], 20)]
)
def test_a_record_over_the_size_is_refused_by_its_bytes(record, size):
    """Bytes of compact JSON in UTF-8; the very limit is allowed."""
    assert len(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()) == size
    assert validate(of({}, max_bytes=size), record) == ()
    assert not compile_schema(of({}, max_bytes=size - 1)).is_valid(record)
    assert validate(of({}, max_bytes=size - 1), record) == (
        Violation("", "size", f"the record takes {size} bytes, at most {size - 1} are allowed"),
    )


def test_the_dialect_decides_and_not_dollar_schema():
    """1.0 is an integer from draft-06 on, and formats are asserted in every dialect."""
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "integer"}

    verdicts = {
        name: told(document, 1.0, name) for name in ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12")
    }

    assert [name for name, found in verdicts.items() if found] == ["draft-04"]
    assert told({"format": "date"}, "no", "2020-12") == [("", "format", "/format")]


@pytest.mark.parametrize(
    ("document", "pointer", "message"),
    [
        ({"type": "strin"}, "/type", "type"),
        (
            {"properties": {"a": {"minLength": -1}}},
            "/properties/a/minLength",
            "-1 is less than the minimum 0",
        ),
        ({"properties": {"a": {"pattern": "("}}}, "/properties/a/pattern", r"\( is no regular expression"),
        ({"patternProperties": {"[": {}}}, "/patternProperties", r"\[ is no regular expression"),
        (
            {"properties": {"a": {"$ref": "#/definitions/x"}}},
            "/properties/a/$ref",
            "#/definitions/x leads nowhere",
        ),
        ({"$ref": "http://x.example/a.json"}, "/$ref", "http://x.example/a.json is outside this file"),
        ({"allOf": [{"$ref": "other.json#/a"}]}, "/allOf/0/$ref", "other.json#/a is outside this file"),
        ([], "", "not boolean or object"),
        ({"title": object()}, "", "no JSON"),
    ],
)
def test_what_is_no_schema_says_where_and_why(document, pointer, message):
    """It is never taken for a pattern that our engine cannot run, and nothing is fetched."""
    with pytest.raises(SchemaError, match=message) as caught:
        compile_schema(of(document))

    assert (caught.value.pointer, type(caught.value)) == (pointer, SchemaError)


def test_an_unknown_dialect_is_refused():
    """Only five drafts are known."""
    with pytest.raises(SchemaError, match="draft-99"):
        compile_schema(of({}, "draft-99"))


@pytest.mark.parametrize(
    ("pattern", "match", "miss"),
    [
        ("(?i)^ab$", "AB", "AC"),
        ("^a++$", "aa", "ab"),
        (r"^\Qa(\E$", "a(", "a"),
        (r"^[\w-.]$", "-", "!"),
        (r"\Aa\z", "a", "ba"),
        ("^]$", "]", "["),
        ("^{$", "{", "}"),
        (r"^\uD83D\uDE00$", "😀", "😁"),
    ],
)
def test_patterns_of_other_dialects_are_respelt_for_our_engine(pattern, match, miss):
    """In `pattern` and as names in `patternProperties`; the violation shows them as written."""
    value = {"properties": {"a": {"pattern": pattern}}}
    names = {"patternProperties": {pattern: {"type": "null"}}}

    assert told(value, {"a": match}) == []
    assert [each.message for each in validate(of(value), {"a": miss})] == [f"does not match {pattern}"]
    escaped = pattern.replace("~", "~0").replace("/", "~1")
    assert told(names, {match: 1, miss: 1}) == [(f"/{match}", "type", f"/patternProperties/{escaped}/type")]


def test_a_pattern_that_no_engine_here_runs_is_no_word_against_the_schema():
    """The caller says `not verified`."""
    with pytest.raises(UnsupportedPattern) as caught:
        compile_schema(of({"properties": {"a": {"pattern": "(?P<n>a)"}}}))

    assert caught.value.pointer == "/properties/a/pattern"


@pytest.mark.parametrize(("patterns", "expected"), [("ecma", False), ("java", True)])
def test_java_reads_a_dollar_before_the_last_line_end(patterns, expected):
    """JSON Schema does not; Java's reading is an option."""
    validator = compile_schema(of({"pattern": "^a$"}), patterns)

    assert validator.is_valid("a\n") is expected


def test_a_closed_object_without_declared_properties_expects_no_member():
    """Every member is one too many."""
    schema = Schema("s", {"properties": {"a": {"additionalProperties": False}}}, "draft-04")

    found = validate(schema, {"a": {"b": 1, "c": 2}})

    assert [(each.keyword, each.pointer) for each in found] == [
        ("additionalProperties", "/a/b"),
        ("additionalProperties", "/a/c"),
    ]


def test_a_keyword_declared_twice_is_one_violation():
    """The core type and its author may both say 100."""
    text = {"type": "string", "maxLength": 3}
    schema = Schema(
        "s", {"allOf": [{"$ref": "#/definitions/t"}], "maxLength": 3, "definitions": {"t": text}}, "draft-04"
    )

    assert [(each.keyword, each.pointer) for each in validate(schema, "long")] == [("maxLength", "")]
