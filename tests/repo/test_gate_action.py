"""The composite action, its steps run as the runner runs them: verdict, outputs and reports, however the suite ends."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci_page import ACTION, ENDINGS, FILES, ROOT, TEXT, Done, run
from ci_repository import CODES, REQUESTS, A, git, merged
from harness import Project
from projects import schema

DEFAULTS = {name: told["default"] for name, told in ACTION["inputs"].items()}
REPORTS = ("json", "sarif", "html", "markdown", "junit")
_ROW = re.compile(r"^\| `([a-z-]+)` \| (?:`([^`|]+)`)? ?\| ", re.MULTILINE)


@dataclass(frozen=True)
class Ended:
    """How the last step ended, and what the action tells."""

    done: Done
    outputs: dict[str, str]


def act(folder: Path, **inputs: str) -> Ended:
    """Run the shell steps of the action in a checkout, with what it is given and its defaults for the rest."""
    usual = " ".join(ending for ending in DEFAULTS["reports"].split() if f".{ending}" in ENDINGS)
    given = DEFAULTS | {"reports": usual} | {name.replace("_", "-"): text for name, text in inputs.items()}
    runner = folder.with_name("runner")
    runner.mkdir()
    told = runner / "output"
    outside = {
        "GITHUB_ACTION_PATH": str(ROOT / ".ci/gate"),
        "GITHUB_OUTPUT": str(told),
        "RUNNER_TEMP": str(runner),
    }
    for step in _steps(given):
        environ = {name: _filled(text, given) for name, text in step["env"].items()}
        where = folder / _filled(step["working-directory"], given)
        done = run(
            step["run"], where, ("bash", "--noprofile", "--norc", "-eo", "pipefail"), **environ, **outside
        )
        if done.code:
            break
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return Ended(done, dict(line.split("=", 1) for line in lines))


def _steps(given: dict[str, str]) -> Iterator[dict[str, object]]:
    """Give the steps with shell whose condition holds: that an input is not empty."""
    for step in ACTION["runs"]["steps"]:
        asked = re.findall(r"inputs\.([a-z-]+) != ''", step.get("if", ""))
        if "run" in step and all(given[name] for name in asked):
            yield step


def _filled(text: str, given: dict[str, str]) -> str:
    """Put inputs in the places of their expressions."""
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: given[found[1]], text)


@pytest.mark.parametrize("verdict", REQUESTS)
def test_the_action_ends_as_pytest_does_and_tells_the_verdict(verdict, tmp_path: Path):
    """All outputs are there for the steps that follow, whatever happened."""
    project = merged(verdict, tmp_path / "repository")

    ended = act(project.root, baseline="HEAD^1")

    assert ended.done.code == CODES[verdict], ended.done.text
    assert (ended.outputs["verdict"], ended.outputs["exit-code"]) == (verdict, str(CODES[verdict]))
    named = {Path(ended.outputs[name]).suffix for name in REPORTS if name in ended.outputs}
    assert named == {".xml", *ENDINGS}
    assert git(project.root, "status", "--porcelain") == ""


def test_reports_lie_outside_the_checkout_and_in_one_folder(tmp_path: Path):
    """Two gates in one job do not overwrite each other's."""
    project = merged("safe", tmp_path / "repository")

    ended = act(project.root)

    folder = Path(ended.outputs["reports"])
    assert (folder.parent, sorted(path.name for path in folder.iterdir())) == (
        tmp_path / "runner",
        sorted(f"report{ending}" for ending in {".xml", *ENDINGS}),
    )


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"baseline": "nope"}, "no such revision"),
        ({"reports": "txt"}, "report.txt"),
        ({"args": "--gc-fail-on 'much worse'"}, "not 'much worse'"),
    ],
    ids=["baseline", "report", "words"],
)
def test_wrong_usage_is_told_by_its_code_and_leaves_no_path_of_a_report(inputs, said, tmp_path: Path):
    """Nothing is known about the contracts, and an empty output is what a later step asks for."""
    project = merged("safe", tmp_path / "repository")

    ended = act(project.root, **inputs)

    assert ended.done.code == 4
    assert said in ended.done.text
    assert ended.outputs.keys() == {"verdict", "exit-code", "reports"}
    assert (ended.outputs["verdict"], ended.outputs["exit-code"]) == ("could not run", "4")


def test_words_are_split_as_a_shell_does_and_nothing_else_is_done_with_them(tmp_path: Path):
    """A glob for checks stays one though files fit it, and no command is run."""
    project = Project({A: schema(), "schema/x": ""}, tmp_path / "repository")

    ended = act(project.root, args="-k static --gc-select schema/* --junit-prefix '$(touch ran)'")

    assert ended.done.code == 0, ended.done.text
    assert not (project.root / "ran").exists()


