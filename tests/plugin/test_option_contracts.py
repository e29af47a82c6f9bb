"""`--gc-contracts`: what is run, and how items are called and chosen."""

from pathlib import Path

from harness import Project
from projects import CONFTEST, STATIC, action, schema

TEST = "def test_one():\n    pass\n"
INI = "[pytest]\ntestpaths = tests\n"
FILES = {
    "conftest.py": CONFTEST,
    "pytest.ini": INI,
    "tests/test_one.py": TEST,
    "contracts/schemas/customer/customer.json": schema(),
    "contracts/actions/Find-user.custom.json": action(),
}


def _ids(run) -> list[str]:
    return [line for line in run.lines if "::" in line]


def test_without_paths_the_contracts_run_instead_of_testpaths(tmp_path: Path):
    """The ordinary tests are another run."""
    run = Project(FILES, tmp_path).run("--gc-contracts", "--collect-only", "-q")

    assert _ids(run) == [
        "contracts/actions/Find-user.custom.json::static",
        "contracts/actions/Find-user.custom.json::request",
        "contracts/actions/Find-user.custom.json::response",
        "contracts/actions/Find-user.custom.json::fault",
        "contracts/schemas/customer/customer.json::static",
        "contracts/schemas/customer/customer.json::boundary",
        "contracts/schemas/customer/customer.json::fuzz",
    ]
    assert run.code == 0


def test_with_paths_those_are_run_contracts_and_tests(tmp_path: Path):
    """Whatever lies below them."""
    run = Project(FILES, tmp_path).run(
        "--gc-contracts", "tests", "contracts/schemas", "--collect-only", "-q", "-k", "static or test_one"
    )

    assert _ids(run) == ["tests/test_one.py::test_one", "contracts/schemas/customer/customer.json::static"]


def test_an_item_is_run_by_its_id(tmp_path: Path):
    """Ids can be pasted."""
    run = Project(FILES, tmp_path).run(*STATIC, "contracts/schemas/customer/customer.json::static")

    assert (run.code, run.outcomes) == (0, {"passed": 1})
    assert run.cases == {"contracts/schemas/customer/customer.json::static": "passed"}


def test_a_contract_outside_the_folder_is_run_where_it_is_named(tmp_path: Path):
    """A path is enough; other files below it are left alone without a word."""
    files = {
        "conftest.py": CONFTEST,
        "other/a.json": schema(),
        "other/package.json": {"private": True},
        "other/bad.json": "{",
    }

    run = Project(files, tmp_path).run(*STATIC, "other")

    assert run.cases == {"other/a.json::static": "passed"}
    assert "unknown" not in run.report


def test_a_broken_file_that_is_named_itself_is_reported(tmp_path: Path):
    """It was given to us as a contract."""
    run = Project({"other/bad.json": "{"}, tmp_path).run("--gc-contracts", "other/bad.json")

    assert (run.code, run.cases) == (1, {"other/bad.json::static": "failed"})


def test_no_contracts_folder_is_wrong_usage_that_says_where_we_looked(tmp_path: Path):
    """And what to do."""
    run = Project({}, tmp_path).run("--gc-contracts")

    assert run.code == 4
    assert f"no contracts folder at {tmp_path / 'contracts'} (the default of ini option" in run.text
    assert "name another with --gc-dir PATH" in run.text


def test_nothing_found_is_5_and_says_where_we_looked(tmp_path: Path):
    """An empty folder is not a safe one."""
    run = Project({"contracts/notes.json": {"a": 1}}, tmp_path).run("--gc-contracts")

    assert run.code == 5
    assert "gc-contracts: no contract found; looked in contracts" in run.lines


def test_items_bear_markers_by_kind(tmp_path: Path):
    """`-m` picks them."""
    project = Project(FILES, tmp_path)
    asked = ("--gc-contracts", "--collect-only", "-q", "-m")

    chosen = {mark: len(_ids(project.run(*asked, mark))) for mark in ("gc_schema", "gc_action", "gc_fuzz")}

    assert chosen == {"gc_schema": 3, "gc_action": 4, "gc_fuzz": 1}


def test_k_takes_the_name_a_contract_bears(tmp_path: Path):
    """Beside its file, its folder and its kind."""
    files = {"contracts/a.json": schema() | {"title": "Claim"}, "contracts/b.json": schema()}

    run = Project(files, tmp_path).run("--gc-contracts", "--collect-only", "-q", "-k", "Claim and static")

    assert _ids(run) == ["contracts/a.json::static"]


def test_last_failed_and_deselect_find_items_again(tmp_path: Path):
    """The ids are the same in each run."""
    files = FILES | {"contracts/bad.json": schema("error")}
    project = Project(files, tmp_path)

    first = project.run(*STATIC)
    again = project.run(*STATIC, "--lf")
    without = project.run(*STATIC, "--deselect", "contracts/bad.json::static")

    assert first.outcomes == {"failed": 1, "passed": 2, "deselected": 7}
    assert again.cases == {"contracts/bad.json::static": "failed"}
    assert (without.code, without.outcomes["passed"]) == (0, 2)


def test_x_stops_at_the_first_failure(tmp_path: Path):
    """As everywhere."""
    files = FILES | {"contracts/a.json": schema("error"), "contracts/b.json": schema("error")}

    run = Project(files, tmp_path).run(*STATIC, "-x")

    assert run.outcomes["failed"] == 1
    assert "stopping after 1 failures" in run.text


def test_a_run_without_a_terminal_still_reports(tmp_path: Path):
    """`-p no:terminal`: the exit code and the report are there."""
    run = Project(FILES | {"contracts/a.json": schema("error")}, tmp_path).run(
        *STATIC, "-p", "no:terminal", alone=True
    )

    assert (run.code, run.text) == (1, "")
    assert run.report["totals"]["findings"]["error"] == 1


def test_the_suite_changes_no_file(tmp_path: Path):
    """Exports are never edited by us."""
    assert Project(FILES, tmp_path).run(*STATIC).changed == {}
