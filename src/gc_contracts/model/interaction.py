"""What goes over the wire and what comes back, and the one door to it: `Send`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Headers = tuple[tuple[str, str], ...]
"""Header lines in order; names as written."""


@dataclass(frozen=True, slots=True)
class Request:
    """A resolved request, as the platform would send it."""

    method: str
    url: str
    headers: Headers = ()
    body: str | None = None
    """The resolved body text; None: no body is sent."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: status, header lines, raw body."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """Give a header's first value, whatever the case of its name; empty if absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Fault(StrEnum):
    """What can happen instead of a response."""

    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"


Reply = Response | Fault
"""What a case says will come back."""

Send = Callable[[Request], Response]
"""The only way out: raises TransportError (TimeoutFault, ConnectionFault) where no response comes."""
