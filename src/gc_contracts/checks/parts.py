"""The parts of an action as several checks read them: parsed templates, declared inputs, offsets."""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.action.definition import SUCCESS
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Action, Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.execution import Cause
from gc_contracts.velocity import Template, parse
from gc_contracts.velocity.analysis import Reference, references

BUILT_IN = frozenset({"rawRequest", "orgId", "integrationId"})
"""Members of `input` that the platform adds. Source: documented: contract article (reserved names)."""


def parts_of(seen: Seen) -> dict[str, Part]:
    """Give the templates that are rendered, by name; none for what is no action."""
    return seen.contract.action.templates if seen.contract.kind is Kind.ACTION else {}


def parsed(seen: Seen, part: Part) -> Template | None:
    """Parse a template; None where it does not: `template/syntax` tells."""
    try:
        return parse(part.text, engine=seen.settings.emulation.velocity)
    except VelocityError:
        return None


def references_of(seen: Seen, part: Part) -> tuple[Reference, ...]:
    """List the references of a template; none where it does not parse."""
    template = parsed(seen, part)
    return references(template) if template else ()


def inputs_of(action: Action) -> Mapping[str, Json]:
    """Give the declared inputs and their schemas."""
    document = action.input.document
    found = document.get("properties") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def required_of(action: Action) -> frozenset[str]:
    """Name the inputs that the contract requires."""
    document = action.input.document
    found = document.get("required") if isinstance(document, dict) else None
    return (
        frozenset(name for name in found if isinstance(name, str)) if isinstance(found, list) else frozenset()
    )


def offset_of(text: str, line: int, column: int) -> int:
    """Turn an engine position into an offset; columns are UTF-16 units, close enough for a caret."""
    starts = text.splitlines(keepends=True)
    last = max(len(text) - 1, 0)
    if not 1 <= line <= len(starts):
        return last
    return min(sum(map(len, starts[: line - 1])) + max(column, 1) - 1, last)


def stopped_at(run: ActionRun) -> str:
    """Name the request template that stopped a run; empty where none did."""
    failure = run.execution.failure
    return failure.part if failure and failure.cause is Cause.VELOCITY and failure.part != SUCCESS else ""
