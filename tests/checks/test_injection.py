"""One finding for each use of an input that is not carried as data, at its own place, with the fix for it."""

import json
from pathlib import Path

import pytest

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding
from injected import INJECTED, SOUND_ROWS, Row, document
from sound_actions import findings


def _rows(rows: list[Row]) -> list[object]:
    return [pytest.param(row, id=row.name.replace(" ", "-").replace(",", "")) for row in rows]


def _mine(found: tuple[Finding, ...]) -> list[Finding]:
    kept = [item for item in found if item.check == "request/injection"]
    return sorted(kept, key=lambda item: (item.source.pointer, item.source.line, item.source.column))


def _at(export: Json, item: Finding) -> str:
    """Read what stands in the file where a finding points."""
    return json.dumps(export).splitlines()[item.source.line - 1][item.source.column - 1 :]


@pytest.mark.parametrize("row", _rows(INJECTED))
def test_each_unescaped_use_is_a_finding_of_its_own(row, tmp_path: Path):
    """Place and fix of each, and nothing about an escaped use beside it."""
    export = document(row)

    found = _mine(findings(export, tmp_path))

    wanted = sorted(row.found, key=lambda item: item[0])
    assert [item.source.pointer for item in found] == [pointer for pointer, _, _ in wanted]
    for item, (_, text, fix) in zip(found, wanted, strict=True):
        assert _at(export, item).startswith(text)
        assert fix in item.hint


@pytest.mark.parametrize("row", _rows(SOUND_ROWS))
def test_a_value_that_arrives_whole_is_no_finding(row, tmp_path: Path):
    """Whatever way it takes through the template."""
    found = findings(document(row), tmp_path)

    assert [f"{item.check}: {item.message}" for item in found if item.check.startswith("request/")] == []
