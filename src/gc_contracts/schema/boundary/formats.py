"""Texts that keep or break a `format`, each invalid one wrong in one way.

The validator has the last word: a format it does not assert gives no case.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

VALID: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": ("2026-01-31", "2024-02-29", "2000-02-29"),
        "date-time": ("2026-01-31T12:30:00Z", "2024-02-29T23:59:59.999Z", "2026-01-31T12:30:00+05:30"),
        "time": ("12:30:00Z", "23:59:59.999Z"),
        "duration": ("P1D", "PT1H30M"),
        "email": ("ann@example.com", "a.b+c@mail.example.com"),
        "idn-email": ("ann@example.com",),
        "hostname": ("api.example.com", "a"),
        "idn-hostname": ("api.example.com",),
        "ipv4": ("192.0.2.1", "255.255.255.255"),
        "ipv6": ("2001:db8::1", "::1"),
        "uri": ("https://example.com/a?b=c#d", "mailto:ann@example.com"),
        "uri-reference": ("/a/b?c", "https://example.com/"),
        "iri": ("https://example.com/a",),
        "iri-reference": ("/a/b",),
        "uri-template": ("https://example.com/{id}",),
        "uuid": ("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"),
        "json-pointer": ("/a/b", ""),
        "relative-json-pointer": ("0", "1/a"),
        "regex": ("^[a-z]+$", "a|b"),
    }
)

INVALID: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "date": {
            "no-such-day": "2026-02-30",
            "no-leap-year": "2023-02-29",
            "month-13": "2026-13-01",
            "day-zero": "2026-01-00",
            "short": "2026-1-31",
            "with-time": "2026-01-31T00:00:00Z",
            "words": "tomorrow",
        },
        "date-time": {
            "no-such-day": "2026-02-30T12:30:00Z",
            "no-such-day-millis": "2026-02-30T12:30:00.000Z",
            "hour-24-millis": "2026-01-31T24:00:00.000Z",
            "no-zone": "2026-01-31T12:30:00",
            "hour-24": "2026-01-31T24:00:00Z",
            "minute-60": "2026-01-31T12:60:00Z",
            "blank": "2026-01-31 12.30",
            "only-date": "2026-01-31",
            "words": "now",
        },
        "time": {"hour-24": "24:00:00Z", "minute-60": "12:60:00Z", "words": "noon"},
        "duration": {"bare": "P", "words": "a day"},
        "email": {
            "no-at": "ann.example.com",
            "no-user": "@example.com",
            "no-host": "ann@",
            "words": "ann at home",
        },
        "idn-email": {"no-at": "ann.example.com", "no-host": "ann@"},
        "hostname": {"underscore": "a_b.example.com", "dash-first": "-a.example.com", "blank": "a b"},
        "idn-hostname": {"blank": "a b", "dash-first": "-a.example.com"},
        "ipv4": {"too-large": "256.0.2.1", "three-parts": "192.0.2", "words": "localhost"},
        "ipv6": {"too-long": "12345::", "two-gaps": "1::2::3", "words": "localhost"},
        "uri": {"relative": "/a/b", "blank": "https://example.com/a b", "words": "not a uri"},
        "uri-reference": {"blank": "/a b", "backslash": "\\\\a\\b"},
        "iri": {"relative": "/a/b", "blank": "https://example.com/a b"},
        "iri-reference": {"blank": "/a b", "backslash": "\\\\a\\b"},
        "uri-template": {"open-brace": "https://example.com/{id"},
        "uuid": {
            "short": "123e4567-e89b-12d3-a456-42661417400",
            "letter": "123e4567-e89b-12d3-a456-42661417400g",
            "words": "x",
        },
        "json-pointer": {"no-slash": "a/b", "bad-escape": "/a~2"},
        "relative-json-pointer": {"no-number": "/a", "words": "x"},
        "regex": {"open-group": "(a", "open-class": "[a"},
    }
)


def days() -> Iterator[str]:
    """Yield dates that show what a pattern thinks of the calendar: a leap year, and many first days."""
    first = date(2024, 1, 1)
    yield from ((first + timedelta(days=number)).isoformat() for number in range(366))
    yield from (f"{year:04}-01-01" for year in range(1, 10_000, 37))
