"""What each product adds to a schema and refuses in it."""

import json
from typing import Any

import pytest

from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.dialect import complete, draft, guess, problems, product
from gc_contracts.schema.products import names
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.schema.validate import validate
from shared import REASON, SHARED

DRAFT_04 = "http://json-schema.org/draft-04/schema#"


def core(name: str, **beside: Any) -> dict[str, Any]:
    """Write a field of one core type."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}], **beside}


def schema(product_name: str, fields: dict[str, Any], **top: Any) -> Schema:
    """Complete a schema as loading does."""
    source = {"$schema": DRAFT_04, "properties": fields, **top}
    return Schema("s", complete(source, product_name), "draft-04", product_name, source=source)


def told(subject: Schema) -> list[tuple[str, bool]]:
    """List the problems as (pointer, weak)."""
    return [(problem.pointer, problem.weak) for problem in problems(subject)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("http://json-schema.org/draft-04/schema#", "draft-04"),
        ("http://json-schema.org/draft-04/schema", "draft-04"),
        ("http://json-schema.org/draft-06/schema#", "draft-06"),
        ("https://json-schema.org/draft-07/schema#", "draft-07"),
        ("https://json-schema.org/draft/2019-09/schema", "2019-09"),
        ("https://json-schema.org/draft/2020-12/schema", "2020-12"),
        ("http://example.com/own", "draft-04"),
        (7, "draft-04"),
    ],
)
def test_the_draft_is_what_dollar_schema_says(said, expected):
    """Unknown and missing values mean draft-04, the one that data schemas take."""
    assert draft({"$schema": said}) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"properties": {"a": core("text")}}, "workitems"),
        ({"properties": {"a": core("enum"), "b": core("stringList")}}, "businessrules"),
        ({"properties": {"a": core("currency")}}, "conversations"),
        ({"properties": {"a": core("text"), "b": core("colour")}}, "workitems"),
        ({"properties": {"a": {"type": "string"}}}, "records"),
        ({"properties": {"a": {"$ref": "#/definitions/colour"}}}, "records"),
        ({"properties": {"a": core("text")}, "definitions": {"text": {}}}, "records"),
        (
            {
                "required": ["key"],
                "additionalProperties": False,
                "properties": {"key": {"type": "string", "$id": "/properties/key"}},
            },
            "datatable",
        ),
        (True, "records"),
    ],
    ids=["classic", "business", "currency", "one-unknown", "plain", "dangling", "own", "table", "bool"],
)
def test_the_product_is_told_by_the_core_types(document, expected):
    """Core types that the file defines itself tell nothing."""
    assert guess(document) == expected


def test_missing_core_types_are_supplied_and_own_definitions_stay():
    """An unknown core type is supplied as the schema that takes anything."""
    document = {
        "properties": {"a": core("text"), "b": core("checkbox"), "c": core("colour")},
        "definitions": {"text": {"type": "string"}},
    }

    completed = complete(document, "workitems")

    assert completed["definitions"] == {
        "checkbox": {"type": ["boolean", "null"]},
        "colour": {},
        "text": {"type": "string"},
    }


def test_a_schema_that_lacks_nothing_comes_back_as_it_is():
    """Completing is free where there is nothing to supply, and idempotent."""
    document = {"properties": {"a": {"enum": [{"$ref": "#/definitions/text"}]}}}
    once = complete({"properties": {"a": core("tag")}}, "contacts")

    assert complete(document, "workitems") is document
    assert complete(once, "contacts") is once
    assert complete({"properties": {"a": core("tag")}}, "records") == {"properties": {"a": core("tag")}}


@pytest.mark.parametrize(
    ("name", "valid", "invalid"),
    [
        ("text", ["", "x" * 100], ["x" * 101, 1, None]),
        ("longtext", ["x" * 1000], ["x" * 1001]),
        ("url", ["x" * 200], ["x" * 201]),
        ("identifier", ["x" * 100], ["x" * 101]),
        ("date", ["2024-02-29"], ["2024-02-30", "2024-2-3", "2024-01-01T00:00:00.000Z", ""]),
        (
            "datetime",
            ["2021-01-01T00:00:00.000Z"],
            ["2021-01-01T00:00:00Z", "2021-01-01", "2021-13-01T00:00:00.000Z"],
        ),
        ("integer", [5, -5], [5.5, "5", True]),
        ("number", [2.7, 5], ["5", False]),
        ("checkbox", [True, None], ["true", 0]),
        ("tag", [[], ["a"] * 10, ["x" * 100]], [["a"] * 11, ["x" * 101], [1], "a"]),
    ],
)
def test_a_core_type_takes_its_values_and_holds_its_bounds(name, valid, invalid):
    """System bounds hold even where the author writes none."""
    validator = compile_schema(schema("workitems", {"f": core(name)}))

    assert [value for value in valid if not validator.is_valid({"f": value})] == []
    assert [value for value in invalid if validator.is_valid({"f": value})] == []


@pytest.mark.parametrize("name", names())
def test_every_definition_of_every_product_is_a_schema(name):
    """All supplied definitions compile, and each names its keywords and bounds."""
    known = product(name)

    for definition in known.core_types.values():
        assert validate(Schema("d", {"not": definition}, "draft-04"), object) != ()
    assert known.core_types.keys() == known.keywords.keys() == known.bounds.keys()


def test_an_unknown_product_is_refused_with_the_list():
    """The message says what there is."""
    with pytest.raises(SchemaError, match="'workitem' is no product; known are workitems, contacts"):
        product("workitem")


FIELDS = {
    "unknown-type": ({"a": core("colour")}, [("/properties/a/allOf/0/$ref", False)]),
    "type-instead": ({"a": {"type": "string"}}, [("/properties/a", False)]),
    "two-types": ({"a": {"allOf": [{"$ref": "#/definitions/text"}] * 2}}, [("/properties/a", False)]),
    "bare-ref": ({"a": {"$ref": "#/definitions/text"}}, [("/properties/a", False)]),
    "too-long": ({"a": core("text", maxLength=101)}, [("/properties/a/maxLength", False)]),
    "just-long": ({"a": core("text", minLength=0, maxLength=100, title="t", _x=1)}, []),
    "tag-items": ({"a": core("tag", items={"maxLength": 101})}, [("/properties/a/items/maxLength", False)]),
    "tag-many": ({"a": core("tag", maxItems=11)}, [("/properties/a/maxItems", False)]),
    "options": ({"a": core("enum", enum=[f"_{n}" for n in range(51)])}, [("/properties/a/enum", False)]),
    "long-option": ({"a": core("enum", enum=["x" * 101])}, [("/properties/a/enum/0", True)]),
    "keyword": ({"a": core("date", pattern="^x")}, [("/properties/a/pattern", True)]),
    "many": ({f"a{n}": core("text") for n in range(51)}, [("/properties", False)]),
}


@pytest.mark.parametrize(("fields", "expected"), FIELDS.values(), ids=FIELDS)
def test_a_workitem_schema_is_refused_for(fields, expected):
    """Refusal is sure where a source shows it, weak where none does."""
    assert told(schema("workitems", fields)) == expected


@pytest.mark.parametrize(
    ("name", "fields", "top", "expected"),
    [
        ("contacts", {f"a{n}": core("text") for n in range(26)}, {}, [("/properties", False)]),
        ("businessrules", {"a": core("string")}, {}, [("/properties", False)]),
        ("workitems", {"a": core("text")}, {"required": ["b"]}, [("/required/0", False)]),
        ("workitems", {"a": core("text")}, {"oneOf": [{}]}, [("/oneOf", True)]),
        ("workitems", {}, {"$schema": "http://json-schema.org/draft-07/schema#"}, [("/$schema", True)]),
        ("journey", {}, {"$schema": "http://json-schema.org/draft-07/schema#"}, [("/$schema", False)]),
        ("users", {"a": core("colour")}, {}, [("/properties/a/allOf/0/$ref", True)]),
        ("records", {"a": {"type": "string"}}, {"required": ["b"], "oneOf": [{}]}, []),
        ("action", {"a": {"type": "string"}}, {"required": ["b"]}, []),
    ],
)
def test_each_product_has_its_own_limits(name, fields, top, expected):
    """What nobody knows of a product (users, journey) refuses nothing for sure."""
    assert told(schema(name, fields, **top)) == expected


TABLE: dict[str, Any] = {
    "$schema": DRAFT_04,
    "type": "object",
    "required": ["key"],
    "additionalProperties": False,
    "properties": {
        "key": {"$id": "/properties/key", "type": "string", "title": "Key", "displayOrder": 0},
        "vip": {"$id": "/properties/vip", "type": "boolean", "title": "VIP", "default": False},
    },
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"required": ["key", "vip"]}, [("/required", False)]),
        ({"additionalProperties": True}, [("/additionalProperties", False)]),
        ({"type": "array"}, [("/type", False)]),
        ({"properties": {"vip": {"type": "boolean"}}}, [("/properties", False)]),
        ({"properties": {"key": {"type": "integer"}}}, [("/properties/key/type", False)]),
        (
            {"properties": {"key": {"type": "string"}, "a": {"type": "array"}}},
            [("/properties/a/type", False)],
        ),
        (
            {"properties": {"key": {"type": "string"}, "a": core("text")}},
            [("/properties/a/type", False), ("/properties/a/allOf", False)],
        ),
        ({"properties": {"key": {"type": "string", "maxLength": 5}}}, [("/properties/key/maxLength", True)]),
        (
            {"properties": {"key": {"type": "string"}} | {f"a{n}": {"type": "string"} for n in range(51)}},
            [("/properties", False)],
        ),
    ],
)
def test_a_data_table_keeps_to_its_own_small_dialect(changes, expected):
    """Exactly `key` is required, nothing else is allowed in, and fields are plain scalars."""
    document = TABLE | changes

    assert told(Schema("t", document, "draft-04", "datatable", source=document)) == expected


def test_a_problem_says_how_to_mend_it():
    """A core type that is nearly one is named."""
    found = list(problems(schema("workitems", {"a": core("txt")})))

    assert [(each.message, each.hint) for each in found] == [
        ("workitems schemas have no core type `txt`", "write `text`")
    ]


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_no_published_schema_is_accused():
    """Schemas that people use in real orgs have no problem at all."""
    assert SHARED is not None
    found = {}
    for path in sorted((SHARED / "corpus" / "schemas").rglob("*.json")):
        document = json.loads(path.read_text("utf-8")).get("jsonSchema")
        if document:
            name = guess(document)
            subject = Schema("s", complete(document, name), draft(document), name, source=document)
            compile_schema(subject)
            found[path.name] = list(problems(subject))

    assert len(found) > 9
    assert {name: each for name, each in found.items() if each} == {}


def test_an_empty_required_list_is_left_out():
    """Draft-04 does not allow it, editors write it, and it says nothing."""
    document = {"required": [], "properties": {"a": {"type": "object", "required": []}, "b": {"enum": [[]]}}}

    assert complete(document, "records") == {"properties": {"a": {"type": "object"}, "b": {"enum": [[]]}}}


def test_a_bare_schema_is_one_of_conversations_where_its_core_types_are():
    """Business rules wrap theirs in a body."""
    document = {"properties": {"note": {"allOf": [{"$ref": "#/definitions/string"}]}}}

    assert (guess(document), guess(document, bare=True)) == ("businessrules", "conversations")


def test_a_draft_nobody_knows_is_a_problem():
    """It is read as draft-04; a metaschema of somebody's own may be fine."""
    found = [
        next(iter(problems(Schema("s", {"$schema": named}, "draft-04"))), None)
        for named in (
            "http://json-schema.org/draft-99/schema#",
            "https://example.com/meta",
            "http://json-schema.org/draft-07/schema#",
        )
    ]

    assert [item and (item.pointer, item.weak) for item in found] == [
        ("/$schema", False),
        ("/$schema", True),
        None,
    ]
