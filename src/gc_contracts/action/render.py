"""Rendering in a run: a template's error becomes the failure the platform words."""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.action.definition import SUCCESS, Definition
from gc_contracts.action.steps import StepFailed
from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.velocity import Limits

LIMITS = Limits(output=20_000_000)
"""Room for a response that is handed through whole. Source: ours: how large one may be is not known."""


def resolve(definition: Definition, name: str, context: Mapping[str, Json], *, strict: bool) -> str:
    """Render one template of an action.

    Source: recorded: the workshop's message for the success template; assumed: the request templates'
    message has the same form.
    """
    try:
        return definition.templates[name].render(context, strict=strict, name=name, limits=LIMITS)
    except VelocityError as error:
        raise StepFailed(_failure(definition, name, error)) from None


def _failure(definition: Definition, name: str, error: VelocityError) -> Failure:
    processed = "result" if name == SUCCESS else "request"
    message = (
        f"Transform failed to process {processed} using '{name}' template due to error:'{error.message}'\n"
        f" Template:'{definition.texts[name]}'."
    )
    cause = Cause.LIMIT if isinstance(error, VelocityLimitError) else Cause.VELOCITY
    return Failure(cause, message, part=name, line=error.line, column=error.column)
