"""Postman collections, version 2.1: saved examples, each with the request it answered.

Source: documented: the published schema of v2.1; recorded: collections with examples. Scripts are never run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

from gc_contracts._json import Json, loads, spelt
from gc_contracts.importers.gathering import (
    Gathering,
    Imported,
    body_of,
    listed,
    mapping,
    media,
    pairs,
    status,
    text,
)
from gc_contracts.importers.hosts import STAND_IN
from gc_contracts.importers.logins import logins
from gc_contracts.importers.moments import moment
from gc_contracts.importers.urls import is_web, segment, told, with_query, written
from gc_contracts.model.interaction import Headers, Request, Response

_VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_PARAMETER = re.compile(r"(?<=/):([^/?#:]+)")
_SEGMENT = re.compile(r"(?<=/)[^/?#]*\{\{[^/?#]*")
USUAL = 200
"""The status of an example that was saved without one."""
MOST_TURNS = 5
"""How often variables inside of variables are looked up."""


def postman(document: Json) -> Imported:
    """Read the saved examples of a collection, folder by folder."""
    given = mapping(document)
    gathering = Gathering("Postman collection 2.1")
    known = {name: value for name, value in pairs(given.get("variable"), "key") if value}
    reader = _Reader(gathering, known)
    reader.scripts("", given)
    reader.login("", given, "the collection")
    gathering.secrets += logins(given)
    reader.folder(given, "")
    return gathering.done()


@dataclass(frozen=True, slots=True)
class _Reader:
    gathering: Gathering
    known: Mapping[str, str]

    def folder(self, holder: Mapping[str, Json], pointer: str) -> None:
        """Read what a folder holds."""
        for place, entry in listed(holder.get("item"), f"{pointer}/item"):
            item = mapping(entry)
            self.scripts(place, item)
            self.gathering.secrets += (*logins(item), *logins(mapping(item.get("request"))))
            if "item" in item:
                self.login(place, item, f"folder {_name(item)}")
                self.folder(item, place)
            else:
                self.request(item, place)

    def scripts(self, pointer: str, item: Mapping[str, Json]) -> None:
        """Say that scripts are not run."""
        for place, event in listed(item.get("event"), f"{pointer}/event"):
            if mapping(mapping(event).get("script")).get("exec"):
                name = f"the {text(mapping(event).get('listen'))} script of {_name(item)}"
                self.gathering.lose(place, name, "scripts are never run")

    def login(self, pointer: str, holder: Mapping[str, Json], what: str) -> None:
        """Say that a login is not carried over."""
        auth = mapping(holder.get("auth"))
        if auth and auth.get("type") != "noauth":
            words = "a recording keeps no way to log in; headers that were saved are kept"
            self.gathering.lose(f"{pointer}/auth", f"auth of {what}", words)

    def request(self, item: Mapping[str, Json], pointer: str) -> None:
        """Read the examples of one request."""
        examples = list(listed(item.get("response"), f"{pointer}/response"))
        if not examples:
            self.gathering.lose(
                pointer, _name(item), "no example was saved, so nothing tells what answers it"
            )
        self.login(f"{pointer}/request", mapping(item.get("request")), _name(item))
        for place, entry in examples:
            self.example(item, mapping(entry), place)

    def example(self, item: Mapping[str, Json], example: Mapping[str, Json], pointer: str) -> None:
        """Read one example; without a request of its own it has the item's."""
        what = f"{_name(example)} of {_name(item)}"
        given = example.get("originalRequest") or item.get("request")
        request = {"url": given, "method": "GET"} if isinstance(given, str) else mapping(given)
        if example.get("originalRequest"):
            self.login(f"{pointer}/originalRequest", request, what)
            self.gathering.secrets += logins(request)
        code, url = status(example.get("code", USUAL)), self.url(request)
        body, kind, lost = self.body(request)
        if not code or not is_web(url) or lost:
            why = lost or (f"`{told(url)}` is no URL" if code else "it has no HTTP status")
            self.gathering.lose(pointer, what, why)
            return
        if "code" not in example:
            self.gathering.lose(pointer, f"the status of {what}", f"none was saved; {USUAL} stands for it")
        if STAND_IN in url:
            host = url.partition("://")[2].partition("/")[0]
            words = f"the file does not give it; {host} stands for it"
            self.gathering.lose(pointer, f"the host of {what}", words)
        headers = tuple((name, self.filled(value)) for name, value in pairs(request.get("header"), "key"))
        headers = (*headers, ("Content-Type", kind)) if kind and not media(headers) else headers
        asked = Request(text(request.get("method")) or "GET", url, headers, body_of(body))
        for name in _unknown(asked):
            words = "the file does not give its value, so its name is what is compared"
            self.gathering.lose(pointer, f"{{{{{name}}}}} in {what}", words)
        got = Response(code, _headers(example), text(example.get("body")).encode("utf-8", "surrogatepass"))
        self.gathering.keep(asked, got, moment(_date(example)))

    def url(self, request: Mapping[str, Json]) -> str:
        """Write the URL; what nobody knows of its path becomes a template, an unknown host a stand-in."""
        given = request.get("url")
        raw = text(given) or text(mapping(given).get("raw")) or _joined(mapping(given))
        before, _, query = raw.partition("#")[0].partition("?")
        values = dict(pairs(mapping(given).get("variable"), "key"))
        path = _hosted(self.filled(before))
        path = _PARAMETER.sub(lambda found: self.step(found[1], values), path)
        path = _SEGMENT.sub(lambda found: _template(found[0]), path)
        listed_query = mapping(given).get("query")
        asked = written(pairs(listed_query, "key")) if isinstance(listed_query, list) else query
        return with_query(path, self.filled(asked))

    def step(self, name: str, values: Mapping[str, str]) -> str:
        """Write the value of a variable of the path; without one it is a template."""
        value = self.filled(values.get(name, ""))
        return value if "{{" in value else segment(value) if value else _template(name)

    def filled(self, given: str) -> str:
        """Put in what the collection knows of its variables."""
        for _ in range(MOST_TURNS):
            found = _VARIABLE.sub(lambda name: self.known.get(name[1], name[0]), given)
            if found == given:
                break
            given = found
        return given

    def body(self, request: Mapping[str, Json]) -> tuple[bytes, str, str]:
        """Give a body, the type its mode tells, and why it cannot be had."""
        body = mapping(request.get("body"))
        mode = "" if body.get("disabled") is True else text(body.get("mode"))
        if mode == "raw":
            language = text(mapping(mapping(body.get("options")).get("raw")).get("language"))
            kind = "application/json" if language == "json" else ""
            return self.filled(text(body.get("raw"))).encode("utf-8", "surrogatepass"), kind, ""
        if mode == "urlencoded":
            fields = [(name, self.filled(value)) for name, value in pairs(body.get("urlencoded"), "key")]
            return written(fields).encode(), "application/x-www-form-urlencoded", ""
        if mode == "graphql":
            return _graphql(mapping(body.get("graphql"))), "application/json", ""
        return b"", "", f"a body of mode {mode} is not read" if mode in {"formdata", "file"} else ""


