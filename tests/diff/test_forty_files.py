"""The forty edits once more, as files through the whole gate: what is found is what was expected before running."""

import json
from pathlib import Path

import pytest

from diff.test_forty_edits import BREAKING, COMPATIBLE, ROWS, SAME
from edited import BASES, INPUT, OUTPUT, PRODUCTS, WORKITEM, edited, inlined
from gc_contracts.pipeline import verify
from gc_contracts.schema.dialect import complete
from gc_contracts.settings import Settings
from projects import action


def _file(base: str, document: object, *, inline: bool) -> dict[str, object]:
    """Write a schema or one side of an action's contract as a team has it."""
    if base in {"input", "output"}:
        kept = action()
        kept["contract"] = {
            "input": {"inputSchema": document if base == "input" else INPUT},
            "output": {"successSchema": document if base == "output" else OUTPUT},
        }
        return kept
    if inline:
        document = inlined(complete(document, PRODUCTS[base]))
    if base == "table":
        return {"name": "Limits", "schema": document}
    return {"name": "Complaint", "version": 1, "enabled": True, "jsonSchema": document}


def _judged(base: str, before: object, after: object, root: Path, *, inline: bool = False) -> list[str]:
    """Give the errors that tell of records, inputs and outputs."""
    for name, document in (("baseline/a.json", before), ("a.json", after)):
        path = root / "contracts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_file(base, document, inline=inline)))
    found = verify([root / "contracts"], Settings(select=("compat/*",), examples=1)).findings
    rows = ("compat/record", "compat/input", "compat/output", "compat/undecided")
    return [one.check for one in found if one.check.startswith(rows) and one.severity != "note"]


def _breaks(base: str, verdicts: str) -> bool:
    """Whether the direction that counts for its side is broken: outputs forward, all else backward."""
    return verdicts[1 if base == "output" else 0] == "B"


@pytest.mark.parametrize("inline", [False, True], ids=["referred", "inlined"])
@pytest.mark.parametrize("name", ROWS)
def test_an_edit_is_found_where_it_breaks_somebody(name, inline, tmp_path: Path):
    """And nowhere else."""
    base, edits, verdicts, _ = ROWS[name]

    found = _judged(base, BASES[base], edited(BASES[base], edits), tmp_path, inline=inline)

    assert bool(found) is _breaks(base, verdicts), found


@pytest.mark.parametrize("name", SAME)
def test_an_edit_without_effect_is_no_finding(name, tmp_path: Path):
    """Whatever it is called in a diff of lines."""
    before, edits = SAME[name]

    found = _judged("workitem" if before is WORKITEM else "input", before, edited(before, edits), tmp_path)

    assert found == []


def test_there_are_forty_edits():
    """Twenty that break somebody, ten that break nobody in their direction, ten without effect."""
    assert (len(BREAKING), len(COMPATIBLE), len(SAME)) == (20, 10, 10)
