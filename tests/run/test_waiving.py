"""A known finding counts for nothing until its day is past, and then for more than before."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gc_contracts.checks.registry import check
from gc_contracts.model.case import CaseKind, Plan
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Contract, Expectations, Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Waived
from gc_contracts.model.waiver import Waiver
from gc_contracts.run import run
from gc_contracts.run.waiving import waive
from gc_contracts.settings import Settings
from gc_contracts.source import Source

ID = "contracts/actions/a.json"
HERE = Source("contracts/waivers.yaml", 3, 3, "/0")
FOUND = Finding("demo/one", Severity.WARNING, ID, "it is odd", Source(ID, 4, 2, "/a"), "/a")
OTHER = replace(FOUND, place="/b")


def waiver(check: str = "demo/one", contract: str = "actions/a.json", **parts: object) -> Waiver:
    """An entry of contracts/waivers.yaml that holds until the end of 2026."""
    usual = {"reason": "legacy", "owner": "payments", "until": "2026-12-31", "source": HERE}
    return Waiver(check, contract, **{"folder": "contracts/", **usual, **parts})


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        (waiver(), [True, True]),
        (waiver("demo/*"), [True, True]),
        (waiver("demo/two"), [False, False]),
        (waiver(place="/a"), [True, False]),
        (waiver("*", place="/a"), [True, False]),
        (waiver(place=""), [False, False]),
        (waiver(fingerprint=OTHER.fingerprint), [False, True]),
    ],
    ids=["check", "glob", "another", "place", "glob and place", "whole contract", "fingerprint"],
)
def test_an_entry_accepts_the_findings_it_names(entry, fits):
    """By check, and by place or fingerprint where it has one."""
    kept, waived = waive((FOUND, OTHER), (entry,), "2026-01-31")

    accepted = [one.finding for one in waived]
    assert [found in accepted for found in (FOUND, OTHER)] == fits
    assert [found not in kept for found in (FOUND, OTHER)] == fits


@pytest.mark.parametrize(
    ("contract", "fits"),
    [
        ("actions/a.json", True),
        (ID, True),
        ("actions/*", True),
        ("contracts/*/a.json", True),
        ("a.json", False),
        ("actions/A.json", False),
    ],
)
def test_a_contract_is_named_from_the_folder_or_as_reports_do(contract, fits):
    """Or by a glob over either."""
    assert waiver(contract=contract).is_for(ID) is fits


def test_a_file_name_with_brackets_is_a_name_first():
    """Browsers number downloads with them."""
    assert waiver(contract="Export [1].json").is_for("contracts/Export [1].json")


def test_a_place_that_no_file_can_hold_is_named_as_reports_write_it():
    """Half a surrogate pair is its escape there."""
    odd = replace(FOUND, place="/\ud800")

    assert waiver(place="/\\ud800").accepts(odd)


def test_what_is_accepted_says_by_whom_and_until_when():
    """Reports show it beside the finding."""
    _, waived = waive((FOUND,), (waiver(),), "2026-12-31")

    assert waived == (Waived(FOUND, "legacy", "payments", "2026-12-31", HERE),)


def test_a_finding_whose_entry_ran_out_is_an_error_that_says_so():
    """Whatever it was before, and before all that is no error."""
    kept, waived = waive((FOUND, OTHER), (waiver(place="/b"),), "2027-01-01")

    said = "was waived until 2026-12-31 by payments because legacy (contracts/waivers.yaml:3:3): it is odd"
    assert (kept, waived) == ((replace(OTHER, severity=Severity.ERROR, message=said), FOUND), ())


def test_a_long_reason_leaves_room_for_what_was_found():
    """The message starts with it."""
    kept, _ = waive((FOUND,), (waiver(reason="because " * 90),), "2027-01-01")

    assert len(kept[0].message) < 300
    assert kept[0].message.endswith("… (contracts/waivers.yaml:3:3): it is odd")


def test_where_nobody_knows_the_day_nothing_runs_out():
    """Settings without `today` are those of no run."""
    kept, _ = waive((FOUND,), (waiver(until="1999-12-31"),), "")

    assert kept == ()


@pytest.mark.parametrize("order", [1, -1], ids=["first", "last"])
def test_an_entry_that_holds_wins_over_one_that_ran_out(order):
    """Wherever it stands."""
    over = waiver(until="2020-01-01")
    entries = (over, waiver("demo/*", owner="ops"))[::order]

    kept, waived = waive((FOUND,), entries, "2026-01-31")

    assert (kept, [one.owner for one in waived]) == ((), ["ops"])


@pytest.mark.parametrize(
    ("entries", "kept", "owners"),
    [
        ((), [FOUND], ["new"]),
        ((waiver(place="/b", owner="old"),), [FOUND], ["old"]),
        ((waiver(place="/b", until="2020-01-01"),), [FOUND, OTHER], []),
    ],
    ids=["none yet", "known", "ran out"],
)
def test_entries_to_be_written_come_last_and_are_for_grave_findings_alone(entries, kept, owners):
    """One that ran out is never renewed by itself: a person promised to look at it."""
    grave = replace(OTHER, severity=Severity.ERROR)
    new = waiver("*", "*", owner="new", new_from=Severity.ERROR)

    left, waived = waive((grave, FOUND), (*entries, new), "2026-01-31")

    assert [found.place for found in left] == sorted((found.place for found in kept), reverse=True)
    assert [one.owner for one in waived] == owners


@check("demo/one", CaseKind.STATIC)
def _look(_: Seen) -> Iterator[Finding]:
    yield replace(FOUND, severity=Severity.ERROR)


@pytest.mark.parametrize(
    ("today", "outcome", "waived"),
    [("2026-12-31", Outcome.PASSED, 1), ("2027-01-01", Outcome.FAILED, 0)],
    ids=["the last day", "the day after"],
)
def test_an_item_passes_until_the_last_day_is_over(today, outcome, waived):
    """The finding is told as accepted, and no longer among those that count."""
    contract = Contract(ID, Kind.BROKEN, "a", None, None, waivers=(waiver(),))

    result = run(contract, Plan(ID, CaseKind.STATIC), [_look], Settings(today=today))

    assert (result.outcome, len(result.waived), len(result.findings)) == (outcome, waived, 1 - waived)


def test_a_secret_in_a_reason_is_hidden_as_everywhere():
    """Reports show reasons, expired ones too."""
    expected = Expectations(credentials={"key": "s3cret-long"})
    contract = Contract(
        ID, Kind.BROKEN, "a", None, None, expected, waivers=(waiver(reason="sends s3cret-long"),)
    )

    shown = [
        run(contract, Plan(ID, CaseKind.STATIC), [_look], Settings(today=today))
        for today in ("2026-01-01", "2027-01-01")
    ]

    assert [repr(result).count("s3cret-long") for result in shown] == [0, 0]
    assert shown[0].waived[0].reason == "sends ${credentials.key}"
