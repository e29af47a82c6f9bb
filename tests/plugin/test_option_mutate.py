"""`--gc-mutate` and `--gc-mutate-min`: does the suite notice a broken validator?"""

import json
from pathlib import Path

import pytest

from harness import Project

SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "properties": {"size": {"type": "integer", "minimum": 0}, "name": {"type": "string", "maxLength": 5}},
    "additionalProperties": False,
}
GAPPY = {"type": "object", "properties": {"p": {"type": "string", "pattern": "^[^q]+$"}}}
"""No case of ours tries the other case of a letter that a class leaves out."""
FILES = {"contracts/s.json": json.dumps(SCHEMA)}
ITEM = "contracts/s.json::mutate"
MUTATE = ("--gc-contracts", "-k", "mutate")


def test_each_schema_gets_one_more_item_under_the_flag_only(tmp_path: Path):
    """It passes, and its score is told."""
    project = Project(FILES, tmp_path)

    plain, run = project.run("--gc-contracts"), project.run("--gc-contracts", "--gc-mutate")

    assert (ITEM in plain.cases, run.cases[ITEM], run.code) == (False, "passed", 0)
    assert "broken on purpose (--gc-mutate):" in run.lines


def test_the_report_holds_the_score_of_the_contract_and_the_total(tmp_path: Path):
    """Killed, equivalent with their proofs, survivors."""
    run = Project(FILES, tmp_path).run(*MUTATE, "--gc-mutate")

    (case,) = (case for case in run.report["contracts"][0]["cases"] if case["id"] == ITEM)
    total = run.report["mutation"]
    assert (total["score"], total["survivors"], total["killed"] > 30) == (100.0, 0, True)
    assert {**case["mutation"], "equivalent": len(case["mutation"]["equivalent"]), "survivors": 0} == total
    assert all(one["reason"] and one["source"]["line"] == 1 for one in case["mutation"]["equivalent"])


@pytest.mark.parametrize("how", ["flag", "ini"])
def test_a_score_below_the_minimum_fails_with_a_sentence_and_its_survivors(how, tmp_path: Path):
    """The flag asks for the item too."""
    ini = "[pytest]\ngc_mutate = true\ngc_mutate_min = 100\n" if how == "ini" else "[pytest]\n"
    flags = ["--gc-mutate-min=100"] if how == "flag" else []
    files = {"contracts/s.json": json.dumps(GAPPY), "pytest.ini": ini}

    run = Project(files, tmp_path).run(*MUTATE, *flags)

    assert (run.code, run.cases[ITEM]) == (1, "failed")
    assert any("% is below 100 % (--gc-mutate-min):" in line for line in run.lines)
    assert any("would go unnoticed" in line for line in run.lines)


def test_survivors_by_themselves_fail_nothing_and_come_with_a_record_that_would_tell(tmp_path: Path):
    """In the terminal and in the report."""
    run = Project({"contracts/s.json": json.dumps(GAPPY)}, tmp_path).run(*MUTATE, "--gc-mutate")

    (case,) = run.report["contracts"][0]["cases"]
    survivor = case["mutation"]["survivors"][0]
    assert (run.code, survivor["change"], survivor["witness"]) == (
        0,
        "pattern ignoring case",
        {"p": "Q"},
    )
    assert any("survives: 1:" in line and "pattern ignoring case" in line for line in run.lines)


def test_workers_carry_the_score_to_the_main_process(tmp_path: Path):
    """Every item decides for itself, and the total is told once."""
    run = Project(FILES | {"contracts/t.json": json.dumps(GAPPY)}, tmp_path).run(
        *MUTATE, "--gc-mutate", "-n2", plugins=["xdist"]
    )

    scores = [line for line in run.lines if "mutation score" in line]
    assert (run.code, len(scores), scores[-1].startswith("  all: mutation score")) == (0, 3, True)


def test_the_ini_minimum_asks_for_nothing_by_itself(tmp_path: Path):
    """Only what is broken on purpose is measured."""
    files = FILES | {"pytest.ini": "[pytest]\ngc_mutate_min = 95\n"}

    run = Project(files, tmp_path).run("--gc-contracts")

    assert ITEM not in run.cases


@pytest.mark.parametrize("value", ["101", "-1", "many", "9 5"])
def test_a_percentage_that_is_none_is_wrong_usage(value, tmp_path: Path):
    """With what would be right."""
    run = Project(FILES, tmp_path).run(*MUTATE, f"--gc-mutate-min={value}")

    assert run.code == 4
    assert "--gc-mutate-min (ini gc_mutate_min) must be a number from 0 to 100" in run.text


def test_a_schema_that_nothing_satisfies_is_not_verified(tmp_path: Path):
    """There is no case to show to a mutant."""
    shut = {**SCHEMA, "required": ["other"]}

    run = Project({"contracts/s.json": json.dumps(shut)}, tmp_path).run(*MUTATE, "--gc-mutate")

    assert run.cases == {ITEM: "skipped"}
