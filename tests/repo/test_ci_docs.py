"""docs/ci.md does what it says: its files parse, and its commands, run as each CI runs them, end as promised."""

import json
import re
import shlex
from pathlib import Path

import pytest

from ci_page import ACTION, BLOCKS, FILES, TEXT, possible, run
from ci_repository import CODES, OTHER, REQUESTS, A, checkout, commit, git, letters, merged, waiting
from gc_contracts._json import Json
from harness import Project
from projects import action, schema

GITHUB, GITLAB = FILES[".github/workflows/contracts.yml"].data, FILES[".gitlab-ci.yml"].data
BY_ACTION, PRE_COMMIT = FILES[".github/workflows/gate.yml"].data, FILES[".pre-commit-config.yaml"].data
JENKINS = FILES["Jenkinsfile"].text
STEPS = {step.get("name"): step for step in GITHUB["jobs"]["gate"]["steps"]}
SHELL = [block.text for block in BLOCKS if block.language == "bash"]


def _jenkins(folder: Path, **environ: str) -> int:
    """Run the Jenkinsfile's shell, stage by stage, up to the first that fails, and give the last code."""
    stages = re.findall(r"stage\('(\w+)'\)(.*?)'''\n(.*?)'''", JENKINS, re.DOTALL)
    code = 0
    for _, head, script in stages:
        if "changeRequest()" in head and not environ:
            continue
        # Groovy joins a line with the next where it ends in a backslash.
        code = run(script.replace("\\\n", ""), folder, ("sh", "-xe"), **environ).code
        if code:
            break
    return code


def _open_to_injection(name: str) -> Json:
    """Give an action whose input is not escaped."""
    text = json.dumps(action() | {"name": name})
    return json.loads(text.replace("$esc.uriEncode(${input.userId})", "${input.userId}"))


def test_every_file_of_the_page_is_yaml_or_a_pipeline():
    """Five files and a step, each by its name."""
    kinds = {name: "pipeline" if name == "Jenkinsfile" else type(FILES[name].data).__name__ for name in FILES}

    assert kinds == {
        ".github/workflows/contracts.yml": "dict",
        "step": "dict",
        ".github/workflows/gate.yml": "dict",
        ".gitlab-ci.yml": "dict",
        "Jenkinsfile": "pipeline",
        ".pre-commit-config.yaml": "dict",
    }


def test_every_action_is_pinned_to_one_major():
    """The same in both workflows and in our own action."""
    steps = [*GITHUB["jobs"]["gate"]["steps"], *BY_ACTION["jobs"]["gate"]["steps"], *ACTION["runs"]["steps"]]
    used = {step["uses"] for step in steps if "uses" in step} - {"./.github/actions/gc-gate"}

    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", one) for one in used)
    assert len({one.partition("@")[0] for one in used}) == len(used) == 4


def test_codes_are_those_of_the_table():
    """The rows of the four verdicts."""
    rows = re.findall(r"^\| (\d) \| ([a-z ]+?)(?:,[^|]*)? \|", TEXT, re.MULTILINE)

    assert {verdict: int(code) for code, verdict in rows if verdict in CODES} == CODES


@pytest.mark.parametrize("verdict", REQUESTS)
def test_the_gate_on_github_ends_as_promised(verdict, tmp_path: Path):
    """On the merge of both sides and its parents; what others merged is not blamed on the request."""
    depth = STEPS["Checkout"]["with"]["fetch-depth"]
    folder = checkout(merged(verdict, tmp_path / "repository"), depth)

    done = run(STEPS["Gate"]["run"], folder)

    assert done.code == CODES[verdict], done.text
    named = set(re.findall(r" gate/(\S+)", possible(STEPS["Gate"]["run"])))
    assert {path.name for path in (folder / "gate").iterdir()} == named


def test_a_checkout_of_one_commit_has_no_parent_to_compare_with(tmp_path: Path):
    """It is wrong usage, and the message says what to fetch."""
    folder = checkout(merged("safe", tmp_path / "repository"), 1)

    done = run(STEPS["Gate"]["run"], folder)

    assert (done.code, "fetch-depth" in done.text) == (4, True)


