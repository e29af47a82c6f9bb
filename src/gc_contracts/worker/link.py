"""Our end of the line to a worker: messages out, lines in, its prints kept, all within a deadline.

Nothing here blocks on one pipe while another fills up, so a worker may print megabytes, and be asked many
questions ahead of its answers.
"""

import contextlib
import time
from abc import ABC, abstractmethod

KEPT = 65536
"""Bytes kept of what the process printed: its end, with room for where it stood."""
CHUNK = 65536


class LateError(Exception):
    """The deadline passed before a line came."""


class GoneError(Exception):
    """The process closed its end: it is ending, or has ended."""


class Link(ABC):
    """Three pipes to one process, watched together in whatever way the system offers."""

    def __init__(self) -> None:
        self._lines = bytearray()
        self._tail = bytearray()

    @property
    @abstractmethod
    def is_full(self) -> bool:
        """Whether what was posted last still waits on our side."""

    @abstractmethod
    def post(self, message: bytes) -> None:
        """Send a message, without waiting for anybody to read it."""

    def line(self, seconds: float) -> bytes:
        """Wait for the next line.

        Raises:
            LateError: none came within so many seconds.
            GoneError: none will come.
        """
        deadline = 0.0
        while (end := self._lines.find(b"\n")) < 0:
            now = time.monotonic()
            deadline = deadline or now + seconds
            self._receive(max(0.0, deadline - now))
        line = bytes(self._lines[: end + 1])
        del self._lines[: end + 1]
        return line

    def hear_out(self, seconds: float) -> None:
        """Wait until the process closes its end, or so many seconds have passed without a word."""
        with contextlib.suppress(LateError, GoneError):
            while True:
                self.line(seconds)

    @abstractmethod
    def tail(self) -> str:
        """Give the end of what the process has printed."""

    @abstractmethod
    def close(self) -> None:
        """Close our ends; a process that waits for us then ends by itself."""

    @abstractmethod
    def _receive(self, seconds: float) -> None:
        """Wait for something and take it; raises as `line` does."""

    def _keep(self, printed: bytes) -> None:
        self._tail += printed
        del self._tail[:-KEPT]

    def _kept(self) -> str:
        return self._tail.decode("utf-8", "replace")
