"""The real network, as a `Send`: what a recording run asks, and nothing else.

One client serves a run. Redirects are answers, for the platform's executor is given the first response.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from gc_contracts.errors import ConnectionFault, TimeoutFault
from gc_contracts.model.interaction import Headers, Request, Response, Send

CODED = "gzip, deflate"
"""Codings that are asked for where a request does not say: those that every installation can undo."""
_OF_TRANSFER = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"}
)
"""Header lines about the way a body came, which is not how it is kept."""


@contextmanager
def wire(seconds: float) -> Iterator[Send]:
    """Give a `Send` that asks the real service; proxies are those of the environment.

    Args:
        seconds: how long connecting, and each wait for more, may take.
    """
    with httpx.Client(timeout=seconds, follow_redirects=False) as client:
        yield lambda request: _answered(client, request)


def _answered(client: httpx.Client, request: Request) -> Response:
    body = None if request.body is None else request.body.encode("utf-8", "surrogateescape")
    headers = [
        *request.headers,
        *([] if _names(request, "accept-encoding") else [("Accept-Encoding", CODED)]),
    ]
    try:
        sent = httpx.Request(request.method, request.url, headers=headers, content=body)
        return received(client.send(sent))
    except httpx.TimeoutException as error:
        raise TimeoutFault(_words(error)) from None
    except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError, ValueError) as error:
        raise ConnectionFault(_words(error)) from None


def received(response: httpx.Response) -> Response:
    """Take from a response that was read what is kept: its body stands decoded."""
    return Response(response.status_code, kept_headers(response.headers.multi_items()), response.content)


def kept_headers(lines: list[tuple[str, str]]) -> Headers:
    """Leave out header lines that tell how a body was transferred."""
    return tuple((name, value) for name, value in lines if name.lower() not in _OF_TRANSFER)


def _names(request: Request, name: str) -> bool:
    return any(each.lower() == name for each, _ in request.headers)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
