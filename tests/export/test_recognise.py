"""Files are told by their shape, never by their name."""

import json

import pytest

from gc_contracts.export import Shape, recognise
from gc_contracts.load import load
from shared import REASON, SHARED
from subject_files import API, BARE, CX, DATA_SCHEMA, EXPORT, FIELD_LIST, SUBJECTS

FORMS = {
    "schema-request-update": "data-schema",
    "businessrules-schema": "data-schema",
    "datatable-bare": "datatable",
    "datatable-terraform": "datatable",
    "fields-entity": "fields",
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_each_dialect_has_its_form(name):
    """One sound file of each dialect is recognised."""
    shape = recognise(SUBJECTS[name])

    assert shape == Shape(FORMS.get(name, name))


def without(data, *keys):
    return {key: value for key, value in data.items() if key not in keys}


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param(without(EXPORT, "contract"), "export", id="no contract"),
        pytest.param(without(EXPORT, "config"), "export", id="no config"),
        pytest.param(without(EXPORT, "config", "contract"), "export", id="only marks of an export"),
        pytest.param({"config": EXPORT["config"]}, "export", id="only a config"),
        pytest.param(without(API, "config", "contract"), "api", id="an action of a listing"),
        pytest.param({"contract_input": {}}, "cx-as-code", id="one member of a resource"),
        pytest.param(without(FIELD_LIST, "outputs"), "field-list", id="no outputs"),
        pytest.param(without(FIELD_LIST, "execution"), "field-list", id="no code"),
        pytest.param(without(DATA_SCHEMA, "jsonSchema"), "data-schema", id="no jsonSchema"),
        pytest.param(DATA_SCHEMA | {"jsonSchema": 3}, "data-schema", id="a jsonSchema that is none"),
        pytest.param({"name": "x", "appliesTo": ["CONTACT"]}, "data-schema", id="only appliesTo"),
        pytest.param(
            {"id": "1", "name": "t", "selfUri": "/api/v2/flows/datatables/1"},
            "datatable",
            id="table without schema",
        ),
        pytest.param({"entity": {"fields": {}}}, "fields", id="fields that are no list"),
    ],
)
def test_half_a_contract_is_recognised_as_what_it_is_half_of(data, form):
    """So that somebody learns what is missing."""
    assert recognise(data) == Shape(form)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param({"type": "object"}, "json-schema", id="type alone"),
        pytest.param(
            {"type": ["string", "null"], "x-owner": "me"}, "json-schema", id="types and an extension"
        ),
        pytest.param({"properties": {"a": {"type": "string"}, "b": True}}, "json-schema", id="properties"),
        pytest.param({"$schema": BARE["$schema"]}, "json-schema", id="the draft alone"),
        pytest.param(
            {"$schema": "http://json-schema.org/draft-07/schema#", "type": "thing"},
            "json-schema",
            id="no type",
        ),
        pytest.param({"$ref": "#/definitions/a", "definitions": {"a": {}}}, "json-schema", id="a reference"),
        pytest.param({"allOf": [{"type": "object"}]}, "json-schema", id="allOf"),
        pytest.param({"enum": ["a"]}, "json-schema", id="enum"),
    ],
)
def test_a_bare_json_schema_is_recognised(data, form):
    """With or without `$schema`, as long as it plainly describes a value."""
    assert recognise(data) == Shape(form)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([EXPORT], id="a list of subjects"),
        pytest.param(True, id="a boolean"),
        pytest.param("text", id="a text"),
        pytest.param({}, id="an empty object"),
        pytest.param({"entities": [API], "total": 1}, id="an API listing"),
        pytest.param({"name": "pkg", "version": "1.0.0", "config": {"port": 1}}, id="package.json"),
        pytest.param(
            {"$schema": "https://json.schemastore.org/package", "name": "p"}, id="a schema store file"
        ),
        pytest.param({"type": "Feature", "properties": {"name": "x"}}, id="GeoJSON"),
        pytest.param({"type": "object", "color": "red"}, id="a record with a type"),
        pytest.param({"properties": {"type": {"type": "Residential"}}}, id="a response with properties"),
        pytest.param({"openapi": "3.0.0", "paths": {}, "components": {"schemas": {}}}, id="OpenAPI"),
        pytest.param({"log": {"version": "1.2", "entries": []}}, id="HAR"),
        pytest.param({"info": {"schema": "x"}, "item": []}, id="Postman"),
        pytest.param({"consumer": {}, "provider": {}, "interactions": []}, id="Pact"),
        pytest.param({"subject": "a.json", "examples": {"valid": [{}]}}, id="contract.yaml"),
        pytest.param({"fields": ["name", "type"]}, id="a list of names"),
        pytest.param({"type": "record", "name": "R", "fields": [{"name": "a", "type": "string"}]}, id="Avro"),
        pytest.param({"fields": [{"name": "a", "type": "string", "constraints": {}}]}, id="Frictionless"),
        pytest.param(
            {"kind": "x", "properties": [{"name": "a", "type": "string"}]}, id="a list of properties"
        ),
        pytest.param({"inputs": [1], "outputs": [2]}, id="lists of numbers"),
        pytest.param({"resource": {"aws_instance": {"a": {}}}}, id="other Terraform"),
        pytest.param(
            {"resource": {"genesyscloud_integration_action": {"a": CX, "b": CX}}}, id="two resources"
        ),
        pytest.param({"title": "x", "description": "y"}, id="words of a schema that assert nothing"),
    ],
)
def test_other_files_have_no_shape(data):
    """A response, a recording, a package file or several subjects at once are none of ours."""
    assert recognise(data) is None


