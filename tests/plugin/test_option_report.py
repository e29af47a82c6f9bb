"""`--gc-report`: report files."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from harness import Project
from projects import CONFTEST, STATIC, schema

SCHEMA = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))
FILES = {"conftest.py": CONFTEST, "contracts/a.json": schema("error"), "contracts/odd.json": [1]}


def test_every_report_asked_for_is_written_and_named(tmp_path: Path):
    """In new folders too, all alike, as the schema says."""
    run = Project(FILES, tmp_path).run(*STATIC, "--gc-report=out/one.json", "--gc-report", "two.json")

    one = json.loads(run.changed["out/one.json"])
    assert list(Draft202012Validator(SCHEMA).iter_errors(one)) == []
    assert one == json.loads(run.changed["two.json"]) == run.report
    assert f"report: {tmp_path / 'out/one.json'}" in run.lines


def test_the_report_holds_the_finding(tmp_path: Path):
    """With its place in the file and the smallest reproducer."""
    run = Project(FILES, tmp_path).run(*STATIC)

    finding = run.report["findings"][0]
    assert {
        key: finding[key] for key in ("check", "severity", "contract", "message", "reproduce", "hint")
    } == {
        "check": "demo/title",
        "severity": "error",
        "contract": "contracts/a.json",
        "message": "the title says error",
        "reproduce": {"record": {"a": 1}},
        "hint": "take the title away",
    }
    assert finding["source"] == {"file": "contracts/a.json", "line": 2, "column": 12, "pointer": "/title"}
    assert run.report["unknown"] == ["contracts/odd.json"]


def test_the_same_tree_gives_the_same_report(tmp_path: Path):
    """With workers and without, but for the time it took."""
    project = Project(FILES, tmp_path)

    alone = project.run(*STATIC).report
    workers = project.run(*STATIC, "-n2", plugins=["xdist.plugin"]).report

    assert _untimed(alone) == _untimed(workers)


def _untimed(report):
    for contract in report["contracts"]:
        for case in contract["cases"]:
            case["seconds"] = 0
    return report


def test_an_ini_option_asks_for_reports_too(tmp_path: Path):
    """Relative to the ini file; a flag replaces it."""
    project = Project(FILES | {"pytest.ini": "[pytest]\ngc_report = by-ini.json\n"}, tmp_path)

    by_ini = project.run(
        "--gc-contracts", "-k", "static", "--gc-select=demo/*", cwd="contracts", report=False
    )

    assert list(by_ini.changed) == ["by-ini.json"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report.xml", "; for JUnit use pytest's own --junitxml"),
        ("report", "--gc-report report: this version writes .json, "),
        ("contracts/a.json/report.json", "a folder is in the way, or a file where a folder must be"),
    ],
    ids=["another-format", "no-ending", "no-place"],
)
def test_a_report_that_cannot_be_is_wrong_usage(name, message, tmp_path: Path):
    """Said before the run, not after it."""
    run = Project(FILES, tmp_path).run(*STATIC, f"--gc-report={name}")

    assert run.code == 4
    assert message in run.text


def test_collecting_only_writes_no_report(tmp_path: Path):
    """Nothing was run."""
    run = Project(FILES, tmp_path).run(*STATIC, "--collect-only")

    assert (run.report, run.changed) == (None, {})


def test_junit_tells_the_checks(tmp_path: Path):
    """The report pytest writes itself has a useful message, and properties."""
    run = Project(FILES, tmp_path).run(*STATIC, "--junitxml=junit.xml")

    junit = run.changed["junit.xml"]
    assert 'failure message="demo/title"' in junit
    assert '<property name="gc_check" value="demo/title"' in junit
    assert "the title says error" in junit
    assert "collect.py" not in junit


def test_a_page_to_look_at_is_written_beside_the_data(tmp_path: Path):
    """Both of one run; each says what was tried."""
    run = Project(FILES, tmp_path).run(*STATIC, "--gc-report=two.html", "--gc-report=two.json")

    page = run.changed["two.html"]
    assert page.startswith("<!doctype html>")
    assert "the title says error" in page
    assert json.loads(run.changed["two.json"])["findings"][0]["fingerprint"] in page


def test_what_was_tried_is_counted_where_a_report_shows_it(tmp_path: Path):
    """Beside workers too."""
    files = {"contracts/a.json": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}}}

    run = Project(files, tmp_path).run("--gc-contracts", "-n2", plugins=["xdist.plugin"])

    cases = {case["kind"]: case for case in run.report["contracts"][0]["cases"]}
    assert {"rule": "/properties/a/maxLength", "what": "maxLength", "cases": 5} in cases["boundary"][
        "covered"
    ]
    assert sum(one["cases"] for one in cases["fuzz"]["covered"]) == 200


def test_a_page_without_the_library_that_writes_it_is_refused_before_the_first_test(tmp_path: Path):
    """Not after ten minutes."""
    files = {**FILES, "conftest.py": 'import sys\nsys.modules["jinja2"] = None\n'}

    run = Project(files, tmp_path).run("--gc-contracts", "--gc-report=x.html", alone=True)

    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert "--gc-report x.html: .html needs jinja2: pip install 'pytest-gc-contracts[html]'" in run.text
