"""Ini options that have no flag: `gc_strict`, `gc_velocity`, `gc_patterns`, `gc_references`."""

from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, STATIC, schema

LOOK = """
import gc_contracts as gc


@gc.check("demo/settings", gc.CaseKind.STATIC)
def settings(seen):
    text = repr(seen.settings.emulation)
    yield gc.Finding("demo/settings", gc.Severity.NOTE, seen.contract.id, text, gc.Source(seen.contract.id))


def pytest_gc_checks(config):
    return (settings,)
"""


def _emulation(tmp_path: Path, *ini: str) -> str:
    files = {
        "conftest.py": LOOK,
        "contracts/a.json": schema(),
        "pytest.ini": "\n".join(["[pytest]", *ini, ""]),
    }
    report = Project(files, tmp_path).run(*STATIC).report
    return "".join(finding["message"] for finding in report["findings"])


@pytest.mark.parametrize(
    ("ini", "field"),
    [
        ("", "velocity='1.7', strict_request=True"),
        ("gc_velocity = 2", "velocity='2'"),
        ("gc_references = lenient", "strict_request=False"),
        ("gc_references = strict", "strict_request=True"),
        ("", "patterns='ecma'"),
        ("gc_patterns = java", "patterns='java'"),
    ],
)
def test_an_option_switches_the_emulation(ini, field, tmp_path: Path):
    """The open questions about the platform are the user's to settle."""
    assert field in _emulation(tmp_path, ini)


@pytest.mark.parametrize(
    ("ini", "message"),
    [
        ("gc_velocity = 3", "ini option gc_velocity must be one of 1.7, 2, not '3'"),
        ("gc_patterns = pcre", "ini option gc_patterns must be one of ecma, java, not 'pcre'"),
        ("gc_references = some", "ini option gc_references must be one of strict, lenient, not 'some'"),
        ("gc_strict = perhaps", "ini option gc_strict"),
        ("gc_stale_days = soon", "gc_stale_days"),
        ("gc_stale_days = -1", "ini option gc_stale_days must be a whole number of days, not -1"),
    ],
)
def test_an_unknown_value_is_wrong_usage_with_the_right_ones(ini, message, tmp_path: Path):
    """A typing error must not switch an emulation silently."""
    files = {"contracts/a.json": schema(), "pytest.ini": f"[pytest]\n{ini}\n"}

    run = Project(files, tmp_path).run("--gc-contracts")

    assert run.code == 4
    assert message in run.text


def test_a_file_of_unknown_shape_is_listed_and_fails_nothing(tmp_path: Path):
    """It may be somebody's notes."""
    files = {"conftest.py": CONFTEST, "contracts/a.json": schema(), "contracts/notes/odd.yaml": "a: 1"}

    run = Project(files, tmp_path).run(*STATIC)

    assert (run.code, run.report["unknown"]) == (0, ["contracts/notes/odd.yaml"])
    assert run.lines[run.lines.index("of unknown shape, not tested:") + 1] == "  contracts/notes/odd.yaml"


def test_in_a_strict_run_it_fails(tmp_path: Path):
    """`gc_strict = true`."""
    files = {
        "contracts/a.json": schema(),
        "contracts/odd.json": [1],
        "pytest.ini": "[pytest]\ngc_strict = true\n",
    }

    run = Project(files, tmp_path).run("--gc-contracts", "-k", "static")

    assert run.cases == {"contracts/a.json::static": "passed", "contracts/odd.json::static": "failed"}
    assert [finding["check"] for finding in run.report["findings"]] == ["file/unknown-shape"]
    assert "unknown" not in run.report
