"""Steps 5 to 8: the request as the platform would send it, and sending it."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from gc_contracts._json import Json
from gc_contracts.action.definition import BODY, HEADERS, URL, Definition
from gc_contracts.action.function import EVENTS, FAILED, REMOTE, must_be_small, must_fit, thrown
from gc_contracts.action.login import Access
from gc_contracts.action.render import resolve
from gc_contracts.action.steps import StepFailed
from gc_contracts.errors import TimeoutFault, TransportError
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.model.interaction import Headers, Request, Response, Send

SHOWN = 1_000
"""Characters of a refused body that are shown."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.", re.DOTALL)
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def resolve_url(definition: Definition, context: Mapping[str, Json], *, strict: bool) -> str:
    """Resolve the URL; a function action has none and gives an empty text."""
    return resolve(definition, URL, context, strict=strict) if URL in definition.texts else ""


def resolve_headers(definition: Definition, context: Mapping[str, Json], *, strict: bool) -> Headers:
    """Resolve header values; names go out as written.

    Source: documented: macros article: header values are templates; request article: nothing is escaped.
    """
    names = definition.action.request.headers
    return tuple((name, resolve(definition, HEADERS + name, context, strict=strict)) for name in names)


def resolve_body(definition: Definition, context: Mapping[str, Json], *, strict: bool) -> str | None:
    """Resolve the body, or a function's event; None where the method sends no body."""
    return resolve(definition, BODY, context, strict=strict) if BODY in definition.texts else None


def deliver(request: Request, send: Send, integration: str, access: Access) -> Response:
    """Send a request, completed by what its integration adds, and give what comes back, whatever its status.

    What `send` raises beside TransportError is its own affair and goes through.

    Source: recorded: the 500 article for the message of a broken connection; assumed: status and code of a
    time-out.
    """
    if problem := unsendable(request, integration):
        raise StepFailed(Failure(Cause.REQUEST, FAILED + problem, error_code=REMOTE))
    must_fit(integration, request.headers, request.body)
    try:
        return send(access.dress(request))
    except TransportError as error:
        raise StepFailed(_unanswered(error)) from None


def accept(response: Response, integration: str) -> None:
    """Let only a 2xx response go on; the body of another one is seen in the message alone.

    Source: recorded: community threads and the 500 article for message form and error code; assumed: the 2xx
    boundary, no redirect is followed, the remote status is passed on.
    """
    if not 200 <= response.status < 300:
        raise StepFailed(_refused(response))
    if failure := thrown(response, integration):
        raise StepFailed(failure)
    must_be_small(response.body, integration, "answer")


def unsendable(request: Request, integration: str) -> str:
    """Tell why no HTTP client could send this; empty where one could.

    Source: assumed: what URL and header syntax leave no choice about; nothing finer is judged here.
    """
    if integration in EVENTS:
        return ""
    if problem := _bad_url(request.url, integration):
        return problem
    for name, value in request.headers:
        if not _TOKEN.fullmatch(name):
            return f"'{name}' is not a header name"
        if _CONTROL.search(value.replace("\t", " ")):
            return f"the value of header '{name}' holds a control character"
    return ""


def _bad_url(url: str, integration: str) -> str:
    if not url.strip():
        return "the URL is empty"
    if _CONTROL.search(url.strip("\r\n")):
        return "the URL holds a control character"
    if integration == "custom-rest-actions" and not _WEB.match(url.strip()):
        return "no scheme http or https with a host" if _ABSOLUTE.match(url) else "the URL is not absolute"
    return ""


def _unanswered(error: TransportError) -> Failure:
    if isinstance(error, TimeoutFault):
        message = f"{FAILED}The request timed out: {error.message}"
        return Failure(Cause.TIMEOUT, message, code="gateway.timeout", status=504, error_code=REMOTE)
    return Failure(
        Cause.CONNECTION,
        FAILED + error.message,
        code="internal.server.error",
        status=500,
        error_code=REMOTE,
    )


def _refused(response: Response) -> Failure:
    body = response.body[: SHOWN * 4].decode("utf-8", "replace")[:SHOWN]
    message = f"{FAILED}Request failed with status {_status(response.status)}: {body}".rstrip(": ")
    code = "internal.server.error" if response.status >= 500 else "bad.request"
    return Failure(Cause.STATUS, message, code=code, status=response.status, error_code=REMOTE)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
