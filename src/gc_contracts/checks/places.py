"""Where in a request a value stands: what a reader calls the place, and which escape belongs there."""

import re
from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.checks.sent import json_of

HOST, PATH, QUERY, FRAGMENT = "a host", "a path", "a query", "a fragment"
TEXT, PART, KEY, BARE = "a JSON text", "a part of a JSON text", "a JSON member name", "bare JSON"
FIELD, HEADER, XML = "a form", "a header", "XML"
_HOST = re.compile(r"\s*[a-z][a-z0-9+.-]*://[^/?#]*\Z", re.IGNORECASE)


def place_of(syntax: str, text: str, mark: str) -> str:
    """Tell where a mark stands in a text of this syntax."""
    if syntax == "url":
        return _in_url(text[: text.find(mark)])
    if syntax == "json":
        return _in_json(text, mark)
    return {"form": FIELD, "header": HEADER, "xml": XML}.get(syntax, "")


def _in_url(before: str) -> str:
    if "#" in before:
        return FRAGMENT
    if "?" in before:
        return QUERY
    return HOST if _HOST.match(before) else PATH


def _in_json(text: str, mark: str) -> str:
    read = json_of(text)
    if read is None:
        return BARE
    kinds = set(_kinds(read[0], mark))
    return next((kind for kind in (TEXT, KEY, PART) if kind in kinds), BARE)


def _kinds(value: Json, mark: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (KEY for name in value if mark in name)
        for item in value.values():
            yield from _kinds(item, mark)
    elif isinstance(value, list):
        for item in value:
            yield from _kinds(item, mark)
    elif isinstance(value, str) and mark in value:
        yield TEXT if value == mark else PART
