"""The only way out for handlers: every connection they open, by whatever library, ends at the replay.

Below httpx, requests, urllib, http.client, aiohttp and hand-made sockets lie the same few calls of the
standard library: a name is looked up, a socket is connected, perhaps wrapped in TLS, read and written. Those
calls are replaced, so that a library needs no knowledge of us and we need none of it. A connected socket is
one end of a pair; at the other a small HTTP server (`serve`) asks for the reply. TLS is real but anonymous,
so that no certificate and no key is needed.

Time is not waited for: where no reply ever comes, a socket times out at once, and what it would have waited
is added up; without a time-out that is for ever. Sleeping takes no time either, and the clocks tell it.
"""

import os
import select
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any

from gc_contracts._json import Json
from gc_contracts.worker.child.loops import Loops
from gc_contracts.worker.child.pretence import FOR_EVER, Clock, Names
from gc_contracts.worker.child.serve import Line, serve
from gc_contracts.worker.child.tls import make_anonymous

Exchange = Callable[[dict[str, Json]], dict[str, Json]]
"""Asks for the reply to a request: {method, url, headers, body} → {status, headers, body} or {fault}. A
connection asks too, as method CONNECT with `host:port` for its URL."""

_NETS = frozenset({socket.AF_INET, socket.AF_INET6})


@dataclass(slots=True, eq=False)
class Ends:
    """Our end of one connection, and the sign that nothing more will come."""

    line: Line
    inode: int
    never: Event = field(default_factory=Event)
    wake: tuple[int, int] = field(default_factory=os.pipe)

    def silence(self) -> None:
        """Let whoever reads know that no reply will come."""
        self.never.set()
        os.write(self.wake[1], b"x")

    def close(self) -> None:
        """Give the descriptors back."""
        for descriptor in self.wake:
            os.close(descriptor)


