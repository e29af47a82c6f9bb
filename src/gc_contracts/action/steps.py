"""The steps of one run: the platform's order and words, and the trace that is kept of them.

A run stops at the first step that fails; what was known until then stays in the execution.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.model.execution import Execution, Failure, Step
from gc_contracts.model.interaction import Request, Response

NAMES = (
    "Validate request body contains simple json (key-value pairs)",
    "Validate draft definition",
    "Validate request body against simple input schema",
    "Perform authentication",
    "Resolve request URL template",
    "Resolve request header templates",
    "Resolve request body template",
    "Execute",
    "Resolve translation map",
    "Apply output transformation",
    "Validate output against success schema",
    "Flatten output",
)
"""In running order, counted from 1.

Source: recorded: the workshop's test page shows the first ten for a draft with flattened input;
assumed: the last two names are ours, since no picture shows what follows.
"""


class StepFailed(Exception):  # noqa: N818 - never leaves this package: the executor turns it into a failed step
    """The step that is running fails, and with it the run."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


@dataclass(slots=True)
class Trace:
    """What is known of a run so far; belongs to this one run."""

    action: str
    input: Json
    steps: list[Step] = field(default_factory=list)
    request: Request | None = None
    response: Response | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    defaults_used: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    rendered: str = ""
    output: Json = None

    def done(self, result: Json = None) -> None:
        """Note that the next step went through."""
        number = len(self.steps)
        self.steps.append(Step(number + 1, NAMES[number], ok=True, result=result))

    def failed(self, failure: Failure) -> None:
        """Note that the next step failed."""
        number = len(self.steps)
        self.steps.append(Step(number + 1, NAMES[number], ok=False, failure=failure))

    def execution(self) -> Execution:
        """Freeze what is known."""
        return Execution(
            action=self.action,
            input=self.input,
            steps=tuple(self.steps),
            output=self.output,
            request=self.request,
            response=self.response,
            values=self.values,
            defaults_used=self.defaults_used,
            unresolved=self.unresolved,
            rendered=self.rendered,
        )
