"""Where GitHub Actions runs us, it is told unasked: notes beside the code and the page of the step."""

from pathlib import Path

import pytest

from gc_contracts.plugin.github import MOST
from harness import Project
from projects import CONFTEST, STATIC, schema

FILES = {
    "conftest.py": CONFTEST,
    "contracts/a.json": schema("error"),
    "contracts/b.json": schema("warning"),
}
NOTES = [
    "::error file=contracts/a.json,line=2,col=12,title=demo/title::the title says error%0Amend: take the title away",
    "::warning file=contracts/b.json,line=2,col=12,title=demo/title::the title says warning%0Amend: take the title away",
]


def _env(tmp_path: Path, **more: str) -> dict[str, str]:
    summary = str(tmp_path / "summary.md")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": summary,
        "GITHUB_WORKSPACE": str(tmp_path),
    } | more


def _notes(run) -> list[str]:
    return [line for line in run.lines if line.startswith("::")]


@pytest.mark.parametrize(
    "flags", [(), ("-q",), ("-qq",), ("-v",)], ids=["plain", "quiet", "very-quiet", "verbose"]
)
def test_github_is_told_where_it_runs_us(flags, tmp_path: Path):
    """Notes in the log, and the comment of `--gc-report x.md` on the page of the step."""
    run = Project(FILES, tmp_path).run(*STATIC, *flags, "--gc-report=x.md", env=_env(tmp_path))

    assert (run.code, _notes(run)) == (1, NOTES)
    assert run.changed["summary.md"] == run.changed["x.md"]
    assert run.changed["x.md"].startswith("## ❌ gc-contracts: broken: 1 of 2 contracts\n")


@pytest.mark.parametrize(
    ("env", "ini"),
    [({"GITHUB_ACTIONS": ""}, ""), ({"GITHUB_ACTIONS": "false"}, ""), ({}, "[pytest]\ngc_github = false\n")],
    ids=["elsewhere", "not-true", "forbidden"],
)
def test_nobody_else_is_told(env, ini, tmp_path: Path):
    """Only GitHub reads such lines, and `gc_github = false` forbids them."""
    project = Project(FILES | {"pytest.ini": ini}, tmp_path)

    run = project.run(*STATIC, env=_env(tmp_path) | env)
    assert (run.code, _notes(run), run.changed) == (1, [], {})


def test_workers_tell_nothing_twice(tmp_path: Path):
    """The main process tells all."""
    run = Project(FILES, tmp_path).run(*STATIC, "-n2", plugins=["xdist.plugin"], env=_env(tmp_path))

    assert _notes(run) == NOTES
    assert run.changed["summary.md"].count("gc-contracts: broken") == 1


def test_a_run_that_does_not_run_contracts_tells_nothing(tmp_path: Path):
    """Without the flag the plug-in changes nothing."""
    project = Project({"test_a.py": "def test_a(): pass"}, tmp_path)

    run = project.run(env=_env(tmp_path))
    assert (run.outcomes, _notes(run), run.changed) == ({"passed": 1}, [], {})


def test_the_page_of_a_step_is_added_to(tmp_path: Path):
    """What another tool of the step wrote stays."""
    project = Project(FILES | {"summary.md": "# Mine\n"}, tmp_path)

    run = project.run(*STATIC, env=_env(tmp_path))
    assert run.changed["summary.md"].startswith("# Mine\n\n## ❌ gc-contracts: ")


@pytest.mark.parametrize("env", [{}, {"GITHUB_STEP_SUMMARY": ""}], ids=["missing", "empty"])
def test_a_step_without_a_page_has_its_notes(env, tmp_path: Path):
    """The variable may be missing."""
    run = Project(FILES, tmp_path).run(*STATIC, env={"GITHUB_ACTIONS": "true"} | env)

    assert (_notes(run), run.changed) == (NOTES, {})


def test_a_page_that_cannot_be_written_breaks_nothing(tmp_path: Path):
    """It is said, and the run ends as it would have."""
    project = Project({"conftest.py": CONFTEST, "contracts/a.json": schema()}, tmp_path)
    (tmp_path / "summary.md").mkdir()

    run = project.run(*STATIC, env=_env(tmp_path))
    assert run.code == 0
    assert [line for line in run.lines if line.startswith("could not write the summary of the step: ")] != []


def test_a_page_without_room_is_left_as_it_is(tmp_path: Path):
    """GitHub would drop the whole page."""
    project = Project(FILES | {"summary.md": "x" * (MOST - 100)}, tmp_path)

    run = project.run(*STATIC, env=_env(tmp_path))
    assert run.changed == {}
    assert (
        "the summary of the step has no room for the report: 1,048,476 of 1,048,576 bytes are taken"
        in run.lines
    )


def test_notes_name_files_from_the_repository(tmp_path: Path):
    """Not from pytest's root folder, which lies deeper here."""
    (tmp_path / "services").mkdir()
    project = Project(FILES, tmp_path / "services")

    run = project.run(*STATIC, env=_env(tmp_path))
    assert _notes(run) == [note.replace("file=", "file=services/") for note in NOTES]
