"""What was recorded: requests, what answered them, and the run of an action they belong to."""

from dataclasses import dataclass, field
from typing import Protocol

from gc_contracts._json import Json
from gc_contracts.model.document import Document
from gc_contracts.model.interaction import Reply, Request

REDACTED = "<redacted:"
"""How a placeholder begins that stands for a secret."""
LOGINS = frozenset({"oauth", "oauth2", "token", "login", "signin", "auth", "authenticate"})
"""Segments in the path of a request that asks for access."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One request and what answered it.

    The request's URL holds the query. `{name}` in its path stands for any one segment. A body that is no
    UTF-8 keeps its bytes as lone surrogates (`surrogateescape`).
    """

    request: Request
    reply: Reply
    recorded: str = ""
    """When, as RFC 3339 in UTC with whole seconds; empty: not known."""
    times: int | None = None
    """How often it may answer; None: any number of times."""
    pointer: str = ""
    """Where it stands in the cassette's file, e.g. `/interactions/0`."""

    @property
    def is_login(self) -> bool:
        """Whether it is no more than a login, told by its path."""
        path = self.request.url.partition("?")[0].lower()
        return self.request.method.upper() == "POST" and not LOGINS.isdisjoint(path.split("/"))


@dataclass(frozen=True, slots=True)
class Matching:
    """What of a request must be as recorded, beside its method and its URL without the query."""

    query: bool = True
    body: bool = True
    headers: tuple[str, ...] = ()
    """Names of headers that are compared; no others are."""
    ordered: bool = False
    """Whether requests must come in the order of the file."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """The run of an action that a cassette keeps the interactions of."""

    input: Json
    outcome: str = "success"
    """success, failure, timeout."""
    output: Json = None
    """What came out; nothing (None) where it failed."""
    step: str = ""
    """The step that failed, by its name on the platform."""


@dataclass(frozen=True, slots=True)
class Cassette:
    """A file of interactions. `name`: its path below `cassettes/` without the ending."""

    name: str
    interactions: tuple[Interaction, ...] = ()
    matching: Matching = field(default_factory=Matching)
    run: RecordedRun | None = None
    document: Document | None = None
    """The file it was read from; None: it was made here."""


class Redactor(Protocol):
    """Takes secrets out of what will be written; one serves one cassette: equal stays equal."""

    def interaction(self, each: Interaction) -> Interaction:
        """Give the interaction without its secrets."""
        ...

    def data(self, value: Json) -> Json:
        """Give a JSON value without its secrets, e.g. a run's input and output."""
        ...

    def leaks(self, text: str) -> tuple[str, ...]:
        """Name what a finished text would still give away, in words that do not repeat it."""
        ...
