"""The rerun line, followed: it runs the same item in the same way, and no other."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from harness import SOURCE, Project
from projects import CONFTEST, STATIC, schema

FAR = {
    "far/a.json": schema("error"),
    "far/x/a.json": schema("error"),
    "far/x/b-a.json": schema("error"),
    "far/ä ö/it's a.json": schema("warning"),
}
NEAR = {"conftest.py": CONFTEST, "pyproject.toml": '[tool.pytest.ini_options]\ngc_fail_on = "warning"\n'}


def _run(words: list[str], folder: Path) -> list[dict[str, object]]:
    """Run as people do, without a word about the root; give the findings of the report."""
    kept = folder / "report.json"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "gc_contracts.plugin", *words, f"--gc-report={kept}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=False,
    )
    return json.loads(kept.read_text(encoding="utf-8"))["findings"]


@pytest.mark.parametrize(
    ("where", "files", "start", "found"),
    [
        (["--gc-dir=../far"], FAR, "near", 4),
        (["--gc-dir", "../far"], FAR, "near", 4),
        (["--gc-dir", "../far", "--gc-dir", "../other"], {**FAR, "other/a.json": schema("error")}, "near", 5),
        (["--gc-dir=far"], {f"near/{name}": text for name, text in FAR.items()}, "near", 4),
        (["--gc-dir=../far", "--rootdir=.."], FAR, "near", 4),
        (["-o", "gc_dir=../far"], FAR, "near", 4),
        ([], {"near/contracts/a.json": schema("error"), "near/sub/conftest.py": ""}, "near/sub", 1),
    ],
    ids=["elsewhere", "bare", "two", "below", "root-given", "by-ini", "from-a-subfolder"],
)
def test_each_rerun_line_shows_its_finding_and_no_other(where, files, start, found, tmp_path: Path):
    """Wherever the contracts lie, and however pytest found its root."""
    Project({**{f"near/{name}": text for name, text in NEAR.items()}, **files}, tmp_path)

    findings = _run([*STATIC, *where], tmp_path / start)
    again = [_run(shlex.split(each["rerun"])[1:], tmp_path / start) for each in findings]

    def told(finding):
        return finding["contract"].rpartition("far/")[2], finding["check"]

    assert len(findings) == found
    assert [[told(each) for each in run] for run in again] == [[told(each)] for each in findings]


def test_the_failure_and_the_report_give_the_same_line(tmp_path: Path):
    """With what was asked on the command line."""
    project = Project({**NEAR, "contracts/a.json": schema("warning")}, tmp_path)

    run = project.run(*STATIC, "--gc-examples=7", "-o", "gc_fail_on=note")

    line = "pytest --gc-contracts contracts/a.json::static --gc-select demo/title --gc-examples=7 -o gc_fail_on=note"
    assert [finding["rerun"] for finding in run.report["findings"]] == [line]
    assert f"  rerun: {line}" in run.lines
