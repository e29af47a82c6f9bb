"""The engine against the golden table: every row of every group, with definiteness, types and text."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gc_contracts import jsonpath
from gc_contracts.jsonpath.analysis import example
from shared import REASON, SHARED

GROUPS = [
    "child",
    "bracket",
    "odd-keys",
    "wildcard",
    "descent",
    "index",
    "slice",
    "union-index",
    "union-key",
    "filter-compare",
    "filter-types",
    "filter-exists",
    "filter-logic",
    "filter-regex",
    "filter-in",
    "filter-sets",
    "filter-contains",
    "filter-nested",
    "filter-root",
    "filter-values",
    "functions",
    "function-arguments",
    "aggregates",
    "definite",
    "unresolved",
    "missing-leaves",
    "arrays-root",
    "root-values",
    "no-dollar",
    "numbers",
    "text",
    "parsing",
    "invalid",
    "platform",
]

KNOWN: Mapping[str, str] = {}
"""Rows we do not meet: id → why."""

pytestmark = pytest.mark.skipif(SHARED is None, reason=REASON)


def rows() -> list[dict[str, Any]]:
    """Read the table where it lies."""
    lines = (SHARED or Path()).joinpath("conformance", "jsonpath.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def expected_outcome(expected: dict[str, Any]) -> tuple[Any, ...]:
    """Reduce a row's expectation to what we promise."""
    if "value" in expected:
        return ("value", expected["definite"], expected["text"])
    if "unresolved" in expected:
        return ("unresolved",)
    return ("failed",) if expected.get("failed") else ("invalid",)


def outcome(row: dict[str, Any]) -> tuple[Any, ...]:
    """Run a row."""
    try:
        path = jsonpath.compile(row["path"])
        text = row["raw_document"] if "raw_document" in row else json.dumps(row["document"])
        return ("value", path.definite, jsonpath.text(path.find(jsonpath.loads(text))))
    except jsonpath.Unresolved:
        return ("unresolved",)
    except jsonpath.InvalidPath:
        return ("invalid",)
    except jsonpath.Failed:
        return ("failed",)


@pytest.mark.parametrize("group", GROUPS)
def test_every_row_of_a_group_gives_what_the_engine_gave(group):
    """Value, definiteness, number types and text, or the right one of three errors."""
    ours = {row["id"]: (row["path"], outcome(row)) for row in rows() if row["group"] == group}
    theirs = {
        row["id"]: (row["path"], expected_outcome(row["expected"])) for row in rows() if row["group"] == group
    }

    wrong = {id_: (got, theirs[id_]) for id_, got in ours.items() if got != theirs[id_] and id_ not in KNOWN}

    assert wrong == {}
    assert ours != {}


def test_no_group_of_the_table_is_left_out():
    """A group added to the table must be added here."""
    groups = {row["group"] for row in rows()}

    assert groups == set(GROUPS)


def test_parsed_documents_give_the_same_as_their_text():
    """Documents arrive as parsed values: for those without odd numbers the outcome is the same."""
    with_document = [row for row in rows() if "document" in row]

    wrong = [row["id"] for row in with_document if _from_values(row) != expected_outcome(row["expected"])]

    assert wrong == []


def _from_values(row: dict[str, Any]) -> tuple[Any, ...]:
    try:
        path = jsonpath.compile(row["path"])
        return ("value", path.definite, jsonpath.text(path.find(row["document"])))
    except jsonpath.Unresolved:
        return ("unresolved",)
    except jsonpath.InvalidPath:
        return ("invalid",)
    except jsonpath.Failed:
        return ("failed",)


def translation_maps() -> list[tuple[str, str]]:
    """Collect (file, path) of every translation map of the published exports."""
    root = (SHARED or Path()) / "corpus" / "data-actions"
    found = []
    for file in sorted(root.rglob("*.json")):
        config = json.loads(file.read_text("utf-8-sig")).get("config") or {}
        paths = (config.get("response") or {}).get("translationMap") or {}
        found += [(file.name, path) for path in paths.values()]
    return found


def test_every_path_of_real_exports_compiles():
    """All paths people published are paths."""
    paths = translation_maps()

    refused = [(name, path) for name, path in paths if not _compiles(path)]

    assert refused == []
    assert len(paths) > 50


def _compiles(path: str) -> bool:
    try:
        jsonpath.compile(path)
    except jsonpath.InvalidPath:
        return False
    return True


def test_every_path_of_real_exports_has_an_example_document():
    """For each path a smallest document can be built in which it finds something."""
    values: list[Any] = ["text", 5, {"k": 1}, [1]]

    without = [path for _, path in translation_maps() if not _has_example(path, values)]

    assert without == []


def _has_example(path: str, values: list[Any]) -> bool:
    for value in values:
        try:
            example(jsonpath.compile(path), value)
        except ValueError:
            continue
        return True
    return False
