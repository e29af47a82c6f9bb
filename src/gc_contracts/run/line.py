"""What answers a handler's requests in one call: the case's reply, and an end to what would never end."""

from gc_contracts._json import Json, dumps, loads
from gc_contracts.errors import TimeoutFault, TransportError
from gc_contracts.model.interaction import Fault, Reply, Request, Response, Send

FOREIGN = "FOREIGN"
"""The method by which a worker tells of a connection on which no HTTP is spoken."""
EMPTIED = 8
"""After so many requests of one call lists are empty: whoever reads page after page comes to the last one."""
ENDED = 16
"""After so many there are no texts and no truths left either: no next page, nothing pending."""
MOST = 40
"""So many are answered; the next ones find no connection."""
ENOUGH = 80


class EndlessError(Exception):
    """Code under test sends requests without end."""


class Line:
    """Answers one call's requests with one reply, or from a recording, and keeps what was asked."""

    def __init__(self, answer: Reply, before: tuple[Reply, ...] = (), send: Send | None = None) -> None:
        self._answer, self._before, self._send = answer, before, send
        self.requests: list[Request] = []
        self.foreign: tuple[str, ...] = ()
        """Connections on which something else than HTTP is spoken, in words."""

    @property
    def is_endless(self) -> bool:
        """Whether there were more requests than any call needs."""
        return len(self.requests) > MOST

    @property
    def is_tapered(self) -> bool:
        """Whether replies were given that no case has."""
        is_usual = isinstance(self._answer, Response) and self._answer.status == 200
        return self._send is None and len(self.requests) > EMPTIED and is_usual

    def __call__(self, request: Request) -> Reply:
        """Answer; a connection is refused where the case says so, else it is made."""
        if request.method == "CONNECT":
            return self._connected()
        if request.method == FOREIGN:
            self.foreign = (*self.foreign, f"speak with {request.url}, and not in HTTP")
            return Fault.RESET
        self.requests.append(request)
        number = len(self.requests)
        if number > ENOUGH:
            raise EndlessError
        if number > MOST:
            return Fault.RESET
        if self._send is not None:
            return _sent(self._send, request)
        return self._before[number - 1] if number <= len(self._before) else self._tapered(number)

    def _connected(self) -> Reply:
        upcoming = len(self.requests)
        answer = self._before[upcoming] if upcoming < len(self._before) else self._answer
        return Fault.REFUSED if answer is Fault.REFUSED else Response(200)

    def _tapered(self, number: int) -> Reply:
        answer = self._answer
        if number <= EMPTIED or not isinstance(answer, Response) or answer.status != 200:
            return answer
        try:
            document = loads(answer.body.decode("utf-8"))
        except ValueError:
            return answer
        emptied = _emptied(document, all_=number > ENDED)
        return Response(answer.status, answer.headers, dumps(emptied).encode("utf-8", "backslashreplace"))


def _sent(send: Send, request: Request) -> Reply:
    """Give what a `Send` gives, its faults as what code under test meets."""
    try:
        return send(request)
    except TimeoutFault:
        return Fault.TIMEOUT
    except TransportError:
        return Fault.RESET


def _emptied(value: Json, *, all_: bool) -> Json:
    """Take the elements out of lists, and with `all_` what texts and truths say."""
    if isinstance(value, dict):
        return {name: _emptied(item, all_=all_) for name, item in value.items()}
    if isinstance(value, list):
        return []
    if all_ and isinstance(value, bool):
        return False
    return None if all_ and isinstance(value, str) else value
