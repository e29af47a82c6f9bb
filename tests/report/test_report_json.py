"""The report for machines keeps its shape."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gc_contracts.model.result import Covered
from gc_contracts.report.about import About
from gc_contracts.report.formats import written
from gc_contracts.report.json import report
from gc_contracts.report.summary import Summary, summarise
from sample_results import ID, OTHER, RESULTS, SUBJECTS, UNDEFINED, UNUSED

SCHEMA = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))
SUMMARY = summarise(RESULTS, SUBJECTS)


def _wrong(data: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_report_counts_and_lists():
    """The shape of version 1, on whole values."""
    data = report(SUMMARY)

    assert (data["version"], data["verdict"], data["fail_on"]) == (1, "broken", "error")
    assert data["totals"] == {
        "contracts": 2,
        "cases": 5,
        "examples": 1240,
        "findings": {"error": 1, "warning": 1, "note": 1},
    }
    assert data["contracts"][1] == {
        "name": "Find user",
        "kind": "action",
        "dialect": "export",
        "source": ID,
        "verdict": "broken",
        "cases": [
            {"id": f"{ID}::static", "kind": "static", "outcome": "failed", "examples": 0, "seconds": 0.001},
            {
                "id": f"{ID}::request",
                "kind": "request",
                "outcome": "failed",
                "examples": 40,
                "seconds": 0.123457,
            },
            {
                "id": f"{ID}::handler",
                "kind": "handler",
                "outcome": "skipped",
                "examples": 0,
                "seconds": 0.0,
                "reason": "not verified: handler a:b is not run by this version",
            },
        ],
    }


def test_a_finding_says_all_it_knows():
    """Optional members are there where they say something."""
    first, second, _ = report(SUMMARY)["findings"]

    assert first == {
        "check": "template/undefined-variable",
        "severity": "error",
        "contract": ID,
        "message": UNDEFINED.message,
        "source": {"file": ID, "line": 14, "column": 31, "pointer": "/config/request/requestUrlTemplate"},
        "reproduce": {"input": {"userId": "é\n"}},
        "fingerprint": UNDEFINED.fingerprint,
        "place": UNDEFINED.place,
        "excerpt": list(UNDEFINED.excerpt),
        "hint": "write ${input.userId}",
        "steps": list(UNDEFINED.steps),
        "seen_by": ["static", "request"],
    }
    assert second.keys() == first.keys() - {"hint", "steps", "excerpt"}
    assert second["fingerprint"] == UNUSED.fingerprint


def test_a_case_says_what_was_tried_and_what_could_not_be():
    """Rules with the number of their cases, or why there is none; doubts without their prefix."""
    tried = (
        Covered("/properties/a/type", "type", 6),
        Covered("/properties/a/maxLength", "maxLength", 0, "implied by enum"),
    )
    told = replace(RESULTS[-1], covered=tried)

    data = report(summarise([told], SUBJECTS))

    case = data["contracts"][0]["cases"][0]
    assert case["covered"] == [
        {"rule": "/properties/a/type", "what": "type", "cases": 6},
        {"rule": "/properties/a/maxLength", "what": "maxLength", "cases": 0, "why": "implied by enum"},
    ]
    assert case["unverified"] == ["the engines disagree on x"]
    assert _wrong(data) == []


def test_a_finding_says_how_to_see_it_again_where_somebody_knows():
    """By the first item that saw it."""
    data = report(SUMMARY, About(rerun=lambda result, found: f"{result.kind} {found.check}"))

    assert [found["rerun"] for found in data["findings"]] == [
        "static template/undefined-variable",
        "static template/unused-input",
        "static schema/pattern-unanchored",
    ]
    assert _wrong(data) == []


@pytest.mark.parametrize(
    "summary", [Summary(), SUMMARY, summarise((), (), ["a.json"])], ids=["empty", "full", "unknown-only"]
)
def test_every_report_is_as_its_schema_says(summary):
    """The schema we ship is strict."""
    assert _wrong(report(summary)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("totals"),
        lambda data: data.update(extra=1),
        lambda data: data["contracts"][0].update(kind="thing"),
        lambda data: data["contracts"][0]["cases"][0].update(outcome="maybe"),
        lambda data: data["findings"][0].update(severity="fatal"),
        lambda data: data["findings"][0]["source"].pop("line"),
        lambda data: data["findings"][0].update(contract="a\\b"),
    ],
    ids=["no-totals", "extra", "kind", "outcome", "severity", "no-line", "backslash"],
)
def test_the_schema_refuses_what_is_no_report(spoil):
    """A schema that takes everything would prove nothing."""
    data = report(SUMMARY)

    spoil(data)

    assert len(_wrong(data)) == 1


def test_the_schema_is_one():
    """By its own metaschema."""
    assert Draft202012Validator.check_schema(SCHEMA) is None


def test_a_report_is_written_whole_into_a_new_folder(tmp_path: Path):
    """Nothing is left beside it."""
    path = tmp_path / "out" / "report.json"

    written(report(SUMMARY), path)
    written(report(SUMMARY), path)

    assert json.loads(path.read_text(encoding="utf-8")) == report(SUMMARY)
    assert [found.name for found in path.parent.iterdir()] == ["report.json"]


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path):
    """Written beside its place first, then moved there."""
    path = tmp_path / "report.json"
    path.mkdir()

    with pytest.raises(OSError, match=r"report\.json"):
        written(report(SUMMARY), path)

    assert [found.name for found in tmp_path.iterdir()] == ["report.json"]


def test_paths_keep_forward_slashes():
    """They are ids, not paths of this machine."""
    assert {contract["source"] for contract in report(SUMMARY)["contracts"]} == {ID, OTHER}
