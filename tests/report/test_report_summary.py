"""Results become a summary: grouped, merged, counted."""

import json
from dataclasses import replace

import pytest

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Severity
from gc_contracts.model.result import Changed, Covered, Outcome, Result, Waived
from gc_contracts.report.summary import Answer, Subject, Summary, answer, summarise
from gc_contracts.report.wire import pack, unpack
from sample_results import ID, OTHER, RESULTS, STYLE, SUBJECTS, UNDEFINED, UNUSED


def test_a_defect_that_two_items_saw_is_one_finding():
    """Exactly one finding for each (contract, check, place), worst first."""
    summary = summarise(RESULTS, SUBJECTS)

    assert summary.findings == (UNDEFINED, UNUSED, STYLE)


def test_results_are_grouped_by_contract_in_the_order_of_paths():
    """Whatever the order in which workers finished."""
    summary = summarise(reversed(RESULTS), SUBJECTS)

    assert [(subject.source, len(results)) for subject, results in summary.contracts] == [(OTHER, 2), (ID, 3)]


def test_everything_is_counted():
    """Contracts, cases, examples and findings by severity."""
    summary = summarise(RESULTS, SUBJECTS, ["b", "a", "a"])

    assert (len(summary.contracts), len(summary.results), summary.examples) == (2, 5, 1240)
    assert [summary.count(severity) for severity in Severity] == [1, 1, 1]
    assert summary.unknown == ("a", "b")


def test_a_contract_nobody_described_is_called_by_its_path():
    """A result may arrive alone."""
    summary = summarise(RESULTS[:1])

    assert summary.contracts == ((Subject(ID), RESULTS[:1]),)


def test_a_summary_gives_its_results_one_by_one():
    """`for result in verify(…)`."""
    assert list(summarise(RESULTS)) == sorted(RESULTS, key=lambda result: result.contract)


def test_a_run_is_ok_unless_something_failed_or_could_not_run():
    """What is not verified does not count against it."""
    outcomes = {outcome: summarise([Result(ID, CaseKind.STATIC, outcome)]).ok for outcome in Outcome}

    assert outcomes == {
        Outcome.PASSED: True,
        Outcome.FAILED: False,
        Outcome.SKIPPED: True,
        Outcome.ERROR: False,
    }
    assert Summary().ok


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ("passed passed", Answer.SAFE),
        ("passed skipped", Answer.NOT_VERIFIED),
        ("passed skipped error", Answer.COULD_NOT_RUN),
        ("error failed skipped", Answer.BROKEN),
        ("", Answer.NOT_VERIFIED),
    ],
    ids=["all-green", "one-left-out", "one-without-verdict", "one-red", "nothing-ran"],
)
def test_items_come_to_one_of_four_answers(outcomes, told):
    """What is broken is so whatever else could not be seen; nothing seen is nothing verified."""
    results = [Result(ID, CaseKind.STATIC, Outcome(outcome)) for outcome in outcomes.split()]

    assert answer(results) is told


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome.PASSED, Answer.COULD_NOT_RUN),
        (Outcome.SKIPPED, Answer.NOT_VERIFIED),
        (Outcome.FAILED, Answer.BROKEN),
    ],
    ids=["green", "left-out", "red"],
)
def test_a_run_that_was_cut_short_is_not_safe(outcome, told):
    """Nobody knows what the rest would have come to."""
    summary = replace(summarise([Result(ID, CaseKind.STATIC, outcome)]), cut_short=True)

    assert summary.answer is told


def test_a_result_survives_the_wire_as_plain_data():
    """Workers send JSON types only."""
    whole = replace(
        RESULTS[0],
        covered=(Covered("/properties/a/maxLength", "maxLength", 0, "implied by enum"),),
        changes=(Changed("record", "/a", "`a` is new", "both"),),
        waived=(Waived(UNUSED, "until the flow is gone", "flows", "2026-12-31", UNUSED.source),),
    )
    data = json.loads(json.dumps(pack(whole, SUBJECTS[0])))

    assert unpack(data) == (whole, SUBJECTS[0])


def test_what_utf_8_cannot_hold_travels_as_its_escape():
    """A hostile record may hold half a surrogate pair, or a value that is no JSON."""
    record = {"\ud800": "\udfff", "set": (1, {2})}
    hostile = replace(UNDEFINED, place="\ud800", reproduce={"record": record})

    result, _ = unpack(pack(replace(RESULTS[0], findings=(hostile,)), SUBJECTS[0]))

    assert result.findings[0].reproduce == {"record": {"\\ud800": "\\udfff", "set": [1, "{2}"]}}
    assert result.findings[0].fingerprint == hostile.fingerprint
