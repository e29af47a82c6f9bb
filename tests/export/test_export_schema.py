"""Schemas, tables and field lists, however a team keeps them."""

import pytest

from gc_contracts._json import get, replace
from gc_contracts.export import recognise
from gc_contracts.export.action import read_action
from gc_contracts.export.schema import read_schema, referential
from gc_contracts.model.action import Part
from gc_contracts.model.contract import Reference
from subject_files import (
    BARE,
    DATA_SCHEMA,
    DOCUMENT,
    FIELD_LIST,
    FIELDS,
    TABLE,
    TABLE_ROWS,
    TABLE_SCHEMA,
    UPDATE,
)


def read(data):
    shape = recognise(data)
    return (read_action if shape.is_action else read_schema)(data, shape, "stem")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(DATA_SCHEMA, ("Claim", "data-schema", "/jsonSchema", DOCUMENT), id="data schema"),
        pytest.param(UPDATE, ("Claim", "schema-request", "/jsonSchema", DOCUMENT), id="update body"),
        pytest.param(DOCUMENT, ("Claim", "schema-request", "", DOCUMENT), id="bare request"),
        pytest.param(TABLE, ("Hours", "datatable", "/schema", TABLE_SCHEMA), id="table"),
        pytest.param(TABLE_SCHEMA, ("stem", "datatable", "", TABLE_SCHEMA), id="the table's schema"),
        pytest.param(BARE, ("Point", "json-schema", "", BARE), id="JSON Schema"),
    ],
)
def test_a_schema_is_read_as_it_stands(data, expected):
    """Name, form, place and document; nothing is changed here."""
    reading = read(data)

    schema = reading.subject
    assert (schema.name, schema.form, schema.pointer, schema.document) == expected
    assert (schema.source, reading.faults) == (schema.document, ())


@pytest.mark.parametrize(
    ("applies", "product"),
    [
        (["WORKITEM"], "workitems"),
        (["CONTACT", "X"], "contacts"),
        (["DECISION_TABLE"], "businessrules"),
        ([1], ""),
    ],
)
def test_applies_to_tells_the_product(applies, product):
    """The platform says itself what a schema is for."""
    assert read(DATA_SCHEMA | {"appliesTo": applies}).subject.product == product


def test_a_table_of_terraform_becomes_the_table_schema():
    """A list of properties; defaults, which Terraform keeps as text, get their type."""
    schema = read(TABLE_ROWS).subject

    assert schema.document == {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {
            "key": {"type": "string", "title": "Day"},
            "open": {"type": "boolean", "title": "Open", "default": True},
            "slots": {"type": "integer", "title": "Slots", "default": 5},
        },
        "required": ["key"],
        "additionalProperties": False,
    }
    assert schema.place("/properties/open/default") == "/properties/1/default"
    assert schema.source == TABLE_ROWS["properties"]


def test_a_default_that_does_not_fit_stays_text():
    """So that a check can find it."""
    rows = [
        {"name": "key", "type": "string"},
        {"name": "a", "type": "integer", "default": "many"},
        {"name": "b", "type": "number", "default": "inf"},
        {"name": "c", "type": "number", "default": "1.5"},
    ]

    document = read({"name": "t", "properties": rows}).subject.document

    assert [document["properties"][name]["default"] for name in "abc"] == ["many", "inf", 1.5]


@pytest.mark.parametrize("wrap", [lambda data: data, lambda data: {"entity": data}], ids=["plain", "entity"])
def test_a_field_schema_becomes_json_schema(wrap):
    """Lengths of 0 or null mean none, an empty pattern is none, optional fields may be null."""
    schema = read(wrap(FIELDS)).subject

    assert schema.document == {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {
            "status": {"type": "string", "pattern": "active|inactive"},
            "email": {"type": ["string", "null"]},
            "code": {"type": ["string", "null"], "minLength": 2, "maxLength": 8},
            "owner": {"type": ["string", "null"]},
            "tags": {"type": ["array", "null"]},
        },
        "required": ["status"],
    }
    assert (schema.max_bytes, referential(schema)) == (
        1_048_576,
        {"owner": Reference("owner", "user", "id")},
    )


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/properties/code/minLength", "/entity/fields/2/min_length"),
        ("/properties/code/maxLength", "/entity/fields/2/max_length"),
        ("/properties/status/pattern", "/entity/fields/0/pattern"),
        ("/properties/tags", "/entity/fields/4"),
        ("/required/0", "/entity/fields/0/required"),
        ("", "/entity/fields"),
    ],
)
def test_each_rule_of_a_field_leads_back_to_its_element(pointer, place):
    """A pointer into the schema is a place in the list."""
    data = {"entity": FIELDS}
    schema = read(data).subject

    assert schema.place(pointer) == place
    assert get(data, place) is not None


