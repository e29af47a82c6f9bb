"""Fault cases: what any HTTP service can give instead of the response an action hopes for.

Nothing here needs evidence beyond HTTP itself: every service times out, moves, breaks and answers in HTML.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import ActionCase
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Fault, Reply, Response
from gc_contracts.vary.replies import JSON_TYPE, raw, reply

STATUSES: tuple[tuple[int, Json], ...] = (
    (400, {"message": "bad request"}),
    (401, {"message": "unauthorized"}),
    (403, {"message": "forbidden"}),
    (404, {"message": "not found"}),
    (429, {"message": "too many requests"}),
    (500, {"message": "internal server error"}),
    (503, {"message": "service unavailable"}),
)
HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>"
LARGE = 2_000_000
"""Bytes of padding in the large body."""


def fault_cases(given: Json, response: Json) -> tuple[ActionCase, ...]:
    """Derive the faults.

    Args:
        given: an input the contract allows.
        response: the response the action needs; the damaged bodies are made of it.
    """
    return tuple(
        ActionCase(name, given, answer, Evidence.HTTP, "", variation)
        for name, variation, answer in [*_instead(), *_statuses(), *_bodies(response)]
    )


def _instead() -> Iterator[tuple[str, str, Reply]]:
    yield "timeout", "time-out", Fault.TIMEOUT
    yield "refused", "connection refused", Fault.REFUSED
    yield "reset", "connection reset", Fault.RESET


def _statuses() -> Iterator[tuple[str, str, Reply]]:
    for status, body in STATUSES:
        yield f"status-{status}", f"status {status}", reply(body, status)
    for status in (301, 302):
        moved = Response(status, (("location", "https://example.com/moved"),))
        yield f"status-{status}", f"status {status}", moved
    yield "no-content", "204 without a body", raw(b"", "", 204)


def _bodies(response: Json) -> Iterator[tuple[str, str, Reply]]:
    yield "empty-body", "empty body", raw(b"", "application/json")
    yield "html", "200 with HTML", raw(HTML, "text/html; charset=utf-8")
    text = dumps(response).encode("utf-8", "backslashreplace")
    yield "truncated", "JSON cut off", raw(text[: (len(text) + 1) // 2], "application/json")
    yield "wrong-charset", "bytes of another charset", _latin(response)
    yield "large-body", "large body", _padded(response)
    yield "json-null", "JSON null", reply(None)
    yield "empty-array", "empty array", reply([])


def _latin(response: Json) -> Response:
    """Write Latin-1 and say UTF-8."""
    note = (
        {**response, "note": "\u00e9\u00fc"}
        if isinstance(response, dict)
        else [*_list(response), "\u00e9\u00fc"]
    )
    body = dumps(note).encode("latin-1", "replace")
    return raw(body, "application/json; charset=utf-8")


def _padded(response: Json) -> Response:
    """Add white space, which changes no value."""
    text = dumps(response).encode("utf-8", "backslashreplace")
    return Response(200, JSON_TYPE, text + b" " * LARGE)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]
