"""A process that records in a loop and is killed at any moment, and a look at what it leaves."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gc_contracts.load.cassettes import read_file

SIZE = 25
"""Interactions of each recording."""
SECRET = "kT9vQ2mZx7LpR4wBn8Yd"
"""What the service answers and nobody may find on disk."""
LOOP = f"""
import itertools, sys
from pathlib import Path
from gc_contracts.cassette.store import save
from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import Cassette, Interaction
from gc_contracts.redact.hiding import redactor
from gc_contracts.transport.wire import wire

path, url = Path(sys.argv[1]), sys.argv[2]
with wire(10.0) as send:
    for turn in itertools.count(int(sys.argv[3])):
        asked = [Request("GET", f"{{url}}/{{turn}}/{{number}}") for number in range({SIZE})]
        kept = tuple(Interaction(each, send(each), "2026-01-31T12:00:00Z") for each in asked)
        for _ in range(20):
            save(path, Cassette(path.stem, kept), redactor({{"key": "{SECRET}"}}))
            print(turn, flush=True)
"""


class _Service(BaseHTTPRequestHandler):
    """Answers JSON with a secret in it, long enough that a file takes several writes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        body = f'{{"path": "{self.path}", "access_token": "{SECRET}", "text": "{"abc " * 500}"}}'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def service() -> Iterator[str]:
    """Give the address of a local HTTP server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording process that runs."""

    process: subprocess.Popen[str]

    def saved(self) -> str:
        """Wait for the next save to be told."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self, after: float, writing: Path | None = None) -> bool:
        """Kill the process at a moment of its loop; say if it was still at work.

        `writing`: a folder; wait on until a temporary file lies there, for writing is a small part of a turn.
        """
        end = time.monotonic() + after
        while time.monotonic() < end or (writing and not left_over(writing)):
            if self.process.poll() is not None:
                return False
        self.process.send_signal(signal.SIGKILL)
        return self.process.wait() == -signal.SIGKILL


@contextmanager
def recording(path: Path, url: str, turn: int) -> Iterator[Recording]:
    """Start to record into a file, again and again."""
    command = [sys.executable, "-c", LOOP, str(path), url, str(turn)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Recording(process)
        finally:
            process.kill()


def broken(path: Path) -> str:
    """Say what is wrong with a recording, whatever its age; empty: it is whole.

    Whole: it is read without a problem, and all its interactions are of one turn of the loop.
    """
    found = read_file(path, path.stem, path.parent)
    if found.problems:
        return found.problems[0].message
    kept = found.cassettes[0].interactions
    turns = {each.request.url.split("/")[3] for each in kept}
    said = (
        "" if (len(kept), len(turns)) == (SIZE, 1) else f"{len(kept)} interactions of turns {sorted(turns)}"
    )
    return said or ("a secret is left" if SECRET in path.read_text(encoding="utf-8") else "")


def left_over(folder: Path) -> list[str]:
    """List what lies in a folder beside its recordings."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")
