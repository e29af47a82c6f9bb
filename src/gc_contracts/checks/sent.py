"""What a request item sent, and how to read it: base run, bodies, references of one input."""

import re

from gc_contracts._json import Json, loads
from gc_contracts.checks.parts import references_of
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.interaction import Request
from gc_contracts.velocity.analysis import Reference

_FORM = re.compile(r"[^\s={}<>\"]+=[^{<\"]*\Z", re.DOTALL)


def base_run(seen: Seen) -> ActionRun | None:
    """Give the run with the benign input; of several the one that goes out."""
    runs = [run for run in seen.actions if run.case.variation == "base"]
    return next((run for run in runs if run.execution.request), runs[0] if runs else None)


def uses_of(seen: Seen, part: Part, name: str) -> tuple[Reference, ...]:
    """List the references to one input in a part, those outside conditions first."""
    mine = (item for item in references_of(seen, part) if item.root == "input" and item.path[:1] == (name,))
    return tuple(sorted(mine, key=lambda item: (item.in_condition, item.offset)))


def means_json(request: Request, text: str) -> bool:
    """Whether a body is meant as JSON: its Content-Type says so, or it looks like an object or array."""
    kind = content_type(request)
    return "json" in kind if kind else text.lstrip()[:1] in {"{", "["}


def means_form(request: Request, text: str) -> bool:
    """Whether a body is meant as a form: its Content-Type says so, or it looks like `a=1&b=2`."""
    kind = content_type(request)
    return "form-urlencoded" in kind if kind else bool(_FORM.match(text))


def content_type(request: Request) -> str:
    """Give the Content-Type header in lower case; empty if there is none."""
    return next((value.lower() for name, value in request.headers if name.lower() == "content-type"), "")


def is_text(run: ActionRun, name: str) -> bool:
    """Whether a run has text for this input."""
    return isinstance(run.case.input, dict) and isinstance(run.case.input.get(name), str)


def value_of(run: ActionRun, name: str) -> str:
    """Give a run's text for an input; empty where it is no text."""
    return text_of(run.case.input.get(name)) if isinstance(run.case.input, dict) else ""


def text_of(value: Json) -> str:
    """Give a value if it is text, else empty text."""
    return value if isinstance(value, str) else ""


def json_of(text: str) -> tuple[Json] | None:
    """Read JSON; None where it is none."""
    try:
        return (loads(text),)
    except ValueError:
        return None


def json_error(text: str) -> str:
    """Tell why a text is no JSON; empty where it is."""
    try:
        loads(text)
    except ValueError as error:
        return str(error)
    return ""


def error_at(text: str) -> int:
    """Tell at which offset the JSON reader gave up; -1 where it did not."""
    try:
        loads(text)
    except ValueError as error:
        return int(getattr(error, "pos", -1))
    return -1
