"""Stubs of Specmatic: a request and its response in one file.

Source: recorded: example files of Specmatic's own repository.
"""

from collections.abc import Mapping

from gc_contracts._json import Json
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
from gc_contracts.importers.urls import is_web, with_query, written
from gc_contracts.model.interaction import Headers, Request, Response

HOST = "https://stub.invalid"


def stub(document: Json) -> Imported:
    """Read a stub. Its example values are kept; `(string)` and its kind stand for any, and are told."""
    gathering = Gathering("Specmatic example")
    given = mapping(mapping(document).get("partial")) or mapping(document)
    request, response = mapping(given.get("http-request")), mapping(given.get("http-response"))
    code, path = status(response.get("status")), text(request.get("path"))
    if not code:
        gathering.lose("/http-response", "the response", "it has no HTTP status")
        return gathering.done()
    url = path if is_web(path) else HOST + (path if path.startswith("/") else f"/{path}")
    asked = with_query(url, written(named(request.get("query"))))
    sent, got = _headers(request), _headers(response)
    body = body_of(data(request.get("body")))
    gathering.keep(
        Request(text(request.get("method")) or "GET", asked, sent, body),
        Response(code, got, data(response.get("body"))),
    )
    if url.startswith(HOST):
        gathering.lose(
            "/http-request/path", "the service's address", f"a stub has none; {HOST} stands for it"
        )
    if "(string)" in text(body) or "(number)" in text(body):
        gathering.lose("/http-request/body", "patterns such as (string)", "a recording compares values")
    return gathering.done()


def _headers(message: Mapping[str, Json]) -> Headers:
    headers, body = named(message.get("headers")), message.get("body")
    is_json = isinstance(body, dict | list)
    return (*headers, ("Content-Type", "application/json")) if is_json and not media(headers) else headers
