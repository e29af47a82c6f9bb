"""`--gc-dir`, `gc_contracts_dir`, `gc_dir`: where contracts are."""

from pathlib import Path

import pytest

from harness import Project
from projects import CONFTEST, STATIC, schema

FILES = {
    "conftest.py": CONFTEST,
    "contracts/a.json": schema(),
    "one/b.json": schema(),
    "two/c.json": schema(),
}


def test_the_flag_may_be_given_several_times(tmp_path: Path):
    """It replaces the default."""
    run = Project(FILES, tmp_path).run(*STATIC, "--gc-dir", "one", "--gc-dir=two")

    assert list(run.cases) == ["one/b.json::static", "two/c.json::static"]


@pytest.mark.parametrize("name", ["gc_contracts_dir", "gc_dir"])
def test_the_ini_option_has_two_names(name, tmp_path: Path):
    """The flag's name with underscores, and the telling one."""
    run = Project(FILES | {"pytest.ini": f"[pytest]\n{name} = one two\n"}, tmp_path).run(*STATIC)

    assert list(run.cases) == ["one/b.json::static", "two/c.json::static"]


def test_the_flag_wins_over_the_ini_option(tmp_path: Path):
    """As everywhere in pytest."""
    files = FILES | {"pytest.ini": "[pytest]\ngc_contracts_dir = one\n"}

    run = Project(files, tmp_path).run(*STATIC, "--gc-dir=two")

    assert list(run.cases) == ["two/c.json::static"]


def test_a_folder_is_added_to_paths(tmp_path: Path):
    """With paths, those and what the flag names."""
    run = Project(FILES, tmp_path).run(*STATIC, "one", "--gc-dir=two")

    assert list(run.cases) == ["one/b.json::static", "two/c.json::static"]


def test_a_folder_may_lie_outside_the_root(tmp_path: Path):
    """Ids climb with `..`, and `--lf` knows them."""
    Project({"far/a.json": schema("error"), "far/x/b.json": schema()}, tmp_path)
    project = Project({"conftest.py": CONFTEST}, tmp_path / "near")

    run = project.run(*STATIC, "--gc-dir=../far")
    failed = project.run(*STATIC, "--gc-dir=../far", "--lf")

    assert run.cases == {"../far/a.json::static": "failed", "../far/x/b.json::static": "passed"}
    assert failed.cases == {"../far/a.json::static": "failed"}


def test_a_bare_path_elsewhere_is_told_to_be_written_with_an_equals_sign(tmp_path: Path):
    """It would be taken for one of pytest's own paths, and look for the ini file there."""
    Project({"far/a.json": schema()}, tmp_path)
    project = Project({"conftest.py": CONFTEST}, tmp_path / "near")

    bare, joined = project.run(*STATIC, "--gc-dir", "../far"), project.run(*STATIC, "--gc-dir=../far")

    hint = "gc-contracts: write --gc-dir=PATH, or pytest looks for its root and ini file at PATH"
    assert (hint in bare.lines, hint in joined.lines) == (True, False)


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path):
    """Also beside paths that are."""
    run = Project(FILES, tmp_path).run(*STATIC, "one", "--gc-dir=three")

    assert run.code == 4
    assert f"no contracts folder at {tmp_path / 'three'} (--gc-dir)" in run.text


def test_paths_are_relative_to_where_pytest_was_started(tmp_path: Path):
    """Ids stay relative to the root, the rerun line names the folder from where we are."""
    files = FILES | {"one/b.json": schema("error")}

    run = Project(files, tmp_path).run(*STATIC, "--gc-dir=../one", cwd="two")

    assert run.cases == {"one/b.json::static": "failed"}
    assert "rerun: pytest --gc-contracts --gc-dir=../one -k ./b.json::static --gc-select" in run.text


def test_recordings_and_baselines_are_no_subjects(tmp_path: Path):
    """Nor are files that serve a contract."""
    files = {
        "conftest.py": CONFTEST,
        "contracts/a/a.json": schema(),
        "contracts/a/cassettes/found.yaml": "a: 1",
        "contracts/baseline/b.json": schema(),
        "contracts/waivers.yaml": "[]",
        "contracts/.hidden.json": schema(),
    }

    run = Project(files, tmp_path).run(*STATIC)

    assert list(run.cases) == ["contracts/a/a.json::static"]
    assert "unknown" not in run.report
