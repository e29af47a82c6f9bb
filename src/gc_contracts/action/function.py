"""Function and Lambda actions: what reaches the function beside its event, its limits, and how it fails."""

import base64
from collections.abc import Mapping
from types import MappingProxyType

from gc_contracts._json import Json, dumps, loads
from gc_contracts.action.steps import StepFailed
from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.model.interaction import Headers, Response

REMOTE = "ACTION.REMOTE_ENDPOINT"
FAILED = "REST call for action execute failed. Message: "
"""How the message of every failed call begins. Source: recorded: community threads, the 500 article."""
EVENTS = frozenset({"function-data-actions", "aws-lambda-data-actions"})
"""Integrations that call a function with the body as its event, not a URL."""
FUNCTION = "function-data-actions"
FUNCTION_BYTES = 750_000
"""Largest event, and largest answer, of a function. Source: documented: the blog on functions."""
CONTEXT_BYTES = 3_584
"""Largest client context, in Base64. Source: documented: the blog on functions."""
CALLER: Mapping[str, str] = MappingProxyType(
    {
        "ININ-Correlation-Id": "00000000-0000-4000-8000-000000000003",
        "ININ-Organization-Id": "00000000-0000-4000-8000-000000000001",
        "ININ-Home-Organization-id": "00000000-0000-4000-8000-000000000001",
    }
)
"""What the platform adds to the client context. Source: recorded: sample functions; the values are ours."""
MEMORY_MB = 1536
"""What a function has. Source: documented: the blog on functions."""
SECONDS = 15.0
"""The most a function may take, and what it has where the file does not say.

Source: documented: SDK model Function: 1 to 15, default 15."""
_THROWN = "x-amz-function-error"


def is_javascript(contract: Contract) -> bool:
    """Whether what is under test is a function's JavaScript, and not Python code that stands in for it.

    `handler:` of such an action names a module's path and a method; Python's names have a colon.
    """
    action = contract.subject
    is_function = isinstance(action, Action) and action.integration_type == FUNCTION
    return is_function and ":" not in contract.expectations.handler


def seconds_of(contract: Contract) -> float:
    """Tell how long a function may take: contract.yaml, else its own settings, never over its most."""
    function = contract.action.function
    settings: Mapping[str, Json] = function if isinstance(function, dict) else {}
    declared = settings.get("timeoutSeconds", settings.get("timeout_seconds"))
    is_number = isinstance(declared, int | float) and not isinstance(declared, bool) and declared > 0
    own = min(float(declared), SECONDS) if is_number else SECONDS
    return contract.expectations.timeout or own


def client_context(headers: Headers) -> dict[str, str]:
    """Give a function's `context.clientContext`: the resolved headers beside what the platform adds.

    Source: documented: request configuration article and the blog on functions.
    """
    return {**CALLER, **dict(headers)}


def must_fit(integration: str, headers: Headers, event: str | None) -> None:
    """Refuse an event or a client context that a function cannot take.

    Source: documented: the blog on functions for both limits; assumed: the wording.
    """
    if integration != FUNCTION:
        return
    must_be_small((event or "").encode("utf-8", "surrogatepass"), integration, "event")
    text = dumps(client_context(headers)).encode("utf-8", "backslashreplace")
    if len(base64.b64encode(text)) > CONTEXT_BYTES:
        raise StepFailed(_limit(f"The client context is larger than {CONTEXT_BYTES} bytes"))


def must_be_small(body: bytes, integration: str, what: str) -> None:
    """Refuse an event or an answer that is larger than a function may have."""
    if integration == FUNCTION and len(body) > FUNCTION_BYTES:
        raise StepFailed(_limit(f"The function's {what} is larger than {FUNCTION_BYTES} bytes"))


def thrown(response: Response, integration: str) -> Failure | None:
    """Tell how a function failed, if it threw; an answer that holds `statusCode: 400` is a success.

    Source: recorded: community thread on return codes: status 500 with errorType and errorMessage;
    documented: the invoke API of Lambda marks a thrown error with the header X-Amz-Function-Error.
    """
    if integration not in EVENTS or not response.header(_THROWN):
        return None
    told = _told(response.body)
    words = ": ".join(str(told[name]) for name in ("errorType", "errorMessage") if told.get(name))
    return Failure(Cause.STATUS, FAILED + (words or "Unhandled"), "internal.server.error", 500, REMOTE)


def _told(body: bytes) -> Mapping[str, Json]:
    try:
        value = loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _limit(words: str) -> Failure:
    return Failure(Cause.LIMIT, FAILED + words, error_code=REMOTE)
