"""How a process ended, in words, and at which of the team's lines: from its exit code and last prints."""

import re
import signal

from gc_contracts.model.verdict import Trouble
from gc_contracts.worker.team import Frame, Team

_DUMP = "Fatal Python error: "
"""How Python begins to tell where it stands when a signal ends it."""
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in (.*)$', re.MULTILINE)
_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_LONGEST = 4000


def died(code: int | None, tail: str, team: Team) -> Trouble:
    """Describe an end by itself: an exit code, a signal as a negative one, None for a closed line alone."""
    return _trouble("exit", _how(code), tail, team)


def late(what: str, seconds: float, tail: str, team: Team) -> Trouble:
    """Describe a process that was killed because it was late."""
    return _trouble("timeout", f"{what} took more than {seconds:g} s and was stopped", tail, team)


def _trouble(kind: str, message: str, tail: str, team: Team) -> Trouble:
    said, _, dump = tail.rpartition(_DUMP) if _DUMP in tail else (tail, "", "")
    return Trouble(kind, message, **team.place(_frames(dump)), output=printed(said))


def printed(tail: str) -> str:
    """Cut what a process printed to its end."""
    return tail[-_LONGEST:]


def _frames(dump: str) -> list[Frame]:
    """Read the calls of a dump, innermost last."""
    found = [(_spelt(file), int(line), function) for file, line, function in _FRAME.findall(dump)]
    return found[::-1]


def _spelt(file: str) -> str:
    """Undo how a dump writes letters beyond ASCII."""
    return _ESCAPED.sub(lambda match: chr(int(next(filter(None, match.groups())), 16)), file)


def _how(code: int | None) -> str:
    if code is None:
        return "closed its line to the test run and was stopped"
    if code >= 0:
        return f"ended its process with exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    hint = ", perhaps for want of memory" if name == "SIGKILL" else ""
    return f"ended its process by {name} ({signal.strsignal(-code) or 'unknown'}{hint})"
