"""The SARIF view: what the standard's own schema says, and what code scanning asks beyond it."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from full_report import HOSTILE, full, many, of, real, told
from gc_contracts.model.case import CaseKind
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report import sarif
from gc_contracts.report.formats import written
from gc_contracts.report.json import report
from gc_contracts.report.sarif_result import LONGEST
from gc_contracts.report.summary import Summary
from sample_results import ID, UNDEFINED
from shared import REASON, SHARED

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
ENGINE = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)


def _log(data):
    """Read a log back, as another tool does."""
    return json.loads(sarif.text(data))


def _wrong(log) -> list[str]:
    return [f"{error.instance_path} {error.message}" for error in ENGINE.iter_errors(log)]


def test_a_log_says_who_looked_and_how_it_went():
    """One run; its rules are the checks that found something, in order."""
    run = _log(full())["runs"][0]

    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver.get("informationUri")) == (
        "gc-contracts",
        "1.2.3",
        None,
    )
    assert [rule["id"] for rule in driver["rules"]] == [
        "mapping/missing-default",
        "schema/pattern-unanchored",
        "template/undefined-variable",
        "template/unused-input",
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"] == {
        "verdict": "broken",
        "fail_on": "error",
        "baseline": ["contracts/baseline"],
    }


def test_a_rule_says_what_it_sees():
    """No text is empty: code scanning shows no such rule."""
    rules = {rule["id"]: rule for rule in _log(full())["runs"][0]["tool"]["driver"]["rules"]}

    assert rules["template/undefined-variable"] == {
        "id": "template/undefined-variable",
        "name": "TemplateUndefinedVariable",
        "shortDescription": {"text": "A template uses a variable that is not there."},
        "fullDescription": {"text": "A template uses a variable that is not there."},
        "defaultConfiguration": {"level": "error"},
        "help": {
            "text": "A template uses a variable that is not there. docs/checks.md of gc-contracts has its page, "
            "`template/undefined-variable`: why, and how to mend it."
        },
    }
    assert rules["schema/pattern-unanchored"]["shortDescription"] == {
        "text": "A finding of schema/pattern-unanchored."
    }
    assert rules["schema/pattern-unanchored"]["defaultConfiguration"] == {"level": "note"}


def test_a_result_says_all_that_the_finding_knows():
    """Place, pointer, fingerprint, reproducer and command."""
    run = _log(full())["runs"][0]

    found = run["results"][0]
    assert found == {
        "ruleId": "template/undefined-variable",
        "ruleIndex": 2,
        "level": "error",
        "message": {"text": f"{UNDEFINED.message}\nMend: {UNDEFINED.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": ID, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 14, "startColumn": 31},
                },
                "logicalLocations": [
                    {"fullyQualifiedName": UNDEFINED.source.pointer, "name": "requestUrlTemplate"}
                ],
            }
        ],
        "partialFingerprints": {"gcContracts/v1": UNDEFINED.fingerprint},
        "properties": {
            "contract": ID,
            "place": UNDEFINED.place,
            "hint": UNDEFINED.hint,
            "rerun": f"pytest --gc-contracts {ID}::static --gc-select template/undefined-variable",
            "reproduce": dict(UNDEFINED.reproduce),
        },
    }
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]


def test_a_waived_finding_is_a_result_that_is_suppressed():
    """By whom, why and until when; with the place of the entry."""
    results = _log(full())["runs"][0]["results"]

    assert [found["ruleId"] for found in results if "suppressions" in found] == ["mapping/missing-default"]
    assert results[-1]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "the flow asks for it | always (@flows, until 2026-12-31)",
            "location": {
                "physicalLocation": {
                    "artifactLocation": {"uri": "contracts/waivers.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 5},
                }
            },
        }
    ]


def test_what_was_not_looked_at_is_a_notification():
    """An item that could not be run is an error, one that was left out a warning."""
    told_of = _log(full())["runs"][0]["invocations"][0]

    assert told_of["executionSuccessful"] is False
    assert [
        (notice["level"], notice["message"]["text"], _uri(notice))
        for notice in told_of["toolExecutionNotifications"]
    ] == [
        ("error", "could not be run: static: could not run: a check broke", "contracts/broken.json"),
        (
            "warning",
            "not verified: handler: not verified: handler a:b is not run by this version",
            ID,
        ),
        ("note", "of unknown shape, not tested", "contracts/odd.json"),
    ]


def _uri(holder) -> str:
    return holder["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@pytest.mark.parametrize(
    ("outcome", "successful"),
    [(Outcome.PASSED, True), (Outcome.FAILED, True), (Outcome.SKIPPED, True), (Outcome.ERROR, False)],
    ids=["safe", "broken", "not-verified", "could-not-run"],
)
def test_a_run_was_successful_unless_something_could_not_be_run(outcome, successful):
    """Findings are what a run is for."""
    log = _log(of(Result(ID, CaseKind.STATIC, outcome, reason="because")))

    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is successful


@pytest.mark.parametrize(
    ("file", "line", "column", "uri", "region"),
    [
        ("contracts/a b.json", 3, 0, "contracts/a%20b.json", {"startLine": 3}),
        ("é/100%#?.json", 0, 0, "%C3%A9/100%25%23%3F.json", None),
        ("x:y.json", 0, 7, "x%3Ay.json", None),
        ("../far/a.json", 1, 1, "../far/a.json", {"startLine": 1, "startColumn": 1}),
    ],
    ids=["no-column", "no-line", "column-alone", "outside"],
)
def test_a_place_is_a_relative_uri_with_what_is_known(file, line, column, uri, region):
    """Lines and columns count from 1 in SARIF, so that 0 cannot be written."""
    data = full()
    data["findings"][0]["source"] |= {"file": file, "line": line, "column": column}

    place = _log(data)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place.get("region")) == (uri, region)


def test_paths_start_at_the_repositorys_root():
    """Code scanning knows no other."""
    run = _log(full(root="services/flows"))["runs"][0]

    assert _uri(run["results"][0]) == f"services/flows/{ID}"


def test_no_more_results_are_written_than_are_taken():
    """The worst stay; what is left out is told."""
    run = _log(many(251, 100))["runs"][0]

    assert len(run["results"]) == 25_000
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith(
        "100 findings, the least of all, are left out"
    )
    assert {found["level"] for found in run["results"][:12_550]} == {"error"}


def test_a_long_text_is_cut_and_says_where_the_whole_is():
    """A message, and a reproducer."""
    data = many(1, 1, "x" * 100_000)
    data["findings"][0] |= {"reproduce": {"record": "y" * 100_000}, "hint": "z"}

    found = _log(data)["runs"][0]["results"][0]
    assert found["message"]["text"] == "x" * LONGEST + "… In full: --gc-report FILE.json.\nMend: z"
    assert found["properties"]["reproduce"] == "Too long to be shown here. In full: --gc-report FILE.json."


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_breaks_no_log(text, tmp_path: Path):
    """It is written to disk as it is, or escaped where UTF-8 has no letter for it."""
    path = tmp_path / "report.sarif"

    written(told(text), path)

    log = json.loads(path.read_text(encoding="utf-8"))
    assert _wrong(log) == []
    assert "](" not in log["runs"][0]["results"][0]["message"]["text"]


@pytest.mark.parametrize(
    "data",
    [report(Summary()), full(), full(version="", checks={}), full(root="a b/c"), many(3, 30, "x" * 9_000)],
    ids=["empty", "full", "undescribed", "rooted", "long"],
)
def test_every_log_is_as_the_standard_says(data):
    """By two engines."""
    log = _log(data)

    assert _wrong(log) == []
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(log)] == []


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_the_log_of_real_exports_is_as_the_standard_says():
    """With a result for each finding."""
    log = _log(real())

    assert _wrong(log) == []
    assert len(log["runs"][0]["results"]) == len(real()["findings"]) > 50


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run["results"][0].update(level="fatal"),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda run: run["tool"].pop("driver"),
        lambda run: run["invocations"][0].pop("executionSuccessful"),
        lambda run: run["results"][0].pop("message"),
    ],
    ids=["level", "line", "driver", "success", "message"],
)
def test_the_judge_is_no_rubber_stamp(spoil):
    """A schema that takes everything would prove nothing."""
    log = _log(full())

    spoil(log["runs"][0])

    assert len(_wrong(log)) >= 1


def test_the_same_report_gives_the_same_log():
    """Byte for byte."""
    assert sarif.text(full()) == sarif.text(full())
