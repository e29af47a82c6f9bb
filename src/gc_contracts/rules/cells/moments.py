"""Texts of moments around those that rules name: the same, a second off, a duration off, in another zone."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

from gc_contracts._json import Json
from gc_contracts.rules.looks import Looks

_USUAL = datetime(2026, 1, 31, 12, 30, tzinfo=UTC)
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|h|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


def moment_texts(looks: Looks, takes: Callable[[str], bool]) -> Iterator[tuple[Json, str]]:
    """Yield texts of moments, each with a word, in the first spelling that is taken."""
    named = [moment for text in looks.moments if (moment := _moment(text)) is not None]
    spans = [span for text in looks.moments if (span := _span(text)) is not None]
    for start in named or [_USUAL]:
        for shift, word in _shifts(spans):
            spelled = next((text for text in _written(start + shift) if takes(text)), None)
            if spelled is not None:
                yield spelled, word
        zone = start.astimezone(timezone(timedelta(hours=2)))
        yield zone.isoformat(timespec="seconds"), "zone"


def _shifts(spans: list[timedelta]) -> Iterator[tuple[timedelta, str]]:
    yield timedelta(0), "at"
    yield _SECOND, "after"
    yield -_SECOND, "before"
    for span in spans:
        yield from ((span + off, "span") for off in (timedelta(0), _SECOND, -_SECOND))
    yield _DAY, "later"
    yield -_DAY, "earlier"


def _written(moment: datetime) -> Iterator[str]:
    at = moment.astimezone(UTC)
    parts = "milliseconds" if at.microsecond else "seconds"
    plain = at.replace(tzinfo=None).isoformat(timespec=parts)
    yield f"{plain}Z"
    if parts == "seconds":
        yield f"{plain}.000Z"


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        inside = datetime(2, 1, 1, tzinfo=UTC) < moment < datetime(9998, 1, 1, tzinfo=UTC)
    except (ValueError, TypeError):
        return None
    return moment if inside else None


def _span(text: str) -> timedelta | None:
    sign, rest = (-1, text[1:]) if text[:1] == "-" else (1, text)
    parts = _PART.findall(rest)
    if not parts or _PART.sub("", rest):
        return None
    seconds = sum(float(number) * _SECONDS[unit] for number, unit in parts)
    return timedelta(seconds=sign * seconds) if seconds < 3e10 else None
