"""A `Send` that answers from a cassette.

Of several interactions with one request each answers once, in the order of the file; the last goes on. A
path spelt out wins over one with `{name}`. Safe to ask from several threads.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from gc_contracts.errors import ConnectionFault, TimeoutFault, UnmatchedError
from gc_contracts.model.interaction import Fault, Reply, Request, Response
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.asked import asked
from gc_contracts.replay.differences import Difference, listed, nearest_of, value_in, writable
from gc_contracts.replay.index import Index
from gc_contracts.replay.telling import told


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A request that nothing recorded answers."""

    request: Request
    """Without its secrets, where the player was told how to hide them."""
    number: int
    """The index of the interaction that is most like it; -1: nothing was recorded."""
    differences: tuple[Difference, ...]
    reason: str
    """Why the nearest does not answer, where its request is the same."""
    words: str
    """All of it for people, in several lines."""


def _as_it_is(request: Request) -> Request:
    return request


class Player:
    """Plays one cassette once through.

    Args:
        cassette: what was recorded.
        index: of this very cassette, where it was built before.
        hide: takes secrets out of a request before it is told.
    """

    def __init__(
        self, cassette: Cassette, index: Index | None = None, hide: Callable[[Request], Request] = _as_it_is
    ) -> None:
        self.cassette = cassette
        self._index = index or Index(cassette)
        self._hide = hide
        self._lock = Lock()
        self._used: list[int] = []
        self._counts = [0] * len(cassette.interactions)
        self._unmatched: list[Unmatched] = []

    @property
    def used(self) -> tuple[int, ...]:
        """Indexes of the interactions that answered, in order."""
        return tuple(self._used)

    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Requests that nothing recorded answers, in order."""
        return tuple(self._unmatched)

    def __call__(self, request: Request) -> Response:
        """Answer a request.

        Raises:
            TransportError: a fault was recorded.
            UnmatchedError: nothing that answers it was.
        """
        reply = self.reply(request)
        if isinstance(reply, Fault):
            raise (TimeoutFault if reply is Fault.TIMEOUT else ConnectionFault)(f"recorded: {reply}")
        return reply

    def reply(self, request: Request) -> Reply:
        """Give what was recorded, a fault too.

        Raises:
            UnmatchedError: nothing that answers the request was recorded.
        """
        found = self.find(request)
        if found is not None:
            return found
        missed = self._missed(request)
        self._unmatched.append(missed)
        raise UnmatchedError(self._line(missed), missed.words)

    def find(self, request: Request) -> Reply | None:
        """Give what was recorded; None: nothing, and nobody is told."""
        fitting = self._index.fitting(request)
        with self._lock:
            number = self._next(fitting)
            if number is None:
                return None
            self._counts[number] += 1
            self._used.append(number)
        return self.cassette.interactions[number].reply

    def _next(self, fitting: list[int]) -> int | None:
        left = [number for number in fitting if self._may_answer(number)]
        if self.cassette.matching.ordered:
            left = [number for number in left if number in self._due()]
        if len(left) > 1:
            least = min(map(self._index.openness, left))
            left = [number for number in left if self._index.openness(number) == least]
        fresh = (number for number in left if not self._counts[number])
        return next(fresh, left[-1] if left else None)

    def _may_answer(self, number: int) -> bool:
        times = self.cassette.interactions[number].times
        return times is None or self._counts[number] < times

    def _due(self) -> tuple[int, ...]:
        """Tell whose turn it is, where there is an order: the last one again, or the one after it."""
        last = self._used[-1] if self._used else -1
        done = last < 0 or self._counts[last] >= (self.cassette.interactions[last].times or 1)
        return (last, last + 1) if done else (last,)

    def _missed(self, request: Request) -> Unmatched:
        now = asked(request)
        number, differences = nearest_of(self._index.recorded, now, self.cassette.matching)
        reason = self._reason(self._index.fitting(request), number) if number >= 0 and not differences else ""
        safe = self._hide(request)
        told_as = asked(safe)
        hidden = tuple(replace(one, now=value_in(told_as, one)) for one in differences)
        return Unmatched(safe, number, hidden, reason, told(self.cassette, safe, number, hidden, reason))

    def _reason(self, fitting: list[int], nearest: int) -> str:
        """Say why an interaction with this very request does not answer it."""
        spent = [number for number in fitting if not self._may_answer(number)]
        if len(spent) == len(fitting):
            total = sum(self.cassette.interactions[number].times or 0 for number in spent)
            return f"it was to answer {total} time{'s' * (total != 1)}, and has"
        due = self._due()[-1]
        if due >= len(self.cassette.interactions) or max(fitting) < due:
            return f"interactions answer in order here, and {nearest + 1} has had its turn"
        first = self.cassette.interactions[due].request
        where = f"interaction {due + 1} ({first.method} {first.url})"
        return f"interactions answer in order here, and this one comes before {where} has answered"

    def _line(self, missed: Unmatched) -> str:
        said = listed(missed.differences) or missed.reason
        near = f"; nearest is interaction {missed.number + 1}: {said}" if said else ""
        return writable(f"nothing recorded answers {missed.request.method} {missed.request.url}{near}")
