"""What answers a case that names a recording: the recording, or the real service, whose answers are kept.

Modes are those of VCR: `once` records where there is no file, `new_episodes` what the file does not answer,
`all` anew. Which of them a case is under, derivation has said.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from gc_contracts.errors import TransportError, UnmatchedError
from gc_contracts.model.case import ActionCase
from gc_contracts.model.check import ActionRun, Replayed
from gc_contracts.model.execution import Ending, Execution
from gc_contracts.model.interaction import Request, Response, Send
from gc_contracts.model.recording import Cassette, Interaction, RecordedRun
from gc_contracts.run.replaying import Replay
from gc_contracts.transport.travelling import of_request

NEW = "new_episodes"


@dataclass(frozen=True, slots=True)
class Recorder:
    """The real service, and the time that recordings of this run bear."""

    send: Send
    now: str


class Recording:
    """A `Send` that keeps what the real service answers. `plays`: what is recorded already answers first."""

    def __init__(self, cassette: Cassette, recorder: Recorder, *, plays: bool) -> None:
        self._cassette, self._recorder, self._plays = cassette, recorder, plays
        self._replay = Replay(cassette)
        self._kept: list[Interaction] = []
        self._failed = ""

    def __call__(self, request: Request) -> Response:
        """Answer a request.

        Raises:
            TransportError: the service could not be asked; the recording is not kept then.
        """
        if self._plays:
            try:
                return self._replay(request)
            except UnmatchedError:
                pass
        try:
            response = self._recorder.send(request)
        except TransportError as error:
            host = request.url.partition("?")[0]
            self._failed = self._failed or f"{request.method} {host}: {error.message}"
            raise
        kept = replace(request, headers=of_request(request.headers))
        self._kept.append(Interaction(kept, response, self._recorder.now))
        return response

    def before(self, _otherwise: Send | None) -> Send:
        """Answer a login: it is recorded as every other request."""
        return self

    def ended(self, run: ActionRun) -> ActionRun:
        """Put what was recorded to the run, or why it is not kept."""
        if self._failed:
            words = f"not recorded: cassettes/{self._cassette.name}.yaml; {self._failed}"
            return replace(run, unrecorded=words)
        if self._plays and not self._kept:
            return run
        before = self._cassette.interactions if self._plays else ()
        kept = (*before, *self._kept)
        recorded = replace(self._cassette, interactions=kept, run=_run(run.execution))
        return replace(run, recorded=recorded)

    @property
    def told(self) -> Replayed | None:
        """Nothing: what was asked anew cannot differ from what was recorded."""
        return None


def answering(case: ActionCase, recorder: Recorder | None) -> Replay | Recording | None:
    """Give what answers a case's requests; None: it names no recording."""
    if case.cassette is None:
        return None
    if not case.record or recorder is None:
        return Replay(case.cassette)
    return Recording(case.cassette, recorder, plays=case.record == NEW)


def ended(run: ActionRun, answers: Replay | Recording | None) -> ActionRun:
    """Put to a run what its recording did."""
    if isinstance(answers, Recording):
        return answers.ended(run)
    return run if answers is None else replace(run, replayed=answers.told)


@contextmanager
def recorder_for(now: str, seconds: float) -> Iterator[Recorder]:
    """Have the real service at hand.

    Args:
        now: the time that recordings bear, RFC 3339.
        seconds: how long each wait for a service may take.
    """
    # Late: httpx is heavy, and only a recording run reaches the network.
    from gc_contracts.transport.wire import wire  # noqa: PLC0415 - as said

    with wire(seconds) as send:
        yield Recorder(send, now)


def _run(shown: Execution) -> RecordedRun:
    output = shown.output if shown.ending is Ending.SUCCESS else None
    step = next((step.name for step in shown.steps if step.failure), "")
    return RecordedRun(shown.input, shown.ending.value, output, step)
