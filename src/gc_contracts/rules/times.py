"""Timestamps and durations of CEL, exact to the nanosecond; what is written oddly is unknown here.

cel-cpp reads more spellings than RFC 3339 has; only those that every reader takes are read.

Source: documented: CEL language definition, "Timestamps" and "Durations"; compared with cel-cpp.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

from gc_contracts.rules.void import ERROR, UNKNOWN, Void

_SECOND = 10**9
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = -62_135_596_800 * _SECOND
_LATEST = 253_402_300_800 * _SECOND
"""Where years of four digits end; CEL knows no others."""
_LONGEST = 87_660_000 * 3600 * _SECOND
"""The longest duration: 10,000 years."""
_ZONE = r"(?:Z|([+-])(\d\d):([0-5]\d))"
_MOMENT = re.compile(rf"(\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{{1,9}}))?{_ZONE}", re.ASCII)
_ZONELESS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII)
_NEAR = re.compile(r"\d.*[tT].*\d", re.DOTALL)
"""What might be read as a timestamp by somebody."""
_PIECE = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?(h|ms|m|us|s|ns)", re.ASCII)
_SPAN = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{1,9})?(?:h|ms|m|us|s|ns))+", re.ASCII)
_UNITS = {"h": 3600 * _SECOND, "m": 60 * _SECOND, "s": _SECOND, "ms": 10**6, "us": 1000, "ns": 1}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A timestamp, in nanoseconds since 1970."""

    nanos: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A duration, in nanoseconds."""

    nanos: int


def moment(text: str) -> Moment | Void:
    """Read a timestamp."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return ERROR if _ZONELESS.fullmatch(text) or not _NEAR.search(text) else UNKNOWN
    day, fraction, sign, hours, minutes = found.groups()
    offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1) if sign else 0
    try:
        read = datetime.fromisoformat(day).replace(tzinfo=timezone(timedelta(minutes=offset)))
    except ValueError:
        return UNKNOWN if day.endswith(":60") else ERROR  # a leap second is read, in ways of their own
    nanos = (read - _EPOCH) // timedelta(seconds=1) * _SECOND + int((fraction or "").ljust(9, "0"))
    return _within(nanos)


def _within(nanos: int) -> Moment | Void:
    return Moment(nanos) if _EARLIEST <= nanos < _LATEST else UNKNOWN


def span(text: str) -> Span | Void:
    """Read a duration: `1h30m`, `-1.5s`."""
    if not _SPAN.fullmatch(text):
        return UNKNOWN if any(sign.isdigit() for sign in text) or "inf" in text.lower() else ERROR
    nanos = 0
    for whole, fraction, unit in _PIECE.findall(text):
        part = int(fraction.ljust(9, "0")) * _UNITS[unit] if fraction else 0
        if part % _SECOND:
            return UNKNOWN
        nanos += int(whole) * _UNITS[unit] + part // _SECOND
    return _held(-nanos if text.startswith("-") else nanos)


def _held(nanos: int) -> Span | Void:
    return Span(nanos) if abs(nanos) <= _LONGEST else UNKNOWN


def added(operator: str, left: object, right: object) -> Moment | Span | Void:
    """Apply `+` or `-` where one side is a timestamp or a duration."""
    if operator == "+" and isinstance(left, Span) and isinstance(right, Moment):
        left, right = right, left
    if operator not in "+-" or not isinstance(left, Moment | Span) or not isinstance(right, Moment | Span):
        return ERROR
    change = right.nanos if operator == "+" else -right.nanos
    if isinstance(right, Span):
        return _held(left.nanos + change) if isinstance(left, Span) else _within(left.nanos + change)
    both = isinstance(left, Moment) and operator == "-"
    return _held(left.nanos + change) if both else ERROR


def _date(value: Moment) -> datetime:
    return _EPOCH + timedelta(seconds=value.nanos // _SECOND)


PARTS: MappingProxyType[str, Callable[[Moment], int]] = MappingProxyType(
    {
        "getFullYear": lambda value: _date(value).year,
        "getMonth": lambda value: _date(value).month - 1,
        "getDate": lambda value: _date(value).day,
        "getDayOfMonth": lambda value: _date(value).day - 1,
        "getDayOfWeek": lambda value: _date(value).isoweekday() % 7,
        "getDayOfYear": lambda value: _date(value).timetuple().tm_yday - 1,
        "getHours": lambda value: _date(value).hour,
        "getMinutes": lambda value: _date(value).minute,
        "getSeconds": lambda value: _date(value).second,
        "getMilliseconds": lambda value: value.nanos % _SECOND // 10**6,
    }
)
"""Parts of a timestamp in UTC, by the method that asks; months and days count from 0, dates from 1."""
