"""A `Send` that answers from a cassette.

Of several interactions with one request each answers once, in the order of the file; the last goes on.
"""

from collections import Counter

from gc_contracts.errors import ConnectionFault, TimeoutFault, UnmatchedError
from gc_contracts.model.interaction import Fault, Request, Response
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.differences import between, listed, nearest


class Player:
    """Plays one cassette once through."""

    def __init__(self, cassette: Cassette) -> None:
        self._cassette = cassette
        self.used: tuple[int, ...] = ()
        """Indexes of the interactions that answered, in order."""

    def __call__(self, request: Request) -> Response:
        """Answer a request.

        Raises:
            TransportError: a fault was recorded.
            UnmatchedError: nothing that answers it was.
        """
        number = self._next(request)
        self.used = (*self.used, number)
        reply = self._cassette.interactions[number].reply
        if isinstance(reply, Fault):
            raise (TimeoutFault if reply is Fault.TIMEOUT else ConnectionFault)(f"recorded: {reply}")
        return reply

    def _next(self, request: Request) -> int:
        kept, counts = self._cassette, Counter(self.used)
        fitting = [
            number
            for number, each in enumerate(kept.interactions)
            if not between(each, request, kept.matching)
            and counts[number] < (each.times or counts[number] + 1)
        ]
        if not fitting:
            raise UnmatchedError(self._words(request))
        return next((number for number in fitting if not counts[number]), fitting[-1])

    def _words(self, request: Request) -> str:
        number, differences = nearest(self._cassette, request)
        near = f"; nearest is interaction {number + 1}: {listed(differences)}" if differences else ""
        return f"nothing recorded answers {request.method} {request.url}{near}"
