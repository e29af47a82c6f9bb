"""Stubs of Specmatic, one request and its response a file, and bare bodies of curl and of CLIs."""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, walk
from gc_contracts.importers import parts
from gc_contracts.importers.model import Hints, SkippedError, Taken
from gc_contracts.model.interaction import Headers
from gc_contracts.model.recording import Interaction

_PATTERN = re.compile(r"\([A-Za-z][\w:, ?*-]*\)")


def is_stub(data: Json) -> bool:
    """Tell a stub by its shape."""
    return isinstance(data, dict) and {"http-request", "http-response"} <= data.keys()


def version(data: Json) -> str:  # noqa: ARG001 - all formats are asked alike
    """Name the format."""
    return "Specmatic example"


def entries(data: Json) -> Iterator[tuple[str, Json]]:
    """Yield the one interaction."""
    yield "", data


def interaction(entry: Json, at: str, taken: Taken) -> Interaction:  # noqa: ARG001 - as above
    """Read a stub.

    Raises:
        SkippedError: a value is a pattern, which a recording has no place for.
    """
    sent, came = (parts.members(entry[name]) for name in ("http-request", "http-response"))
    for pointer, value in walk(entry):
        if isinstance(value, str) and _PATTERN.fullmatch(value):
            raise SkippedError(
                f"pattern `{value[:40]}` at {pointer}", "a recording holds values, no patterns"
            )
    path = parts.words(sent.get("path")) or "/"
    literal = path.replace("{", "%7B").replace("}", "%7D")
    address = parts.url(parts.queried(parts.based(literal, taken.hints), sent.get("query")))
    found, body = _message(sent)
    replied, answer = _message(came)
    return Interaction(
        parts.request(sent.get("method"), address, found, body or None),
        parts.response(came.get("status"), replied, answer),
    )


def _message(data: dict[str, Json]) -> tuple[Headers, bytes]:
    body = data.get("body")
    found = parts.lines(parts.pairs(data.get("headers")))
    return parts.typed(found, "application/json" if isinstance(body, dict | list) else ""), parts.payload(
        body
    )


def bare(text: str, hints: Hints) -> Interaction:
    """Make an interaction of a body alone and of what was said about it.

    Raises:
        SkippedError: what was said makes no request.
    """
    sent = parts.request(hints.method, parts.url(hints.url, literal=False), (), None)
    body = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    return Interaction(sent, parts.response(hints.status, (("Content-Type", "application/json"),), body))
