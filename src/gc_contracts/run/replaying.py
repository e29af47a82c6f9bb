"""A run's requests answered by its recording, and what that showed."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from gc_contracts.action.login import is_stand_in
from gc_contracts.errors import UnmatchedError
from gc_contracts.model.check import Replayed
from gc_contracts.model.interaction import Request, Response, Send
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.player import Player


class Replay:
    """A `Send` that answers from a cassette, and keeps the requests that it could not answer."""

    def __init__(self, cassette: Cassette) -> None:
        self._player = Player(cassette)
        urls = (urlsplit(each.request.url) for each in cassette.interactions)
        self._bases = tuple(dict.fromkeys((url.scheme, url.netloc) for url in urls))
        self._unmatched: tuple[Request, ...] = ()

    def __call__(self, request: Request) -> Response:
        """Answer as recorded.

        Raises:
            TransportError: a fault was recorded, or nothing that answers this request.
        """
        *others, last = self._spellings(request)
        for each in others:
            with suppress(UnmatchedError):
                return self._player(each)
        try:
            return self._player(last)
        except UnmatchedError:
            self._unmatched = (*self._unmatched, last)
            raise

    def _spellings(self, request: Request) -> tuple[Request, ...]:
        """Give a request as it is; where its host is a stand-in, with each host that was recorded too.

        The host is then no part of the action: it is the org's region, or the integration's base URL.
        """
        parts = urlsplit(request.url)
        if not is_stand_in(parts.netloc):
            return (request,)
        others = (replace(request, url=urlunsplit((*base, *parts[2:]))) for base in self._bases)
        return tuple(dict.fromkeys((request, *others)))

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
