"""waivers.yaml in a run: what is accepted passes, what ran out fails, a broken file is one red item."""

from contextlib import chdir
from pathlib import Path

import pytest

import gc_contracts as gc
from harness import Project
from projects import CONFTEST, STATIC, schema

ENTRY = """\
- check: demo/title
  contract: a.json
  reason: the title is old
  owner: payments
  until: {until}
"""


def project(root: Path, until: str = "2999-12-31", waivers: str = ENTRY) -> Project:
    """A schema whose title is an error, and an entry about it."""
    return Project(
        {
            "conftest.py": CONFTEST,
            "contracts/a.json": schema("error"),
            "contracts/waivers.yaml": waivers.replace("{until}", until),
        },
        root,
    )


def test_what_is_accepted_passes_and_is_reported_apart(tmp_path: Path):
    """With reason, owner, day, and where the entry stands."""
    run = project(tmp_path).run(*STATIC)

    assert (run.code, run.outcomes, run.report["verdict"], run.report["findings"]) == (
        0,
        {"passed": 1, "deselected": 2},
        "safe",
        [],
    )
    assert [(one["check"], one["severity"], one["waiver"]) for one in run.report["waived"]] == [
        (
            "demo/title",
            "error",
            {
                "reason": "the title is old",
                "owner": "payments",
                "until": "2999-12-31",
                "source": {"file": "contracts/waivers.yaml", "line": 1, "column": 3, "pointer": "/0"},
            },
        )
    ]


def test_what_ran_out_fails_and_says_so(tmp_path: Path):
    """Who promised to look, and why it was accepted."""
    run = project(tmp_path, "2020-02-29").run(*STATIC)

    assert (run.code, run.outcomes["failed"]) == (1, 1)
    assert run.report["findings"][0]["message"] == (
        "was waived until 2020-02-29 by payments because the title is old (contracts/waivers.yaml:1:3): the "
        "title says error"
    )


def test_a_new_finding_beside_accepted_ones_fails(tmp_path: Path):
    """An entry speaks of its place alone."""
    here = project(tmp_path, waivers=ENTRY + "  place: /elsewhere\n")

    run = here.run(*STATIC)

    assert run.outcomes["failed"] == 1


def test_a_broken_file_is_one_red_item_and_its_good_entries_hold(tmp_path: Path):
    """Beside the contracts, with every place in it."""
    here = project(tmp_path, waivers=ENTRY + "- check: [\n")
    unreadable = here.run(*STATIC)
    here.write("contracts/waivers.yaml", ENTRY.replace("{until}", "2999-12-31") + "- {check: a/b, wyh: x}\n")

    run = here.run("--gc-contracts", "-k", "static", "--gc-select", "demo/*,file/*")

    assert unreadable.cases == {
        "contracts/a.json::static": "failed",
        "contracts/waivers.yaml::static": "passed",
    }
    assert run.cases == {"contracts/a.json::static": "passed", "contracts/waivers.yaml::static": "failed"}
    assert [(one["check"], one["source"]["line"]) for one in run.report["findings"]] == [
        ("file/incomplete", 6)
    ] * 5


def test_a_good_file_is_no_item(tmp_path: Path):
    """It is neither a contract nor a file of unknown shape."""
    run = project(tmp_path).run("--gc-contracts", "--collect-only", "-q", "-o", "gc_strict=true")

    assert [line for line in run.lines if "waivers" in line] == []


def test_workers_accept_the_same(tmp_path: Path):
    """Each reads the file for itself."""
    run = project(tmp_path).run(*STATIC, "-n2", plugins=["xdist.plugin"])

    assert (run.code, run.outcomes["passed"], len(run.report["waived"])) == (0, 1, 1)


def test_verify_accepts_what_a_run_accepts(tmp_path: Path):
    """And has the broken file among its contracts."""
    bad = schema() | {"properties": {"a": {"type": "strin"}}}
    files = {
        "c/a.json": bad,
        "c/waivers.yaml": ENTRY.replace("{until}", "2999-12-31").replace("demo/title", "schema/*"),
    }
    Project(files, tmp_path)

    with chdir(tmp_path):
        good = gc.verify(["c"])
        Project({"c/waivers.yaml": "- 3\n"}, tmp_path)
        broken = gc.verify(["c"])

    assert (len(good.findings), bool(good.waived)) == (0, True)
    assert {finding.contract for finding in broken.findings} == {"c/a.json", "c/waivers.yaml"}


@pytest.mark.parametrize(
    ("file", "args"),
    [
        ("contracts/waivers.yaml", ("contracts/a.json",)),
        ("contracts/waivers.yaml", ("-k", "a.json")),
        ("waivers.yaml", ()),
    ],
    ids=["a path was given", "deselected", "above the contracts folder"],
)
def test_a_broken_file_without_an_item_is_told_at_the_end(file, args, tmp_path: Path):
    """Nobody is to believe that its entries hold."""
    here = Project({"conftest.py": CONFTEST, "contracts/a.json": schema(), file: "- 3\n"}, tmp_path)

    run = here.run(*STATIC, *args)

    said = f"{file}:1:3: item 1 is a number where it must be an object; what is wrong there accepts nothing"
    assert (run.code, run.lines.count(said)) == (0, 1)
