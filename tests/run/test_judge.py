"""What checks say becomes a result: merged, graded by the team, decided by the threshold."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from gc_contracts.checks.registry import check
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.contract import Contract, Expectations, Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.run import could_not_run, run
from gc_contracts.settings import Settings
from gc_contracts.source import Source

CONTRACT = Contract("contracts/a.json", Kind.BROKEN, "a", None, None)
PLAN = Plan(CONTRACT.id, CaseKind.STATIC, notes=("a note",))


def _finding(
    name: str = "demo/one",
    severity: Severity = Severity.ERROR,
    place: str = "/a",
    reproduce: Mapping[str, object] | None = None,
) -> Finding:
    source = Source(CONTRACT.id, 1, 1, place)
    return Finding(name, severity, CONTRACT.id, f"{name} at {place}", source, place, reproduce or {})


def _check(*findings: Finding, name: str = "demo/one", kind: CaseKind = CaseKind.STATIC) -> Check:
    @check(name, kind)
    def look(_: Seen) -> Iterator[Finding]:
        yield from findings

    return look


@check("demo/crash", CaseKind.STATIC)
def _crash(_: Seen) -> Iterator[Finding]:
    yield _finding("demo/crash", place="/before")
    raise LookupError("gone")


def test_no_finding_is_a_pass_that_keeps_the_plans_notes():
    """Notes travel with the result."""
    result = run(CONTRACT, PLAN, [_check()], Settings())

    assert result == Result(CONTRACT.id, CaseKind.STATIC, Outcome.PASSED, notes=("a note",))


@pytest.mark.parametrize(
    ("severity", "fail_on", "outcome"),
    [
        (Severity.ERROR, Severity.ERROR, Outcome.FAILED),
        (Severity.WARNING, Severity.ERROR, Outcome.PASSED),
        (Severity.WARNING, Severity.WARNING, Outcome.FAILED),
        (Severity.NOTE, Severity.WARNING, Outcome.PASSED),
        (Severity.NOTE, Severity.NOTE, Outcome.FAILED),
    ],
)
def test_the_threshold_decides(severity, fail_on, outcome):
    """A finding below it is kept and fails nothing."""
    found = _finding(severity=severity)

    result = run(CONTRACT, PLAN, [_check(found)], Settings(fail_on=fail_on))

    assert (result.outcome, result.findings) == (outcome, (found,))


def test_one_place_is_one_finding_the_worst_with_the_smallest_reproducer():
    """A second way to see the same defect is not a second finding."""
    worst = _finding(reproduce={"input": "a"})
    seen = [
        _finding(reproduce={"input": "aaaa"}),
        worst,
        _finding(severity=Severity.WARNING),
        _finding(place="/b"),
    ]

    result = run(CONTRACT, PLAN, [_check(*seen)], Settings())

    assert result.findings == (worst, seen[3])


def test_findings_are_ordered_by_severity_then_place():
    """The order does not depend on the order of checks."""
    warning = _finding("demo/two", Severity.WARNING, "/a")
    late, early = _finding(place="/z"), _finding(place="/b")

    result = run(CONTRACT, PLAN, [_check(warning, name="demo/two"), _check(late, early)], Settings())

    assert result.findings == (early, late, warning)


@pytest.mark.parametrize("disabled", ["demo/one", "demo/*", "*"])
def test_a_team_switches_checks_off_by_glob(disabled):
    """contract.yaml: `checks: {disable: […]}`."""
    contract = replace(CONTRACT, expectations=Expectations(disabled=(disabled,)))

    result = run(contract, PLAN, [_check(_finding())], Settings())

    assert result.findings == ()


@pytest.mark.parametrize(
    ("severity", "graded"),
    [
        ({"demo/one": "note"}, Severity.NOTE),
        ({"demo/*": "warning"}, Severity.WARNING),
        ({"demo/*": "warning", "demo/one": "note"}, Severity.NOTE),
        ({"other/*": "note"}, Severity.ERROR),
    ],
    ids=["by-id", "by-glob", "id-beats-glob", "another"],
)
def test_a_team_grades_checks(severity, graded):
    """contract.yaml: `checks: {severity: {…}}`."""
    contract = replace(CONTRACT, expectations=Expectations(severity=severity))

    result = run(contract, PLAN, [_check(_finding())], Settings())

    assert [finding.severity for finding in result.findings] == [graded]


def test_credentials_are_kept_out_of_findings():
    """A report is uploaded and a log is read by many; texts and data show the name instead."""
    found = replace(
        _finding(reproduce={"respond": {"text": ["key=s3cret", 1, None]}, "s3cret": "s3cret-long"}),
        message="sent s3cret-long",
        hint="not s3cret",
        steps=("ok   5. s3cret",),
    )
    credentials = {"key": "s3cret", "long": "s3cret-long", "short": "ok"}
    contract = replace(CONTRACT, expectations=Expectations(credentials=credentials))

    kept = run(contract, PLAN, [_check(found)], Settings()).findings[0]

    assert (kept.message, kept.hint, kept.steps) == (
        "sent ${credentials.long}",
        "not ${credentials.key}",
        ("ok   5. ${credentials.key}",),
    )
    assert kept.reproduce == {
        "respond": {"text": ["key=${credentials.key}", 1, None]},
        "${credentials.key}": "${credentials.long}",
    }


def test_a_check_looks_at_its_kinds_only():
    """A check of requests has nothing to say of a static item."""
    result = run(CONTRACT, PLAN, [_check(_finding(), kind=CaseKind.REQUEST)], Settings())

    assert result.findings == ()


def test_a_check_that_breaks_costs_nobody_elses_findings():
    """The item could not be run as a whole; it names the check and asks for a report."""
    other = _finding(place="/other")

    result = run(CONTRACT, PLAN, [_crash, _check(other)], Settings())

    assert result.outcome is Outcome.ERROR
    assert result.reason.startswith("could not run check demo/crash: LookupError: gone. This is a defect of")
    assert [finding.place for finding in result.findings] == ["/before", "/other"]
    assert result.notes[1].startswith("Traceback")


def test_what_is_yielded_must_be_a_finding():
    """A plug-in's mistake is named, with the check."""
    result = run(CONTRACT, PLAN, [_check("text")], Settings())  # type: ignore[arg-type]

    assert "demo/one yields str, not Finding" in result.reason


def test_a_plan_with_a_reason_to_skip_is_not_verified():
    """Not verified is not safe: the reason is told."""
    plan = replace(PLAN, skip="not verified: no engine")

    result = run(CONTRACT, plan, [_crash], Settings())

    assert (result.outcome, result.reason) == (Outcome.SKIPPED, "not verified: no engine")


def test_an_exception_becomes_one_paragraph_and_a_traceback_on_request():
    """People read the paragraph; the traceback is a note."""
    error = ZeroDivisionError("division by zero")
    error.add_note("(case a/b)")

    result = could_not_run("a.json", CaseKind.FUZZ, error)

    assert result.outcome is Outcome.ERROR
    assert result.reason.startswith(
        "could not run the fuzz item: ZeroDivisionError: division by zero (case a/b)."
    )
    assert result.notes == ("ZeroDivisionError: division by zero\n(case a/b)",)
