"""A process for code under test: started or forked, in a group of its own, ended with all it started."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from gc_contracts.errors import WorkerError
from gc_contracts.worker.child.channel import Channel
from gc_contracts.worker.child.limits import hold_other
from gc_contracts.worker.child.output import redirect
from gc_contracts.worker.child.session import Session
from gc_contracts.worker.link import Link
from gc_contracts.worker.polled import Polled
from gc_contracts.worker.terms import Place
from gc_contracts.worker.threaded import Threaded

_FACE = Path(__file__).parents[1] / "__init__.py"
_START = """
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location(
    "gc_contracts", sys.argv[1], submodule_search_locations=[os.path.dirname(sys.argv[1])]
)
sys.modules["gc_contracts"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["gc_contracts"])
from gc_contracts.worker.child.main import main
main()
"""
"""Loads this very package, wherever it lies, without a word in the import path of the code under test."""
_KEPT = ("PYTHONHOME", "PYTHONPLATLIBDIR", "PYTHONUTF8", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")
"""Of Python's own variables, those that say where it lives and how it writes; others change what runs."""
_NEW_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""Windows: a Ctrl-C in the terminal is ours alone, as a new session makes it elsewhere."""
_LEAVE = os._exit
"""The real one: in a worker it is replaced by one that tells its place."""
_SETTLES = 0.5
"""Seconds a process gets that has closed its line to us, or is dumping where it stands."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a process for code under test is started: it speaks with us over standard input and output."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    dumps: bool = True
    """Whether SIGABRT makes it tell where it stands."""


class Process(Protocol):
    """What a worker needs of its process."""

    link: Link
    pid: int
    dumps: bool
    """Whether SIGABRT makes it tell where it stands."""

    def wait(self, seconds: float) -> int | None:
        """Wait for the end and give the exit code, negative for a signal; None: it runs on."""

    def kill(self) -> None:
        """End it and all it started, now."""


Linked = Callable[[int, int, int], Link]
"""What makes a line of three pipes: for questions, for answers, for what is printed."""
LINK: Linked = Polled if hasattr(select, "poll") else Threaded
Start = Callable[[], Process]


class Spawned:
    """A fresh process, a Python unless said otherwise, told its work over the line."""

    def __init__(self, place: Place, link: Linked = LINK, command: Command | None = None) -> None:
        command = command or _python()
        self.dumps = command.dumps
        try:
            self._popen = subprocess.Popen(  # noqa: S603 - an interpreter and our own words
                command.words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                cwd=place.root or None,
                env=command.environment,
                start_new_session=True,
                creationflags=_NEW_GROUP,
            )
        except OSError as error:
            raise WorkerError(
                f"no process for code under test can be started in {place.root}: {error}"
            ) from error
        self.pid = self._popen.pid
        if not self.dumps:
            hold_other(self.pid)
        pipes = (self._popen.stdin, self._popen.stdout, self._popen.stderr)
        # The link owns descriptors of its own, so that nothing is closed twice.
        self.link: Link = link(*(_taken(pipe) for pipe in pipes))

    def wait(self, seconds: float) -> int | None:
        """Wait for the end."""
        try:
            return self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """End its whole group, and leave no zombie."""
        _kill_group(self.pid)
        self._popen.wait()


class Forked:
    """This very process once more, for code under test that no name leads to."""

    def __init__(self, place: Place, held: Any) -> None:
        if not hasattr(os, "fork"):
            raise WorkerError(
                "a validator that no name leads to needs a system with fork; "
                "name it as package.module:name in contract.yaml"
            )
        ends = [os.pipe() for _ in range(3)]
        with warnings.catch_warnings():
            # Other threads may run; what they hold is not needed on the other side.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        (asks, asked), (answers, answered), (output, printed) = ends
        if self.pid == 0:
            for ours in (asked, answers, output):
                os.close(ours)
            _live_as_worker(place, held, asks, answered, printed)
        for theirs in (asks, answered, printed):
            os.close(theirs)
        self.link: Link = Polled(asked, answers, output)
        self._code: int | None = None
        self.dumps = True

    def wait(self, seconds: float) -> int | None:
        """Wait for the end."""
        deadline = time.monotonic() + seconds
        while self._code is None and not self._reaped(os.WNOHANG) and time.monotonic() < deadline:
            time.sleep(0.001)
        return self._code

    def kill(self) -> None:
        """End its whole group, and leave no zombie."""
        _kill_group(self.pid)
        if self._code is None:
            self._reaped(0)

    def _reaped(self, options: int) -> bool:
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:
            # Somebody here waits for every child; how this one ended is theirs to know.
            pid, status = self.pid, 0
        if pid:
            self._code = os.waitstatus_to_exitcode(status)
        return bool(pid)


def ended(process: Process) -> int | None:
    """Give the exit code of a process that has closed its line; None: it had to be killed."""
    code = process.wait(_SETTLES)
    process.kill()
    return code


def stopped(process: Process) -> str:
    """Kill a process that is late, and give what it printed, with the place where it stood.

    SIGABRT makes it tell its Python line, even out of a loop in C that holds the interpreter.
    """
    if process.dumps:
        with contextlib.suppress(OSError):
            os.kill(process.pid, signal.SIGABRT)
        process.link.hear_out(_SETTLES)
    process.kill()
    return process.link.tail()


def _live_as_worker(place: Place, held: Any, asks: int, answers: int, printed: int) -> None:
    """Serve, and end without a word to whatever this process was before it was forked."""
    try:
        os.setsid()
        os.chdir(place.root or ".")
        output = redirect(printed)
        # As in a fresh process: what the test run makes of warnings is not the code's affair.
        warnings.simplefilter("ignore")
        for own in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(own, signal.SIG_DFL)
        Session(Channel(asks, answers), output, held).serve()
    finally:
        _LEAVE(0)


def _kill_group(pid: int) -> None:
    if sys.platform == "win32":  # pragma: no cover - Windows ends a tree by its own tool
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)  # noqa: S603, S607 - our own words
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _python() -> Command:
    words = (sys.executable, "-P", "-s", *_flags(), "-c", _START, str(_FACE))
    return Command(words, _environment())


def _environment() -> dict[str, str]:
    """The environment without what steers Python, and with texts hashed the same way in every run."""
    own = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name in _KEPT
    }
    return {**own, "PYTHONHASHSEED": os.environ.get("PYTHONHASHSEED", "0")}


def _flags() -> list[str]:
    """Repeat how this Python was told to write files."""
    return [*(["-B"] if sys.dont_write_bytecode else []), *(["-X", "utf8"] if sys.flags.utf8_mode else [])]


def _taken(pipe: Any) -> int:
    descriptor = os.dup(pipe.fileno())
    pipe.close()
    return descriptor
