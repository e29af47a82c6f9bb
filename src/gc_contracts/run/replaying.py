"""A run's requests answered by its recording, and what that showed."""

from gc_contracts.errors import UnmatchedError
from gc_contracts.model.check import Replayed
from gc_contracts.model.interaction import Request, Response, Send
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.player import Player


class Replay:
    """A `Send` that answers from a cassette, and keeps the requests that it could not answer."""

    def __init__(self, cassette: Cassette) -> None:
        self._player = Player(cassette)
        self._unmatched: tuple[Request, ...] = ()

    def __call__(self, request: Request) -> Response:
        """Answer as recorded.

        Raises:
            TransportError: a fault was recorded, or nothing that answers this request.
        """
        try:
            return self._player(request)
        except UnmatchedError:
            self._unmatched = (*self._unmatched, request)
            raise

    def before(self, otherwise: Send | None) -> Send:
        """Answer a login: as recorded, else as in runs without a recording; it is not what is looked at."""

        def send(request: Request) -> Response:
            try:
                return self._player(request)
            except UnmatchedError:
                if otherwise is None:
                    raise
                return otherwise(request)

        return send

    @property
    def told(self) -> Replayed:
        """What it did so far."""
        return Replayed(self._player.used, self._unmatched)
