"""What a handler under test asks of the outside world, as our nouns, and our reply as plain data."""

import base64
from collections.abc import Callable

from gc_contracts._json import Json
from gc_contracts.errors import ConnectionFault, TimeoutFault
from gc_contracts.model.interaction import Fault, Reply, Request

Answering = Callable[[Request], Reply]
"""What answers for the outside world; a `Send` is one, and its faults are replies here."""
NO_REPLIES: Json = {"refused": "code under test sent a request, and this run answers none"}


def replied(request: Json, send: Answering | None) -> Json:
    """Answer a worker's request by `send`; faults travel as words, bodies as base64."""
    if send is None:
        return NO_REPLIES
    try:
        return _told(send(_request(request)))
    except TimeoutFault:
        return _told(Fault.TIMEOUT)
    except ConnectionFault:
        return _told(Fault.REFUSED)


def _request(request: Json) -> Request:
    headers = tuple((str(name), str(value)) for name, value in request.get("headers") or ())
    body = request.get("body")
    text = None if body is None else base64.b64decode(body).decode("utf-8", "backslashreplace")
    return Request(request["method"], request["url"], headers, text)


def _told(reply: Reply) -> Json:
    if isinstance(reply, Fault):
        return {"fault": reply.value}
    body = base64.b64encode(reply.body).decode("ascii")
    return {"status": reply.status, "headers": [list(line) for line in reply.headers], "body": body}