class Network:
    """The replaced calls, and what they share. One a process; `install` puts it in place for good."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange, self.clock, self.names = exchange, Clock(), Names()
        self._loops = Loops()
        self._ends: dict[int, Ends] = {}

    def install(self) -> Clock:
        """Replace the calls; give the clock."""
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            del os.environ[name]  # a proxy would hide where a request goes
        _replace(socket, "getaddrinfo", self._getaddrinfo)
        _replace(socket, "gethostbyname", lambda host: self.names.address(_text(host)))
        sockets: Any = socket.socket
        for name, call in (("connect", self._connect), ("connect_ex", self._connect_ex)):
            _replace(sockets, name, _function(call))
        _replace(sockets, "setsockopt", self._forgiving(sockets.setsockopt))
        _replace(sockets, "getpeername", self._peer(sockets.getpeername))
        for name in ("recv", "recv_into"):
            _replace(sockets, name, self._patient(getattr(sockets, name)))
        _replace(ssl.SSLSocket, "read", self._patient(ssl.SSLSocket.read))
        make_anonymous()
        self.clock.install()
        return self.clock

    def _getaddrinfo(
        self,
        host: Any,
        port: Any,
        family: int = 0,
        type: int = 0,  # noqa: A002 - the name that callers use
        proto: int = 0,
        flags: int = 0,
    ) -> list[Any]:
        del family, flags
        if host is None:
            return [(socket.AF_INET, type or socket.SOCK_STREAM, proto, "", ("127.0.0.1", _number(port)))]
        address = _text(host)
        address = address if _is_address(address) else self.names.address(address)
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        where = (address, _number(port), 0, 0) if ":" in address else (address, _number(port))
        return [(kind, type or socket.SOCK_STREAM, proto or socket.IPPROTO_TCP, "", where)]

    def _connect(self, sock: Any, address: Any) -> None:
        if sock.family not in _NETS or sock.type != socket.SOCK_STREAM:
            _ORIGINAL["connect"](sock, address)  # the fence judges it
            return
        host, port = self.names.host(_text(address[0])), address[1]
        fault = self.exchange({"method": "CONNECT", "url": f"{host}:{port}"}).get("fault")
        if fault == "refused":
            raise ConnectionRefusedError(111, "Connection refused")
        if fault == "timeout":
            self._time_out(sock)
        self._join(sock, host, port)

    def _connect_ex(self, sock: Any, address: Any) -> int:
        try:
            self._connect(sock, address)
        except OSError as error:
            return error.errno or 1
        return 0

    def _join(self, sock: Any, host: str, port: int) -> None:
        """Put one end of a pair in the socket's place, and serve the other."""
        ours, theirs = socket.socketpair()
        waits = sock.gettimeout()
        os.dup2(theirs.fileno(), sock.fileno())
        theirs.close()
        sock.settimeout(waits)
        ends = Ends(Line(ours, host, port), _inode(sock.fileno()))
        self._forget(sock.fileno())
        self._ends[sock.fileno()] = ends
        serve(ends.line, self.exchange, partial(self._silence, ends))

    def _of(self, sock: Any) -> Ends | None:
        """Find our end of a socket; the number of a closed one may have gone to another by now."""
        descriptor = sock.fileno()
        ends = self._ends.get(descriptor) if descriptor >= 0 else None
        return ends if ends is not None and ends.inode == _inode(descriptor) else None

    def _forget(self, descriptor: int) -> None:
        """Descriptors are numbered anew: what stood under this one is closed long since."""
        known = self._ends.pop(descriptor, None)
        if known is not None:
            known.close()

    def _silence(self, ends: Ends) -> None:
        ends.silence()
        self.clock.count(self._loops.skip_until(ends.line.is_left))

    def _patient(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Let a reading call see at once that nothing will come."""

        def read(sock: Any, *arguments: Any, **named: Any) -> Any:
            ends = self._of(sock)
            if ends is not None and sock.gettimeout() != 0 and not _pending(sock):
                self._wait(sock, ends)
            return original(sock, *arguments, **named)

        return read

    def _wait(self, sock: Any, ends: Ends) -> None:
        select.select([sock.fileno(), ends.wake[0]], [], [], sock.gettimeout())
        if ends.never.is_set():
            self._time_out(sock)

    def _time_out(self, sock: Any) -> None:
        """Time out now, as if the time had passed; who set no time-out would wait for ever."""
        seconds = sock.gettimeout()
        self.clock.add(FOR_EVER if seconds is None else seconds)
        raise TimeoutError("timed out")

    def _forgiving(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """TCP's own options mean nothing to a pair."""

        def setsockopt(sock: Any, *arguments: Any) -> None:
            if self._of(sock) is None:
                original(sock, *arguments)

        return setsockopt

    def _peer(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def getpeername(sock: Any) -> Any:
            ends = self._of(sock)
            return original(sock) if ends is None else (self.names.address(ends.line.host), ends.line.port)

        return getpeername


_ORIGINAL: dict[str, Any] = {"connect": socket.socket.connect}


def _replace(owner: Any, name: str, call: Any) -> None:
    setattr(owner, name, call)


def _function(call: Callable[..., Any]) -> Callable[..., Any]:
    """Make a method of ours a function, which then belongs to the socket it is called on."""

    def replaced(sock: Any, *arguments: Any) -> Any:
        return call(sock, *arguments)

    return replaced


def _pending(sock: Any) -> bool:
    return isinstance(sock, ssl.SSLSocket) and sock._sslobj is not None and sock.pending() > 0  # type: ignore[attr-defined] # noqa: SLF001 - before the handshake `pending` raises


def _inode(descriptor: int) -> int:
    return os.fstat(descriptor).st_ino


def _is_address(text: str) -> bool:
    for family in _NETS:
        try:
            socket.inet_pton(family, text)
        except OSError:
            continue
        return True
    return False


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)


def _number(port: Any) -> int:
    if port is None:
        return 0
    text = _text(port)
    return int(text) if text.isdigit() else {"http": 80, "https": 443}.get(text, 0)
