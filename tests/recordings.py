"""Recordings made by hand."""

from gc_contracts._json import Json, dumps
from gc_contracts.model.interaction import Fault, Reply, Request, Response
from gc_contracts.model.recording import Cassette, Interaction, RecordedRun

WHEN = "2026-01-31T12:00:00Z"


def answered(
    body: Json,
    url: str = "https://example.com/",
    *,
    method: str = "POST",
    status: int = 200,
    sent: str | None = None,
) -> Interaction:
    """Record a JSON answer."""
    reply = Response(status, (("content-type", "application/json"),), dumps(body).encode())
    return Interaction(Request(method, url, (), sent), reply, WHEN)


def broken(fault: Fault, url: str = "https://example.com/") -> Interaction:
    """Record a request that nothing answered."""
    reply: Reply = fault
    return Interaction(Request("POST", url), reply, WHEN)


def cassette(*interactions: Interaction, name: str = "found", run: RecordedRun | None = None) -> Cassette:
    """Put interactions into a cassette."""
    return Cassette(name, interactions, run=run)
