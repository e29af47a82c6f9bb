"""Virtual time for asyncio: while a handler waits for what never comes, its next timer is due at once.

Loaded for code that has loaded asyncio itself; others pay nothing.
"""

import sys
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

_TURN = 0.01
"""Seconds (real ones) in which a loop gets to act on a timer that was made due."""


class Loops:
    """The event loops of this process and how far each is ahead of the clock, in seconds."""

    def __init__(self) -> None:
        self._ahead: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        self._watched = False

    def skip_until(self, done: Callable[[float], bool]) -> float:
        """Make timer after timer due, until `done`, which waits the seconds it is given.

        Returns: the seconds skipped.
        """
        if "asyncio" not in sys.modules:
            return 0.0
        self._watch()
        start = sum(self._ahead.values())
        while not done(_TURN) and any(loop.is_running() for loop in self._running()):
            for loop in self._running():
                loop.call_soon_threadsafe(self._skip, loop)
        return sum(self._ahead.values()) - start

    def _watch(self) -> None:
        if self._watched:
            return
        self._watched = True
        from asyncio import BaseEventLoop  # noqa: PLC0415 - the handler has loaded it

        original = BaseEventLoop.time

        def time(loop: Any) -> float:
            return original(loop) + self._ahead.get(loop, 0.0)

        setattr(BaseEventLoop, "time", time)  # noqa: B010 - a plain assignment is one that types forbid

    def _running(self) -> list[Any]:
        import gc  # noqa: PLC0415 - loops are made by libraries in many ways; only looking finds them all
        from asyncio import BaseEventLoop  # noqa: PLC0415 - as above

        return [each for each in gc.get_objects() if isinstance(each, BaseEventLoop) and each.is_running()]

    def _skip(self, loop: Any) -> None:
        timers = [timer.when() for timer in loop._scheduled if not timer.cancelled()]  # noqa: SLF001 - no public way
        if timers:
            self._ahead[loop] = self._ahead.get(loop, 0.0) + max(0.0, min(timers) - loop.time())
