"""`--gc-baseline`: what changed is judged against a folder or a git revision; `--gc-update-baseline` writes it."""

import json
import subprocess
from pathlib import Path

import pytest

from harness import Project
from projects import action, schema

GATE = ("--gc-contracts", "-m", "gc_compat")
A, B, ACTION = "contracts/s/a.json", "contracts/s/b.json", "contracts/x/x.json"
FILES = {A: schema() | {"title": "A"}, B: schema() | {"title": "B"}, ACTION: action()}


def narrowed():
    """Give the schema with one letter less."""
    text = json.dumps(schema() | {"title": "A"})
    return json.loads(text.replace('"maxLength": 5', '"maxLength": 4'))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three contracts with a baseline beside them."""
    found = Project(FILES, tmp_path)
    found.run("--gc-contracts", "--gc-update-baseline", "-k", "static", report=False)
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Project:
    """Three contracts, committed on main."""
    found = Project(FILES, tmp_path)
    _commit(tmp_path, "main")
    return found


def _commit(root: Path, branch: str) -> None:
    person = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    for words in (("init", "-q", "-b", branch), ("add", "-A"), (*person, "commit", "-qm", "one")):
        subprocess.run(["git", *words], cwd=root, check=True)


def _told(run) -> list[tuple[str, str, str]]:
    return [(one["contract"], one["check"], one["severity"]) for one in run.report["findings"]]


def test_without_a_baseline_nothing_is_compared(tmp_path: Path):
    """No item, no cost."""
    run = Project(FILES, tmp_path).run("--gc-contracts", "--collect-only", "-q", report=False)

    assert "::compat" not in run.text


def test_the_present_becomes_the_baseline_byte_for_byte(tmp_path: Path):
    """What is written is what is there, and is told."""
    run = Project(FILES, tmp_path).run("--gc-contracts", "--gc-update-baseline", "-k", "static", report=False)

    assert run.changed == {
        name.replace("contracts/", "contracts/baseline/"): (tmp_path / name).read_text() for name in FILES
    }
    assert "baseline contracts/baseline: 3 added" in run.text


def test_what_did_not_change_is_safe(project):
    """Every contract has its item."""
    run = project.run(*GATE)

    assert (run.code, run.cases) == (0, {f"{name}::compat": "passed" for name in FILES})


def test_a_break_is_an_error_with_a_record_that_shows_it(project):
    """Legal before, refused now; the reproducer names both."""
    project.write(A, narrowed())

    run = project.run(*GATE)

    (found,) = run.report["findings"]
    assert (run.code, found["check"], found["source"]["line"]) == (1, "compat/record-range", 7)
    assert found["reproduce"] == {"record": {"a": "sampl"}, "baseline": "contracts/baseline"}
    assert run.report["verdict"] == "broken"


def test_every_change_is_listed_whether_it_hurts_or_not(project):
    """Also what is proven to hurt nobody."""
    wider = schema() | {"title": "A"}
    wider["properties"]["a"]["maxLength"] = 9
    project.write(A, wider)

    run = project.run(*GATE)

    (told,) = [one for one in run.report["contracts"] if one["source"] == A]
    assert (run.code, told["changes"]) == (
        0,
        [
            {
                "side": "record",
                "pointer": "/a",
                "says": "`a`: maxLength went from `5` to `9`",
                "effect": "widens",
            }
        ],
    )
    assert run.report["baseline"] == ["contracts/baseline"]


@pytest.mark.parametrize("workers", [[], ["-n2"]], ids=["alone", "xdist"])
def test_what_is_gone_is_an_item_that_fails(workers, project):
    """Its file is no more, and so nothing else would say it."""
    (project.root / B).unlink()

    run = project.run(*GATE, *workers, plugins=["xdist.plugin"] if workers else [])

    assert (run.code, run.cases[f"{B}::compat"]) == (1, "failed")
    assert _told(run) == [(B, "compat/removed", "error")]


def test_the_line_that_reruns_what_is_gone_shows_it_again(project):
    """It cannot be named by its path, which pytest would not find."""
    (project.root / B).unlink()
    first = project.run(*GATE)

    line = first.report["findings"][0]["rerun"].split()[1:]

    assert _told(project.run(*line)) == [(B, "compat/removed", "error")]


def test_what_was_moved_is_compared_and_not_gone(project):
    """Kind and name tell it where both are alone."""
    (project.root / A).rename(project.root / "contracts/s/moved.json")
    project.write("contracts/s/moved.json", narrowed())

    run = project.run(*GATE)

    assert _told(run) == [("contracts/s/moved.json", "compat/record-range", "error")]


def test_what_was_moved_out_of_what_is_run_is_not_gone(project):
    """It is looked for in all contracts folders."""
    (project.root / A).rename(project.root / "contracts/x/moved.json")

    run = project.run(*GATE, "contracts/s")

    assert (run.code, run.cases) == (0, {f"{B}::compat": "passed"})


def test_a_run_of_a_few_files_calls_no_other_gone(project):
    """Nor does one of the last failures."""
    (project.root / B).unlink()

    run = project.run(*GATE, A)

    assert (run.code, run.cases) == (0, {f"{A}::compat": "passed"})


def test_what_is_no_contract_any_more_is_gone(project):
    """A file whose shape nobody knows would else be listed at the end only."""
    project.write(B, {"just": "data"})

    assert _told(project.run(*GATE)) == [(B, "compat/removed", "error")]


def test_a_file_that_never_could_be_read_may_go(project):
    """It promised nothing."""
    project.write("contracts/baseline/s/old.json", "{")

    assert project.run(*GATE).code == 0


def test_another_kind_under_the_same_name_is_told(project):
    """It was a schema."""
    project.write(B, action())

    run = project.run(*GATE)

    assert [row for row in _told(run) if row[0] == B] == [(B, "compat/removed", "error")]


def test_what_is_new_breaks_nobody(project):
    """It is told as a change."""
    project.write("contracts/s/c.json", schema() | {"title": "C"})

    run = project.run(*GATE)

    changes = {one["source"]: one.get("changes") for one in run.report["contracts"]}
    assert run.code == 0
    assert changes["contracts/s/c.json"][0]["says"] == "schema `C` is new since contracts/baseline"


def test_an_action_is_run_in_both_versions(project):
    """A template that sends something else is told with what was sent, an output that is lost is an error."""
    changed = action()
    changed["config"]["request"]["requestUrlTemplate"] = (
        "https://example.com/u/$esc.uriEncode(${input.userId})"
    )
    changed["config"]["response"]["successTemplate"] = "{}"
    project.write(ACTION, changed)

    run = project.run(*GATE)

    assert _told(run)[:2] == [
        (ACTION, "compat/result-changed", "error"),
        (ACTION, "compat/request-changed", "warning"),
    ]
    lost, sent, *_ = run.report["findings"]
    assert "the output at `/name` went from" in lost["message"]
    assert lost["reproduce"].keys() == {"input", "respond", "baseline"}
    assert (sent["source"]["pointer"], sent["severity"]) == ("/config/request/requestUrlTemplate", "warning")


def test_a_secret_of_the_old_version_is_shown_nowhere(project):
    """What was sent is told; a key that was written into the old export is not."""
    old = action()
    old["config"]["request"]["headers"] = {"X-Api-Key": "Zt7Gx99kQm4471vv"}
    project.write("contracts/baseline/x/x.json", old)

    run = project.run(*GATE, "-vv", "--junitxml=junit.xml", "--gc-fail-on=note")

    told = run.text + json.dumps(run.report) + (project.root / "junit.xml").read_text()
    assert "compat/request-changed" in {check for _, check, _ in _told(run)}
    assert "headers.x-api-key" in told
    assert "Zt7Gx99kQm4471vv" not in told


def test_the_baseline_is_updated_with_the_least_that_differs(project):
    """Changed, new and gone files; what is the same is not touched."""
    project.write(A, narrowed())
    (project.root / B).unlink()

    run = project.run("--gc-contracts", "--gc-update-baseline", "-k", "static", report=False)

    assert run.changed == {"contracts/baseline/s/a.json": (project.root / A).read_text()}
    assert not (project.root / "contracts/baseline/s/b.json").exists()
    assert "baseline contracts/baseline: 1 changed, 1 removed" in run.text
    assert project.run(*GATE).code == 0


def test_a_run_that_was_interrupted_writes_no_baseline(tmp_path: Path):
    """Who stops it promises nothing."""
    stop = "def pytest_runtest_setup(item):\n    raise KeyboardInterrupt\n"

    run = Project(FILES | {"conftest.py": stop}, tmp_path).run(
        "--gc-contracts", "--gc-update-baseline", "-k", "static", report=False
    )

    assert (run.code, run.changed) == (2, {})
    assert "baseline not written: the run was interrupted" in run.text


def test_a_folder_named_by_its_whole_path_is_shown_from_here(project):
    """Reports name no place of this machine."""
    project.write(A, narrowed())

    run = project.run(*GATE, f"--gc-baseline={project.root / 'contracts/baseline'}")

    assert run.report["baseline"] == ["contracts/baseline"]
    (found,) = run.report["findings"]
    assert found["reproduce"]["baseline"] == "contracts/baseline"
    assert found["rerun"].endswith(" --gc-baseline=contracts/baseline")
    assert str(project.root) not in json.dumps(run.report)


def test_what_cannot_be_read_keeps_its_baseline(project):
    """A syntax error of today must not lose what was promised."""
    project.write(A, "{")

    run = project.run("--gc-contracts", "--gc-update-baseline", "-k", "static", report=False)

    assert run.changed == {}
    assert f"{A} cannot be read: it keeps what it was" in run.text


def test_an_update_of_one_folder_leaves_the_others(project):
    """Named paths are what is written."""
    project.write(A, narrowed())
    (project.root / ACTION).unlink()

    run = project.run("--gc-contracts", "--gc-update-baseline", "contracts/s", "-k", "static", report=False)

    assert run.changed.keys() == {"contracts/baseline/s/a.json"}
    assert (project.root / "contracts/baseline/x/x.json").exists()


def test_a_revision_is_compared_with_and_nothing_is_checked_out(repository):
    """The files of the commit, told by its hash."""
    repository.write(A, narrowed())

    run = repository.run(*GATE, "--gc-baseline=main")

    assert _told(run) == [(A, "compat/record-range", "error")]
    assert run.report["baseline"][0].startswith("main (")
    assert run.changed == {}
    assert run.report["findings"][0]["rerun"].endswith("--gc-baseline=main")


def test_a_branch_that_went_on_is_told(repository):
    """What others added there is not here, and would look gone without a word."""
    root = repository.root
    subprocess.run(["git", "checkout", "-qb", "work"], cwd=root, check=True)
    subprocess.run(["git", "checkout", "-q", "main"], cwd=root, check=True)
    repository.write("contracts/s/new.json", schema() | {"title": "New"})
    _commit(root, "main")
    subprocess.run(["git", "checkout", "-q", "work"], cwd=root, check=True)

    run = repository.run(*GATE, "--gc-baseline=main")

    assert _told(run) == [("contracts/s/new.json", "compat/removed", "error")]
    assert "for what changed here alone: --gc-baseline $(git merge-base " in run.text


def test_the_work_tree_is_what_is_judged_not_the_last_commit(repository):
    """What is committed is what was."""
    assert repository.run(*GATE, "--gc-baseline=HEAD").code == 0


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--gc-baseline=nope",), "there is no such folder, and no such revision in"),
        (("--gc-baseline=--upload",), "this is no name of a revision"),
        (("--gc-baseline=main", "--gc-update-baseline"), "main is a git revision"),
        (("--gc-baseline=a", "--gc-baseline=b", "--gc-update-baseline"), "writes one baseline"),
    ],
    ids=["unknown", "option", "write-revision", "write-two"],
)
def test_what_cannot_be_compared_with_is_a_usage_error(flags, words, repository):
    """It says what would be right."""
    run = repository.run(*GATE, *flags, report=False)

    assert run.code == 4
    assert words in run.text


def test_without_a_repository_a_revision_is_a_usage_error(tmp_path: Path):
    """In git's own words."""
    run = Project(FILES, tmp_path).run(*GATE, "--gc-baseline=main", report=False, alone=True)

    assert run.code == 4
    assert "not a git repository" in run.text


