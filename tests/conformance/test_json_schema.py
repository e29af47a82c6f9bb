"""Both engines against the official suite of JSON Schema: every test, mandatory and optional.

An engine may have no word (None) where the reason is listed; a wrong word has to be listed test by test.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.formats import OPEN
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from shared import REASON, SHARED

DIALECTS = {"draft4": "draft-04", "draft7": "draft-07", "draft2020-12": "2020-12"}
FOLDER = (SHARED or Path()) / "conformance" / "json-schema" / "tests"
FETCHED = "it needs a document from elsewhere, and nothing is ever fetched"

ASSERTED = "format is asserted in every dialect: who writes one means it"
VOCABULARY = "vocabularies of own metaschemas are not read: a dialect has all its keywords"
SKIPPED: Mapping[tuple[str, str], str] = {
    ("format.json", "is only an annotation by default"): ASSERTED,
    ("vocabulary.json", "no validation: invalid number, but it still validates"): VOCABULARY,
}
"""Tests that ask for what we decided otherwise: (file, part of the description) → why."""

SILENT: Mapping[str, str] = {
    "format.json": "a format that only the first engine judges",
    "optional/content.json": "whether content is looked into is left to engines",
    "optional/dependencies-compatibility.json": "`dependencies` is no longer a keyword of this dialect",
    "optional/format/hostname.json": "names with `--` in third place have rules of their own",
    "optional/format/ecmascript-regex.json": "patterns with backreferences are not judged",
    "optional/format/regex.json": "patterns with backreferences are not judged",
    "unevaluatedProperties.json": "with patternProperties it would be read by Python's patterns",
} | {f"optional/format/{name}.json": "a format that only the first engine judges" for name in OPEN}
"""Files with tests on which the second engine may have no word."""

pytestmark = pytest.mark.skipif(SHARED is None, reason=REASON)


def rows(folder: str) -> Iterator[tuple[str, str, Json, Json]]:
    """Read the suite where it lies, as (file, schema, test)."""
    root = FOLDER / folder
    for path in sorted(root.rglob("*.json")):
        for group in json.loads(path.read_text("utf-8")):
            for test in group["tests"]:
                yield path.relative_to(root).as_posix(), group["description"], group["schema"], test


def skipped(file: str, description: str) -> bool:
    """Tell whether a test asks for what we decided otherwise."""
    return any(file == name and part in description for name, part in SKIPPED)


def first(schema: Schema) -> Validator | SchemaError:
    """Compile, or keep the refusal."""
    try:
        return compile_schema(schema)
    except SchemaError as error:
        return error


@pytest.mark.parametrize("folder", DIALECTS)
def test_the_first_engine_says_what_the_suite_says(folder):
    """All tests but those that need the network or ask for what we decided otherwise."""
    wrong, fetched, passed = [], Counter[str](), 0
    for file, group, document, test in rows(folder):
        engine = first(Schema("suite", document, DIALECTS[folder]))
        if isinstance(engine, SchemaError) and "nothing is fetched" in engine.message:
            fetched[file] += 1
        elif not skipped(file, test["description"]):
            answers = {verdict(engine, test["data"]), listed(engine, test["data"])}
            passed += answers == {test["valid"]}
            wrong += [(file, group, test["description"], answers)] if answers != {test["valid"]} else []

    assert wrong == []
    assert passed > 900
    assert set(fetched) <= {
        "refRemote.json",
        "vocabulary.json",
        "optional/cross-draft.json",
        "dynamicRef.json",
    }


def verdict(engine: Validator | SchemaError, record: Json) -> Any:
    """Ask the short way."""
    return str(engine) if isinstance(engine, SchemaError) else engine.is_valid(record)


def listed(engine: Validator | SchemaError, record: Json) -> Any:
    """Ask the long way."""
    return str(engine) if isinstance(engine, SchemaError) else engine.violations(record) == ()


@pytest.mark.parametrize("folder", DIALECTS)
def test_the_second_engine_says_the_same_or_nothing(folder):
    """A wrong word never; no word only where the reason is listed."""
    wrong, silent = [], Counter[str]()
    for file, group, document, test in rows(folder):
        schema = Schema("suite", document, DIALECTS[folder])
        answer = Second(schema).is_valid(test["data"])
        if answer is None and not isinstance(first(schema), SchemaError):
            silent[file] += 1
        elif answer is not None and answer is not test["valid"] and not skipped(file, test["description"]):
            wrong.append((file, group, test["description"], answer))

    assert wrong == []
    assert {file: count for file, count in silent.items() if file not in SILENT} == {}


@pytest.mark.parametrize("folder", DIALECTS)
def test_every_rule_of_a_violation_stands_in_the_schema(folder):
    """The pointer of a declaration leads somewhere, through references and identifiers."""
    lost = [
        (file, group, each.rule)
        for file, group, document, test in rows(folder)
        for each in rules(first(Schema("suite", document, DIALECTS[folder])), test["data"])
        if not leads(document, each.rule)
    ]

    assert lost == []


def rules(engine: Validator | SchemaError, record: Json) -> tuple[Violation, ...]:
    """List violations; a schema that was refused has none."""
    return () if isinstance(engine, SchemaError) else engine.violations(record)


def leads(document: Json, pointer: str) -> bool:
    """Follow a pointer."""
    node = document
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        try:
            node = node[int(name)] if isinstance(node, list) else node[name]
        except (KeyError, IndexError, TypeError, ValueError):
            return False
    return True
