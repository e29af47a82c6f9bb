"""What a cassette's file says, as a Cassette; who calls has checked its shape."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, join
from gc_contracts.cassette.body import joined, unshown
from gc_contracts.model.document import Document
from gc_contracts.model.interaction import Fault, Headers, Reply, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, Matching, RecordedRun

_BODIES = ("json", "form", "text", "base64")


def read(data: Mapping[str, Json], name: str, document: Document | None = None) -> Cassette:
    """Make a cassette of a file's data.

    Args:
        data: of the shape that `cassette.schema.json` holds.
        name: its path below `cassettes/`, without the ending.
        document: the file, for the places of findings.
    """
    match = dict(data.get("match", {}))
    match["headers"] = tuple(match.get("headers", ()))
    interactions = tuple(_interaction(at, each) for at, each in enumerate(data.get("interactions", ())))
    run = RecordedRun(**data["run"]) if "run" in data else None
    return Cassette(name, interactions, Matching(**match), run, document)


def _interaction(at: int, data: Mapping[str, Json]) -> Interaction:
    return Interaction(
        _request(data["request"]),
        _reply(data),
        data.get("recorded", ""),
        data.get("times"),
        join("/interactions", at),
    )


def _request(data: Mapping[str, Json]) -> Request:
    body = unshown(data).decode("utf-8", "surrogateescape") if _has_body(data) else None
    return Request(data["method"], _url(data), _lines(data), body)


def _url(data: Mapping[str, Json]) -> str:
    if not data.get("query"):
        return str(data["url"])
    before, hash_, fragment = str(data["url"]).partition("#")
    link = "&" if "?" in before else "?"
    return f"{before}{link}{joined(data['query'])}{hash_}{fragment}"


def _reply(data: Mapping[str, Json]) -> Reply:
    if "fault" in data:
        return Fault(data["fault"])
    response = data["response"]
    body = unshown(response) if _has_body(response) else b""
    return Response(response["status"], _lines(response), body)


def _has_body(data: Mapping[str, Json]) -> bool:
    return any(word in data for word in _BODIES)


def _lines(data: Mapping[str, Json]) -> Headers:
    return tuple(_each_line(data.get("headers", {})))


def _each_line(headers: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for name, value in headers.items():
        yield from ((name, text) for text in (value if isinstance(value, list) else [value]))
