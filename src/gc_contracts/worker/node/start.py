"""A function's worker: the same conversation as with Python code, held with a process of Node's.

The child is plain JavaScript beside this module and needs nothing installed. It answers what a function's
process answers on the platform; what it cannot hold is memory outside of JavaScript's own heap.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from gc_contracts.worker.process import Command, Spawned
from gc_contracts.worker.terms import Limits, Place
from gc_contracts.worker.worker import Worker

MIB = 2**20
MEMORY = 1536 * MIB
"""What JavaScript's heap may take. Source: documented: the blog on functions."""
_CHILD = Path(__file__).with_name("child") / "main.js"
_STEERING = ("NODE_", "npm_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function's code, found and laid out in a folder."""

    folder: str
    """What the platform's archive holds: modules are looked for from here."""
    handler: str
    """`path/module.method`, the module without its ending."""
    shown: str
    """What reports call the folder."""
    sockets: str
    """A private folder for the sockets that stand for the outside world."""


def function_worker(
    function: Function, node: str, seconds: float, *, watch: bool = False, memory: int = MEMORY
) -> Worker:
    """Make a worker that calls a function; asked `{"event": JSON text, "client": {…}, "memory": MB}`.

    It answers `{"output": JSON text}`, or `{"trouble": {…}, "error": {errorType, errorMessage, trace}}`.

    Args:
        function: the code.
        node: the program to start.
        seconds: what a call may take.
        watch: whether to tell what the code looks for in JSON and does not find.
        memory: bytes that JavaScript's heap may take.
    """
    limits = Limits(seconds=seconds, memory=memory)
    place = Place(function.folder)
    setup = {
        "handler": function.handler,
        "shown": function.shown,
        "sockets": function.sockets,
        "seconds": seconds,
        "watch": watch,
    }
    opening = {"role": "function", "target": "", "setup": setup, "sources": {}}
    command = _command(node, function.folder, memory)
    return Worker(lambda: Spawned(place, command=command), opening, place, limits)


def _command(node: str, folder: str, memory: int) -> Command:
    words = (node, f"--max-old-space-size={memory // MIB}", str(_CHILD))
    return Command(words, _environment(folder), dumps=False)


def _environment(folder: str) -> dict[str, str]:
    """The environment without what steers Node or hides where a request goes, and with what Lambda sets.

    Source: documented: Lambda's environment variables; the time zone is UTC there.
    """
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_STEERING) and not name.lower().endswith("_proxy")
    }
    return {
        **own,
        "TZ": ":UTC",
        "LAMBDA_TASK_ROOT": folder,
        "AWS_LAMBDA_FUNCTION_NAME": "function",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY // MIB),
    }
