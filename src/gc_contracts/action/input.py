"""Steps 1 and 3: what of an input reaches the templates, and whether the action contract allows it."""

import math
from collections.abc import Mapping

from gc_contracts._json import Json, join, kind
from gc_contracts.action.steps import StepFailed
from gc_contracts.model.execution import Cause, Failure
from gc_contracts.model.schema import Violation
from gc_contracts.schema.validate import Validator

SHOWN = 3


def simple(given: Json) -> dict[str, Json]:
    """Take the key-value pairs of an input, without those that are null.

    Source: recorded: announcement of March 2024: null inputs are dropped on test and execute alike;
    documented: contract article: pairs of a name and a text, number or boolean.
    """
    if not isinstance(given, Mapping):
        raise StepFailed(_shape(f"The request body must be a JSON object, not {kind(given)}.", ""))
    for name, value in given.items():
        if not isinstance(name, str):
            raise StepFailed(_shape(f"The name {name!r} must be a text.", ""))
        if not _scalar(value):
            message = f"The value of '{name}' must be a text, number, boolean or null, not {kind(value)}."
            raise StepFailed(_shape(message, join("", name)))
    return {name: value for name, value in given.items() if value is not None}


def allowed(given: Mapping[str, Json], validator: Validator) -> None:
    """Check an input against the input schema; nothing is coerced.

    Source: recorded: the workshop's step list; assumed: plain JSON Schema rules, wording ours.
    """
    violations = validator.violations(given)
    if violations:
        raise StepFailed(
            mismatch(Cause.INPUT_SCHEMA, "The input does not match the input schema", violations)
        )


def mismatch(cause: Cause, what: str, violations: tuple[Violation, ...]) -> Failure:
    """Word violations: the first few in the message, the very first as the place."""
    first = violations[0]
    shown = [f"{violation.pointer or '/'}: {violation.message}" for violation in violations[:SHOWN]]
    more = f"; and {len(violations) - SHOWN} more" if len(violations) > SHOWN else ""
    message = f"{what}: {'; '.join(shown)}{more}"
    return Failure(cause, message, pointer=first.pointer, keyword=first.keyword)


def _shape(message: str, pointer: str) -> Failure:
    return Failure(Cause.INPUT_SHAPE, message, pointer=pointer)


def _scalar(value: Json) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str | int)
