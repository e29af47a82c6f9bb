"""httpx answered from recordings: one route of a respx router stands before httpx's own transports.

One route, since respx compares each route with each request and each new one with all before. What is not
recorded may pass on to the client's own transport, with its proxy, certificates and timeouts, and is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import respx
from respx.models import PassThrough, Route

from gc_contracts.errors import UnmatchedError
from gc_contracts.model.interaction import Fault, Reply, Request, Response

_TRAVELLING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_FAULTS: dict[Fault, type[httpx.TransportError]] = {
    Fault.TIMEOUT: httpx.ReadTimeout,
    Fault.REFUSED: httpx.ConnectError,
    Fault.RESET: httpx.ReadError,
}


class NotRecordedError(httpx.ConnectError):
    """Nothing recorded answers a request: offline, as if there were no way to its host."""


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind httpx while recordings answer."""

    answer: Callable[[Request], Reply | None]
    """Gives what was recorded; None: the real service is to be asked. May raise UnmatchedError."""
    keep: Callable[[Request, Response | Exception], None]
    """Takes what the real service answered, or why it did not."""
    outside: Callable[[], AbstractContextManager[None]]
    """Surrounds what reaches the network."""


class _Every(Route):
    """The one route: every request is its own.

    A side effect would do the same, and cost as much as all else: respx looks at its signature each time.
    """

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door

    def resolve(self, request: httpx.Request, **_: Any) -> httpx.Response | httpx.Request:
        """Answer, or give the request itself where it is to pass."""
        __tracebackhide__ = True
        return _reply(self._door, request)


class _Porter:
    """Stands before httpx's own transports, and knows them."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._router = respx.Router(assert_all_called=False)
        self._router.routes.add(_Every(door))
        self.plain = httpx.HTTPTransport.handle_request
        self.waiting = httpx.AsyncHTTPTransport.handle_async_request

    def handle(self, transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        __tracebackhide__ = True
        request.read()
        try:
            return self._router.handler(request)
        except PassThrough:
            pass
        with self._door.outside(), _noting(self._door, request):
            response = self.plain(transport, request)
            try:
                response.read()
            finally:
                response.close()
        return _kept(self._door, request, response)

    async def handle_waiting(
        self, transport: httpx.AsyncHTTPTransport, request: httpx.Request
    ) -> httpx.Response:
        __tracebackhide__ = True
        await request.aread()
        try:
            return self._router.handler(request)
        except PassThrough:
            pass
        with self._door.outside(), _noting(self._door, request):
            response = await self.waiting(transport, request)
            try:
                await response.aread()
            finally:
                await response.aclose()
        return _kept(self._door, request, response)


@contextmanager
def opened(door: Door) -> Iterator[None]:
    """Have all of httpx's own transports ask a door, in every client, old or new, of every thread."""
    porter = _Porter(door)

    # Functions, since a bound method would not be given the transport whose class it is set to.
    def plain(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        __tracebackhide__ = True
        return porter.handle(transport, request)

    async def waiting(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        __tracebackhide__ = True
        return await porter.handle_waiting(transport, request)

    _set(plain, waiting)
    try:
        yield
    finally:
        _set(porter.plain, porter.waiting)


def _set(plain: Any, waiting: Any) -> None:
    httpx.HTTPTransport.handle_request = plain  # type: ignore[method-assign]
    httpx.AsyncHTTPTransport.handle_async_request = waiting  # type: ignore[method-assign]


def _reply(door: Door, request: httpx.Request) -> httpx.Response | httpx.Request:
    """Answer respx: a response, an exception, or the request itself where it is to pass."""
    __tracebackhide__ = True
    try:
        reply = door.answer(read(request))
    except UnmatchedError as error:
        raise NotRecordedError(error.details, request=request) from None
    if reply is None:
        return request
    if isinstance(reply, Fault):
        raise _FAULTS[reply](f"recorded: {reply}", request=request)
    return response_of(reply)


def read(request: httpx.Request) -> Request:
    """Give a request of httpx that was read, as a noun of ours."""
    body = request.content.decode("utf-8", "surrogateescape") or None
    return Request(request.method, str(request.url), tuple(request.headers.multi_items()), body)


def response_of(reply: Response) -> httpx.Response:
    """Give a recorded response to httpx; its body stands decoded, whatever its headers say."""
    headers = [line for line in reply.headers if line[0].lower() not in _TRAVELLING]
    made = httpx.Response(reply.status, headers=headers, content=reply.body)
    made.extensions["http_version"] = b"HTTP/1.1"
    return made


@contextmanager
def _noting(door: Door, request: httpx.Request) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, OSError) as error:
        door.keep(read(request), error)
        raise


def _kept(door: Door, request: httpx.Request, response: httpx.Response) -> httpx.Response:
    kept = Response(response.status_code, tuple(response.headers.multi_items()), response.content)
    door.keep(read(request), kept)
    return response_of(kept)
