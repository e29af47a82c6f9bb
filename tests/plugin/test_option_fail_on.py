"""`--gc-fail-on`: what fails a run."""

from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, STATIC, schema

FILES = {"conftest.py": CONFTEST} | {
    f"contracts/{word}.json": schema(f"{word} by design") for word in ("error", "warning", "note")
}


@pytest.mark.parametrize(
    ("level", "failing"),
    [("error", ["error"]), ("warning", ["error", "warning"]), ("note", ["error", "note", "warning"])],
)
def test_findings_from_the_level_up_fail(level, failing, tmp_path: Path):
    """All others are listed in the summary."""
    run = Project(FILES, tmp_path).run(*STATIC, f"--gc-fail-on={level}")

    failed = [item for item, outcome in run.cases.items() if outcome == "failed"]
    listed = [line for line in run.lines if line.startswith("    2:12    demo/title ")]
    assert failed == [f"contracts/{word}.json::static" for word in failing]
    assert (run.code, len(listed)) == (1, 3 - len(failing))


def test_only_errors_fail_by_default(tmp_path: Path):
    """Warnings are told and let the run pass."""
    files = {"conftest.py": CONFTEST, "contracts/warning.json": schema("warning")}

    run = Project(files, tmp_path).run(*STATIC)

    assert (run.code, run.report["totals"]["findings"]) == (0, {"error": 0, "warning": 1, "note": 0})
    assert "below the threshold (error), not failing:" in run.lines


def test_the_ini_option_says_the_same_and_the_rerun_line_repeats_the_flag(tmp_path: Path):
    """An ini option is there at the rerun, a flag is not."""
    project = Project(FILES | {"pytest.ini": "[pytest]\ngc_fail_on = warning\n"}, tmp_path)
    rerun = "rerun: pytest --gc-contracts contracts/warning.json::static --gc-select demo/title"

    by_ini = project.run(*STATIC)
    by_flag = project.run(*STATIC, "--gc-fail-on=warning")

    assert f"  {rerun}" in by_ini.lines
    assert f"  {rerun} --gc-fail-on=warning" in by_flag.lines


@pytest.mark.parametrize("where", ["flag", "ini"])
def test_an_unknown_level_is_wrong_usage_with_the_right_ones(where, tmp_path: Path):
    """Whoever wrote it."""
    ini = "[pytest]\ngc_fail_on = fatal\n" if where == "ini" else "[pytest]\n"
    flags = ["--gc-fail-on=fatal"] if where == "flag" else []

    run = Project(FILES | {"pytest.ini": ini}, tmp_path).run(*STATIC, *flags)

    assert run.code == 4
    assert "--gc-fail-on (ini gc_fail_on) must be one of error, warning, note, not 'fatal'" in run.text
