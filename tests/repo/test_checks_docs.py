"""Every example of docs/checks.md does what the page says: the bad one is found, the good one is not."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import gc_contracts as gc
from gc_contracts._json import Json
from gc_contracts.checks.privacy import secret_in_cassette
from gc_contracts.load.files import parse
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.recording import Cassette
from gc_contracts.pipeline import verify
from gc_contracts.settings import Project, Settings
from javascript import NODE
from subject_files import write

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
_PART = re.compile(r"^### `([a-z]+/[a-z-]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+) (bad|good|base)(?: ([\w.]+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _mode(language: str) -> str:
    return "code" if language == "python" else ""


TEXT = PAGE.read_text(encoding="utf-8")
BASE = {found[3]: json.loads(found[4]) for found in _BLOCK.finditer(TEXT) if found[2] == "base"}
ROWS = [
    pytest.param(
        part[1], found[2] == "bad", found[3] or _mode(found[1]), found[4], id=f"{part[1]}-{found[2]}"
    )
    for part in _PART.finditer(TEXT)
    for found in _BLOCK.finditer(part[2])
]


def _patched(target: Json, patch: Json) -> Json:
    """Apply a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _patched(merged.get(key), value)
    return merged


_OF_SCHEMAS = ("record", "reader", "removed", "platform", "undecided")
_ONLY_NOTES = {"schema/pattern-unanchored", "compat/undecided"}


def _base_of(check: str) -> str:
    family, name = check.split("/")
    if family == "compat":
        return "schema" if name.startswith(_OF_SCHEMAS) else "action"
    if family in {"schema", "reference", "validator", "rule"}:
        return "schema"
    return "handler" if family == "handler" else "action"


def _counts(finding: Finding) -> bool:
    """Notes are speculation; they count only for a check that gives nothing else."""
    return finding.severity is not Severity.NOTE or finding.check in _ONLY_NOTES


def _found_in_cassette(text: str, base: Json, root: Path) -> set[str]:
    """Look at a contract with one recording."""
    (root / "subject.json").write_text(json.dumps(base))
    (root / "one.yaml").write_text(text)
    recorded = Cassette("one", document=parse(root / "one.yaml", root).document)
    contract = replace(gc.load(root / "subject.json"), cassettes=(recorded,))
    return {found.check for found in secret_in_cassette(Seen(contract, PLAN, (), Settings()))}


def _found_in_change(text: str, base: Json, root: Path) -> set[str]:
    """Compare a file after with the same file before, each given as a patch; without the one after, it is gone."""
    told = json.loads(text)
    for place, patch in (("baseline/one", told["old"]), ("one", told["new"])):
        folder = root / "contracts" / place
        folder.mkdir(parents=True)
        if patch is not None:
            (folder / "subject.json").write_text(json.dumps(_patched(base, patch)))
            (folder / "contract.yaml").write_text(json.dumps(told.get("contract.yaml", {})))
    results = verify([root / "contracts"], Settings(select=("compat/*",), examples=1))
    return {found.check for result in results for found in result.findings if _counts(found)}


PLAN = Plan("one", CaseKind.STATIC, ())
IN_JAVASCRIPT = {"handler/failure-as-success"}


@pytest.mark.parametrize(("check", "bad", "mode", "text"), ROWS)
def test_an_example_is_found_exactly_where_it_is_called_bad(check, bad, mode, text, tmp_path: Path):
    """The page promises it for each check."""
    if check in IN_JAVASCRIPT and NODE is None:
        pytest.skip("Node.js is not installed")
    base = BASE[_base_of(check)]
    if mode == "cassette":
        assert _found_in_cassette(text, base, tmp_path) == ({check} if bad else set())
        return
    if mode == "compat":
        assert (check in _found_in_change(text, base, tmp_path)) is bad
        return
    subject = tmp_path / "contracts" / "one" / "subject.json"
    subject.parent.mkdir(parents=True)
    if mode == "files":
        write(subject.parent, json.loads(text))
    if mode == "contract.yaml":
        (subject.parent / "contract.yaml").write_text(text)
    if mode == "found.yaml":
        kept = subject.parent / "cassettes" / "found.yaml"
        kept.parent.mkdir()
        kept.write_text(text)
    if mode == "validator.py":
        (tmp_path / "validator.py").write_text(text)
        (subject.parent / "contract.yaml").write_text("validator: validator:validate\n")
    patched = (
        base
        if mode in {"contract.yaml", "validator.py", "found.yaml"}
        else _patched(base, json.loads(text))
        if not mode
        else None
    )
    if mode == "code":
        patched = _patched(base, {"execution": {"code": text}})
    if mode != "files":
        subject.write_text(text if mode == "file" else json.dumps(patched))

    project = Project(root=str(tmp_path), paths=(str(tmp_path),))
    results = verify(
        [tmp_path / "contracts"], Settings(strict=True, examples=5, project=project, today="2026-11-25")
    )

    found = {finding.check for result in results for finding in result.findings if _counts(finding)}
    assert (check in found) is bad, found


def test_every_part_has_a_bad_and_a_good_example():
    """A check without examples cannot be tried."""
    assert {row.id for row in ROWS} == {
        f"{part[1]}-{verdict}" for part in _PART.finditer(TEXT) for verdict in ("bad", "good")
    }
