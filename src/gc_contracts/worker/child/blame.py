"""From an exception to the team's own line: what is told of trouble in code under test."""

from types import TracebackType
from typing import Any

from gc_contracts.worker.team import Frame, Team

LONGEST = 2000
"""Characters kept of a message."""


def trouble(error: BaseException, team: Team) -> dict[str, Any]:
    """Describe an exception by its class, its words and the innermost line that is the team's."""
    if isinstance(error, SystemExit):
        return {"kind": "exit", "message": _exit(error), **team.place(calls(error.__traceback__))}
    return {"kind": type(error).__name__, "message": words(error), **_place(error, team)}


def words(error: BaseException) -> str:
    """Give an exception's message, cut; never fails."""
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:  # noqa: BLE001 - a message that cannot be told is no second trouble
        text = ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def calls(traceback: TracebackType | None) -> list[Frame]:
    """List a traceback's calls, innermost last."""
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        found.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return found


def _place(error: BaseException, team: Team) -> dict[str, Any]:
    seen = calls(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        seen.append((error.filename, error.lineno, "<module>"))
    return team.place(seen)


def _exit(error: SystemExit) -> str:
    given = "" if error.code is None else repr(error.code)
    return f"would have ended its process: sys.exit({given})"
