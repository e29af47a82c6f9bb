"""Pact files, versions 1 to 4: what a consumer expects and a provider has promised.

Source: recorded: files of pact-python and of the Pact broker. Version 4 wraps a body in its content type, and
may hold messages, which are no HTTP.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from gc_contracts._json import Json, spelt
from gc_contracts.importers.gathering import (
    Gathering,
    Imported,
    body_of,
    data,
    listed,
    mapping,
    media,
    named,
    status,
    text,
    unbased,
)
from gc_contracts.importers.urls import with_query, written
from gc_contracts.model.interaction import Headers, Request, Response

HTTP = "Synchronous/HTTP"
Body = tuple[bytes | None, str]
"""A body's bytes and the content type that speaks of it; None: it cannot be read."""


def pact(document: Json) -> Imported:
    """Read a pact's interactions, in its order; the provider's name is their host."""
    given = mapping(document)
    gathering = Gathering(f"Pact {_version(given)}")
    provider = text(mapping(given.get("provider")).get("name")) or "provider"
    base = f"https://{_host(provider)}"
    for pointer, each in listed(given.get("interactions"), "/interactions"):
        _interaction(gathering, pointer, mapping(each), base, is_wrapped=_is_fourth(given, mapping(each)))
    for pointer, each in listed(given.get("messages"), "/messages"):
        gathering.lose(pointer, _named(mapping(each)), "a message is no HTTP request")
    if gathering.interactions:
        gathering.lose("/provider", "the provider's address", f"a pact has none; {base} stands for it")
    return gathering.done()


def _version(given: Mapping[str, Json]) -> str:
    about = mapping(given.get("metadata"))
    spec = about.get("pactSpecification", about.get("pact-specification"))
    return text(mapping(spec).get("version")) or text(about.get("pactSpecificationVersion")) or "1"


def _is_fourth(given: Mapping[str, Json], each: Mapping[str, Json]) -> bool:
    """Whether bodies are wrapped in their content type; before version 4 they stand as they are."""
    return _version(given).startswith("4") or text(each.get("type")) == HTTP


def _host(name: str) -> str:
    """Write a provider's name as a host that no network has."""
    letters = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    return f"{'-'.join(filter(None, letters.split('-')))[:60] or 'provider'}.invalid"


def _named(each: Mapping[str, Json]) -> str:
    return f"'{text(each.get('description'))[:80] or 'an interaction'}'"


def _interaction(
    gathering: Gathering, pointer: str, each: Mapping[str, Json], base: str, *, is_wrapped: bool
) -> None:
    what, kind = _named(each), text(each.get("type"))
    if kind and kind != HTTP:
        gathering.lose(pointer, what, f"{kind} is no request with its response")
        return
    request, response = mapping(each.get("request")), mapping(each.get("response"))
    code = status(response.get("status", 200))
    if not code:
        gathering.lose(f"{pointer}/response", what, "it has no HTTP status")
        return
    sent, got = (_wrapped(side) if is_wrapped else _content(side) for side in (request, response))
    if sent[0] is None or got[0] is None:
        gathering.lose(pointer, what, "its body is no base64")
        return
    url = base + _path(request) + _query(request)
    asked = Request(text(request.get("method")) or "GET", url, _headers(request, sent[1]), body_of(sent[0]))
    gathering.keep(asked, Response(code, _headers(response, got[1]), got[0]))
    _told(gathering, pointer, each, what)


def _path(request: Mapping[str, Json]) -> str:
    path = request.get("path")
    given = text(mapping(path).get("value")) if isinstance(path, Mapping) else text(path)
    return quote(given if given.startswith("/") else f"/{given}", safe="/!$&'()*+,;=:@~%", errors="replace")


def _query(request: Mapping[str, Json]) -> str:
    query = request.get("query")
    found = text(query).removeprefix("?") if isinstance(query, str) else written(named(query))
    return with_query("", found)


def _wrapped(message: Mapping[str, Json]) -> Body:
    body = message.get("body")
    if not isinstance(body, Mapping) or "content" not in body:
        return _content(message)
    kind, content = text(body.get("contentType")), body["content"]
    if str(body.get("encoded")).lower() == "base64":
        return unbased(text(content)), kind
    return (data(content) if isinstance(content, str) else _json(content)), kind


def _content(message: Mapping[str, Json]) -> Body:
    body = message.get("body")
    if body is None:
        return (b"null" if "body" in message and _is_json(message) else b""), ""
    if isinstance(body, str) and not _is_json(message):
        return data(body), ""
    return _json(body), "application/json"


def _is_json(message: Mapping[str, Json]) -> bool:
    kind = media(named(message.get("headers")))
    return kind.endswith("json")


def _json(value: Json) -> bytes:
    return spelt(value).encode("utf-8", "backslashreplace")


def _headers(message: Mapping[str, Json], kind: str) -> Headers:
    headers = named(message.get("headers"))
    has_body = message.get("body") is not None
    return (*headers, ("Content-Type", kind)) if kind and has_body and not media(headers) else headers


def _told(gathering: Gathering, pointer: str, each: Mapping[str, Json], what: str) -> None:
    """Say which parts of an interaction a recording cannot hold."""
    for place, why in _unheld(each):
        gathering.lose(f"{pointer}/{place}", f"{place.replace('/', ' ')} of {what}", why)


def _unheld(each: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for side in ("request", "response"):
        if _has_rules(mapping(each.get(side)).get("matchingRules")):
            yield f"{side}/matchingRules", "a recording compares values; the example value stands"
        if mapping(each.get(side)).get("generators"):
            yield f"{side}/generators", "a recording makes up no values; the example value stands"
    for name in ("providerState", "providerStates", "provider_state"):
        if each.get(name):
            yield name, "a recording knows no state: where several answer one request, they answer in turn"
    if each.get("pending") is True:
        yield "pending", "a recording is not pending"
    if each.get("pluginConfiguration"):
        yield "pluginConfiguration", "plug-ins are never run; the example value stands"


def _has_rules(rules: Json) -> bool:
    """Whether there are rules, and not only the groups for them that libraries write empty."""
    return any(mapping(rules).values())