@pytest.mark.parametrize(
    ("field", "pointer", "message"),
    [
        (7, "/fields/0", "`0` is a number where it must be an object: a field with a name and a type"),
        ({"type": "string"}, "/fields/0", "a field needs a `name`, which is text, not null"),
        (
            {"name": 3, "type": "string"},
            "/fields/0/name",
            "a field needs a `name`, which is text, not a number",
        ),
        ({"name": "status", "type": "string"}, "/fields/1/name", "two fields are called `status`"),
        (
            {"name": "a", "type": "text"},
            "/fields/0/type",
            "a field's `type` is one of string, integer, number, boolean, array, object, not `text`",
        ),
        (
            {"name": "a"},
            "/fields/0",
            "a field's `type` is one of string, integer, number, boolean, array, object, not null",
        ),
        (
            {"name": "a", "type": "string", "min_length": -1},
            "/fields/0/min_length",
            "`min_length` is a number where it must be a whole number, 0 or more",
        ),
        (
            {"name": "a", "type": "string", "max_length": True},
            "/fields/0/max_length",
            "`max_length` is true or false where it must be a whole number, 0 or more",
        ),
        (
            {"name": "a", "type": "string", "pattern": 1},
            "/fields/0/pattern",
            "`pattern` is a number where it must be text",
        ),
        (
            {"name": "a", "type": "string", "required": 1},
            "/fields/0/required",
            "`required` is a number where it must be true or false",
        ),
    ],
)
def test_a_field_that_is_none_is_reported(field, pointer, message):
    """The other fields still make a schema."""
    reading = read({"fields": [field, FIELDS["fields"][0]]})

    assert [(fault.pointer, fault.message) for fault in reading.faults] == [(pointer, message)]
    assert "status" in reading.subject.document["properties"]


@pytest.mark.parametrize(
    ("data", "pointer", "message", "hint"),
    [
        pytest.param(
            {"name": "a", "enabled": True, "version": 1},
            "",
            "`jsonSchema` is missing",
            "add `jsonSchema`, a JSON Schema",
            id="no jsonSchema",
        ),
        pytest.param(
            DATA_SCHEMA | {"jsonSchema": "{}"},
            "/jsonSchema",
            "`jsonSchema` is text where it must be an object: a JSON Schema",
            "",
            id="a text",
        ),
        pytest.param(
            {"name": "t", "selfUri": "/api/v2/flows/datatables/1"},
            "",
            "`schema` is missing",
            "ask the API for the table with `expand=schema`",
            id="table without schema",
        ),
        pytest.param(
            {"entity": {"fields": 3}},
            "/entity/fields",
            "`fields` is a number where it must be a list of fields",
            "",
            id="fields",
        ),
        pytest.param(
            {key: value for key, value in FIELD_LIST.items() if key != "outputs"},
            "",
            "`outputs` is missing: the action does not say what its outputs are",
            "add `outputs`, a list of fields; an empty one if there are none",
            id="no outputs",
        ),
        pytest.param(
            FIELD_LIST | {"inputs": {}},
            "/inputs",
            "`inputs` is an object where it must be a list of fields",
            "",
            id="inputs",
        ),
    ],
)
def test_half_a_schema_leaves_nothing_to_verify(data, pointer, message, hint):
    """What is missing, where, and what would be right."""
    reading = read(data)

    assert [(fault.pointer, fault.message, fault.hint) for fault in reading.faults] == [
        (pointer, message, hint)
    ]
    assert reading.subject is None


def test_properties_that_are_no_object_are_reported():
    """A schema with its draft named, whose properties are a list."""
    reading = read({"$schema": BARE["$schema"], "properties": []})

    assert [fault.pointer for fault in reading.faults] == ["/properties"]


def test_a_field_list_is_an_action_with_code():
    """Inputs and outputs become schemas, defaults are kept, the code knows its place."""
    reading = read(FIELD_LIST)

    action = reading.subject
    assert (action.form, action.request.url, reading.faults) == ("field-list", None, ())
    assert action.code == Part(FIELD_LIST["execution"]["code"], "/execution/code")
    assert action.input.document == {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {
            "userId": {"type": "string", "description": "Who"},
            "limit": {"type": "integer", "default": 5},
        },
        "required": ["userId"],
    }
    assert action.input.place("/properties/limit/default") == "/inputs/1/defaultValue"
    assert action.output.place("/properties/status/type") == "/outputs/1/type"


def test_code_in_another_language_is_reported():
    """The dialect is Python's."""
    reading = read(replace(FIELD_LIST, "/execution/type", "node"))

    assert [fault.pointer for fault in reading.faults] == ["/execution/type"]
