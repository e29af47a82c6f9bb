"""`--gc-select`, `--gc-ignore`: which checks look."""

from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, schema

FILES = {"conftest.py": CONFTEST, "contracts/a.json": schema("error")}
RUN = ("--gc-contracts", "-k", "static")


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--gc-select=demo/*"], 1),
        (["--gc-select", "demo/title"], 1),
        (["--gc-select=demo/silent"], 0),
        (["--gc-select=demo/silent,demo/title"], 1),
        (["--gc-select=demo/silent", "--gc-select=demo/title"], 1),
        (["--gc-ignore=demo/title"], 0),
        (["--gc-select=demo/*", "--gc-ignore=demo/title"], 0),
    ],
    ids=["family", "one", "another", "comma", "twice", "ignored", "ignored-of-family"],
)
def test_globs_pick_the_checks_that_look(flags, code, tmp_path: Path):
    """What is not picked finds nothing."""
    assert Project(FILES, tmp_path).run(*RUN, *flags).code == code


@pytest.mark.parametrize(
    ("ini", "code"),
    [
        ("gc_select = demo/silent", 0),
        ("gc_ignore = demo/title file/*", 0),
        ("gc_select = demo/title,file/*", 1),
    ],
    ids=["select", "ignore", "select-two"],
)
def test_ini_options_pick_too(ini, code, tmp_path: Path):
    """Separated by blanks or commas."""
    assert Project(FILES | {"pytest.ini": f"[pytest]\n{ini}\n"}, tmp_path).run(*RUN).code == code


@pytest.mark.parametrize("flag", ["--gc-select", "--gc-ignore"])
def test_a_glob_that_fits_no_check_is_wrong_usage(flag, tmp_path: Path):
    """A misspelt glob would let everything pass."""
    run = Project(FILES, tmp_path).run(*RUN, f"{flag}=demo/titel")

    assert run.code == 4
    assert "no check is called 'demo/titel': did you mean demo/title or" in run.text


def test_with_workers_each_item_says_that_a_glob_fits_nothing(tmp_path: Path):
    """A worker cannot stop the run, and nothing passes."""
    run = Project(FILES, tmp_path).run(*RUN, "--gc-select=demo/titel", "-n1", plugins=["xdist.plugin"])

    assert (run.code, run.cases) == (3, {"contracts/a.json::static": "error"})
    assert "no check is called 'demo/titel'" in run.text