def _graphql(asked: Mapping[str, Json]) -> bytes:
    variables = asked.get("variables")
    try:
        values = loads(variables) if isinstance(variables, str) and variables.strip() else variables
    except ValueError:
        values = variables
    sent = {"query": text(asked.get("query"))} | ({"variables": values} if values else {})
    return spelt(sent).encode("utf-8", "backslashreplace")


def _unknown(request: Request) -> list[str]:
    """Name the variables that stand in a request unfilled, once each."""
    places = (unquote_plus(request.url), *(value for _, value in request.headers), request.body or "")
    return list(dict.fromkeys(name for place in places for name in _VARIABLE.findall(place)))


def _joined(url: Mapping[str, Json]) -> str:
    host, path = url.get("host"), url.get("path")
    place = ".".join(map(text, host)) if isinstance(host, list) else text(host)
    steps = "/".join(map(text, path)) if isinstance(path, list) else text(path)
    port = f":{text(url.get('port'))}" if url.get("port") else ""
    return f"{text(url.get('protocol')) or 'http'}://{place}{port}/{steps}"


def _headers(example: Mapping[str, Json]) -> Headers:
    """Read an example's headers: a list, or text with a line each."""
    given = example.get("header")
    if isinstance(given, str):
        return tuple(_lines(given))
    headers = pairs(given, "key")
    kind = {"json": "application/json", "xml": "application/xml", "html": "text/html", "text": "text/plain"}
    told = kind.get(text(example.get("_postman_previewlanguage")).lower(), "")
    return (*headers, ("Content-Type", told)) if told and not media(headers) else headers


def _lines(given: str) -> Iterator[tuple[str, str]]:
    for line in given.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _date(example: Mapping[str, Json]) -> str:
    return next((value for name, value in _headers(example) if name.lower() == "date"), "")


def _name(item: Mapping[str, Json]) -> str:
    return f"'{text(item.get('name'))[:80] or 'unnamed'}'"


def _hosted(url: str) -> str:
    """Give a URL a scheme, a host and a path, whatever it lacks."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        scheme, rest = "https" if url.startswith("{{") else "http", url.removeprefix("//")
    host, slash, path = rest.partition("/")
    if "{{" in host or not host:
        host = f"{_plain(host) if host else 'postman'}{STAND_IN}"
    return f"{scheme}://{host}{slash or '/'}{path}"


def _template(name: str) -> str:
    return f"{{{_plain(name)}}}"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-") or "value"
