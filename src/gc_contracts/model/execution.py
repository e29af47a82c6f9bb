"""The trace of one run of an action: its steps in the platform's order, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts._json import Json
from gc_contracts.model.error_body import error_body, failure_outputs
from gc_contracts.model.failure import Cause, Failure
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.verdict import Trouble

__all__ = ["Cause", "Ending", "Execution", "Failure", "Step"]


class Ending(StrEnum):
    """The path that a flow takes after an action.

    Source: recorded: exported flows with their three paths; assumed: an action that runs out of its own time
    takes the Timeout path.
    """

    SUCCESS = "success"
    FAILURE = "failure"
    TIMEOUT = "timeout"


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
    requests: tuple[Request, ...] = ()
    """All requests of a handler, in order; empty for an action that the platform's steps run."""
    trouble: Trouble | None = None
    """How a handler failed, with the team's own line."""
    printed: str = ""
    """The end of what a handler printed."""
    tried: tuple[str, ...] = ()
    """What a handler tried and was refused: connections that no replay answers, child processes."""

    @property
    def failure(self) -> Failure | None:
        """What stopped the run; None where it went through."""
        return next((step.failure for step in self.steps if step.failure), None)

    @property
    def ok(self) -> bool:
        """Whether Architect would take the Success path."""
        return bool(self.steps) and self.failure is None

    @property
    def ending(self) -> Ending:
        """The path that Architect takes."""
        if self.failure is None:
            return Ending.SUCCESS
        return Ending.TIMEOUT if self.failure.cause is Cause.TIMEOUT else Ending.FAILURE

    @property
    def failure_outputs(self) -> dict[str, Json]:
        """The variables that a flow gets on its Failure path; empty on the others."""
        failed = self.failure if self.ending is Ending.FAILURE else None
        return {} if failed is None else failure_outputs(failed)

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


def _operation(step: Step) -> dict[str, Json]:
    error = error_body(step.failure) if step.failure else None
    return {"step": step.number, "name": step.name, "success": step.ok, "result": step.result, "error": error}
