"""Code under test in a process of its own: started when first asked, kept warm, killed on time.

Whatever it does ends as an answer, never as an exception of ours and never as our own end.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Self

from gc_contracts._json import Json
from gc_contracts.errors import WorkerError
from gc_contracts.model.verdict import Trouble
from gc_contracts.worker import wire
from gc_contracts.worker.conversation import Conversation
from gc_contracts.worker.outside import Answering
from gc_contracts.worker.process import Forked, Spawned, Start
from gc_contracts.worker.team import Team
from gc_contracts.worker.terms import Answer, Died, Limits, Opened, Place, Role

NO_PROBE: Json = object()
AHEAD = 64
"""How many questions are sent ahead of their answers."""


class Worker:
    """One piece of code under test and its process; a context manager, asked by one thread at a time."""

    def __init__(self, start: Start, opening: Json, place: Place, limits: Limits) -> None:
        self._start = start
        paths = [str(Path(place.root, path)) for path in place.paths]
        limited = {"seconds": limits.seconds, "start": limits.start, "memory": limits.memory}
        self._opening = {**opening, **limited, "root": place.root, "paths": paths}
        self._limits = limits
        self._team = Team(place.root, paths, opening["sources"])
        self._conversation: Conversation | None = None
        self._known: Opened | Trouble | None = None

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

        Where the system cannot fork, asking it raises WorkerError.
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

        Raises:
            WorkerError: no process can be had.
        """
        known = self._talking()[1]
        if isinstance(known, Opened) and probe is not NO_PROBE:
            self._known = known = Opened(known.shape, self.ask(probe), known.tried)
        return known

    def ask(self, payload: Json, *, send: Answering | None = None) -> Answer:
        """Ask one question and wait for the answer; starts anew where the last one ended the process.

        Args:
            payload: a record, or inputs.
            send: answers the requests of a handler; without it they are refused.

        Raises:
            WorkerError: the payload is no JSON value, or nests too deep to be handed over.
        """
        message = _question(payload)
        conversation, known = self._talking()
        if isinstance(known, Trouble):
            return Died(known)
        conversation.post(message)
        return conversation.answer(send)

    def ask_all(self, payloads: Iterable[Json]) -> Generator[Answer]:
        """Ask many questions, sent ahead of their answers; the answers come in order.

        One that ends the process costs its own answer only. Stop reading to stop asking.
        """
        rest, sent = iter(payloads), deque[bytes]()
        asked: Conversation | None = None
        try:
            while True:
                conversation, known = self._talking()
                if isinstance(known, Trouble):
                    yield from (Died(known) for _ in (*sent, *rest))
                    return
                if conversation is not asked:
                    conversation.post(b"".join(sent))
                    asked = conversation
                _ask_ahead(conversation, sent, rest)
                if not sent:
                    return
                answer = conversation.answer(None)
                sent.popleft()
                yield answer
        finally:
            if sent and asked:
                asked.end()

    def close(self) -> None:
        """End the process; it may be asked again, and then starts anew."""
        if self._conversation and not self._conversation.is_over:
            self._conversation.take_leave()

    def _talking(self) -> tuple[Conversation, Opened | Trouble]:
        """Have a process that is opened, or know why there is none; what is known stays so over restarts."""
        conversation, known = self._conversation, self._known
        if conversation and known and (isinstance(known, Trouble) or not conversation.is_over):
            return conversation, known
        self._conversation = conversation = Conversation(self._start(), self._team, self._limits)
        begun = conversation.open(self._opening)
        self._known = known = known if known and isinstance(begun, Opened) else begun
        return conversation, known


def _ask_ahead(conversation: Conversation, sent: deque[bytes], rest: Iterator[Json]) -> None:
    """Send more questions when half of those before are answered."""
    if not sent or (len(sent) <= AHEAD // 2 and not conversation.is_full):
        more = [_question(payload) for payload in islice(rest, AHEAD - len(sent))]
        sent += more
        conversation.post(b"".join(more))


def _question(payload: Json) -> bytes:
    try:
        return wire.line("ask", payload)
    except (TypeError, ValueError, RecursionError) as error:
        raise WorkerError(f"a question cannot be handed to code under test: {error}") from error
