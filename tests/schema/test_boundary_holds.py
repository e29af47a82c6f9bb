"""What every boundary case must be, whatever the schema: valid, or wrong in one keyword at one place."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from gc_contracts._json import remove
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.dialect import complete, guess
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from generated import schemas
from shared import REASON, SHARED

DRAFTS = {"draft4": "draft-04", "draft7": "draft-07", "draft2020-12": "2020-12"}
QUIET = settings(
    max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def wrong(schema: Schema) -> list[str]:
    """Ids of cases that an engine judges differently, or that break anything else."""
    validator, second = compile_schema(schema), Second(schema)
    found = []
    for case in boundary(schema).cases:
        seen = {(one.keyword, one.pointer) for one in validator.violations(case.record)}
        expected = set() if case.valid else {(case.keyword, case.pointer)}
        if seen != expected or second.is_valid(case.record) not in {case.valid, None}:
            found.append(case.id)
    return found


@pytest.mark.parametrize("draft", DRAFTS.values())
def test_cases_of_any_schema_are_what_they_say(draft):
    """Two engines agree on every case of generated schemas, and nothing is raised."""

    @QUIET
    @given(schemas(draft))
    def holds(document):
        assert wrong(Schema("generated", document, draft)) == []

    holds()


@pytest.mark.parametrize("draft", ["draft-07", "2020-12"])
def test_an_implied_rule_changes_no_verdict(draft):
    """Without a rule that is listed as implied, the same records are taken and refused."""

    @QUIET
    @given(schemas(draft))
    def holds(document):
        schema = Schema("generated", document, draft)
        suite, validator = boundary(schema), compile_schema(schema)
        broken = {case.rule for case in suite.cases if not case.valid}
        for rule in {one.rule for one in suite.implied if one.keyword != "required"} - broken:
            without = Schema("without", remove(document, rule), draft)
            loose = compile_schema(without)
            records = [case.record for case in (*suite.cases, *boundary(without).cases)]
            assert [loose.is_valid(one) for one in records] == [validator.is_valid(one) for one in records]

    holds()


@pytest.mark.parametrize(
    ("document", "most"),
    [
        ({"type": "integer", "maximum": 10**400}, 20),
        ({"type": "array", "minItems": 10**6}, 0),
        ({"type": "object", "required": ["kid"], "properties": {"kid": {"$ref": "#"}}}, 0),
        ({"type": "array", "items": {"$ref": "#"}}, 20),
        ({"type": "array", "items": {"type": "string"}, "minItems": 300, "uniqueItems": True}, 40),
        ({"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#"}}]}, 30),
        ({"allOf": [{"anyOf": [{"required": [f"a{n}"]}, {"required": [f"b{n}"]}]} for n in range(8)]}, 60),
        ({"type": "string", "minLength": 10**9}, 0),
        ({"type": "string", "pattern": "^(a+)+$", "minLength": 30}, 40),
    ],
    ids=[
        "huge",
        "million",
        "endless",
        "nested",
        "many-items",
        "recursive-choice",
        "many-choices",
        "long",
        "risky",
    ],
)
def test_odd_schemas_take_few_cases(document, most):
    """Huge bounds, circles and many alternatives: neither an exception nor an explosion."""
    assert len(boundary(Schema("odd", document, "draft-04")).cases) <= most


@pytest.mark.skipif(SHARED is None, reason=REASON)
@pytest.mark.parametrize("folder", DRAFTS)
def test_cases_of_the_official_suite_are_what_they_say(folder):
    """Every schema of the official suite that compiles: no exception, no wrong verdict."""
    assert SHARED is not None
    odd = []
    for path in sorted((SHARED / "conformance" / "json-schema" / "tests" / folder).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            schema = Schema(group["description"], group["schema"], DRAFTS[folder])
            try:
                compile_schema(schema)
            except SchemaError:
                continue
            odd += [(path.name, schema.name, name) for name in wrong(schema)]

    assert odd == []


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_cases_of_real_schemas_leave_no_gap():
    """Real exports: every rule is broken alone or implied."""
    assert SHARED is not None
    found = {}
    for path in sorted((SHARED / "corpus" / "schemas").rglob("*.json")):
        text = document(json.loads(path.read_text(encoding="utf-8")))
        if isinstance(text["properties"], dict):  # one is a table of columns, no JSON Schema
            schema = Schema(path.name, complete(text, guess(text)), "draft-04")
            found[path.name] = (wrong(schema), boundary(schema).gaps)

    assert found == dict.fromkeys(found, ([], ()))
    assert len(found) > 8


def document(data):
    """The schema inside a real file: bare, in a request, or in a data table."""
    return data.get("jsonSchema") or data.get("schema") or data
