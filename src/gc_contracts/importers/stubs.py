"""Stubs of Specmatic: a request and its response in one file.

Source: recorded: example files of Specmatic's own repository.
"""

import re
from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, join, walk
from gc_contracts.importers.gathering import (
    Gathering,
    Imported,
    body_of,
    data,
    mapping,
    media,
    named,
    status,
    text,
)
from gc_contracts.importers.urls import is_web, segment, with_query, written
from gc_contracts.model.interaction import Headers, Request, Response

HOST = "https://stub.invalid"
_PATTERN = re.compile(r"\([A-Za-z][^()]*\)")
_PARTS = frozenset({"http-request", "http-response"})


def stub(document: Json) -> Imported:
    """Read a stub. Its example values are kept; `(string)` and its kind stand for any, and are told.

    In a path such a pattern is any segment, which a recording can hold.
    """
    gathering = Gathering("Specmatic example")
    partial = mapping(mapping(document).get("partial"))
    given, pointer = (partial, "/partial") if partial else (mapping(document), "")
    request, response = mapping(given.get("http-request")), mapping(given.get("http-response"))
    code, path = status(response.get("status")), text(request.get("path"))
    if not code:
        gathering.lose(f"{pointer}/http-response", "the response", "it has no HTTP status")
        return gathering.done()
    url = path if is_web(path) else HOST + _path(path)
    asked = with_query(url, written(named(request.get("query"))))
    sent, got = _headers(request), _headers(response)
    body = body_of(data(request.get("body")))
    gathering.keep(
        Request(text(request.get("method")) or "GET", asked, sent, body),
        Response(code, got, data(response.get("body"))),
    )
    if url.startswith(HOST):
        gathering.lose(
            f"{pointer}/http-request/path", "the service's address", f"a stub has none; {HOST} stands for it"
        )
    for place, what, why in (*_patterns(given), *_unheld(given)):
        gathering.lose(pointer + place, what, why)
    if partial:
        gathering.lose("/partial", "what the example leaves open", "a recording makes up no values")
    return gathering.done()


def _path(given: str) -> str:
    path, mark, query = given.partition("?")
    steps = (
        f"{{{step[1:-1].partition(':')[0]}}}" if _PATTERN.fullmatch(step) else segment(step)
        for step in path.removeprefix("/").split("/")
    )
    return f"/{'/'.join(steps)}{mark}{query}"


def _patterns(given: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    """Find values that are patterns; those of the path are carried over."""
    for name in sorted(_PARTS):
        for place, value in walk(given.get(name), f"/{name}"):
            if isinstance(value, str) and _PATTERN.fullmatch(value):
                yield place, f"the pattern {value[:40]}", "a recording compares values"


def _unheld(given: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    for name in given:
        if name not in _PARTS and name.startswith(("delay", "http-", "$", "transient", "scenario")):
            yield join("", name), f"`{name[:40]}`", "a recording has no place for it"


def _headers(message: Mapping[str, Json]) -> Headers:
    headers, body = named(message.get("headers")), message.get("body")
    is_json = isinstance(body, dict | list)
    return (*headers, ("Content-Type", "application/json")) if is_json and not media(headers) else headers
