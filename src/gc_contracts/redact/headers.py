"""Secrets in header lines: by name, and by look in all others."""

import re

from gc_contracts.model.interaction import Headers
from gc_contracts.redact.eye import Eye
from gc_contracts.redact.form import hide_in_url
from gc_contracts.redact.names import Place
from gc_contracts.redact.text import hide_in

_URLS = frozenset({"location", "content-location", "referer", "origin"})
_COOKIE = re.compile(r"([^=;\s]+)(\s*=\s*)([^;]*)")


def hide_in_headers(headers: Headers, eye: Eye) -> Headers:
    """Give header lines without their secrets; a cookie keeps its name and attributes."""
    return tuple((name, _value(name, value, eye)) for name, value in headers)


def _value(name: str, value: str, eye: Eye) -> str:
    lower = name.lower()
    if (Place.HEADER, lower.replace("-", "")) in eye.rules.kept:
        return hide_in(value, eye)
    if lower in {"cookie", "set-cookie"}:
        return hide_in(_cookies(value, eye, 0 if lower == "cookie" else 1), eye)
    if eye.is_secret(name, value, Place.HEADER):
        return eye.value(name, value)
    return hide_in_url(value, eye) if lower in _URLS else hide_in(value, eye)


def _cookies(text: str, eye: Eye, count: int) -> str:
    """Hide the values of cookies: all in a request, the first pair in a response."""

    def hidden(found: re.Match[str]) -> str:
        value = found[3].rstrip()
        return found[0] if eye.is_nothing(value) else found[1] + found[2] + eye.hide(found[1], value)

    return _COOKIE.sub(hidden, text, count=count)
