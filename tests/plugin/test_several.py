"""Several subjects in one file: items of their own, which pytest's own selection and rerun lines find."""

import shlex
from pathlib import Path

import pytest

from harness import Project
from projects import STATIC, action, schema

BAD = {"function_config": {"handler": "h"}, "contract_input": {}, "contract_output": {}}
FILE = {
    "resource": {
        "genesyscloud_integration_action": {"one": {**BAD, "name": "One"}, "two": {**BAD, "name": "Two"}}
    }
}
FILES = {"contracts/a/all.tf.json": FILE, "contracts/b.json": action()}
ONE, TWO = (f"contracts/a/all.tf.json::{label}" for label in ("one", "two"))
SETTINGS = ("--gc-contracts", "-k", "static")


def test_each_subject_has_items_of_its_own(tmp_path: Path):
    """Their ids carry the label."""
    run = Project(FILES, tmp_path).run(*SETTINGS)

    assert run.cases == {
        f"{ONE}::static": "failed",
        f"{TWO}::static": "failed",
        "contracts/b.json::static": "passed",
    }
    assert [contract["source"] for contract in run.report["contracts"]] == [ONE, TWO, "contracts/b.json"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([f"{TWO}::static"], [TWO]),
        ([ONE], [ONE]),
        (["-k", "Two and static"], [TWO]),
        (["-k", "static", "--deselect", f"{ONE}::static"], [TWO, "contracts/b.json"]),
        (["-k", "static", "-n2"], [ONE, TWO, "contracts/b.json"]),
    ],
    ids=["item", "subject", "name", "deselected", "workers"],
)
def test_pytest_selects_them_as_any_other(words, found, tmp_path: Path):
    """By id, by name, one taken away, over workers."""
    run = Project(FILES, tmp_path).run("--gc-contracts", *words, plugins=["xdist.plugin"])

    assert list({case.rpartition("::")[0]: None for case in run.cases}) == found


def test_a_rerun_line_runs_the_one_that_failed(tmp_path: Path):
    """It is copied as it stands."""
    project = Project(FILES, tmp_path)
    finding = next(one for one in project.run(*SETTINGS).report["findings"] if one["contract"] == TWO)

    again = project.run(*shlex.split(finding["rerun"])[1:])

    assert list(again.cases) == [f"{TWO}::static"]
    assert [one["fingerprint"] for one in again.report["findings"]] == [finding["fingerprint"]]


def test_what_failed_last_runs_again_alone(tmp_path: Path):
    """`--lf` goes by ids."""
    project = Project(FILES, tmp_path)
    project.run("--gc-contracts", "-k", "One and static or b and static", alone=True)

    again = project.run("--gc-contracts", "--lf", alone=True)

    assert list(again.cases) == [f"{ONE}::static"]


def test_a_file_of_one_subject_keeps_its_short_ids(tmp_path: Path):
    """A label tells subjects apart where there are several."""
    alone = {"resource": {"genesyscloud_integration_action": {"one": BAD}}}

    run = Project({"contracts/one.tf.json": alone, "contracts/s.json": schema()}, tmp_path).run(*STATIC[:3])

    assert list(run.cases) == ["contracts/one.tf.json::static", "contracts/s.json::static"]
