"""Waiting for what asynchronous code under test gives; asyncio is loaded by those who need it.

Code that waits for ever stands in no call, so no traceback of the process shows its line: it is told before
the time is up.
"""

from collections.abc import Callable
from typing import Any

from gc_contracts.worker.team import Frame, Team

NEARLY = 0.8
"""After which part of the time for an answer the line that is waited at is told."""


class Awaiting:
    """One event loop, kept warm."""

    def __init__(self, team: Team, seconds: float, tell: Callable[[dict[str, Any]], None]) -> None:
        self._team = team
        self._nearly = seconds * NEARLY
        self._tell = tell
        self._loop: Any = None

    def result(self, awaited: Any) -> Any:
        """Run an awaitable to its end, or collect an asynchronous generator."""
        if self._loop is None:
            import asyncio  # noqa: PLC0415 - 30 ms for those who are asynchronous

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        waited = _waited(awaited)
        timer = self._loop.call_later(self._nearly, self._tell_line, waited)
        try:
            return self._loop.run_until_complete(waited)
        finally:
            timer.cancel()

    def _tell_line(self, coroutine: Any) -> None:
        place = self._team.place(_suspended(coroutine))
        if place:
            self._tell(place)


def _suspended(coroutine: Any) -> list[Frame]:
    """List the calls of a coroutine that waits, innermost last."""
    found = []
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "ag_frame", None)
        if frame is not None:
            found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "ag_await", None)
    return found


async def _waited(awaited: Any) -> Any:
    if hasattr(awaited, "__await__"):
        return await awaited
    return [part async for part in awaited]
