"""A line to a worker where pipes cannot be watched together, as on Windows: a thread waits for each."""

import contextlib
import os
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from gc_contracts.worker.link import CHUNK, GoneError, LateError, Link

_SETTLES = 0.5
"""Seconds a thread gets to see the end of its pipe."""


class Threaded(Link):
    """Three threads that end with their pipes, which they close."""

    def __init__(self, asks: int, answers: int, output: int) -> None:
        super().__init__()
        self._unsent: SimpleQueue[bytes | None] = SimpleQueue()
        self._came: SimpleQueue[bytes] = SimpleQueue()
        works = ((self._send_all, asks), (self._receive_all, answers), (self._keep_all, output))
        self._threads = [Thread(target=_to_the_end, args=work, daemon=True) for work in works]
        for thread in self._threads:
            thread.start()

    @property
    def is_full(self) -> bool:
        """Whether what was posted last still waits on our side."""
        return not self._unsent.empty()

    def post(self, message: bytes) -> None:
        """Send a message, when its turn comes."""
        self._unsent.put(message)

    def tail(self) -> str:
        """Give the end of what the process has printed, after it has ended."""
        self._threads[2].join(_SETTLES)
        return self._kept()

    def close(self) -> None:
        """Let the threads end."""
        self._unsent.put(None)
        for thread in self._threads:
            thread.join(_SETTLES)

    def _receive(self, seconds: float) -> None:
        try:
            data = self._came.get(timeout=seconds)
        except Empty:
            raise LateError from None
        if not data:
            self._came.put(data)
            raise GoneError
        self._lines += data

    def _send_all(self, asks: int) -> None:
        while (message := self._unsent.get()) is not None:
            while message:
                message = message[os.write(asks, message) :]

    def _receive_all(self, answers: int) -> None:
        try:
            while data := os.read(answers, CHUNK):
                self._came.put(data)
        finally:
            self._came.put(b"")

    def _keep_all(self, output: int) -> None:
        while data := os.read(output, CHUNK):
            self._keep(data)


def _to_the_end(work: Callable[[int], None], descriptor: int) -> None:
    """Do a thread's work until its pipe ends, and close that."""
    with contextlib.suppress(OSError):
        work(descriptor)
    os.close(descriptor)
