"""What hand-written validators know of JSON: types, equality, lengths, formats; from the drafts alone."""

# ruff: noqa: D102 - each member is named for the rule it judges
import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

Json = Any


class Words:
    """The predicates, each a seam that a bug can be planted in."""

    MOST_BYTES = 512_000
    DATE = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"
    CLOCK = r"\A([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\Z"

    def is_object(self, value: Json) -> bool:
        return isinstance(value, dict)

    def is_list(self, value: Json) -> bool:
        return isinstance(value, list)

    def is_text(self, value: Json) -> bool:
        return isinstance(value, str)

    def is_flag(self, value: Json) -> bool:
        return isinstance(value, bool)

    def is_integer(self, value: Json) -> bool:
        """Draft-04: a number without a fraction part, so 1.0 is none."""
        return isinstance(value, int) and not isinstance(value, bool)

    def is_number(self, value: Json) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool)

    def length(self, text: str) -> int:
        """Count code points, as the drafts say."""
        return len(text)

    def found(self, pattern: str, text: str) -> bool:
        """Patterns are searched for; what is anchored says so itself."""
        return re.search(pattern, text) is not None

    def multiple(self, value: Json, step: str) -> bool:
        """Divide in decimals: 0.07 is a multiple of 0.01, which floats deny."""
        return (Fraction(repr(value)) / Fraction(step)).denominator == 1

    def same(self, one: Json, other: Json) -> bool:
        """JSON's equality: 1 is 1.0, but true is not 1, at any depth."""
        if isinstance(one, bool) or isinstance(other, bool):
            return one is other
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(map(self.same, one, other))
        if isinstance(one, dict) and isinstance(other, dict):
            return one.keys() == other.keys() and all(self.same(one[key], other[key]) for key in one)
        return bool(one == other)

    def among(self, value: Json, members: tuple[Json, ...]) -> bool:
        return any(self.same(value, member) for member in members)

    def unique(self, items: list[Json]) -> bool:
        return not any(self.same(item, other) for at, item in enumerate(items) for other in items[:at])

    def is_date(self, text: str) -> bool:
        if not re.search(self.DATE, text):
            return False
        try:
            date.fromisoformat(text)
        except ValueError:
            return text.startswith("0000-") and self.is_date("2000" + text[4:])
        return True

    def is_moment(self, text: str) -> bool:
        """RFC 3339: a day that exists, a time with its zone; a leap second only at the end of a UTC day."""
        clock = re.search(self.CLOCK, text[11:])
        if text[10:11] not in {"T", "t"} or not self.is_date(text[:10]) or clock is None:
            return False
        hour, minute, second = (int(clock[at]) for at in (1, 2, 3))
        zone = self.minutes(clock[5])
        leap = second == 60 and zone is not None and (hour * 60 + minute - zone) % 1440 == 1439
        return zone is not None and hour < 24 and minute < 60 and (second < 60 or leap)

    def minutes(self, zone: str) -> int | None:
        """Give a zone's distance from UTC; None: there is no such zone."""
        if zone in {"Z", "z"}:
            return 0
        hours, minutes = int(zone[1:3]), int(zone[4:6])
        sign = -1 if zone[0] == "-" else 1
        return sign * (hours * 60 + minutes) if hours < 24 and minutes < 60 else None

    def fits(self, record: Json) -> bool:
        """Measure what is sent: compact UTF-8."""
        sent = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return len(sent.encode()) <= self.MOST_BYTES

    def text(self, value: Json, least: int = 0, most: int | None = None, pattern: str = "") -> bool:
        """Judge a text by its length and by a pattern it must hold."""
        if not self.is_text(value):
            return False
        if self.length(value) < least or (most is not None and self.length(value) > most):
            return False
        return self.found(pattern, value)
