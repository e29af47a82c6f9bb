"""A real HTTP server of the test's own, on this machine, which says what it was asked."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What it answers by path, and what it was asked."""

    url: str = ""
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)


@contextmanager
def served(answers: dict) -> Iterator[Served]:
    """Answer `path` with (status, headers, JSON value); others with 404. Bodies go out in gzip."""
    told = Served(answers=answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """Answer whatever the method."""
            size = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(size).decode()
            told.asked.append((self.command, self.path, dict(self.headers.items()), body))
            status, headers, value = told.answers.get(
                self.path.partition("?")[0], (404, {}, {"message": "none"})
            )
            data = gzip.compress(json.dumps(value).encode())
            self.send_response(status)
            for name, text in {
                "Content-Type": "application/json",
                "Content-Encoding": "gzip",
                **headers,
            }.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET  # noqa: N815 - http.server's names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
