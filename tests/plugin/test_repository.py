"""Paths in reports of code start at the repository's root, not at pytest's."""

import json
from pathlib import Path

import pytest

from gc_contracts.plugin.repository import root_in_repository
from harness import Project
from projects import CONFTEST, STATIC, schema


@pytest.mark.parametrize(
    ("kept", "workspace", "told"),
    [
        ("", None, ""),
        (".", None, "a/b"),
        ("a", None, "b"),
        ("a/b", None, ""),
        ("", ".", "a/b"),
        ("", "a/b", ""),
        ("a", ".", "b"),
        ("", "elsewhere", ""),
    ],
    ids=["none", "above", "between", "same", "workspace", "same-workspace", "nearest", "elsewhere"],
)
def test_the_nearest_repository_counts(kept, workspace, told, tmp_path: Path):
    """A folder that Git keeps, or that GitHub Actions works in."""
    root = tmp_path / "a" / "b"
    root.mkdir(parents=True)
    if kept:
        (tmp_path / kept / ".git").mkdir()

    environ = {} if workspace is None else {"GITHUB_WORKSPACE": str(tmp_path / workspace)}
    assert root_in_repository(root, environ) == told


def test_a_log_names_files_from_the_repositorys_root(tmp_path: Path):
    """Where pytest's own lies below it; the report for machines says where."""
    (tmp_path / ".git").mkdir()
    files = {"conftest.py": CONFTEST, "contracts/a.json": schema("error")}
    (tmp_path / "services").mkdir()

    run = Project(files, tmp_path / "services").run(*STATIC, "--gc-report=out.sarif")

    log = json.loads(run.changed["out.sarif"])
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "services/contracts/a.json"
    assert (run.report["root"], run.report["findings"][0]["source"]["file"]) == (
        "services",
        "contracts/a.json",
    )
