"""Steps 10 and 11: the resolved success template becomes the output, which the action contract judges."""

from gc_contracts._json import Json
from gc_contracts.action.input import mismatch
from gc_contracts.action.steps import StepFailed
from gc_contracts.action.translate import read
from gc_contracts.model.execution import Cause
from gc_contracts.schema.validate import Validator
from gc_contracts.settings import Emulation


def result_of(rendered: str, emulation: Emulation) -> Json:
    """Read the resolved success template as JSON.

    Source: documented: response configuration article: the result must be JSON; assumed: the wording.
    """
    return read(rendered, Cause.OUTPUT_JSON, "The resolved 'successTemplate'", emulation)


def conform(output: Json, validator: Validator) -> None:
    """Check an output against the success schema; nothing is coerced.

    Source: documented: response configuration article: the result must conform; assumed: plain JSON Schema
    rules, wording ours.
    """
    violations = validator.violations(output)
    if violations:
        raise StepFailed(
            mismatch(Cause.OUTPUT_SCHEMA, "The output does not match the success schema", violations)
        )
