"""Formats as their RFCs have them, for the second engine; it shares none of this with the first.

Source: documented: RFC 3339 (date, time, duration), 5321 (email), 1123 (hostname), 3986 (uri), 4291 (ipv6),
4122 (uuid), 6901 (json-pointer).
"""

import re
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address
from types import MappingProxyType

import regex

from gc_contracts.errors import SchemaError
from gc_contracts.schema.ecma import compile_ecma

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[ !#-\[\]-~]|\\[ -~])*"')
_OCTET = re.compile(r"0|[1-9][0-9]{0,2}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_RELATIVE = re.compile(r"(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*)*)")
_DURATION = re.compile(
    r"P(?:[0-9]+W|(?=[0-9]|T[0-9])(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    r"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
)
_CHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_HOST = (
    r"(?:\[[0-9A-Fa-f:.]+\]|\[[Vv][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+\]|(?:(?![:@])CHAR)*)".replace(
        "CHAR", _CHAR
    )
)
_AUTHORITY = rf"//(?:(?:(?!@){_CHAR})*@)?{_HOST}(?::[0-9]*)?(?:/{_CHAR}*)*"
_TAIL = rf"(?:\?(?:{_CHAR}|[/?])*)?(?:#(?:{_CHAR}|[/?])*)?"
_ROOTED = rf"/(?:{_CHAR}+(?:/{_CHAR}*)*)?"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?:{_AUTHORITY}|{_ROOTED}|{_CHAR}+(?:/{_CHAR}*)*)?{_TAIL}")
_REFERENCE = re.compile(rf"(?:{_AUTHORITY}|{_ROOTED}|(?:(?!:){_CHAR})+(?:/{_CHAR}*)*)?{_TAIL}")


class Unsure(Exception):  # noqa: N818 - no error: nothing is wrong, there is just no answer
    """The second engine has no word here."""


def is_date(text: str) -> bool:
    """Tell whether a text is a day that exists."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = map(int, found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def is_time(text: str) -> bool:
    """Tell whether a text is a time with its zone; second 60 only where UTC is at 23:59."""
    found = _TIME.fullmatch(text)
    if not found:
        return False
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    zone_hour, zone_minute = int(found[5] or 0), int(found[6] or 0)
    if hour > 23 or minute > 59 or zone_hour > 23 or zone_minute > 59:
        return False
    shift = (zone_hour * 60 + zone_minute) * (1 if found[4] == "-" else -1)
    return second < 60 or (second == 60 and (hour * 60 + minute + shift) % 1440 == 1439)


def is_date_time(text: str) -> bool:
    """Tell whether a text is a moment."""
    return is_date(text[:10]) and text[10:11] in {"T", "t"} and is_time(text[11:])


def is_hostname(text: str) -> bool:
    """Tell whether a text is a host name of letters, digits and hyphens."""
    labels = text.split(".")
    if len(text) > 253 or not all(map(_LABEL.fullmatch, labels)):
        return False
    if any(label[2:4] == "--" for label in labels):
        raise Unsure  # `xn--` and its like have rules of their own
    return True


def is_ipv4(text: str) -> bool:
    """Tell whether a text is four decimal bytes."""
    parts = text.split(".")
    return len(parts) == 4 and all(_OCTET.fullmatch(part) and int(part) < 256 for part in parts)


def is_ipv6(text: str) -> bool:
    """Tell whether a text is an address without a zone."""
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text and text.isascii()


def is_email(text: str) -> bool:
    """Tell whether a text is a mailbox: local part, at sign, host or address in brackets."""
    local, at, host = text.rpartition("@")
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local):
        return False
    if host[:1] == "[" and host[-1:] == "]":
        inner = host[1:-1]
        return is_ipv6(inner[5:]) if inner[:5].lower() == "ipv6:" else is_ipv4(inner)
    return is_hostname(host)


def is_uri(text: str) -> bool:
    """Tell whether a text is a URI with a scheme."""
    return bool(_URI.fullmatch(text)) and _host_is_right(text)


def is_uri_reference(text: str) -> bool:
    """Tell whether a text is a URI or a relative reference."""
    return is_uri(text) or (bool(_REFERENCE.fullmatch(text)) and _host_is_right(text))


def _host_is_right(text: str) -> bool:
    found = re.search(r"//[^/?#]*\[([0-9A-Fa-f:.]+)\]", text)
    return found is None or is_ipv6(found[1])


def is_regex(text: str) -> bool:
    """Tell whether a text is a pattern of ECMA-262."""
    try:
        compile_ecma(text)
    except SchemaError:
        return _no_regex(text)
    return True


def _no_regex(text: str) -> bool:
    try:
        regex.compile(re.sub(r"\\k<\w+>", "", text))
    except regex.error:
        return False
    raise Unsure


Test = Callable[[str], bool]
_EARLY: dict[str, Test] = {
    "date": is_date,
    "time": is_time,
    "date-time": is_date_time,
    "email": is_email,
    "hostname": is_hostname,
    "ipv4": is_ipv4,
    "ipv6": is_ipv6,
    "uri": is_uri,
    "regex": is_regex,
}
_SIX: dict[str, Test] = {
    "uri-reference": is_uri_reference,
    "json-pointer": lambda text: bool(_POINTER.fullmatch(text)),
}
_SEVEN: dict[str, Test] = {"relative-json-pointer": lambda text: bool(_RELATIVE.fullmatch(text))}
_LATE: dict[str, Test] = {
    "uuid": lambda text: bool(_UUID.fullmatch(text)),
    "duration": lambda text: bool(_DURATION.fullmatch(text)),
}
_UP_TO_SEVEN = _EARLY | _SIX | _SEVEN
FORMATS: Mapping[str, Mapping[str, Test]] = MappingProxyType(
    {
        "draft-04": _EARLY,
        "draft-06": _EARLY | _SIX,
        "draft-07": _UP_TO_SEVEN,
        "2019-09": _UP_TO_SEVEN | _LATE,
        "2020-12": _UP_TO_SEVEN | _LATE,
    }
)
"""The formats each dialect has, and we judge."""
OPEN = frozenset({"idn-email", "idn-hostname", "iri", "iri-reference", "uri-template"})
"""Formats that dialects have and we do not judge: the second engine has no word on a record with one."""
