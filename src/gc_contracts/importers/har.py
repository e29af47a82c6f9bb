"""HAR 1.2: what a browser or proxy saw.

Source: documented: the HAR 1.2 specification; recorded: files of browsers, which leave bodies out that they
have dropped from memory.
"""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.importers.gathering import (
    Gathering,
    Imported,
    body_of,
    data,
    listed,
    mapping,
    media,
    pairs,
    status,
    text,
    unbased,
    unpacked,
)
from gc_contracts.importers.moments import moment
from gc_contracts.importers.urls import is_web, literal, told, with_query, written
from gc_contracts.model.interaction import Headers, Request, Response

UNKNOWN = "x-unknown"
"""What browsers write for a type that nobody told."""


def har(document: Json) -> Imported:
    """Read the entries of a HAR file, in its order."""
    gathering = Gathering("HAR")
    log = mapping(mapping(document).get("log"))
    for pointer, entry in listed(log.get("entries"), "/log/entries"):
        _entry(gathering, pointer, mapping(entry))
    return gathering.done()


def _entry(gathering: Gathering, pointer: str, entry: Mapping[str, Json]) -> None:
    request, response = mapping(entry.get("request")), mapping(entry.get("response"))
    url, code = text(request.get("url")), status(response.get("status"))
    what = f"{text(request.get('method')) or 'a request'} {told(url)}"
    if not is_web(url):
        gathering.lose(pointer, what, "it is no http or https request")
    elif not code or code < 200:
        said = text(response.get("_error")) or "the entry has no response"
        gathering.lose(pointer, what, f"nothing answered it: {said}")
    else:
        _kept(gathering, pointer, what, (request, response, text(entry.get("startedDateTime"))))
        if entry.get("_webSocketMessages"):
            gathering.lose(pointer, what, "its web socket's messages are no requests")


def _kept(
    gathering: Gathering, pointer: str, what: str, entry: tuple[Mapping[str, Json], Mapping[str, Json], str]
) -> None:
    request, response, started = entry
    sent, got = _headers(request), _headers(response)
    body = _content(gathering, pointer, what, entry)
    if body is None:
        return
    shown = text(mapping(response.get("content")).get("mimeType"))
    if body and shown not in {"", UNKNOWN} and not media(got):
        got = (*got, ("Content-Type", shown))
    posted = mapping(request.get("postData"))
    sending = _posted(gathering, f"{pointer}/request", what, request)
    kind = text(posted.get("mimeType"))
    if posted and kind and not media(sent):
        sent = (*sent, ("Content-Type", kind))
    url = literal(text(request.get("url")))
    if "?" not in url:
        url = with_query(url, written(pairs(request.get("queryString"))))
    asked = Request(text(request.get("method")) or "GET", url, sent, body_of(sending))
    gathering.keep(asked, Response(status(response.get("status")), got, body), moment(started))


def _headers(message: Mapping[str, Json]) -> Headers:
    """Give header lines, without HTTP/2's own such as `:authority`: the URL tells the same."""
    return tuple((name, value) for name, value in pairs(message.get("headers")) if not name.startswith(":"))


def _missing(request: Mapping[str, Json], response: Mapping[str, Json]) -> int:
    """Tell how many bytes there were of a body that the file has not; 0: there was none."""
    content = mapping(response.get("content"))
    is_bare = text(request.get("method")).upper() == "HEAD" or status(response.get("status")) in {204, 304}
    if is_bare or content.get("text") is not None:
        return 0
    sizes = (content.get("size"), response.get("bodySize"))
    return max((size for size in sizes if isinstance(size, int)), default=0)


def _content(
    gathering: Gathering, pointer: str, what: str, entry: tuple[Mapping[str, Json], Mapping[str, Json], str]
) -> bytes | None:
    request, response, _ = entry
    content = mapping(response.get("content"))
    size, given = _missing(request, response), content.get("text")
    if size > 0:
        gathering.lose(f"{pointer}/response/content", what, f"its body of {size} bytes is not in the file")
        return None
    body = unbased(text(given)) if content.get("encoding") == "base64" else data(given)
    unread = body is None
    body = body if body is None else unpacked(body, pairs(response.get("headers")))
    if body is None:
        why = "its body is no base64" if unread else "its body is in a coding that is not read here"
        gathering.lose(f"{pointer}/response/content", what, why)
    return body


def _posted(gathering: Gathering, pointer: str, what: str, request: Mapping[str, Json]) -> bytes:
    """Give the body that was sent: its text, or a form's fields; what the file has only in part is lost."""
    posted, size = mapping(request.get("postData")), request.get("bodySize")
    if text(posted.get("text")):
        return data(text(posted.get("text")))
    fields = pairs(posted.get("params"))
    if fields and text(posted.get("mimeType")).startswith("multipart/"):
        gathering.lose(f"{pointer}/postData", f"the body of {what}", "a multipart body is there only in part")
        return b""
    if not fields and isinstance(size, int) and size > 0:
        gathering.lose(pointer, f"the body of {what}", f"its {size} bytes are not in the file")
    return written(fields).encode()
