"""The real network, as a `Send`: what a recording run asks, and nothing else.

One client serves a run. Redirects are answers, for the platform's executor is given the first response.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from gc_contracts.errors import ConnectionFault, TimeoutFault
from gc_contracts.model.interaction import Request, Response, Send
from gc_contracts.transport.travelling import of_request, of_response

CODED = "gzip, deflate"
"""Codings that are asked for, whatever a request says: those that every installation can undo."""


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
    headers = [(name.encode(), value.encode()) for name, value in of_request(request.headers)]
    try:
        coded = (b"Accept-Encoding", CODED.encode())
        sent = httpx.Request(request.method, request.url, headers=[*headers, coded], content=body)
        return received(client.send(sent))
    except httpx.TimeoutException as error:
        raise TimeoutFault(_words(error)) from None
    except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError, ValueError) as error:
        raise ConnectionFault(_words(error)) from None


def received(response: httpx.Response) -> Response:
    """Take from a response that was read what is kept: its body stands decoded."""
    return Response(response.status_code, of_response(response.headers.multi_items()), response.content)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
