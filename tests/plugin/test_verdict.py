"""The verdict at the end of a run: safe only where all of it was seen."""

from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, STATIC, schema

FILES = {"conftest.py": CONFTEST, "contracts/a.json": schema(), "contracts/b.json": schema()}
INTERRUPTED = """
def pytest_runtest_setup(item):
    if "b.json" in item.nodeid:
        raise KeyboardInterrupt
"""
BROKEN_HOOK = """
def pytest_runtest_setup(item):
    if "b.json" in item.nodeid:
        raise RuntimeError("a hook of somebody's")
"""
KILLED = """
import os

def pytest_runtest_setup(item):
    if "b.json" in item.nodeid:
        os._exit(3)
"""
CUT_SHORT = "verdict: could not run: the run was cut short"


def _verdicts(run) -> list[str]:
    return [line for line in run.lines if line.startswith("verdict: ")]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "verdict: safe"),
        ("warning", "verdict: safe"),
        ("error", "verdict: broken: 1 of 2 contracts"),
        ("crash", "verdict: could not run: 1 of 2 cases"),
    ],
    ids=["safe", "warned", "broken", "could-not-run"],
)
@pytest.mark.parametrize("flags", [(), ("-q",)], ids=["plain", "quiet"])
def test_a_run_ends_with_its_verdict(title, told, flags, tmp_path: Path):
    """In words, once."""
    run = Project(FILES | {"contracts/a.json": schema(title)}, tmp_path).run(*STATIC, *flags)

    assert _verdicts(run) == [told]
    assert run.report["verdict"] == told.split(": ")[1]


@pytest.mark.parametrize(
    ("hooks", "flags", "plugins", "code"),
    [
        (INTERRUPTED, (), (), 2),
        (INTERRUPTED, ("-n1",), ("xdist.plugin",), 2),
        (BROKEN_HOOK, (), (), 3),
        (KILLED, ("-n1",), ("xdist.plugin",), 3),
    ],
    ids=["interrupted", "interrupted-worker", "broken-hook", "killed-worker"],
)
def test_a_run_that_was_cut_short_is_not_safe(hooks, flags, plugins, code, tmp_path: Path):
    """Whatever was seen before; reports say so too."""
    project = Project(FILES | {"conftest.py": CONFTEST + hooks}, tmp_path)

    run = project.run(*STATIC, *flags, "--gc-report=x.sarif", plugins=plugins)
    assert run.code == code
    assert (_verdicts(run), run.report["verdict"]) == ([CUT_SHORT], "could not run")
    assert '"executionSuccessful": false' in run.changed["x.sarif"]


def test_a_run_that_stopped_at_another_test_is_not_safe(tmp_path: Path):
    """`-x` left contracts out that nobody deselected."""
    files = {"test_a.py": "def test_a():\n    assert False\n", **FILES}

    run = Project(files, tmp_path).run(
        "--gc-contracts",
        "--gc-select=demo/*",
        "-k",
        "static and a.json or test_a",
        "-x",
        "contracts",
        "test_a.py",
    )
    assert (run.code, _verdicts(run)) == (1, [CUT_SHORT])


def test_another_test_that_fails_changes_no_verdict(tmp_path: Path):
    """All contracts were seen."""
    files = {"test_a.py": "def test_a():\n    assert False\n", **FILES}

    run = Project(files, tmp_path).run(
        "--gc-contracts", "--gc-select=demo/*", "-k", "static or test_a", "contracts", "test_a.py"
    )
    assert (run.code, _verdicts(run)) == (1, ["verdict: safe"])


def test_what_is_broken_is_so_though_the_run_was_cut_short(tmp_path: Path):
    """`-x` stops at it."""
    project = Project(FILES | {"contracts/a.json": schema("error")}, tmp_path)

    assert _verdicts(project.run(*STATIC, "-x")) == ["verdict: broken: 1 of 1 contract"]
