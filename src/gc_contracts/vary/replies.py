"""Replies and names that all action cases are made of."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import ActionCase
from gc_contracts.model.interaction import Response

JSON_TYPE = (("content-type", "application/json"),)
MAX_NAME = 40


def reply(value: Json, status: int = 200) -> Response:
    """Make a response with a JSON body."""
    return Response(status, JSON_TYPE, dumps(value).encode("utf-8", "backslashreplace"))


def raw(body: bytes, kind: str, status: int = 200) -> Response:
    """Make a response with this very body."""
    return Response(status, (("content-type", kind),) if kind else (), body)


def declared(respond: Mapping[str, Json]) -> Response:
    """Make the response a person wrote down: `status`, `json` or `text`, `headers`."""
    status = respond.get("status", 200)
    headers = tuple((str(name), str(value)) for name, value in (respond.get("headers") or {}).items())
    made = reply(respond["json"]) if "json" in respond else raw(b"", "")
    if isinstance(respond.get("text"), str):
        made = raw(respond["text"].encode("utf-8", "surrogatepass"), "text/plain; charset=utf-8")
    if isinstance(respond.get("base64"), str):
        made = raw(b64decode(respond["base64"]), "")
    if any(name.lower() == "content-type" for name, _ in headers):
        made = replace(made, headers=())
    return replace(made, status=status if isinstance(status, int) else 200, headers=(*made.headers, *headers))


def slug(text: str) -> str:
    """Write a name so that it can stand in a case id.

    >>> slug("Order ID")
    'order-id'
    """
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:MAX_NAME] or "x"


def distinct(cases: Iterable[ActionCase]) -> Iterator[ActionCase]:
    """Number the ids that would come twice."""
    seen: dict[str, int] = {}
    for case in cases:
        count = seen[case.id] = seen.get(case.id, 0) + 1
        yield case if count == 1 else replace(case, id=f"{case.id}-{count}")
