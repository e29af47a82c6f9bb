"""Saying where code under test ends its process, before it does: `os._exit` leaves no trace by itself."""

import os
import sys
from collections.abc import Callable
from typing import Any, Never

from gc_contracts.worker.team import Frame, Team


def announce_exits(team: Team, tell: Callable[[dict[str, Any]], None]) -> None:
    """Let `os._exit` tell the team's line first, in this process and from now on."""
    leave = os._exit

    def told(status: int) -> Never:
        message = f"ended its process with exit code {status}"
        tell({"kind": "exit", "message": message, **team.place(_stack())})
        leave(status)

    os._exit = told


def _stack() -> list[Frame]:
    """List the calls that led here, innermost last."""
    found = []
    frame = sys._getframe(2)  # noqa: SLF001 - the only way to ask who calls without loading more
    while frame is not None:
        found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back  # type: ignore[assignment]  # None at the outermost, which ends the loop
    return found[::-1]
