"""No way out but the replay: a fence against accidents in code under test, not a prison for hostile code.

Refused are network and child processes, by Python's audit events, whatever library tries. A refusal is a
`PermissionError`, as on a locked-down host, so that code which can do without takes its other way; what was
tried is told to us all the same. Loading C libraries stays allowed, since half of science needs it: what
those do by themselves is out of sight, as is a datagram sent by `sendmsg` before Python 3.12.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

MOST = 20
"""How many attempts are kept."""
LONGEST = 200
"""Characters kept of a command."""


class Refused(PermissionError):  # noqa: N818 - the name is shown, and says it
    """Code under test tried what only the outside world could answer."""


Describe = Callable[[tuple[Any, ...]], str]


def raise_fence(tried: list[str]) -> None:
    """Refuse network and child processes from now on, until the process ends; note what is tried."""

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        describe = EVENTS.get(event)
        if describe is None:
            return
        what = describe(arguments)
        if what:
            if what not in tried and len(tried) < MOST:
                tried.append(what)
            raise Refused(f"code under test runs with no network and no child processes: it tried to {what}")

    sys.addaudithook(guard)


def _connect(arguments: tuple[Any, ...]) -> str:
    return "" if _makes_pair() else f"connect to {_address(arguments[1])}"


def _send(arguments: tuple[Any, ...]) -> str:
    return f"send to {_address(arguments[1])}" if arguments[1] else ""


def _bind(arguments: tuple[Any, ...]) -> str:
    """Listening on this machine alone reaches nobody; libraries probe for IPv6 that way."""
    address = arguments[1]
    local = not isinstance(address, tuple) or address[:1] in {("127.0.0.1",), ("::1",), ("localhost",)}
    return "" if local else f"listen on {_address(address)}"


def _look_up(arguments: tuple[Any, ...]) -> str:
    host = arguments[0]
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return f"look up {name}" if name is not None else ""


def _kill(arguments: tuple[Any, ...]) -> str:
    return "" if arguments[0] in {os.getpid(), 0} else f"send a signal to process {arguments[0]}"


def _run(arguments: tuple[Any, ...]) -> str:
    command = next((part for part in arguments if part), "")
    words = command if isinstance(command, list | tuple) else [command]
    text = " ".join(os.fsdecode(word) for word in words)
    return f"run {text if len(text) <= LONGEST else text[:LONGEST] + '…'}"


def _run_arguments(arguments: tuple[Any, ...]) -> str:
    """Prefer the argument list of `Popen` and `exec` over the path of the program."""
    return _run((arguments[1] or arguments[0],))


def _spawn(arguments: tuple[Any, ...]) -> str:
    return _run((arguments[2] or arguments[1],))


def _fork(_: tuple[Any, ...]) -> str:
    return "fork its process"


def _address(address: Any) -> str:
    if isinstance(address, tuple) and len(address) > 1:
        return f"{address[0]}:{address[1]}"
    return os.fsdecode(address) if isinstance(address, bytes | str) else repr(address)


def _makes_pair() -> bool:
    """Whether a socket pair is being made out of two ends, as Windows has to for an event loop."""
    frame = sys._getframe(3)  # noqa: SLF001 - the only way to ask who calls from an audit hook
    return frame.f_code.co_name in {"socketpair", "_fallback_socketpair"}


EVENTS: dict[str, Describe] = {
    "socket.connect": _connect,
    "socket.sendto": _send,
    "socket.sendmsg": _send,
    "socket.bind": _bind,
    "socket.getaddrinfo": _look_up,
    "socket.gethostbyname": _look_up,
    "socket.gethostbyaddr": _look_up,
    "socket.getnameinfo": lambda arguments: f"look up {_address(arguments[0])}",
    "subprocess.Popen": _run_arguments,
    "os.system": _run,
    "os.exec": _run_arguments,
    "os.posix_spawn": _run_arguments,
    "os.spawn": _spawn,
    "os.startfile": _run,
    "pty.spawn": _run,
    "os.fork": _fork,
    "os.forkpty": _fork,
    "os.kill": _kill,
    "os.killpg": _kill,
}
"""How each event is told; an empty text lets it pass."""
