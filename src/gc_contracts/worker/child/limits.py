"""What the code under test may take: memory, and time when nobody is left to watch it."""

import contextlib
import faulthandler
import os
import signal

try:
    import resource

    HAS_RESOURCE = True
except ImportError:  # pragma: no cover - Windows has none
    HAS_RESOURCE = False

HAS_TIMER = hasattr(signal, "setitimer")
FAREWELL = 1.0
"""Seconds to end in, once there is nobody to serve."""
ORPHAN = 900
"""Seconds of processor time after which another program ends: more than any suite of a function takes."""
WHILE_IMPORTING = 4
"""How many times the memory of answering importing may take."""


def no_core_files() -> None:
    """Leave no memory image on disk when the process is killed."""
    if HAS_RESOURCE:
        # One byte, not none: Linux would still hand the image to a program that collects them.
        _limit(resource.RLIMIT_CORE, 1)


def hold_other(pid: int) -> None:
    """Let another process leave no memory image, and end where nobody is left to stop it.

    Only where the system lets us say so; processor time is the one clock that needs no help from inside.
    """
    if HAS_RESOURCE and hasattr(resource, "prlimit"):
        for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, ORPHAN)):
            with contextlib.suppress(OSError, ValueError):
                resource.prlimit(pid, what, (most, most))


def hold_memory(extra: int | None) -> None:
    """Let the process grow by so many bytes from now on, where the system can hold it to that."""
    if HAS_RESOURCE and extra is not None:
        _limit(resource.RLIMIT_AS, _size() + extra)


def last_resort(seconds: float) -> None:
    """End this process after so many seconds, by the system's own clock: we may have been killed; 0: do not.

    It works in a loop in C that never lets Python have a turn; a timer of the code's own replaces it.
    """
    if HAS_TIMER:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:  # pragma: no cover - Windows has no such timer, but a thread of Python's that works as well
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:  # pragma: no cover - as above
        faulthandler.cancel_dump_traceback_later()


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (wanted, hard))


def _size() -> int:
    """How much address space the process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - pathlib costs a start 3 ms
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
