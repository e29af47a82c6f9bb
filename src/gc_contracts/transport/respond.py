"""The simplest ways to answer: a `Send` that always gives the same reply.

Nothing here reaches the network: what a case or a test says comes back, comes back.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NoReturn

from gc_contracts._json import Json, dumps
from gc_contracts.errors import ConnectionFault, TimeoutFault, TransportError
from gc_contracts.model.interaction import Fault, Headers, Reply, Request, Response, Send


class _Absent:
    """Tells "not given" from JSON null."""


_ABSENT = _Absent()

_WORDS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.TIMEOUT: "no answer in time",
        Fault.REFUSED: "Connection refused",
        Fault.RESET: "Connection reset",
    }
)


def respond(
    status: int = 200,
    *,
    json: Json | _Absent = _ABSENT,
    text: str | None = None,
    content: bytes | None = None,
    headers: Mapping[str, str] | Headers = (),
    raises: BaseException | type[BaseException] | None = None,
) -> Send:
    """Build a `Send` that gives one fixed reply.

    At most one of `json`, `text` and `content` is the body; `json=None` is the JSON text `null`.
    `content-type` is set for `json` and `text` unless `headers` names it.

    Args:
        status: HTTP status.
        json: body as a JSON value.
        text: body as text, sent as UTF-8.
        content: body as it is.
        headers: header lines, as a mapping or as pairs.
        raises: what happens instead of a response. A timeout (of httpx or Python) becomes
            TimeoutFault, a TransportError stays what it is, every other exception becomes
            ConnectionFault; what is no Exception, like KeyboardInterrupt, goes through.

    Raises:
        TypeError: more than one body is given.
        ValueError: `json` holds NaN or an infinity.

    >>> respond(200, json={"name": "Ann"})(Request("GET", "https://example.com")).body
    b'{"name":"Ann"}'
    """
    if raises is not None:
        return _raiser(raises)
    kind, body = _body(json, text, content)
    lines = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
    response = Response(status, lines, body)
    if kind and not response.header("content-type"):
        response = Response(status, (("content-type", kind), *lines), body)
    return answer(response)


def answer(reply: Reply) -> Send:
    """Build a `Send` that gives a case's reply: a response, or a fault raised as TransportError."""
    if isinstance(reply, Fault):
        fault = TimeoutFault if reply is Fault.TIMEOUT else ConnectionFault
        return _raiser(fault(_WORDS[reply]))
    return lambda _request: reply


def _body(json: Json | _Absent, text: str | None, content: bytes | None) -> tuple[str, bytes]:
    given = [value for value in (json, text, content) if value is not None and value is not _ABSENT]
    if len(given) + (json is None) > 1:
        raise TypeError("give one of json, text and content")
    if json is not _ABSENT:
        # A lone surrogate has no UTF-8; `\udxxx` is its JSON escape, which is what this handler writes.
        return "application/json", dumps(json).encode("utf-8", "backslashreplace")
    if text is not None:
        return "text/plain; charset=utf-8", text.encode("utf-8", "surrogatepass")
    return "", content or b""


def _raiser(raises: BaseException | type[BaseException]) -> Send:
    kind = raises if isinstance(raises, type) else type(raises)
    words = str(raises) if isinstance(raises, BaseException) and str(raises) else kind.__name__

    def send(_request: Request) -> NoReturn:
        if not issubclass(kind, Exception):
            raise raises
        if issubclass(kind, TransportError):
            raise kind(words)
        raise (TimeoutFault if _times_out(kind) else ConnectionFault)(words)

    return send


def _times_out(kind: type[BaseException]) -> bool:
    if kind.__module__.partition(".")[0] != "httpx":
        return issubclass(kind, TimeoutError)
    # httpx is heavy; whoever passes its exception has loaded it already.
    from httpx import TimeoutException  # noqa: PLC0415 - delays a heavy import

    return issubclass(kind, TimeoutException)
