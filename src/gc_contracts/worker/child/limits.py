"""What the code under test may take: memory, and time when nobody is left to watch it."""

import contextlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

try:
    import resource
except ImportError:  # pragma: no cover - Windows has none
    resource = None  # type: ignore[assignment]  # its absence is what is asked for below

WHILE_IMPORTING = 4
"""How many times the memory of answering importing may take."""


def no_core_files() -> None:
    """Leave no memory image on disk when the process is killed."""
    if resource is not None:
        _limit(resource.RLIMIT_CORE, 0)


def hold_memory(extra: int | None) -> None:
    """Let the process grow by so many bytes from now on, where the system can hold it to that."""
    if resource is not None and extra is not None:
        _limit(resource.RLIMIT_AS, _size() + extra)


@contextmanager
def last_resort(seconds: float) -> Iterator[None]:
    """End this process some time after we should have: we may have been killed meanwhile."""
    if not hasattr(signal, "setitimer"):  # pragma: no cover - Windows has none
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


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