def test_a_transitive_level_asks_every_older_version(project):
    """The last one alone would let it pass."""
    first = schema() | {"title": "A"}
    first["properties"]["a"]["maxLength"] = 9
    project.write("oldest/s/a.json", first)
    flags = ("--gc-baseline=oldest", "--gc-baseline=contracts/baseline")

    last = project.run(*GATE, *flags)
    every = project.run(*GATE, *flags, "-o", "gc_compat=backward-transitive")

    assert (_told(last), _told(every)) == ([], [(A, "compat/record-range", "error")])
    assert every.report["findings"][0]["message"].endswith("; this is against oldest")


def test_a_contract_says_itself_who_must_read_whom(project):
    """`compatibility` in contract.yaml; readers of new records are a warning."""
    wider = schema() | {"title": "A"}
    wider["properties"]["a"]["maxLength"] = 9
    (project.root / A).unlink()
    project.write("contracts/t/a.json", wider)
    project.write("contracts/t/contract.yaml", "compatibility: full\n")

    assert _told(project.run(*GATE)) == [("contracts/t/a.json", "compat/reader-range", "warning")]


def test_a_baseline_that_cannot_be_read_is_not_verified(project):
    """Neither safe nor broken, and an exit code of its own."""
    project.write("contracts/baseline/s/a.json", "{")

    run = project.run(*GATE)

    assert (run.code, run.cases[f"{A}::compat"], run.report["verdict"]) == (5, "skipped", "not verified")
    assert "contracts/baseline cannot be compared with" in run.text


def test_what_is_not_verified_may_be_let_pass(project):
    """By the team's own word."""
    project.write("contracts/baseline/s/a.json", "{")

    assert project.run(*GATE, "-o", "gc_unverified=pass").code == 0
