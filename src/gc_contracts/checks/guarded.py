"""Allowed inputs that stop a request template: absent optional ones, and any other."""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, dumps
from gc_contracts.action.definition import SUCCESS
from gc_contracts.checks.landing import spoiling_defaults, stopped, trial
from gc_contracts.checks.make import finding, numbered, spot
from gc_contracts.checks.mapping import wanting
from gc_contracts.checks.parts import (
    BUILT_IN,
    inputs_of,
    offset_of,
    parsed,
    parts_of,
    required_of,
    stopped_at,
)
from gc_contracts.checks.sent import base_run
from gc_contracts.errors import VelocityError
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.velocity import Template
from gc_contracts.velocity.analysis import Reference, references
from gc_contracts.velocity.tracing import printed, without

_NULL_INPUT = re.compile(r"\$!?\{?input\.([\w-]+)")
_NOT_GIVEN = frozenset({"absent", "null", "all optional absent"})
_SHOWN = 80


def unguarded_optional(seen: Seen) -> Iterator[Finding]:
    """Report optional inputs whose absence stops the request.

    A run proves it. It stops at its first template, so the others are rendered with the same input here.
    """
    base = base_run(seen)
    if base is None or stopped_at(base) or not seen.settings.emulation.strict_request:
        return
    required = required_of(seen.contract.action)
    for run in seen.actions:
        name = run.case.about
        if run.case.variation == "absent" and name not in required and stopped_at(run):
            yield from _unguarded(seen, base, run, name)


def _unguarded(seen: Seen, base: ActionRun, run: ActionRun, name: str) -> Iterator[Finding]:
    for title, part in parts_of(seen).items():
        template = parsed(seen, part)
        if title == SUCCESS or template is None:
            continue
        uses = [item for item in references(template) if item.root == "input" and item.path[:1] == (name,)]
        if not uses or _strict_error(title, template, base.case.input) is not None:
            continue
        told = []
        for error in _errors(title, template, run.case.input):
            offset = offset_of(part.text, error.line, error.column)
            words = f"{title} needs optional input `{name}`: without it the run fails ({error.message})"
            at, hint = spot(part, offset, name), _guard(name, uses, offset)
            told.append(finding(seen, "template/unguarded-optional", words, at, hint=hint, reproduce=run))
        yield from numbered(told)


def _errors(title: str, template: Template, given: Json) -> Iterator[VelocityError]:
    """Render again and again, each time without the reference that stopped it: each is a defect."""
    left_out: frozenset[int] = frozenset()
    while (error := _strict_error(title, template, given)) is not None:
        yield error
        at = offset_of(template.source, error.line, error.column)
        culprit = [
            node.dollar.absolute
            for node in printed(template)
            if node.dollar.absolute <= at <= node.end.absolute
        ]
        if not culprit or left_out.issuperset(culprit):
            return
        left_out |= {culprit[-1]}
        template = without(template, left_out)


def _guard(name: str, uses: list[Reference], offset: int) -> str:
    """Word the mend: a tool gives null for null, so the quiet sign belongs before the tool."""
    use = next((item for item in uses if item.end > offset), uses[-1])
    tool = use.argument_of
    quiet = f"$!{tool}($!{{input.{name}}})" if tool else f"$!{{input.{name}}}"
    return f'Write {quiet}, or put it inside #if("$!{{input.{name}}}" != "")…#end.'


def _strict_error(title: str, template: Template, given: Json) -> VelocityError | None:
    """Render with this input; what else a template may ask for holds a harmless text."""
    found = references(template)
    context: dict[str, Json] = {
        root: {item.path[0]: "text" for item in found if item.root == root and item.path}
        for root in ("credentials", "authResponse")
    }
    built_in = {"rawRequest": dumps(given), **dict.fromkeys(BUILT_IN - {"rawRequest"}, "text")}
    context["input"] = {**built_in, **given}
    try:
        template.render(context, name=title)
    except VelocityError as error:
        return error
    return None


def render_failure(seen: Seen) -> Iterator[Finding]:
    """Report allowed inputs that stop a request template.

    Absent ones are `unguarded-optional`, and names without a value `undefined-variable`.
    """
    if seen.plan.kind is CaseKind.RESPONSE:
        yield from _success_failure(seen)
        return
    told: set[tuple[str, str]] = set()
    base = base_run(seen)
    if base is None:
        return
    for run in (base,) if stopped_at(base) else seen.actions:
        part, failure = stopped_at(run), run.execution.failure
        key = (part, run.case.about)
        if failure is None or not part or run.case.variation in _NOT_GIVEN or key in told:
            continue
        told.add(key)
        if not _is_undefined(seen, failure.message):
            yield _stops(seen, run, part, failure.message)


def _success_failure(seen: Seen) -> Iterator[Finding]:
    """A success template that stops for a value: whatever comes back, or for some responses."""
    tried, spoilt = trial(seen), spoiling_defaults(seen)
    keys = seen.contract.action.response.translation_map
    runs = [
        run
        for run in seen.actions
        if stopped(run)
        and spoilt.isdisjoint(run.execution.defaults_used)
        and not (tried and any(wanting(tried, run, key) for key in keys))
        and not (run.execution.failure and "has not been set" in run.execution.failure.message)
    ]
    if not runs:
        return
    always = all(stopped(run) for run in seen.actions if run.execution.values or not keys)
    run = max(runs, key=lambda run: (run.case.evidence.severity.rank, not run.case.about))
    failure, part = run.execution.failure, seen.contract.action.response.success
    if failure and part:
        severity = Severity.ERROR if always else run.case.evidence.severity
        given = (
            "whatever comes back"
            if always
            else f"with {run.case.about or 'the response'} {run.case.variation}"
        )
        words = f"{SUCCESS} stops, {given}: {failure.message}"
        at = spot(part, offset_of(part.text, failure.line, failure.column))
        hint = "Guard it with #if, or do it in the service."
        yield finding(seen, "template/render-failure", words, at, severity=severity, hint=hint, reproduce=run)


def _stops(seen: Seen, run: ActionRun, title: str, message: str) -> Finding:
    value = dumps(run.case.value)
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    given = f"input `{run.case.about}` {shown}" if run.case.about else "an allowed input"
    words = f"{given} stops the template: {message}"
    at = spot(seen.contract.action.templates[title], subject=run.case.about)
    hint = "Guard it with #if, or narrow the input contract."
    return finding(seen, "template/render-failure", words, at, hint=hint, reproduce=run)


def _is_undefined(seen: Seen, message: str) -> bool:
    """Whether a message is about a name that nothing declares."""
    found = _NULL_INPUT.search(message)
    undeclared = found is not None and found[1] not in inputs_of(seen.contract.action)
    return "has not been set" in message or undeclared
