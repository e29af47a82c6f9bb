"""A line to a worker over pipes that the system watches together: POSIX."""

import contextlib
import os
import select

from gc_contracts.worker.link import CHUNK, GoneError, LateError, Link

_TURNS = 100
"""How often the end of its prints is looked for, in a process that may never stop printing."""


class Polled(Link):
    """Everything in the caller's thread; nothing is waited for but what it asks for."""

    def __init__(self, asks: int, answers: int, output: int) -> None:
        super().__init__()
        self._asks, self._answers, self._output = asks, answers, output
        self._unsent = bytearray()
        self._poll = select.poll()
        for descriptor in (asks, answers, output):
            os.set_blocking(descriptor, False)
        self._poll.register(answers, select.POLLIN)
        self._poll.register(output, select.POLLIN)

    @property
    def is_full(self) -> bool:
        """Whether what was posted last still waits on our side."""
        return bool(self._unsent)

    def post(self, message: bytes) -> None:
        """Send a message: at once as far as the pipe takes it, the rest while lines are awaited."""
        if self._unsent:
            self._unsent += message
            return
        sent = self._written(message)
        if sent < len(message):
            self._unsent += message[sent:]
            self._poll.register(self._asks, select.POLLOUT)

    def tail(self) -> str:
        """Give the end of what the process has printed up to now."""
        for _ in range(_TURNS):
            if not self._drained():
                break
        return self._kept()

    def close(self) -> None:
        """Close our ends."""
        for descriptor in (self._asks, self._answers, self._output):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _receive(self, seconds: float) -> None:
        events = self._poll.poll(seconds * 1000)
        if not events:
            raise LateError
        for descriptor, _ in events:
            self._serve(descriptor)

    def _serve(self, descriptor: int) -> None:
        if descriptor == self._asks:
            self._send_more()
        elif descriptor == self._answers:
            data = os.read(self._answers, CHUNK)
            if not data:
                raise GoneError
            self._lines += data
        elif not self._drained():
            self._poll.unregister(self._output)

    def _send_more(self) -> None:
        del self._unsent[: self._written(self._unsent[:CHUNK])]
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

    def _drained(self) -> bool:
        """Take what was printed; False where there is nothing, or never will be."""
        try:
            data = os.read(self._output, CHUNK)
        except BlockingIOError:
            return False
        self._keep(data)
        return bool(data)
