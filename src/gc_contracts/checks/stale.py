"""Recordings that are old: what a service answers today they do not tell."""

from collections.abc import Iterator
from datetime import date

from gc_contracts.checks.make import finding
from gc_contracts.checks.recorded_places import file_of, in_cassette
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.recording import Cassette


def stale(seen: Seen) -> Iterator[Finding]:
    """Report cassettes whose oldest interaction is over the age that the run allows; undated ones are not.

    The day comes from the edge; without one nothing is old.
    """
    today = _day(seen.settings.today)
    for cassette in seen.contract.cassettes if today else ():
        oldest = _oldest(cassette)
        if today and oldest and (today - oldest[0]).days > seen.settings.stale_days:
            yield _finding(seen, cassette, oldest, (today - oldest[0]).days)


def _finding(seen: Seen, cassette: Cassette, oldest: tuple[date, int], days: int) -> Finding:
    day, number = oldest
    words = (
        f"{file_of(cassette)} is {days} days old (recorded on {day}): the service may answer otherwise today"
    )
    pointer = cassette.interactions[number].pointer or f"/interactions/{number}"
    data = {"recorded": cassette.interactions[number].recorded, "today": seen.settings.today, "days": days}
    return finding(
        seen,
        "replay/stale",
        words,
        in_cassette(cassette, f"{pointer}/recorded"),
        severity=Severity.WARNING,
        hint=f"Record it anew (`--gc-record all`), or allow more than {seen.settings.stale_days} days by ini "
        "option gc_stale_days.",
        reproduce=data,
    )


def _oldest(cassette: Cassette) -> tuple[date, int] | None:
    days = [(_day(each.recorded), number) for number, each in enumerate(cassette.interactions)]
    return min(((day, number) for day, number in days if day is not None), default=None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