def test_a_tag_is_fetched_alone(tmp_path: Path):
    """The last line of the page."""
    project = merged("broken", tmp_path / "repository")
    git(project.root, "tag", "live", "main")
    folder = checkout(project, 1)
    (fetch,) = re.findall(r"`(git fetch --depth 1 [^`]+)`", TEXT)

    done = run(f"{fetch}\npytest --gc-contracts --gc-baseline live", folder)

    assert done.code == 1, done.text


@pytest.mark.parametrize("verdict", ["broken", "not verified"])
def test_the_gate_on_gitlab_ends_as_promised(verdict, tmp_path: Path):
    """On the branch alone, against the commit where it left its target."""
    project = waiting(verdict, tmp_path / "repository")
    base = git(project.root, "merge-base", "main", "change")
    job = GITLAB["contracts"]

    done = run(
        "\n".join([*job["before_script"], *job["script"]]), project.root, CI_MERGE_REQUEST_DIFF_BASE_SHA=base
    )

    assert done.code == CODES[verdict], done.text
    assert (project.root / job["artifacts"]["reports"]["junit"]).exists()
    assert done.remembered == "install|--quiet|pytest-gc-contracts[all]|"


def test_merged_results_of_gitlab_are_compared_with_the_target_they_hold(tmp_path: Path):
    """Else what others merged would be judged as the request's, which it is not."""
    project = merged("safe", tmp_path / "repository")
    (other,) = GITLAB["contracts"]["script"]
    base, target = git(project.root, "merge-base", "main", "change"), git(project.root, "rev-parse", "main")

    done = run(
        other,
        project.root,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=target,
    )

    assert (done.code, f"compared with {target} ({target[:10]})" in done.text) == (0, True)


@pytest.mark.parametrize(
    ("checked_out", "verdict"), [(waiting, "broken"), (waiting, "could not run"), (merged, "safe")]
)
def test_the_gate_on_jenkins_ends_as_promised(checked_out, verdict, tmp_path: Path):
    """Whichever of the two commits is built, the branch or its merge."""
    project = checked_out(verdict, tmp_path / "repository")
    git(project.root, "remote", "add", "origin", ".")

    assert _jenkins(project.root, CHANGE_TARGET="main") == CODES[verdict]


def test_a_branch_that_is_no_request_has_no_baseline_on_jenkins(tmp_path: Path):
    """The stage is left out, and the gate asks for none."""
    assert _jenkins(waiting("broken", tmp_path / "repository").root) == 0


def test_the_target_itself_blames_the_request_for_what_others_merged(tmp_path: Path):
    """Why the page says `merge-base`."""
    project = waiting("safe", tmp_path / "repository")

    told = project.run("--gc-contracts", "-m", "gc_compat", "--gc-baseline=origin/main")

    assert [(one["contract"], one["check"]) for one in told.report["findings"]] == [
        (OTHER, "compat/removed"),
    ]


@pytest.mark.parametrize(
    ("verdict", "code", "warned"),
    [("not verified", 0, True), ("broken", 1, False), ("safe", 0, False)],
)
def test_a_five_may_be_a_warning_and_nothing_else(verdict, code, warned, tmp_path: Path):
    """The step that the page gives for it."""
    project = merged(verdict, tmp_path / "repository")

    done = run(FILES["step"].data["run"], project.root)

    assert (done.code, "::warning::contracts: not verified" in done.text) == (code, warned)


def test_the_comment_is_put_to_gh_in_words_of_their_own(tmp_path: Path):
    """Number and file, and nothing of the request is read by the shell."""
    done = run(STEPS["Comment"]["run"], tmp_path, REQUEST="12", GITHUB_REPOSITORY="team/contracts")

    assert done.remembered == (
        "gh|pr|comment|12|--repo|team/contracts|--edit-last|--create-if-none|--body-file|gate/report.md|"
    )


