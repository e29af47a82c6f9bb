"""What one evaluation carries along: the root, what was found, and the engine's memory between tokens.

The engine keeps some state in its tokens. A `Session` holds that state for one `find`, so that compiled paths
stay frozen and two finds never influence each other.
"""

from collections.abc import Callable
from typing import Final

from gc_contracts._json import Json
from gc_contracts.jsonpath.faults import Broken
from gc_contracts.jsonpath.tokens import Token

InnerTokens = tuple[tuple[Token, ...], int]
"""A path as the calls so far left it, and its first token behind a wildcard that was lost."""

MAX_STEPS: Final = 300_000
"""Containers one find may visit; several `..` in a row would otherwise run for hours."""


class Session:
    """One find: steps left, the position of the element last tried by `..`, and what arguments became."""

    __slots__ = ("added", "inner_tokens", "positions", "steps", "values")

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.positions: dict[int, int] = {}
        self.inner_tokens: dict[int, InnerTokens] = {}
        self.values: dict[int, Json] = {}
        self.added: list[Token] = []
        """Tokens made on the way: kept, since the other memories go by identity."""

    def step(self) -> None:
        """Count one step; raises Broken when there were too many."""
        self.steps -= 1
        if self.steps < 0:
            raise Broken("the path takes too many steps on this document")


class Run:
    """One path being followed; `required` is how existence tests ask: an absent member ends it."""

    __slots__ = ("required", "results", "root", "session")

    def __init__(self, root: Json, session: Session, *, required: bool = False) -> None:
        self.root = root
        self.session = session
        self.required = required
        self.results: list[Json] = []

    def child(self, *, required: bool) -> "Run":
        """Return a run for a path inside this one."""
        return Run(self.root, self.session, required=required)


Node = Callable[[Json, Run], None]
"""A token compiled together with all that follows it: adds what it finds to `run.results`."""
Follow = Callable[[Json, Run], Json]
"""A whole path: returns the value or the list of hits; raises a Fault."""
