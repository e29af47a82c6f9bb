"""Real exports and the official suite: what can be drawn is drawn, and is what it says."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from drawn import drawn
from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.dialect import complete, guess
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy import invalid, valid
from shared import REASON, SHARED

DRAFTS = {"draft4": "draft-04", "draft7": "draft-07", "draft2020-12": "2020-12"}
ODD = {"$ref prevents a sibling", "unevaluatedItems with oneOf"}
"""Descriptions of the two corners we do not reach: identifiers that a `$ref` silences, and a `oneOf` of tuples."""
pytestmark = pytest.mark.skipif(SHARED is None, reason=REASON)


def schemas_in(data: Json) -> Iterator[Json]:
    """Find the schemas inside any file."""
    if isinstance(data, dict):
        if "$schema" in data or isinstance(data.get("properties"), dict):
            yield data
            return
        data = list(data.values())
    for item in data if isinstance(data, list) else ():
        yield from schemas_in(item)


def real() -> Iterator[Schema]:
    assert SHARED is not None
    folders = ("schemas", "data-actions", "data-actions-derived")
    for path in sorted(path for name in folders for path in (SHARED / "corpus" / name).rglob("*.json")):
        for document in schemas_in(json.loads(path.read_text(encoding="utf-8-sig"))):
            yield Schema(path.name, complete(document, guess(document)), "draft-04")


def test_every_real_schema_gives_valid_and_invalid_records():
    """All of them, by both engines."""
    odd = []
    for schema in real():
        first, second = compile_schema(schema), Second(schema)
        odd += [
            schema.name for r in drawn(valid(schema), 8) if first.violations(r) or second.is_valid(r) is False
        ]
        for broken in drawn(invalid(schema), 8):
            found = {(v.keyword, v.pointer) for v in first.violations(broken.record)}
            odd += [schema.name] if found != {(broken.keyword, broken.pointer)} else []

    assert odd == []


@pytest.mark.parametrize("folder", DRAFTS)
def test_every_satisfiable_schema_of_the_official_suite_gives_valid_values(folder):
    """Refused are only schemas of which the suite itself shows no valid value."""
    assert SHARED is not None
    odd = []
    for path in sorted((SHARED / "conformance" / "json-schema" / "tests" / folder).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            if not any(part in group["description"] for part in ODD):
                odd += [(path.name, group["description"], word) for word in wrong(group, DRAFTS[folder])]

    assert odd == []


def wrong(group: Json, dialect: str) -> list[str]:
    schema = Schema(group["description"], group["schema"], dialect)
    try:
        first = compile_schema(schema)
    except SchemaError:
        return []
    try:
        strategy = valid(schema)
    except SchemaError:
        return ["refused" for test in group["tests"] if test["valid"] and first.is_valid(test["data"])]
    found: list[str] = []

    @settings(
        max_examples=5,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(strategy)
    def look(value: Json) -> None:
        found.extend(["invalid"] if not first.is_valid(value) else [])

    look()
    return found
