"""The worker's conversation with us: opened once, then asked until there is nobody left to ask."""

import faulthandler
import os
import sys
from typing import Any

from gc_contracts._json import Json
from gc_contracts.worker import wire
from gc_contracts.worker.child.awaiting import Awaiting
from gc_contracts.worker.child.blame import trouble
from gc_contracts.worker.child.channel import Channel
from gc_contracts.worker.child.exits import announce_exits
from gc_contracts.worker.child.fence import raise_fence
from gc_contracts.worker.child.handler import Exchange, Handler, from_source
from gc_contracts.worker.child.limits import WHILE_IMPORTING, hold_memory, last_resort, no_core_files
from gc_contracts.worker.child.output import Output
from gc_contracts.worker.child.shape import shape_of
from gc_contracts.worker.child.target import TargetError, find
from gc_contracts.worker.child.validator import Validator
from gc_contracts.worker.team import Team


class _Outside:
    """What stands where a handler's outside world would be, in place before its first line runs."""

    def __init__(self, exchange: Exchange, setup: Json) -> None:
        # Late: validators have no business outside, and these cost tens of milliseconds.
        from gc_contracts.worker.child.network import Network  # noqa: PLC0415 - see above
        from gc_contracts.worker.child.watch import Wanted, watch, watched  # noqa: PLC0415 - see above

        self._watched = watched

        self._clock = Network(exchange).install()
        self._wanted = Wanted() if setup and setup.get("watch") else None
        self._inputs = Wanted()
        if self._wanted is not None:
            watch(self._wanted)

    def given(self, inputs: Json) -> Json:
        """Give the inputs as the code gets them: where it is watched, such as note what is asked of them."""
        return inputs if self._wanted is None else self._watched(inputs, "", self._inputs)

    def spent(self) -> dict[str, Json]:
        """Tell what one call waited in vain, in seconds, and what it wanted of JSON; then begin anew."""
        told: dict[str, Json] = {}
        if waited := self._clock.take():
            told["waited"] = waited
        if self._wanted is not None:
            told["wanted"] = self._wanted.take()
            told["compared"] = self._wanted.take_compared()
            told["inputs"] = self._inputs.take_compared()
        return told


class Session:
    """One process, one piece of code under test."""

    def __init__(self, channel: Channel, output: Output, held: Any = None) -> None:
        self._channel = channel
        self._output = output
        self._held = held
        """What is under test where it came with the process; None: it is found by name."""
        self._exchange = Exchange(channel)
        """The way out of a handler, there before its first line runs."""
        self._outside: _Outside | None = None
        self._tried: list[str] = []
        self._role: Validator | Handler | None = None
        self._seconds = 0.0
        self._told: Json = self
        self._line = b""

    def serve(self) -> None:
        """Answer until told to stop, or until nobody is there."""
        faulthandler.enable(os.dup(2), all_threads=False)
        no_core_files()
        self._channel.send(b"\n" + wire.READY)
        while (message := self._channel.read()) is not None and message[0] != "bye":
            verb, text = message
            if verb == "open":
                self._opened(wire.decode(text))
            else:
                self._asked(text)

    def _opened(self, opening: dict[str, Json]) -> None:
        team = Team(opening["root"], opening["paths"], opening["sources"])
        self._seconds = opening["seconds"]
        sys.path[:] = dict.fromkeys([*opening["paths"], *sys.path])
        sys.argv[:] = [""]
        if opening["role"] == "handler":
            self._outside = _Outside(self._exchange, opening["setup"])
        raise_fence(self._tried)
        announce_exits(team, lambda trouble: self._channel.write("exits", {"value": trouble}))
        hold_memory(opening["memory"] and opening["memory"] * WHILE_IMPORTING)
        last_resort(2 * opening["start"] + 1)
        try:
            shape = self._prepared(opening, team)
        except TargetError as error:
            self._tell("failed", {"kind": "target", "message": str(error)})
        except BaseException as error:  # noqa: BLE001 - whatever importing raises is what we are here to tell
            self._tell("failed", trouble(error, team))
        else:
            hold_memory(opening["memory"])
            self._tell("opened", shape)
        last_resort(0)

    def _prepared(self, opening: dict[str, Json], team: Team) -> str:
        """Find and build what is under test, and say its shape."""
        found = self._found(opening)
        awaiting = Awaiting(team, self._seconds, lambda place: self._channel.write("waits", place))
        if opening["role"] == "validator":
            shape = shape_of(found, opening["setup"])
            self._role = Validator(shape, awaiting, team)
            return shape.name
        if not callable(found):
            raise TargetError(
                f"{opening['target'] or found!r} cannot be called; a handler is a function of its inputs"
            )
        if self._outside is None:
            raise TargetError("a handler that came with the process has no outside world to be put into")
        self._role = Handler(found, self._exchange, awaiting, team, self._outside)
        return "handler"

    def _found(self, opening: dict[str, Json]) -> Any:
        if self._held is not None:
            return self._held
        if not opening["sources"]:
            return find(opening["target"])
        name, code = next(iter(opening["sources"].items()))
        return from_source(code, opening["setup"].get("entry", "execute"), name)

    def _asked(self, text: str) -> None:
        if self._role is None:
            self._tell("died", {"kind": "exit", "message": "was asked before it was opened"})
            return
        last_resort(2 * self._seconds + 1)
        try:
            verb, value = "answer", self._role.ask(text)
        except SystemExit as error:
            verb, value = "died", trouble(error, self._role.team)
        last_resort(0)
        self._tell(verb, value)

    def _tell(self, verb: str, value: Json) -> None:
        """Send a value with what was printed and tried meanwhile."""
        output = self._output.take()
        if not output and not self._tried:
            self._tell_again(verb, value)
            return
        envelope = {"value": value}
        if output:
            envelope["output"] = output
        if self._tried:
            envelope["tried"] = list(self._tried)
            self._tried.clear()
        self._channel.write(verb, envelope)

    def _tell_again(self, verb: str, value: Json) -> None:
        """Send a value alone; one that is the same object as the last is not written out twice."""
        if value is not self._told:
            self._told, self._line = value, wire.line(verb, {"value": value})
        self._channel.send(self._line)
