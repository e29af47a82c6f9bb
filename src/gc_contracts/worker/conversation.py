"""One process of code under test, from its first line to its end: what it says, and how it ended."""

import os
import signal
import time
import weakref
from dataclasses import replace

from gc_contracts._json import Json
from gc_contracts.model.verdict import Trouble
from gc_contracts.worker import wire
from gc_contracts.worker.ends import died, late, printed
from gc_contracts.worker.link import GoneError, LateError
from gc_contracts.worker.outside import Answering, replied
from gc_contracts.worker.process import Process, ended, stopped
from gc_contracts.worker.team import Team
from gc_contracts.worker.terms import Answer, Answered, Died, Hung, Limits, Opened

GRACE = 1.0
"""Seconds a process gets to end by itself when it is no longer needed."""
_IMPORT, _ANSWER = "importing it", "an answer"
_ALARM = -signal.SIGALRM if hasattr(signal, "SIGALRM") else None

Message = tuple[str, str]
"""A verb and the JSON text that goes with it."""


class Conversation:
    """A process and our talk with it; over when it has ended, for whatever reason."""

    def __init__(self, process: Process, team: Team, limits: Limits) -> None:
        self._process = process
        self._team = team
        self._limits = limits
        self._read: tuple[str, Answer] = ("", Answered(None))
        """The last answer's text and what it says: most answers are the same as the last."""
        self._waits: Json = {}
        """The line at which asynchronous code waited when its time was nearly up."""
        self._forgotten = weakref.finalize(self, _abandon, process, os.getpid())

    @property
    def is_over(self) -> bool:
        """Whether the process has been cleared away."""
        return not self._forgotten.alive

    @property
    def is_full(self) -> bool:
        """Whether it reads more slowly than we ask."""
        return self._process.link.is_full

    def open(self, opening: Json) -> Opened | Trouble:
        """Tell it what is under test and wait until that is imported and built."""
        self.post(wire.line("open", opening))
        received = self._heard(self._limits.start, _IMPORT, wire.READY)
        if isinstance(received, tuple):
            received = self._heard(self._limits.start, _IMPORT)
        if not isinstance(received, tuple):
            return received.trouble
        verb, text = received
        envelope = wire.decode(text)
        if verb == "opened":
            return Opened(envelope["value"], None, tuple(envelope.get("tried", ())))
        self.take_leave()
        return Trouble(**envelope["value"], output=envelope.get("output", ""))

    def post(self, message: bytes) -> None:
        """Send it a message."""
        self._process.link.post(message)

    def answer(self, send: Answering | None) -> Answer:
        """Wait for one answer, replying to requests meanwhile, within the limit for all of it."""
        deadline = time.monotonic() + self._limits.seconds
        self._waits = {}
        received = self._heard(self._limits.seconds, _ANSWER)
        while isinstance(received, tuple) and received[0] in {"request", "waits"}:
            if received[0] == "request":
                self._reply(wire.decode(received[1]), send)
            else:
                self._waits = wire.decode(received[1])
            received = self._heard(max(0.0, deadline - time.monotonic()), _ANSWER)
        if not isinstance(received, tuple):
            return received
        if received[1] != self._read[0]:
            self._read = (received[1], _read(*received))
        return self._read[1]

    def take_leave(self) -> None:
        """Let it end by itself, with what it does in the end, and not for long."""
        self.post(wire.line("bye"))
        self._process.link.hear_out(GRACE)
        self.end()

    def end(self) -> None:
        """Kill it and let go of it; once is enough."""
        if self._forgotten.detach() is not None:
            self._process.kill()
            self._process.link.close()

    def _reply(self, request: Json, send: Answering | None) -> None:
        try:
            reply = replied(request, send)
        except BaseException:
            self.end()
            raise
        self.post(wire.line("reply", reply))

    def _heard(self, seconds: float, what: str, wanted: bytes = b"") -> Message | Died | Hung:
        """Wait for a message; a process that is late or gone is cleared away."""
        try:
            line = self._process.link.line(seconds)
            while wanted and line != wanted:
                line = self._process.link.line(seconds)
        except LateError:
            return self._late(what, stopped(self._process))
        except GoneError:
            return self._gone(what)
        except BaseException:
            self.end()
            raise
        verb, text = wire.parted(line)
        return self._leaving(wire.decode(text)["value"]) if verb == "exits" else (verb, text)

    def _late(self, what: str, tail: str) -> Hung:
        self.end()
        seconds = self._limits.start if what == _IMPORT else self._limits.seconds
        trouble = late(what, seconds, tail, self._team)
        return Hung(trouble if trouble.file else replace(trouble, **self._waits))

    def _gone(self, what: str) -> Died | Hung:
        code = ended(self._process)
        tail = self._process.link.tail()
        if code is not None and code == _ALARM:
            # Its own timer was faster than we: we were held up, or answered its requests slowly.
            return self._late(what, tail)
        self.end()
        return Died(died(code, tail, self._team))

    def _leaving(self, trouble: Json) -> Died:
        """Take the word of a process that tells where it ends, and what it had printed."""
        ended(self._process)
        tail = self._process.link.tail()
        self.end()
        return Died(replace(Trouble(**trouble), output=printed(tail)))


def _read(verb: str, text: str) -> Answer:
    envelope = wire.decode(text)
    value, output = envelope["value"], envelope.get("output", "")
    if verb == "died":
        return Died(Trouble(**value, output=output))
    return Answered(value, output, tuple(envelope.get("tried", ())))


def _abandon(process: Process, owner: int) -> None:
    """End a process whose worker was forgotten, in the process that started it and not in a fork of that."""
    if os.getpid() == owner:
        process.kill()
        process.link.close()
