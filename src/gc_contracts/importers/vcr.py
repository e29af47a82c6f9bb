"""Cassettes of VCR.py and pytest-recording, YAML or JSON, of every version.

Source: recorded: files of VCR.py's own tests. Old ones are a list, name host, path and port apart, and have
header lines as text; what a request was in Python's tags is read as data and never made.
"""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.importers.gathering import (
    Gathering,
    Imported,
    body_of,
    data,
    listed,
    mapping,
    named,
    status,
    text,
    unpacked,
    without_coding,
)
from gc_contracts.importers.moments import moment
from gc_contracts.importers.urls import is_web, literal, told
from gc_contracts.model.interaction import Headers, Request, Response


def vcr(document: Json) -> Imported:
    """Read a cassette's interactions, in its order."""
    gathering = Gathering("VCR.py cassette")
    is_old = isinstance(document, list)
    entries = document if is_old else mapping(document).get("interactions")
    for pointer, each in listed(entries, "" if is_old else "/interactions"):
        _interaction(gathering, pointer, mapping(each))
    return gathering.done()


def _interaction(gathering: Gathering, pointer: str, each: Mapping[str, Json]) -> None:
    request, response = mapping(each.get("request")), mapping(each.get("response"))
    url, code = _url(request), _status(response)
    what = f"{text(request.get('method')) or 'a request'} {told(url)}"
    if not is_web(url):
        gathering.lose(f"{pointer}/request", what, "it has no http or https URL")
        return
    if not code:
        gathering.lose(f"{pointer}/response", what, "it has no HTTP status")
        return
    headers = _headers(response.get("headers"))
    body = unpacked(_body(response), headers)
    if body is None:
        gathering.lose(f"{pointer}/response", what, "its body is in a coding that is not read here")
        return
    asked = _headers(request.get("headers"))
    posted = unpacked(_sent(request), asked)
    if posted is None:
        gathering.lose(f"{pointer}/request", what, "its body is in a coding that is not read here")
        return
    sent = Request(text(request.get("method")) or "GET", literal(url), without_coding(asked), body_of(posted))
    gathering.keep(sent, Response(code, headers, body), _recorded(headers))


def _url(request: Mapping[str, Json]) -> str:
    whole = text(request.get("uri")) or text(request.get("url"))
    if whole or not request.get("host"):
        return whole
    scheme, port = text(request.get("protocol")) or "http", request.get("port")
    usual = {"http": 80, "https": 443}.get(scheme)
    place = text(request.get("host")) + (f":{port}" if port and port != usual else "")
    return f"{scheme}://{place}{text(request.get('path')) or '/'}"


def _status(response: Mapping[str, Json]) -> int:
    given = response.get("status")
    told = mapping(given).get("code") if isinstance(given, Mapping) else given
    return status(response.get("status_code") if told is None else told)


def _sent(request: Mapping[str, Json]) -> bytes:
    body = request.get("body")
    if isinstance(body, Mapping):
        body = body.get("string", body.get("base64_string"))
    return data(body)


def _body(response: Mapping[str, Json]) -> bytes:
    if "content" in response:
        return data(response["content"])
    body = response.get("body")
    if isinstance(body, Mapping):
        return data(body.get("string", body.get("encoding")))
    return data(body)


def _headers(value: Json) -> Headers:
    """Read headers in all their forms: an object, pairs, or lines."""
    if isinstance(value, Mapping):
        return named(value)
    return tuple(_each(value)) if isinstance(value, list | tuple) else ()


def _each(lines: list[Json] | tuple[Json, ...]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if isinstance(line, list | tuple) and line and isinstance(line[0], list | tuple):
            yield from _each(line)
        elif isinstance(line, list | tuple) and len(line) == 2:
            yield from named({text(line[0]): line[1]})
        else:
            name, colon, value = text(line).partition(":")
            if colon:
                yield name.strip(), value.strip()


def _recorded(headers: Headers) -> str:
    """Take the time from the response's `Date`, for the file tells none."""
    return moment(next((value for name, value in headers if name.lower() == "date"), ""))
