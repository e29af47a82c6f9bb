"""HAR 1.2 and 1.3: what a browser or a proxy saw."""

from collections.abc import Iterator

from gc_contracts._json import Json, join
from gc_contracts.importers import parts
from gc_contracts.importers.model import SkippedError, Taken
from gc_contracts.model.interaction import Fault, Reply, Request
from gc_contracts.model.recording import Interaction

_FORM = "application/x-www-form-urlencoded"


def is_har(data: Json) -> bool:
    """Tell HAR by its shape."""
    return isinstance(data, dict) and isinstance(parts.members(data.get("log")).get("entries"), list)


def version(data: Json) -> str:
    """Name the format."""
    return f"HAR {parts.words(data['log'].get('version')) or '1.2'}"


def entries(data: Json) -> Iterator[tuple[str, Json]]:
    """Yield what may be an interaction, with its pointer."""
    for number, each in enumerate(data["log"]["entries"]):
        yield join("/log/entries", number), each


def interaction(entry: Json, at: str, taken: Taken) -> Interaction:
    """Read one entry.

    Raises:
        SkippedError: it is no request of HTTP that was answered whole.
    """
    data = parts.members(entry)
    if data.get("_webSocketMessages"):
        raise SkippedError("WebSocket", "messages of a socket are no request and response")
    sent = _request(parts.members(data.get("request")), at, taken)
    reply = _reply(parts.members(data.get("response")), at, taken)
    return Interaction(sent, reply, parts.moment(data.get("startedDateTime")))


def _request(data: dict[str, Json], at: str, taken: Taken) -> Request:
    address = parts.url(data.get("url"))
    if "?" not in address and data.get("queryString"):
        address = parts.queried(address, data["queryString"])
    found = parts.lines(parts.pairs(data.get("headers")))
    body = _posted(parts.members(data.get("postData")), f"{at}/request/postData", taken)
    media = parts.words(parts.members(data.get("postData")).get("mimeType")) if body else ""
    if not body and isinstance(data.get("bodySize"), int) and data["bodySize"] > 0:
        taken.lose(f"{at}/request", "request body", "the file tells its size and not its text")
    return parts.request(data.get("method"), address, parts.typed(found, media), body)


def _posted(data: dict[str, Json], at: str, taken: Taken) -> bytes | None:
    """Read a body: its text where there is one, else its fields."""
    if data.get("text"):
        is_base = data.get("encoding") == "base64"
        return parts.unbased(data["text"]) if is_base else parts.payload(data["text"])
    fields = parts.elements(data.get("params"))
    if fields and not parts.words(data.get("mimeType")).startswith(_FORM):
        taken.lose(at, "request body", "only the fields of a multipart body are in the file, not its text")
        return None
    return parts.form(parts.pairs(fields)) if fields else None


def _reply(data: dict[str, Json], at: str, taken: Taken) -> Reply:
    status = data.get("status")
    if status == 101:
        raise SkippedError("WebSocket", "messages of a socket are no request and response")
    if not status:
        return _fault(parts.words(parts.first(data, "_error", "statusText", "comment")))
    found = list(parts.pairs(data.get("headers")))
    content = parts.members(data.get("content"))
    body = _content(content, parts.header(found, "content-encoding"))
    size = content.get("size")
    if not body and isinstance(size, int) and size > 0 and status not in {204, 304}:
        raise SkippedError("response body", f"the file tells its size ({size}) and not its text")
    if status == 304:
        taken.lose(f"{at}/response", "body of a 304", "it came from a cache, and the file holds none")
    headers = parts.typed(parts.lines(found), parts.words(content.get("mimeType")) if body else "")
    return parts.response(status, headers, body)


def _content(data: dict[str, Json], coding: str) -> bytes:
    text = data.get("text")
    body = parts.unbased(text) if data.get("encoding") == "base64" else parts.payload(text)
    return parts.decoded(body, coding)


def _fault(why: str) -> Fault:
    """Tell a fault by the browser's or the proxy's own word for it.

    Raises:
        SkippedError: it says none.
    """
    low = why.lower()
    kinds = {"timed": Fault.TIMEOUT, "timeout": Fault.TIMEOUT, "refused": Fault.REFUSED, "reset": Fault.RESET}
    for word, fault in kinds.items():
        if word in low:
            return fault
    raise SkippedError("status 0", f"no answer came, and why is not said{f' ({why[:40]})' if why else ''}")