def test_paths_with_blanks_are_run_alone(tmp_path: Path):
    """Quoted as for a shell."""
    files = {"contracts/my files/a.json": schema(), "contracts/b.json": schema()}
    project = Project(files, tmp_path / "repository")

    ended = act(project.root, args="-k static", paths="'contracts/my files'")

    told = json.loads(Path(ended.outputs["json"]).read_text(encoding="utf-8"))
    assert (ended.done.code, [one["source"] for one in told["contracts"]]) == (
        0,
        ["contracts/my files/a.json"],
    )


def test_several_baselines_are_a_history(tmp_path: Path):
    """In the order in which they are given."""
    project = merged("safe", tmp_path / "repository")

    ended = act(project.root, baseline="main change", args="-m gc_compat")

    told = json.loads(Path(ended.outputs["json"]).read_text(encoding="utf-8"))
    assert [one.partition(" ")[0] for one in told["baseline"]] == ["main", "change"]


def test_a_folder_below_the_repository_may_hold_the_contracts(tmp_path: Path):
    """Where pytest's ini file is."""
    project = Project({f"deep/{A}": schema(), "deep/pytest.ini": "[pytest]\n"}, tmp_path / "repository")

    ended = act(project.root, working_directory="deep", args="-k static")

    assert (ended.done.code, ended.outputs["verdict"]) == (0, "safe")


def test_installing_is_left_out_where_nothing_is_to_be_installed(tmp_path: Path):
    """The words are pip's own, the brackets of an extra among them."""
    project = Project({A: schema(), "pytest-gc-contractsa": ""}, tmp_path / "repository")

    usual = act(project.root, args="-k static")
    (tmp_path / "repository-runner/remembered").unlink()
    (tmp_path / "runner").rename(tmp_path / "first")
    none = act(project.root, args="-k static", install="")

    assert usual.done.code == none.done.code == 0
    assert (usual.done.remembered, none.done.remembered) == (
        "install|--quiet|--disable-pip-version-check|pytest-gc-contracts[all]|",
        "",
    )


def test_a_verdict_that_is_none_of_ours_adds_no_output(tmp_path: Path):
    """What a request brings can write over the report; one more line would be one more output."""
    conftest = (
        "import atexit, json, pathlib, sys\n"
        "path = next(word[12:] for word in sys.argv if word.startswith('--gc-report=') and word.endswith('json'))\n"
        "atexit.register(lambda: pathlib.Path(path).write_text(json.dumps({'verdict': 'safe\\nsarif=/etc/passwd'})))\n"
    )
    project = Project({A: schema(), "conftest.py": conftest}, tmp_path / "repository")

    ended = act(project.root, args="-k static")

    assert ended.outputs["verdict"] == "could not run"
    assert Path(ended.outputs["sarif"]).parent == Path(ended.outputs["reports"])


def test_no_expression_stands_in_a_script():
    """What an input holds is read as an environment variable, never as shell."""
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    scripts += [
        step["run"]
        for name in (".github/workflows/contracts.yml", ".github/workflows/gate.yml")
        for step in FILES[name].data["jobs"]["gate"]["steps"]
        if "run" in step
    ]

    assert [script for script in scripts if "${{" in script] == []


def test_the_page_lists_every_input_with_its_default():
    """And none that is not there."""
    (table,) = re.findall(r"^\| input \|.*?\n\n", TEXT, re.MULTILINE | re.DOTALL)

    assert dict(_ROW.findall(table)) == DEFAULTS


def test_the_page_lists_every_output():
    """Each output of the action is one of its last step."""
    (table,) = re.findall(r"^\| output \|.*?\n\n", TEXT, re.MULTILINE | re.DOTALL)
    first = [row.partition("|")[0] for row in re.findall(r"^\| (`.*)", table, re.MULTILINE)]

    assert re.findall(r"`([a-z-]+)`", " ".join(first)) == list(ACTION["outputs"])
    assert {name: told["value"] for name, told in ACTION["outputs"].items()} == {
        name: f"${{{{ steps.gate.outputs.{name} }}}}" for name in ACTION["outputs"]
    }


def test_the_example_gives_only_inputs_that_there_are():
    """A misspelt one would be a warning that nobody reads."""
    steps = FILES[".github/workflows/gate.yml"].data["jobs"]["gate"]["steps"]
    (given,) = [step["with"] for step in steps if step.get("uses", "").startswith("./")]

    assert given.keys() <= DEFAULTS.keys()
