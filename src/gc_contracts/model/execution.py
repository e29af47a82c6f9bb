"""The trace of one run of an action: its steps in the platform's order, and how it ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts._json import Json
from gc_contracts.model.action import Action
from gc_contracts.model.interaction import Request, Response, Send


class Cause(StrEnum):
    """Why a step failed, for checks; the platform's own words stand in the message."""

    INPUT_SHAPE = "input-shape"
    INPUT_SCHEMA = "input-schema"
    DEFINITION = "definition"
    VELOCITY = "velocity"
    REQUEST = "request"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    STATUS = "status"
    BODY = "body"
    JSONPATH = "jsonpath"
    OUTPUT_JSON = "output-json"
    OUTPUT_SCHEMA = "output-schema"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Failure:
    """What stopped a run."""

    cause: Cause
    message: str
    code: str = "bad.request"
    status: int = 400
    error_code: str = "ACTION.PROCESSING"
    """`details[0].errorCode` of the platform's error body."""
    part: str = ""
    """Which template, map key or member, e.g. `requestUrlTemplate`, `successTemplate`, a map key."""
    line: int = 0
    column: int = 0
    """Inside the template, from 1."""
    pointer: str = ""
    """Into the input or output, for schema violations."""
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of the platform's test page."""

    number: int
    name: str
    ok: bool
    result: Json = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """One run, start to end."""

    action: str
    input: Json
    steps: tuple[Step, ...] = ()
    output: Json = None
    request: Request | None = None
    response: Response | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    """What the success template saw, by translation map key: JSON text."""
    defaults_used: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    """Map keys that neither the response nor a default filled."""
    rendered: str = ""
    """The resolved success template, before it was read as JSON."""

    @property
    def failure(self) -> Failure | None:
        """What stopped the run; None where it went through."""
        return next((step.failure for step in self.steps if step.failure), None)

    @property
    def ok(self) -> bool:
        """Whether Architect would take the Success path."""
        return bool(self.steps) and self.failure is None

    @property
    def error(self) -> dict[str, Json] | None:
        """The platform's ErrorBody of the failed step, or None."""
        return None if self.failure is None else error_body(self.failure)

    def to_dict(self) -> dict[str, Json]:
        """Write TestExecutionResult, as the platform's test page gets it.

        Source: documented: SDK model TestExecutionResult; the shape of each `result` is assumed.
        """
        operations = [_operation(step) for step in self.steps]
        return {
            "operations": operations,
            "error": self.error,
            "finalResult": self.output if self.ok else None,
            "success": self.ok,
        }


def error_body(failure: Failure) -> dict[str, Json]:
    """Write a failure as the platform's ErrorBody.

    Source: documented: SDK model ErrorBody; codes recorded in the data action workshop.
    """
    return {
        "message": failure.message,
        "code": failure.code,
        "status": failure.status,
        "details": [{"errorCode": failure.error_code}],
        "errors": [],
    }


def _operation(step: Step) -> dict[str, Json]:
    error = error_body(step.failure) if step.failure else None
    return {"step": step.number, "name": step.name, "success": step.ok, "result": step.result, "error": error}


Execute = Callable[[Action, Json, Send], Execution]
"""Run an action once: offline here, or on the platform."""
