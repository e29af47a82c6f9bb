"""What fixture `gc_replay` gives: recordings that answer httpx until the test ends, or their making.

A test fails at its end for what its code swallowed: a request that nothing answers, a way out that was tried.
Recordings are written when a test has passed, so that a broken run never replaces a good one.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Self

import pytest

from gc_contracts.cassette.store import save
from gc_contracts.errors import GcContractsError
from gc_contracts.model.finding import Severity
from gc_contracts.model.interaction import Fault, Reply, Request, Response
from gc_contracts.model.recording import Cassette, Interaction
from gc_contracts.plugin.cassettes import Shelf, Shelved
from gc_contracts.plugin.fence import Fence
from gc_contracts.plugin.options import settings
from gc_contracts.plugin.redaction import redaction
from gc_contracts.plugin.unsaid import Hide
from gc_contracts.plugin.witness import HIDES, Witness
from gc_contracts.redact.hiding import redactor
from gc_contracts.replay.door import Door, opened
from gc_contracts.replay.player import Player
from gc_contracts.run.mask import Mask
from gc_contracts.transport.travelling import of_request, of_response

Closing = Callable[["Replaying"], None]
MOST = 3
"""Requests without an answer, and interactions without a request, that are told one by one."""


class UnusedInteractionWarning(pytest.PytestWarning):
    """A recording holds an interaction that its test no longer asks for."""


@dataclass(slots=True, eq=False)
class Replaying:
    """One recording at work: `with` ends it with the block, else it works until the test ends."""

    shelved: Shelved
    mode: str
    player: Player
    _close: Closing
    recorded: list[Interaction] = field(default_factory=list)
    """What the real service answered in this test."""
    failed: list[str] = field(default_factory=list)
    """Why it could not be asked."""

    @property
    def plays(self) -> bool:
        """Whether what is recorded answers."""
        return self.mode in {"none", "new_episodes"} or (self.mode == "once" and self.shelved.is_there)

    @property
    def records(self) -> bool:
        """Whether the real service is asked."""
        return self.mode in {"all", "new_episodes"} or (self.mode == "once" and not self.shelved.is_there)

    @property
    def interactions(self) -> tuple[Interaction, ...]:
        """What is recorded, old and new."""
        return (*(self.player.cassette.interactions if self.plays else ()), *self.recorded)

    @property
    def used(self) -> tuple[int, ...]:
        """Indexes of the interactions that answered, in order."""
        return self.player.used

    @property
    def unmatched(self) -> tuple[Request, ...]:
        """Requests that nothing recorded answers, without their secrets."""
        return tuple(one.request for one in self.player.unmatched)

    def unused(self) -> str:
        """Say which interactions did not answer; nothing where all did."""
        kept = self.player.cassette.interactions if not self.records else ()
        left = [
            f"interaction {number + 1} ({each.request.method} {each.request.url})"
            for number, each in enumerate(kept)
            if number not in self.used
        ]
        more = f" and {len(left) - MOST} more" if len(left) > MOST else ""
        verb = "was" if len(left) == 1 else "were"
        listed = ", ".join(left[:MOST])
        return f"{self.shelved.shown}: {listed}{more} {verb} not asked for" if left else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(self)


class Replays:
    """The recordings of one test; called with a name it sets one going."""

    def __init__(self, request: pytest.FixtureRequest, shelf: Shelf, fence: Fence, witness: Witness) -> None:
        self._item, self._shelf, self._fence, self._witness = request.node, shelf, fence, witness
        self._settings = settings(request.config)
        self._all: list[Replaying] = []
        self._active: list[Replaying] = []
        self._lock = Lock()
        self._rules = redaction(request.config)
        self._closing = ExitStack()
        request.node.stash[HIDES] = self._hide

    def __call__(
        self, cassette: str | Cassette, *, loopback: bool = False, processes: bool = False
    ) -> Replaying:
        """Have a recording answer httpx from now on.

        Args:
            cassette: `users` is `cassettes/users.yaml` beside the test; `fetch-user/found` is the recording
                `found` of that contract; a path that ends in `.yaml` starts at the test's folder.
            loopback: whether other libraries may ask servers on this machine.
            processes: whether programs may be started; they are not kept offline.

        Raises:
            LoadError: there is no such recording, or it is broken.
        """
        __tracebackhide__ = True
        mode = self._settings.record
        shelved = self._shelf.find(cassette, self._item.path, may_be_missing=mode != "none")
        made = Replaying(shelved, mode, Player(shelved.cassette, shelved.index, self._hidden), self._close)
        self._fence.loopback |= loopback
        self._fence.processes |= processes
        if not self._active:
            self._open()
        self._all.append(made)
        self._active.append(made)
        return made

    def _hide(self) -> Hide:
        """Make what hides the environment's secrets, and those that real services answered with."""
        secrets = self._settings.project.secrets
        hiding = redactor(dict(secrets), self._rules)
        with self._lock:
            hiding.cassette(Cassette("", tuple(each for one in self._all for each in one.recorded)))
        learnt = hiding.eye.ledger.secrets.keys() - {value for _, value in secrets}
        return Mask.of({}, learnt, secrets).text

    def finish(self) -> None:
        """End all; write what was recorded, tell what is wrong.

        Raises:
            pytest.fail.Exception: something was swallowed, or could not be recorded.
        """
        for each in [*self._active]:
            self._close(each)
        wrong = self._fence.take()
        self._fence.loopback = self._fence.processes = False
        wrong += [one.words for each in self._all for one in each.player.unmatched[:MOST]]
        wrong += [words for each in self._all for words in each.failed[:MOST]]
        wrong = [words for words in wrong if not self._witness.told(self._item, words)]
        passed = self._witness.passed(self._item)
        if passed and not wrong:
            wrong += self._unused()
            wrong += [words for each in self._all if (words := self._unwritten(each))]
        else:
            self._leave()
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)

    def _leave(self) -> None:
        """Say what a test that failed would have recorded, for nothing else tells that it was not."""
        for each in self._all:
            if each.recorded:
                self._witness.left(each.shelved.shown, len(each.recorded))

    def _open(self) -> None:
        self._closing = ExitStack()
        self._closing.enter_context(opened(Door(self._answer, self._keep, self._outside)))
        self._fence.raise_up()
        self._closing.callback(self._fence.lower)

    def _close(self, each: Replaying) -> None:
        if each in self._active:
            self._active.remove(each)
            if not self._active:
                self._closing.close()

    def _answer(self, request: Request) -> Reply | None:
        for each in reversed(self._active):
            found = each.player.find(request) if each.plays else None
            if found is not None:
                return found
        if any(each.records for each in self._active):
            return None
        return self._active[-1].player.reply(request)

    def _keep(self, request: Request, answer: Response | Exception) -> None:
        each = next(one for one in reversed(self._active) if one.records)
        if isinstance(answer, Exception):
            words = f"{request.method} {self._hidden(request).url.partition('?')[0]}: {type(answer).__name__}"
            each.failed.append(f"not recorded: {each.shelved.shown}: the service gave no answer: {words}")
            return
        kept = replace(request, headers=of_request(request.headers))
        reply = replace(answer, headers=of_response(answer.headers))
        with self._lock:
            each.recorded.append(Interaction(kept, reply, self._settings.now))

    def _outside(self) -> AbstractContextManager[None]:
        return self._fence.gate()

    def _hidden(self, request: Request) -> Request:
        hiding = redactor(dict(self._settings.project.secrets), self._rules)
        return hiding.interaction(Interaction(request, Fault.REFUSED)).request

    def _unused(self) -> Iterable[str]:
        found = [words for each in self._all if (words := each.unused())]
        if self._settings.fail_on is not Severity.ERROR:
            return found
        for words in found:
            self._item.warn(UnusedInteractionWarning(words))
        return ()

    def _unwritten(self, each: Replaying) -> str:
        """Write what was recorded; say why that cannot be."""
        try:
            self._write(each)
        except (GcContractsError, OSError) as error:
            return f"could not record {each.shelved.shown}: {error}"
        return ""

    def _write(self, each: Replaying) -> None:
        if not each.records or not each.recorded or each.shelved.path is None:
            return
        before = each.player.cassette
        made = replace(before, interactions=each.interactions)
        existing = before if each.plays and each.shelved.is_there else None
        secrets = dict(self._settings.project.secrets)
        save(each.shelved.path, made, redactor(secrets, self._rules, existing))
        self._witness.wrote(each.shelved.shown, len(each.recorded))
