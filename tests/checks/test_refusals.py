"""How hard a refusal is held against a validator: not every valid value has to be taken."""

import datetime as dt
import re
from pathlib import Path

import pytest

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.pipeline import verify
from gc_contracts.schema.disputed import disputed
from gc_contracts.settings import Settings
from harness import Project

DAY = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Day",
    "type": "object",
    "required": ["day"],
    "properties": {"day": {"type": "string", "format": "date"}},
}


def found(validate, tmp_path: Path, monkeypatch) -> list[Finding]:
    """Run the suite with a validator of days, and give what it is told."""
    Project({"contracts/day.json": DAY}, tmp_path)
    monkeypatch.chdir(tmp_path)
    summary = verify(["contracts"], Settings(examples=5), validators={"Day": validate})
    return [each for each in summary.findings if each.check.startswith("validator/")]


def by_calendar(record: Json) -> bool:
    """Judge a day as Python does that knows its pattern."""
    day = record.get("day") if isinstance(record, dict) else None
    if not isinstance(day, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        return False
    dt.date.fromisoformat(day)
    return True


def test_a_calendar_without_a_year_zero_earns_a_note(tmp_path: Path, monkeypatch):
    """The hint for dates that do not exist leads here: what it leads to is no error."""
    findings = found(by_calendar, tmp_path, monkeypatch)

    told = [(each.severity, each.reproduce["record"], each.hint) for each in findings]
    assert told == [
        (
            Severity.NOTE,
            {"day": "0000-01-01"},
            "RFC 3339 has a year 0, Python's datetime begins with year 1: refuse it if you like.",
        )
    ]


def test_a_refusal_beyond_dispute_is_told_first(tmp_path: Path, monkeypatch):
    """A leap day is no matter of taste."""
    findings = found(lambda day: by_calendar(day) and day["day"][5:] != "02-29", tmp_path, monkeypatch)

    assert {(each.severity, each.reproduce["record"]["day"][5:]) for each in findings} == {
        (Severity.ERROR, "02-29")
    }


def test_one_that_crashes_on_valid_records_is_not_said_to_refuse_them(tmp_path: Path, monkeypatch):
    """What is refused is only a part of what is not accepted."""

    def validate(record: Json) -> bool:
        if by_calendar(record) and record["day"].startswith("20"):
            raise KeyError("day")
        return False

    findings = found(validate, tmp_path, monkeypatch)

    told = [each.message.partition(":")[0] for each in findings if each.check == "validator/rejects-valid"]
    assert told == ["the validator accepts no valid record"]


@pytest.mark.parametrize(
    ("keyword", "value", "word"),
    [
        ("type", 10**309, "RFC 8259"),
        ("type", -(10**309), "RFC 8259"),
        ("type", 10**308, ""),
        ("type", True, ""),
        ("format", "0000-01-01T00:00:00Z", "year 0"),
        ("format", "2016-12-31T23:59:60Z", "leap"),
        ("format", "23:59:60+01:00", "leap"),
        ("format", "2016-12-31T23:60:00Z", ""),
        ("pattern", "0000-01-01", ""),
        ("format", None, ""),
    ],
    ids=str,
)
def test_what_may_be_refused(keyword, value, word):
    """Numbers beyond doubles, year 0 and leap seconds; nothing else."""
    told = disputed(keyword, value)

    assert (word in told) if word else told == ""
