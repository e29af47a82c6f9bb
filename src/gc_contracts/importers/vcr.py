"""Cassettes of VCR.py: `version: 1`, the older list, JSON and YAML, headers in each of their forms."""

from collections.abc import Iterator

from gc_contracts._json import Json, join
from gc_contracts.importers import parts
from gc_contracts.importers.model import SkippedError, Taken
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Interaction


def is_vcr(data: Json) -> bool:
    """Tell a cassette of VCR.py by its shape."""
    found = _listed(data)
    if isinstance(data, dict) and ("consumer" in data or "metadata" in data):
        return False
    return bool(found) and all(isinstance(each, dict) and _has_both(each) for each in found[:1])


def _listed(data: Json) -> list[Json]:
    return parts.elements(data.get("interactions") if isinstance(data, dict) else data)


def _has_both(each: dict[str, Json]) -> bool:
    sent = parts.members(each.get("request"))
    return "response" in each and ("uri" in sent or "host" in sent)


def version(data: Json) -> str:
    """Name the format."""
    if isinstance(data, list):
        return "VCR.py, the form before version 1"
    first = parts.members(parts.members(data["interactions"][0]).get("response"))
    return "VCR.py 1, httpx's older form" if "status_code" in first else "VCR.py 1"


def entries(data: Json) -> Iterator[tuple[str, Json]]:
    """Yield what may be an interaction, with its pointer."""
    base = "/interactions" if isinstance(data, dict) else ""
    for number, each in enumerate(_listed(data)):
        yield join(base, number), each


def interaction(entry: Json, at: str, taken: Taken) -> Interaction:
    """Read one interaction.

    Raises:
        SkippedError: it is not whole, or its body cannot be decoded.
    """
    data = parts.members(entry)
    sent = _request(parts.members(data.get("request")), f"{at}/request", taken)
    return Interaction(
        sent, _response(parts.members(data.get("response"))), parts.moment(data.get("recorded_at"))
    )


def _request(data: dict[str, Json], at: str, taken: Taken) -> Request:
    address = parts.url(data.get("uri") or _older(data))
    found = list(_pairs(data.get("headers")))
    body = data.get("body")
    if isinstance(body, dict | list):
        taken.lose(f"{at}/body", "request body", "it is an object of Python, not bytes or text")
        body = None
    sent = parts.decoded(parts.payload(body), parts.header(found, "content-encoding"))
    return parts.request(data.get("method"), address, parts.lines(found), sent)


def _older(data: dict[str, Json]) -> str:
    """Put the URL together that the old form keeps in pieces."""
    kind, host, port = (parts.words(data.get(name)) for name in ("protocol", "host", "port"))
    usual = {"http": "80", "https": "443"}.get(kind)
    shown = f":{port}" if port and port != usual else ""
    return f"{kind}://{host}{shown}{parts.words(data.get('path'))}" if host else ""


def _response(data: dict[str, Json]) -> Response:
    found = list(_pairs(data.get("headers")))
    kept = data.get("body")
    raw = parts.first(kept, "string", "base64_string") if isinstance(kept, dict) else kept
    raw = data.get("content") if raw is None else raw
    is_base = isinstance(kept, dict) and kept.get("string") is None and "base64_string" in kept
    body = parts.unbased(raw) if is_base else parts.payload(raw)
    status = data.get("status")
    code = status.get("code") if isinstance(status, dict) else parts.first(data, "status_code", "status")
    if isinstance(raw, dict | list):
        raise SkippedError("response body", "it is an object of Python, not bytes or text")
    body = parts.decoded(body, parts.header(found, "content-encoding"))
    return parts.response(code, parts.lines(found), body)


def _pairs(data: Json) -> Iterator[tuple[Json, Json]]:
    """Yield headers of an object, of pairs, of pairs in one more list (Python's set), or of lines."""
    if isinstance(data, list) and len(data) == 1 and _is_nested(data[0]):
        data = data[0]
    yield from parts.pairs(data)
    for each in parts.elements(data):
        if isinstance(each, str) and ":" in each:
            name, _, value = each.partition(":")
            yield name, value.strip()


def _is_nested(data: Json) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(each, list) for each in data)
