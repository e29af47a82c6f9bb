"""Code under test in a process of its own: started when first asked, kept warm, killed on time.

Whatever it does ends as an answer, never as an exception of ours and never as our own end.
"""

import os
import time
import weakref
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Self

from gc_contracts._json import Json
from gc_contracts.errors import WorkerError
from gc_contracts.model.verdict import Trouble
from gc_contracts.worker import wire
from gc_contracts.worker.ends import died, late
from gc_contracts.worker.link import GoneError, LateError
from gc_contracts.worker.outside import Answering, replied
from gc_contracts.worker.process import Forked, Process, Spawned, Start, ended, stopped
from gc_contracts.worker.team import Team
from gc_contracts.worker.terms import Answer, Answered, Died, Hung, Limits, Opened, Place, Role

NO_PROBE: Json = object()
AHEAD = 64
"""How many questions are sent ahead of their answers."""
GRACE = 1.0
"""Seconds a process gets to end by itself when it is no longer needed."""


class Worker:
    """One piece of code under test and its process; a context manager."""

    def __init__(self, start: Start, opening: Json, place: Place, limits: Limits) -> None:
        self._start = start
        limited = {"seconds": limits.seconds, "memory": limits.memory}
        self._opening = {**opening, **limited, "root": place.root, "paths": list(place.paths)}
        self._limits = limits
        self._team = Team(place.root, place.paths, opening["sources"])
        self._process: Process | None = None
        self._known: Opened | Trouble | None = None
        self._read: tuple[str, Answer] = ("", Answered(None))
        """The last answer's text and what it says: most answers are the same as the last."""
        self._forgotten: weakref.finalize[Any, Any] | None = None

    @classmethod
    def of_name(cls, role: Role, target: str, setup: Json, place: Place, limits: Limits) -> Self:
        """Take code by its name, `package.module:name`, imported in a fresh process.

        Args:
            role: what the code is.
            target: its name; empty for a handler whose text is in `setup`.
            setup: the constraint matrix a validator class is built from; for a handler given as text
                `{"code": …, "entry": "execute", "name": the file it stands in}`.
            place: where it lives.
            limits: what it may take.
        """
        sources = {} if target or role == "validator" else {setup.get("name", "handler"): setup["code"]}
        opening = {"role": role, "target": target, "setup": setup, "sources": sources}
        return cls(lambda: Spawned(place), opening, place, limits)

    @classmethod
    def of_object(cls, role: Role, held: Any, setup: Json, place: Place, limits: Limits) -> Self:
        """Take code that no name leads to, such as a function inside another, by forking this process.

        Raises:
            WorkerError: when first asked, where the system cannot fork.
        """
        opening = {"role": role, "target": "", "setup": setup, "sources": {}}
        return cls(lambda: Forked(place, held), opening, place, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, probe: Json = NO_PROBE) -> Opened | Trouble:
        """Import and build the code under test, unless that is done, and ask it the probe, if one is given.

        Returns: its shape, or why it cannot be used, with the team's own line.
        """
        if self._process is None and not isinstance(self._known, Trouble):
            self._known = self._begun()
        if isinstance(self._known, Opened) and probe is not NO_PROBE:
            self._known = Opened(self._known.shape, self.ask(probe), self._known.tried)
        assert self._known is not None  # noqa: S101 - either branch above has set it
        return self._known

    def ask(self, payload: Json, *, send: Answering | None = None) -> Answer:
        """Ask one question and wait for the answer; starts anew where the last one ended the process.

        Args:
            payload: a record, or inputs.
            send: answers the requests of a handler; without it they are refused.

        Raises:
            WorkerError: the payload is no JSON value, or nests too deep to be handed over.
        """
        message = _question(payload)
        trouble = self._post(message)
        return Died(trouble) if trouble else self._answer(send)

    def ask_all(self, payloads: Iterable[Json]) -> Generator[Answer]:
        """Ask many questions, sent ahead of their answers; the answers come in order.

        One that ends the process costs its own answer only. Stop reading to stop asking.
        """
        rest, sent = iter(payloads), deque[bytes]()
        try:
            while (trouble := self._fill(sent, rest)) or sent:
                if trouble:
                    yield from (Died(trouble) for _ in (*sent, *rest))
                    sent.clear()
                    return
                answer = self._answer(None)
                sent.popleft()
                yield answer
        finally:
            if sent:
                self._discard()

    def close(self) -> None:
        """End the process; it may be asked again, and then starts anew."""
        if self._process is not None:
            self._process.link.post(wire.line("bye"))
            self._process.link.hear_out(GRACE)
            self._discard()

    def _fill(self, sent: deque[bytes], rest: Iterator[Json]) -> Trouble | None:
        """Send as many questions ahead as are allowed; all unanswered ones again to a new process."""
        again = list(sent) if self._process is None else []
        if len(sent) <= AHEAD // 2 and not (self._process and self._process.link.is_full):
            more = [_question(payload) for payload in islice(rest, AHEAD - len(sent))]
            sent += more
            again += more
        return self._post(b"".join(again)) if again else None

    def _post(self, message: bytes) -> Trouble | None:
        if self._process is None:
            opened = self.open()
            if isinstance(opened, Trouble):
                return opened
        assert self._process is not None  # noqa: S101 - opening has started it
        self._process.link.post(message)
        return None

    def _answer(self, send: Answering | None) -> Answer:
        """Wait for one answer, replying to requests meanwhile, within the limit for all of it."""
        deadline = time.monotonic() + self._limits.seconds
        received = self._heard(self._limits.seconds, "an answer")
        while not isinstance(received, Died | Hung) and received[0] == "request":
            self._reply(wire.decode(received[1]), send)
            received = self._heard(max(0.0, deadline - time.monotonic()), "an answer")
        if isinstance(received, Died | Hung):
            return received
        text = received[1]
        if text != self._read[0]:
            self._read = (text, _read(*received))
        return self._read[1]

    def _reply(self, request: Json, send: Answering | None) -> None:
        try:
            reply = replied(request, send)
        except BaseException:
            self._discard()
            raise
        if self._process is not None:
            self._process.link.post(wire.line("reply", reply))

    def _begun(self) -> Opened | Trouble:
        """Start a process and open what is under test in it."""
        self._process = process = self._start()
        self._forgotten = weakref.finalize(self, _abandon, process, os.getpid())
        process.link.post(wire.line("open", self._opening))
        received = self._heard(self._limits.start, "importing it", wire.READY)
        if not isinstance(received, Died | Hung):
            received = self._heard(self._limits.start, "importing it")
        if isinstance(received, Died | Hung):
            return received.trouble
        verb, text = received
        envelope = wire.decode(text)
        if verb == "opened":
            return Opened(envelope["value"], None, tuple(envelope.get("tried", ())))
        self.close()
        return Trouble(**envelope["value"], output=envelope.get("output", ""))

    def _heard(self, seconds: float, what: str, wanted: bytes = b"") -> tuple[str, str] | Died | Hung:
        """Wait for a message; a process that is late or gone is cleared away."""
        process = self._process
        assert process is not None  # noqa: S101 - nobody listens without one
        try:
            line = process.link.line(seconds)
            while wanted and line != wanted:
                line = process.link.line(seconds)
            verb, text = wire.parted(line)
        except LateError:
            tail = stopped(process)
            self._discard()
            return Hung(late(what, self._seconds(what), tail, self._team))
        except GoneError:
            code = ended(process)
            tail = process.link.tail()
            self._discard()
            return Died(died(code, tail, self._team))
        except BaseException:
            self._discard()
            raise
        if verb == "exits":
            ended(process)
            tail = process.link.tail()
            self._discard()
            return Died(replace(Trouble(**wire.decode(text)["value"]), output=tail))
        return verb, text

    def _seconds(self, what: str) -> float:
        return self._limits.start if what == "importing it" else self._limits.seconds

    def _discard(self) -> None:
        """Kill the process, if any, and let go of it."""
        process, self._process = self._process, None
        if self._forgotten is not None:
            self._forgotten.detach()
        if process is not None:
            process.kill()
            process.link.close()


def _read(verb: str, text: str) -> Answer:
    envelope = wire.decode(text)
    value, output = envelope["value"], envelope.get("output", "")
    if verb == "died":
        return Died(Trouble(**value, output=output))
    return Answered(value, output, tuple(envelope.get("tried", ())))


def _question(payload: Json) -> bytes:
    try:
        return wire.line("ask", payload)
    except (TypeError, ValueError, RecursionError) as error:
        raise WorkerError(f"a question cannot be handed to code under test: {error}") from error


def _abandon(process: Process, owner: int) -> None:
    """End a process whose worker was forgotten, in the process that started it and not in a fork of that."""
    if os.getpid() == owner:
        process.kill()
        process.link.close()
