"""A run of a handler, told as the executor tells its own: steps, request, output, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.action import input as given_input
from gc_contracts.action.steps import NAMES, StepFailed
from gc_contracts.model.execution import Cause, Execution, Failure, Step
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.verdict import Trouble
from gc_contracts.schema.validate import Validator

RUN = "Run handler"
"""The step in which the team's code runs; the name is ours, since no platform runs Python."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What one call of a handler showed."""

    output: Json = None
    trouble: Trouble | None = None
    requests: tuple[Request, ...] = ()
    response: Response | None = None
    printed: str = ""
    extra: Mapping[str, Json] = field(default_factory=dict)
    """What else the worker told: `wanted`, `compared`, `inputs`, `waited`, `tried`; and whether its replies
    were `tapered`."""


def admitted(given: Json, validator: Validator) -> tuple[dict[str, Json], Failure | None]:
    """Tell what of an input reaches a handler, or why none does.

    Source: recorded: as for any action: null inputs are dropped, the rest must keep the input schema.
    """
    try:
        plain = given_input.simple(given)
        given_input.allowed(plain, validator)
    except StepFailed as stop:
        return {}, stop.failure
    return plain, None


def execution(action: str, given: Json, handled: Handled | None, refused: Failure | None) -> Execution:
    """Put a call into the shape of a run.

    Args:
        action: the action's name.
        given: the input.
        handled: what the call showed; None where the input was refused.
        refused: why the input was refused.
    """
    if handled is None:
        return Execution(action, given, (Step(1, NAMES[2], ok=False, failure=refused),))
    failure = _failure(handled.trouble) if handled.trouble else None
    run = Step(2, RUN, ok=failure is None, result=handled.output, failure=failure)
    return Execution(
        action,
        given,
        (Step(1, NAMES[2], ok=True, result=given), run),
        output=handled.output,
        request=handled.requests[0] if handled.requests else None,
        response=handled.response,
        requests=handled.requests,
        trouble=handled.trouble,
        printed=handled.printed,
        tried=tuple(handled.extra.get("tried", ())),
    )


def _failure(trouble: Trouble) -> Failure:
    cause = Cause.TIMEOUT if trouble.kind in {"timeout", "slow"} else Cause.HANDLER
    return Failure(cause, f"{trouble.kind}: {trouble.message}".rstrip(": "), "internal.server.error", 500)
