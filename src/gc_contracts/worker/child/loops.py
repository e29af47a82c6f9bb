"""Virtual time for asyncio: while a handler waits for what never comes, its next timer is due at once.

Loaded for code that has loaded asyncio itself; others pay nothing.
"""

import sys
from collections.abc import Callable
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

_TURN = 0.01
"""Seconds (real ones) in which a loop gets to act on a timer that was made due."""


class Loops:
    """The event loops of this process and how far each is ahead of the clock, in seconds."""

    def __init__(self) -> None:
        self._ahead: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        self._watched = False
        self._untold = 0.0
        self._lock = Lock()

    def skip_until(self, done: Callable[[float], bool]) -> float:
        """Make timer after timer due, until `done`, which waits the seconds it is given.

        Returns: the seconds skipped that nobody was told of: several requests may wait at the same time, and
        what they wait together passes once.
        """
        if "asyncio" not in sys.modules:
            return 0.0
        self._watch()
        while not done(_TURN) and any(loop.is_running() for loop in self._running()):
            for loop in self._running():
                loop.call_soon_threadsafe(self._skip, loop)
        with self._lock:
            skipped, self._untold = self._untold, 0.0
            return skipped

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
        """Make the next timer due, unless the loop has something to do: it may be acting on the last one."""
        if any(self._is_work(loop, handle) for handle in loop._ready):  # noqa: SLF001 - no public way
            return
        timers = [timer.when() for timer in loop._scheduled if _counts(timer)]  # noqa: SLF001 - as above
        if timers:
            step = max(0.0, min(timers) - loop.time())
            self._ahead[loop] = self._ahead.get(loop, 0.0) + step
            with self._lock:
                self._untold += step

    def _is_work(self, loop: Any, handle: Any) -> bool:
        """Whether something that is ready is the code's own, and not what woke the loop for us."""
        called = handle._callback  # noqa: SLF001 - as above
        return not handle.cancelled() and called not in (self._skip, getattr(loop, "_read_from_self", None))


def _counts(timer: Any) -> bool:
    """Whether a timer is one of the code under test, which is still waited for."""
    called = getattr(timer, "_callback", None)
    return not timer.cancelled() and not str(getattr(called, "__module__", "")).startswith("gc_contracts.")
