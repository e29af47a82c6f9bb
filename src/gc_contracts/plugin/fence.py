"""The fence around pytest's own process while it must be offline: what tries to leave is refused, and named.

As in the worker it is a fence against accidents. Python's audit events see every library that is written in
Python, in every thread; they do not see C libraries that open sockets by themselves, `sendmsg` before Python
3.12, and what a program does that a test was allowed to start.
"""

import ipaddress
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from gc_contracts.worker.child.fence import EVENTS, MOST, Refused

_LEAVING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOKING = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_STARTING = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"}
)
_WATCHED = _LEAVING | _LOOKING | _STARTING
_PLUMBING = frozenset({"threading", "concurrent", "asyncio", "socket", "ssl", "selectors", "gc_contracts"})


_IS_ONE = "gc_contracts.fence"
"""The event by which a fence asks whether a hook of ours is there."""


class Watch:
    """The audit hook of this process: it can never be taken away, so there is one for any number of runs."""

    __slots__ = ("fences",)

    def __init__(self) -> None:
        self.fences: list[Fence] = []
        """Those that are up."""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """See an event; nearly all are none of ours, so this is quick."""
        __tracebackhide__ = True
        if event in _WATCHED:
            for fence in (*self.fences,):
                fence.see(event, arguments)
        elif event == _IS_ONE:
            arguments[0].watch = self


def watched(fence: "Fence") -> Watch:
    """Give this process's hook, a new one if there is none."""
    sys.audit(_IS_ONE, fence)
    if fence.watch is None:
        fence.watch = Watch()
        sys.addaudithook(fence.watch)
    return fence.watch


@dataclass(slots=True, eq=False)
class Fence:
    """A fence that can be up or down."""

    who: str
    """What keeps this process offline, for the refusal."""
    hint: str = ""
    loopback: bool = False
    """Whether this machine's own servers may be asked."""
    processes: bool = False
    """Whether programs may be started."""
    tried: list[str] = field(default_factory=list)
    _up: int = 0
    _open: int = 0
    watch: "Watch | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def raise_up(self) -> None:
        """Refuse from now on; call `lower` as often."""
        if self.watch is None:
            self.watch = watched(self)
        self._up += 1
        if self._up == 1:
            self.watch.fences.append(self)

    def lower(self) -> None:
        """Take back one `raise_up`."""
        self._up -= 1
        if not self._up and self.watch:
            self.watch.fences.remove(self)

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Refuse meanwhile."""
        self.raise_up()
        try:
            yield
        finally:
            self.lower()

    def take(self) -> list[str]:
        """Give what was tried since the last time, in words."""
        tried, self.tried = self.tried, []
        return [self.worded(words) for words in tried]

    def worded(self, words: str) -> str:
        """Say an attempt with who refused it."""
        return f"{self.who}: {words}{self.hint}"

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Let pass what is tried meanwhile, by any thread: asyncio looks names up in threads of its own."""
        with self._lock:
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse one of the events that are watched, if it leaves."""
        __tracebackhide__ = True
        if self._open or self._may(event, arguments):
            return
        what = EVENTS[event](arguments)
        if what:
            words = f"{_caller(sys._getframe(2))} tried to {what}"  # noqa: SLF001 - the only way to ask who calls
            if words not in self.tried and len(self.tried) < MOST:
                self.tried.append(words)
            raise Refused(self.worded(words))

    def _may(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event in _STARTING:
            return self.processes
        if event in _LOOKING:
            return _is_here(arguments[0], numbers=True)
        address = arguments[1]
        if not isinstance(address, tuple):
            return address is not None  # UNIX sockets stay on this machine; None: a socket that is connected
        return self.loopback and _is_here(address)


def _is_here(host: Any, *, numbers: bool = False) -> bool:
    """Whether a host is this machine, or with `numbers` one that nobody needs to look up."""
    name = host[0] if isinstance(host, tuple) else host
    name = name.decode("ascii", "replace") if isinstance(name, bytes) else name
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback or numbers
    except ValueError:
        return False


def _caller(frame: FrameType | None) -> str:
    """Name the library, the team's own line that called it where that shows, and the thread."""
    library, place = "", ""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] not in _PLUMBING:
            if _is_own(frame.f_code.co_filename):
                place = f" in {Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
                break
            library = name.partition(".")[0]
        frame = frame.f_back
    thread = threading.current_thread()
    aside = "" if thread is threading.main_thread() else f" (thread {thread.name})"
    return f"{library or ('the code' if place else 'a socket')}{place}{aside}"


def _is_own(file: str) -> bool:
    """Whether a file is the team's: neither Python's own nor an installed library's."""
    theirs = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    return not file.startswith(("<", *theirs)) and "site-packages" not in file