@pytest.mark.parametrize("verdict", ["safe", "broken"])
@pytest.mark.parametrize("hook", PRE_COMMIT["repos"][0]["hooks"], ids=lambda hook: hook["id"])
def test_a_hook_of_pre_commit_ends_as_promised(hook, verdict, tmp_path: Path):
    """Before a commit the files alone are judged, before a push what changed since main."""
    project = waiting(verdict, tmp_path / "repository")

    done = run(shlex.join(shlex.split(hook["entry"])), project.root)

    assert done.code == (CODES[verdict] if "baseline" in hook["id"] else 0), done.text


def test_what_was_wrong_before_does_not_stop_a_start(tmp_path: Path):
    """With the marker alone a harmless change passes beside an old defect."""
    project = waiting("safe", tmp_path / "repository")
    project.write("contracts/s/old.json", "{")
    commit(project, "an old defect")
    project.write(A, letters(12))
    commit(project, "a harmless change")
    (start,) = [script for script in SHELL if "-m gc_compat" in script]

    assert run(start, project.root).code == 0
    assert run("pytest --gc-contracts --gc-baseline HEAD^1", project.root).code == 1


def test_what_is_accepted_at_the_start_stops_nobody_and_what_is_new_does(tmp_path: Path):
    """The run that writes the waivers passes, so does the next; another defect fails."""
    project = waiting("safe", tmp_path / "repository")
    project.write("contracts/x/old.json", _open_to_injection("Old"))
    (waive,) = [script for script in SHELL if "waivers.yaml" in script]
    git(project.root, "config", "user.name", "A")
    git(project.root, "config", "user.email", "a@example.com")

    start = run(waive, project.root)
    next_one = run("pytest --gc-contracts", project.root)
    project.write("contracts/x/new.json", _open_to_injection("New"))

    assert (start.code, next_one.code) == (0, 0), start.text
    assert git(project.root, "show", "--name-only", "--format=", "HEAD") == "contracts/waivers.yaml"
    assert run("pytest --gc-contracts", project.root).code == 1


def test_the_baseline_is_a_commit_of_its_own(tmp_path: Path):
    """What is wrong with a contract does not stop it: the baseline is what is live, good or not."""
    project = waiting("broken", tmp_path / "repository")
    project.write("contracts/x/b.json", _open_to_injection("B"))
    commit(project, "an old defect")
    (update,) = [script for script in SHELL if "--gc-update-baseline" in script]
    git(project.root, "config", "user.name", "A")
    git(project.root, "config", "user.email", "a@example.com")

    updated = run(update, project.root)

    assert (updated.code, git(project.root, "show", "--name-only", "--format=%s", "HEAD").split("\n")) == (
        0,
        ["Baseline: what is live", "", "contracts/baseline/s/a.json", "contracts/baseline/x/b.json"],
    )
    assert run("pytest --gc-contracts -m 'not gc_compat'", project.root).code == 1


@pytest.mark.parametrize("baseline", ["", " --gc-baseline live"], ids=["folder", "tag"])
def test_a_deployment_is_compared_with_what_is_live(baseline, tmp_path: Path):
    """The committed folder or a tag; two changes since, each of them harmless after the other or not."""
    project = waiting("safe", tmp_path / "repository")
    project.run("--gc-contracts", "--gc-update-baseline", "-k", "static", report=False)
    commit(project, "Baseline: what is live")
    git(project.root, "tag", "live")
    project.write(A, letters(4))

    assert f"`pytest --gc-contracts{baseline}`" in TEXT
    assert run(f"pytest --gc-contracts{baseline}", project.root).code == 1


@pytest.mark.parametrize(
    ("files", "flags", "code"),
    [
        ({"contracts/readme.txt": "none here"}, (), 5),
        ({A: schema()}, ("--gc-baseline=nope",), 4),
        ({A: schema(), "tests/test_own.py": "import nowhere\n"}, ("contracts", "tests"), 2),
        (
            {A: schema(), "tests/test_own.py": "def test_own():\n    assert not 1\n"},
            ("contracts", "tests"),
            1,
        ),
    ],
    ids=["no-contract", "no-baseline", "no-import", "own-test"],
)
def test_the_other_rows_of_the_table_are_true_too(files, flags, code, tmp_path: Path):
    """Pytest's own codes."""
    assert Project(files, tmp_path).run("--gc-contracts", *flags, report=False).code == code
