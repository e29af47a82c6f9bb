"""The role of a handler: inputs in, outputs out; what it asks of the outside world goes through us."""

import linecache
from threading import Lock
from typing import Any, Protocol

from gc_contracts._json import Json, join
from gc_contracts.worker import wire
from gc_contracts.worker.child.answers import is_awaited, shown
from gc_contracts.worker.child.awaiting import Awaiting
from gc_contracts.worker.child.blame import trouble
from gc_contracts.worker.child.channel import Channel
from gc_contracts.worker.child.fence import Refused
from gc_contracts.worker.child.target import TargetError
from gc_contracts.worker.team import Team


class Exchange:
    """The handler's one way out: a request to us, our reply; any thread may ask while a call runs."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._lock = Lock()
        self._open = False

    def __call__(self, request: dict[str, Json]) -> dict[str, Json]:
        """Send `{method, url, headers, body}` and wait for `{status, headers, body}` or `{fault}`.

        Raises:
            Refused: no call is running, so nobody answers, or this run answers no requests.
        """
        with self._lock:
            if not self._open:
                raise Refused("code under test sent a request when none of its calls was running")
            self._channel.write("request", request)
            message = self._channel.read()
        reply: dict[str, Json] = wire.decode(message[1]) if message else {"refused": "nobody answers"}
        if "refused" in reply:
            raise Refused(reply["refused"])
        return reply

    def opened(self, open_: bool) -> None:
        """Say whether a call is running; waits for a request under way."""
        with self._lock:
            self._open = open_


class Outside(Protocol):
    """What is put around a handler: its time, and what looks at how it uses data."""

    def given(self, inputs: Json) -> Json:
        """Give the inputs as the code gets them."""

    def spent(self) -> dict[str, Json]:
        """Tell what one call waited and looked for; then begin anew."""


class Handler:
    """Asks the team's handler, and turns whatever it does into plain data."""

    def __init__(
        self,
        execute: Any,
        exchange: Exchange,
        awaiting: Awaiting,
        team: Team,
        outside: Outside,
    ) -> None:
        self._execute = execute
        self._outside = outside
        self._exchange = exchange
        self.team = team
        self._awaiting = awaiting

    def ask(self, text: str) -> Json:
        """Act on inputs; raises SystemExit, the one thing that is no answer."""
        inputs = self._outside.given(wire.decode(text))
        self._exchange.opened(True)
        self._outside.spent()
        try:
            return {**self._outcome(inputs), **self._outside.spent()}
        finally:
            self._exchange.opened(False)

    def _outcome(self, inputs: Json) -> dict[str, Json]:
        try:
            output = self._execute(inputs)
            if is_awaited(output):
                output = self._awaiting.result(output)
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it raises is what we are here to tell
            return {"trouble": trouble(error, self.team)}
        odd = not_json(output)
        if odd:
            return {"trouble": {"kind": "answer", "message": odd}}
        return {"output": output}


def not_json(output: Json) -> str:
    """Say where an output is something JSON has no word for; empty: nowhere."""
    try:
        return _not_json(output, "")
    except RecursionError:
        return "gave an output that nests too deep for JSON"


def _not_json(value: Json, pointer: str) -> str:
    if value is None or isinstance(value, bool | int | float | str):
        return ""
    if isinstance(value, dict):
        odd = next((key for key in value if not isinstance(key, str)), "")
        if odd != "":
            return f"gave an output with the key {shown(odd)} at {pointer or 'its top'}; names are texts"
        return next(filter(None, (_not_json(item, join(pointer, key)) for key, item in value.items())), "")
    if isinstance(value, list | tuple):
        return next(filter(None, (_not_json(item, join(pointer, n)) for n, item in enumerate(value))), "")
    return f"gave an output with {shown(value)} at {pointer or 'its top'}, which JSON has no word for"


def from_source(code: str, entry: str, name: str) -> Any:
    """Run a module given as text and take its entry function; tracebacks show its lines.

    Raises:
        TargetError: the text defines no such function.
        BaseException: whatever the text raises.
    """
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    members: dict[str, Any] = {"__name__": "handler", "__file__": name}
    exec(compile(code, name, "exec"), members)  # noqa: S102 - running the code under test is the task
    if entry not in members:
        raise TargetError(f"the code defines no {entry!r}")
    return members[entry]
