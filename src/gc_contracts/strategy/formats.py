r"""Texts in each `format`, written as patterns, so that lengths are hit exactly and shrinking goes by part.

Each pattern stands for a part of its format that every validator agrees on: no leap second, no quoted
mailbox, no address literal. The values of what a pattern asks beside a format come from `pool`.
Source: documented: RFC 3339, 5321, 1123, 4291, 3986, 4122.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from types import MappingProxyType
from uuid import UUID

from hypothesis import strategies as st

from gc_contracts.schema.pattern import Pattern, compile  # noqa: A004 - its one verb

_DATE = (
    r"(?:(?:20|19)\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
    r"|02-(?:0[1-9]|1\d|2[0-8]))|20(?:00|24)-02-29)"
)
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)"
_LABEL = r"[a-z][a-z0-9]{0,40}"
_HOST = rf"{_LABEL}(?:-[a-z0-9]{{1,12}})?(?:\.{_LABEL}){{0,4}}"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})?\.(?:com|example)"
_BYTE = r"(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])"
_PATH = r"(?:/[a-z0-9._~-]{0,1000}(?:%20)?)?"
_URL = rf"https?://{_DOMAIN}{_PATH}(?:\?q=[a-z0-9+&=-]{{0,40}})?(?:#[a-z]{{0,20}})?"
_HEX = r"[0-9a-f]"
_UUID = rf"{_HEX}{{8}}-{_HEX}{{4}}-[1-5]{_HEX}{{3}}-[89ab]{_HEX}{{3}}-{_HEX}{{12}}"

PATTERNS: Mapping[str, str] = MappingProxyType({
    "date": _DATE,
    "time": _TIME,
    "date-time": f"{_DATE}T{_TIME}",
    "email": rf"[a-z0-9][a-z0-9_+-]{{0,60}}@{_DOMAIN}",
    "idn-email": rf"[a-z0-9]{{1,60}}@{_DOMAIN}",
    "hostname": _HOST,
    "idn-hostname": _HOST,
    "ipv4": rf"{_BYTE}(?:\.{_BYTE}){{3}}",
    "ipv6": rf"(?:{_HEX}{{1,4}}(?::{_HEX}{{1,4}}){{7}}|::1|2001:db8::{_HEX}{{1,4}})",
    "uri": _URL,
    "iri": _URL,
    "uri-reference": rf"(?:{_URL}|/[a-z0-9]{{0,40}}{_PATH})",
    "iri-reference": rf"(?:{_URL}|/[a-z0-9]{{0,40}}{_PATH})",
    "uri-template": rf"https://{_DOMAIN}/(?:\{{[a-z]{{1,10}}\}}|[a-z]{{0,10}})",
    "uuid": _UUID,
    "json-pointer": r"(?:/[a-z0-9]{0,12}(?:~[01])?){0,8}",
    "relative-json-pointer": r"(?:0|[1-9]\d?)(?:#|(?:/[a-z0-9]{0,12}){0,8})",
    "regex": r"\^?(?:[a-z]{1,20}|\[a-z\]\+|\\d\{2\}){1,4}\$?",
    "duration": r"P(?:[1-9]\d{0,2}D(?:T[1-9]\dH)?|[1-9]\d?W|T[1-9]\d?H[1-9]\d?M)",
})  # fmt: skip
"""Formats we know; any other is an annotation."""


@cache
def format_pattern(name: str) -> Pattern | None:
    """Give the pattern whose texts are all in a format; None: we do not know the format."""
    found = PATTERNS.get(name)
    return compile(f"^(?:{found})$") if found is not None else None


def pool(name: str, low: int, high: int | None) -> Iterator[str]:
    """Yield many texts in a format, for a pattern that narrows it down."""
    found = format_pattern(name)
    if found is not None:
        yield from found.examples(low, high)
    if name in {"date", "date-time"}:
        tails = ("",) if name == "date" else ("T12:30:00Z", "T00:00:00.000Z", "T23:59:59+05:30")
        days = product((2026, 2024, *range(1990, 2040)), range(1, 13), (1, 9, 15, 28))
        yield from (f"{y}-{m:02}-{d:02}{tail}" for (y, m, d), tail in product(days, tails))


@dataclass(frozen=True, slots=True)
class Direct:
    """A strategy that needs one or two draws, for formats whose texts all have about one length."""

    texts: st.SearchStrategy[str]
    shortest: int
    longest: int


_FIRST = date(2000, 1, 1).toordinal()
_TAILS = ("Z", ".000Z", "+05:30", "-08:00", ".999999Z")


def direct(name: str) -> Direct | None:
    """Give the short way to a format; None: its pattern is the way."""
    days = st.integers(0, 36_524).map(lambda day: date.fromordinal(_FIRST + day).isoformat())
    times = st.builds(_time, st.integers(0, 86_399), st.integers(0, len(_TAILS) - 1))
    if name == "date":
        return Direct(days, 10, 10)
    if name == "time":
        return Direct(times, 9, 16)
    if name == "date-time":
        return Direct(st.builds("{}T{}".format, days, times), 20, 27)
    if name == "uuid":
        return Direct(st.binary(min_size=16, max_size=16).map(lambda drawn: str(UUID(bytes=drawn))), 36, 36)
    return None


def _time(second: int, tail: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{_TAILS[tail]}"
