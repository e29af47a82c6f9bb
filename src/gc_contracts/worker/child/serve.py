"""The other end of a handler's connection: a small HTTP/1.1 server that has no answers of its own.

One thread a connection, which lives as long as the handler keeps the connection open. Reading and writing
HTTP is h11's; what is answered is whatever the replay says.
"""

import base64
import re
import select
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import MSG_PEEK, SHUT_RDWR, socket
from threading import Thread
from typing import Any

import h11

from gc_contracts._json import Json
from gc_contracts.worker.child.tls import server_context

_TLS = 0x16
"""First byte of a TLS handshake."""
_CHUNK = 65536
FOREIGN = "FOREIGN"
"""Told as the method of a connection on which no HTTP is spoken."""
_HTTP = re.compile(rb"[A-Z]+(?: \S+ HTTP/1\.[01]\r?\n| [^\r\n]*\Z|\Z)")
"""How HTTP begins, as far as it has come."""


@dataclass(slots=True)
class Line:
    """One connection, seen from our end: where the handler believes to be."""

    end: Any
    host: str
    port: int
    secure: bool = False
    early: bytes = b""
    """What was read already."""

    def is_left(self, seconds: float | None) -> bool:
        """Wait, at most so many seconds, for the handler to close the connection; tell whether it has."""
        ready, _, _ = select.select([self.end.fileno()], [], [], seconds)
        return bool(ready)

    def url(self, target: str, authority: str) -> str:
        """Write the URL of a request that came over this line."""
        if "://" in target:
            return target
        scheme, usual = ("https", 443) if self.secure else ("http", 80)
        named = authority or (self.host if self.port == usual else f"{self.host}:{self.port}")
        return f"{scheme}://{named}{target}"


def serve(
    line: Line, exchange: Callable[[dict[str, Json]], dict[str, Json]], silence: Callable[[], None]
) -> None:
    """Answer a connection's requests in a thread of its own, until it ends.

    Args:
        line: the connection.
        exchange: asks for the reply to a request.
        silence: says that no reply will ever come.
    """
    Thread(target=_serve, args=(line, exchange, silence), daemon=True).start()


def _serve(
    line: Line, exchange: Callable[[dict[str, Json]], dict[str, Json]], silence: Callable[[], None]
) -> None:
    try:
        _secure(line)
        if _is_foreign(line):
            exchange({"method": FOREIGN, "url": f"{line.host}:{line.port}"})
            # At once: between a shutdown and its closing the code would read an end, and after it a reset.
            line.end.close()
            return
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=1 << 20)
        while _turn(line, connection, exchange, silence):
            connection.start_next_cycle()
    except (OSError, h11.RemoteProtocolError):
        pass  # the handler went away, or speaks no HTTP: it has seen the end of it itself
    finally:
        _hang_up(line.end)


def _secure(line: Line) -> None:
    if line.end.recv(1, MSG_PEEK) != bytes([_TLS]):
        return
    line.end = server_context().wrap_socket(line.end, server_side=True)
    line.secure = True


def _is_foreign(line: Line) -> bool:
    """Whether the first words are no HTTP: then nothing here could ever answer."""
    first = line.end.recv(_CHUNK) if line.secure else line.end.recv(_CHUNK, MSG_PEEK)
    if line.secure:
        line.early = first
    return bool(first) and _HTTP.match(first) is None


def _turn(
    line: Line,
    connection: h11.Connection,
    exchange: Callable[[dict[str, Json]], dict[str, Json]],
    silence: Callable[[], None],
) -> bool:
    """Read one request and answer it; False: the connection is done."""
    request = _request(line, connection)
    if request is None:
        return False
    reply = exchange(request)
    fault = reply.get("fault")
    if fault == "timeout":
        silence()
        line.is_left(None)  # the line stays open until the handler gives up
        return False
    if fault:
        return False
    _answer(line, connection, reply)
    return connection.our_state is h11.DONE and connection.their_state is h11.DONE


def _request(line: Line, connection: h11.Connection) -> dict[str, Json] | None:
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            if connection.they_are_waiting_for_100_continue:
                line.end.sendall(connection.send(h11.InformationalResponse(status_code=100, headers=[])))
            early, line.early = line.early, b""
            connection.receive_data(early or line.end.recv(_CHUNK))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            return _told(line, head, bytes(body))
        else:
            return None


def _told(line: Line, head: h11.Request, body: bytes) -> dict[str, Json]:
    headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in head.headers.raw_items()]
    authority = next((value for name, value in headers if name.lower() == "host"), "")
    url = line.url(head.target.decode("latin-1"), authority)
    given = base64.b64encode(body).decode("ascii") if body else None
    return {"method": head.method.decode("latin-1"), "url": url, "headers": headers, "body": given}


def _answer(line: Line, connection: h11.Connection, reply: dict[str, Any]) -> None:
    body = base64.b64decode(reply.get("body") or "")
    # What frames the body is ours to say: a recorded length or encoding may be that of another body.
    framing = {"content-length", "transfer-encoding", "content-encoding", "connection"}
    headers = [(name, value) for name, value in reply.get("headers") or () if name.lower() not in framing]
    bare = reply["status"] in {204, 304} or reply["status"] < 200
    sized = headers if bare else [*headers, ("content-length", str(len(body)))]
    line.end.sendall(connection.send(h11.Response(status_code=reply["status"], headers=sized, reason=b"")))
    if body and not bare and connection.their_state is not h11.ERROR:
        line.end.sendall(connection.send(h11.Data(data=body)) or b"")
    line.end.sendall(connection.send(h11.EndOfMessage()) or b"")


def _hang_up(end: socket) -> None:
    with suppress(OSError):
        end.shutdown(SHUT_RDWR)
    end.close()