@pytest.mark.parametrize(
    ("wrapped", "pointer"),
    [
        pytest.param(CX, "/resource/genesyscloud_integration_action/get~1user", id="a block"),
        pytest.param([CX], "/resource/genesyscloud_integration_action/get~1user/0", id="a list of one block"),
    ],
)
def test_a_terraform_resource_tells_its_name_and_place(wrapped, pointer):
    """Terraform's JSON nests type and name around the block."""
    data = {"resource": {"genesyscloud_integration_action": {"get/user": wrapped}}}

    assert recognise(data) == Shape(
        "cx-as-code", pointer, "get/user", "genesyscloud_integration_action", item="get_user"
    )


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_every_public_export_and_schema_is_recognised():
    """Real files of other people: each action and schema has a form, no response has one."""
    forms = {}
    for folder in ("data-actions", "data-actions-derived", "schemas", "responses"):
        for path in sorted((SHARED / "corpus" / folder).rglob("*.json")):
            shape = recognise(json.loads(path.read_text(encoding="utf-8-sig")))
            form = shape.form if shape else "none"
            forms[folder, form] = forms.get((folder, form), 0) + 1

    assert forms == {
        ("data-actions", "export"): 45,
        ("data-actions-derived", "export"): 32,
        ("schemas", "data-schema"): 11,
        ("schemas", "datatable"): 1,
        ("responses", "none"): 22,
    }


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_only_the_truly_broken_exports_have_problems():
    """Of all real files one is half a contract and one misspells a key; the rest is sound."""
    corpus = SHARED / "corpus"
    paths = sorted(path for path in corpus.rglob("*") if path.suffix in {".json", ".yaml"})

    contracts = [contract for path in paths if (contract := load(path, corpus)) is not None]

    half = {c.id: [each for each in c.problems if each.check.startswith("file/")] for c in contracts}
    kinds = {c.id: c.kind.value for c in contracts}
    found = {name.rpartition("/")[2]: (kinds[name], len(each)) for name, each in half.items() if each}
    assert found == {
        "00-custom-auth-request-config.json": ("broken", 1),
        "OCR-DataAction.json": ("action", 1),
    }
