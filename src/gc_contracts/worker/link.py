"""Our end of the line to a worker: messages out, lines in, its prints kept, all within a deadline.

Nothing here blocks on one descriptor while another fills up, so a worker may print megabytes, and be asked
many questions ahead of its answers.
"""

import contextlib
import os
import select
import time

KEPT = 8000
"""Bytes kept of what the process printed: its end."""
_CHUNK = 65536
_TURNS = 100
"""How often the end of its prints is looked for, in a process that may never stop printing."""


class LateError(Exception):
    """The deadline passed before a line came."""


class GoneError(Exception):
    """The process closed its end: it is ending, or has ended."""


class Link:
    """Three pipes to one process, watched together. POSIX."""

    def __init__(self, asks: int, answers: int, output: int) -> None:
        self._asks, self._answers, self._output = asks, answers, output
        self._unsent = bytearray()
        self._lines = bytearray()
        self._tail = bytearray()
        self._poll = select.poll()
        for descriptor in (asks, answers, output):
            os.set_blocking(descriptor, False)
        self._poll.register(answers, select.POLLIN)
        self._poll.register(output, select.POLLIN)

    def post(self, message: bytes) -> None:
        """Send a message: at once as far as the pipe takes it, the rest while lines are awaited."""
        if self._unsent:
            self._unsent += message
            return
        sent = self._written(message)
        if sent < len(message):
            self._unsent += message[sent:]
            self._poll.register(self._asks, select.POLLOUT)

    @property
    def is_full(self) -> bool:
        """Whether what was posted last still waits on our side."""
        return bool(self._unsent)

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
            events = self._poll.poll(max(0.0, deadline - now) * 1000)
            if not events:
                raise LateError
            for descriptor, _ in events:
                self._serve(descriptor)
        line = bytes(self._lines[: end + 1])
        del self._lines[: end + 1]
        return line

    def tail(self) -> str:
        """Give the end of what the process has printed up to now."""
        for _ in range(_TURNS):
            if not self._drained(self._output):
                break
        return self._tail.decode("utf-8", "replace")

    def hear_out(self, seconds: float) -> None:
        """Go on keeping what it prints until it closes its end, or so many seconds have passed."""
        with contextlib.suppress(LateError, GoneError):
            while True:
                self.line(seconds)

    def close(self) -> None:
        """Close our ends; a process that waits for us then ends by itself."""
        for descriptor in (self._asks, self._answers, self._output):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _serve(self, descriptor: int) -> None:
        if descriptor == self._asks:
            self._send_more()
        elif descriptor == self._answers:
            data = os.read(self._answers, _CHUNK)
            if not data:
                raise GoneError
            self._lines += data
        elif not self._drained(self._output):
            self._poll.unregister(self._output)

    def _send_more(self) -> None:
        del self._unsent[: self._written(self._unsent[:_CHUNK])]
        if not self._unsent:
            self._poll.unregister(self._asks)

    def _written(self, data: bytes | bytearray) -> int:
        """Write what the pipe takes; all of it, as far as we care, where nobody reads any more."""
        try:
            return os.write(self._asks, data)
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            return len(data)

    def _drained(self, descriptor: int) -> bool:
        """Take what was printed; False where that was the end."""
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return False
        self._tail += data
        del self._tail[:-KEPT]
        return bool(data)
