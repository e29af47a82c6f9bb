"""The worker's end of the line to us, on descriptors that the code under test does not know.

What it prints goes elsewhere, so it cannot be taken for an answer.
"""

import os
from threading import Lock

from gc_contracts._json import Json
from gc_contracts.worker import wire


class Channel:
    """Messages in and out; reading blocks, and nothing more to read means that we are gone."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks = os.fdopen(asks, "rb", 65536)
        self._answers = answers
        self._lock = Lock()

    def read(self) -> tuple[str, str] | None:
        """Wait for the next message; None: there will be none."""
        line = self._asks.readline()
        return wire.parted(line) if line.endswith(b"\n") else None

    def write(self, verb: str, value: Json = None) -> None:
        """Send a message, whole."""
        self.send(wire.line(verb, value))

    def send(self, data: bytes) -> None:
        """Send bytes as they are, whole."""
        with self._lock:
            sent = os.write(self._answers, data)
            while sent < len(data):
                sent += os.write(self._answers, data[sent:])
