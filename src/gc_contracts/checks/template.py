"""Family `template/`: what templates refer to, against what there is to refer to.

All but `unguarded-optional` are read off the tree, and report only what every run would show.
"""

import difflib
from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, dumps
from gc_contracts.checks.make import finding, spot
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Action, Part
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Check, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.velocity import Template, parse
from gc_contracts.velocity.analysis import Reference, assigned, directives, references

SUCCESS = "successTemplate"
BUILT_IN = frozenset({"rawRequest", "orgId", "integrationId"})
"""Members of `input` that the platform adds. Source: documented: contract article (reserved names)."""
_TOOLS = frozenset({"esc", "encoding", "math", "urlTool"})
_REQUEST_ROOTS = _TOOLS | {"input", "credentials", "authResponse", "salesforce", "msdynamics"}
_SUCCESS_ROOTS = _TOOLS | {"rawResult", "successTemplateUtils", "salesforce", "msdynamics"}
_KNOWN_DIRECTIVES = frozenset({"if", "else", "elseif", "end"})
_ELSEWHERE = frozenset({"input", "credentials", "authResponse"})


def syntax(seen: Seen) -> Iterator[Finding]:
    """Report templates that do not parse."""
    for name, part in _parts(seen).items():
        try:
            _parse(seen, part)
        except VelocityError as error:
            at = spot(part, _offset(part.text, error.line, error.column))
            words = f"{name} does not parse: {error.message}"
            yield finding(seen, "template/syntax", words, at, reproduce={"template": part.text})


def undefined_variable(seen: Seen) -> Iterator[Finding]:
    """Report references to names that never have a value."""
    for name, part in _parts(seen).items():
        template = _parsed(seen, part)
        if template is None:
            continue
        known = _known(seen.contract.action, name, assigned(template))
        told = set()
        for reference in references(template):
            subject = ".".join((reference.root, *reference.path[:1]))
            if subject not in told and (found := _undefined(seen, name, part, reference, known)):
                told.add(subject)
                yield found


def _undefined(
    seen: Seen, name: str, part: Part, reference: Reference, known: frozenset[str]
) -> Finding | None:
    at = spot(part, reference.offset)
    if reference.root not in known:
        return _unknown_root(seen, name, part, reference, known)
    if name == SUCCESS or reference.root != "input" or not reference.path:
        return None
    declared = frozenset(_inputs(seen.contract.action)) | BUILT_IN
    wanted = reference.path[0]
    if wanted in declared or not isinstance(seen.contract.action.input.document, dict):
        return None
    silent = reference.quiet or reference.in_condition or f"input.{wanted}" in reference.guards
    words = f"{name} refers to input `{wanted}`, which the input contract does not declare"
    words += ", so it is always empty" if silent else ", so every run fails here"
    severity = Severity.WARNING if silent else Severity.ERROR
    hint = _nearest(wanted, declared, "Declare the input, or remove the reference.")
    return finding(
        seen,
        "template/undefined-variable",
        words,
        at,
        subject=f"input.{wanted}",
        severity=severity,
        hint=hint,
        reproduce={"input": {}, "template": part.text, "variable": f"input.{wanted}"},
    )


def _unknown_root(
    seen: Seen, name: str, part: Part, reference: Reference, known: frozenset[str]
) -> Finding | None:
    action, root = seen.contract.action, reference.root
    if name == SUCCESS and root in action.response.defaults and root not in action.response.translation_map:
        hint = "The default of this name is not used: give the translation map a path for it."
    else:
        hint = _nearest(root, known, "Add it to the translation map." if name == SUCCESS else "Remove it.")
    words, severity = f"`${root}` is set nowhere, so {name} fails whenever it is resolved", Severity.ERROR
    if name == SUCCESS and root in _ELSEWHERE:
        words = f"`${root}` belongs to the request; nobody has shown that {name} can read it"
        severity = Severity.NOTE
    elif reference.in_condition and not reference.path:
        words, severity = f"`${root}` is set nowhere, so this condition never holds", Severity.WARNING
    data = {"template": part.text, "variable": root}
    return finding(
        seen,
        "template/undefined-variable",
        words,
        spot(part, reference.offset),
        subject=root,
        severity=severity,
        hint=hint,
        reproduce=data,
    )


def unsupported_directive(seen: Seen) -> Iterator[Finding]:
    """Report directives that no known action uses, `#foreach` first.

    Source: recorded: a practitioner found `#foreach` disabled; of 422 real templates none uses others.
    """
    for name, part in _parts(seen).items():
        template = _parsed(seen, part)
        used = directives(template) if template else ()
        first = {directive.name: directive for directive in reversed(used)}
        for word, directive in first.items():
            if word not in _KNOWN_DIRECTIVES:
                words = f"{name} uses #{word}; the platform may not run it (only #if, #elseif, #else are known to work)"
                hint = "Move the logic into the service or a function, or write it with #if."
                yield finding(
                    seen,
                    "template/unsupported-directive",
                    words,
                    spot(part, directive.offset),
                    subject=word,
                    severity=Severity.WARNING,
                    hint=hint,
                    reproduce={"template": part.text},
                )


def unused_input(seen: Seen) -> Iterator[Finding]:
    """Report declared inputs that no resolved template sends."""
    if seen.contract.kind is not Kind.ACTION:
        return
    action = seen.contract.action
    used = _used_inputs(seen)
    if used is None:
        return
    misspelt = _misspelt(seen)
    for name in _inputs(action):
        if name not in used and name.lower() not in misspelt:
            pointer = action.input.place(f"/properties/{name.replace('~', '~0').replace('/', '~1')}")
            why = (
                ""
                if action.sends_body or action.request.body is None
                else f" (a {action.request.method} sends no body)"
            )
            words = f"input `{name}` is declared, and no template uses it{why}"
            at = spot(Part(name, pointer))
            hint = "Use it in the URL, a header or the body; or remove it from the contract."
            yield finding(
                seen,
                "template/unused-input",
                words,
                at,
                severity=Severity.WARNING,
                hint=hint,
                reproduce={"input": name},
            )


def _used_inputs(seen: Seen) -> frozenset[str] | None:
    """The inputs that reach the request; None where all do, or where it cannot be told."""
    used: set[str] = set()
    parts = {name: part for name, part in _parts(seen).items() if name != SUCCESS}
    if not parts:
        return None
    for part in parts.values():
        template = _parsed(seen, part)
        if template is None:
            return None
        for reference in references(template):
            if reference.root != "input" or reference.escaped:
                continue
            if not reference.path or reference.path[0] == "rawRequest":
                return None
            used.add(reference.path[0])
    return frozenset(used)


def _misspelt(seen: Seen) -> frozenset[str]:
    """What templates ask for in vain, in lower case: `undefined-variable` tells of these already."""
    templates = (_parsed(seen, part) for part in _parts(seen).values())
    found = [item for template in templates if template for item in references(template)]
    names = {item.path[0].lower() for item in found if item.path and item.root.lower() == "input"}
    return frozenset(names | {item.root.lower() for item in found})


def unused_mapping(seen: Seen) -> Iterator[Finding]:
    """Report translation map entries that the success template never uses."""
    if seen.contract.kind is not Kind.ACTION:
        return
    response = seen.contract.action.response
    template = _parsed(seen, response.success) if response.success else None
    if response.success and template is None:
        return
    used = {reference.root for reference in references(template)} if template else set()
    for key, part in response.translation_map.items():
        if key not in used:
            words = f"`{key}` is extracted from the response, and the success template never uses it"
            hint = f"Use ${{{key}}} in the success template, or remove the entry."
            yield finding(
                seen,
                "template/unused-mapping",
                words,
                spot(part),
                severity=Severity.WARNING,
                hint=hint,
                reproduce={"translationMap": {key: part.text}},
            )


def unguarded_optional(seen: Seen) -> Iterator[Finding]:
    """Report optional inputs whose absence stops the request.

    A run proves it. It stops at its first template, so the others are rendered with the same input here.
    """
    base = next((run for run in seen.actions if not run.case.about), None)
    if base is None or stopped_at(base) or not seen.settings.emulation.strict_request:
        return
    required = frozenset(_required(seen.contract.action))
    for run in seen.actions:
        name = run.case.about
        if run.case.variation == "absent" and name not in required and stopped_at(run):
            yield from _unguarded(seen, run, name)


def _unguarded(seen: Seen, run: ActionRun, name: str) -> Iterator[Finding]:
    for title, part in _parts(seen).items():
        template = _parsed(seen, part)
        if title == SUCCESS or template is None:
            continue
        uses = [item for item in references(template) if item.root == "input" and item.path[:1] == (name,)]
        error = _strict_error(title, template, run.case.input) if uses else None
        if error is not None:
            words = f"{title} needs optional input `{name}`: without it the run fails ({error.message})"
            hint = f'Write $!{{input.{name}}}, or put it inside #if("$!{{input.{name}}}" != "")…#end.'
            at = spot(part, _offset(part.text, error.line, error.column))
            yield finding(seen, "template/unguarded-optional", words, at, subject=name, hint=hint, run=run)


def _strict_error(title: str, template: Template, given: Json) -> VelocityError | None:
    """Render with this input; what else a template may ask for holds a harmless text."""
    found = references(template)
    context: dict[str, Json] = {
        root: {item.path[0]: "text" for item in found if item.root == root and item.path}
        for root in ("credentials", "authResponse")
    }
    context["input"] = {
        "rawRequest": dumps(given),
        **dict.fromkeys(BUILT_IN - {"rawRequest"}, "text"),
        **given,
    }
    try:
        template.render(context, name=title)
    except VelocityError as error:
        return error
    return None


def stopped_at(run: ActionRun) -> str:
    """Name the request template that stopped a run; empty where none did."""
    failure = run.execution.failure
    return failure.part if failure and failure.cause is Cause.VELOCITY and failure.part != SUCCESS else ""


def _known(action: Action, name: str, set_here: frozenset[str]) -> frozenset[str]:
    if name == SUCCESS:
        return _SUCCESS_ROOTS | frozenset(action.response.translation_map) | set_here
    return _REQUEST_ROOTS | set_here


def _parts(seen: Seen) -> dict[str, Part]:
    return seen.contract.action.templates if seen.contract.kind is Kind.ACTION else {}


def _parse(seen: Seen, part: Part) -> Template:
    return parse(part.text, engine=seen.settings.emulation.velocity)


def _parsed(seen: Seen, part: Part) -> Template | None:
    try:
        return _parse(seen, part)
    except VelocityError:
        return None


def _inputs(action: Action) -> Mapping[str, Json]:
    document = action.input.document
    found = document.get("properties") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _required(action: Action) -> list[str]:
    document = action.input.document
    found = document.get("required") if isinstance(document, dict) else None
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _nearest(name: str, known: frozenset[str], otherwise: str) -> str:
    lowered = {other.lower(): other for other in sorted(known)}
    close = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.75)
    return f"Did you mean `{lowered[close[0]]}`?" if close else otherwise


def _offset(text: str, line: int, column: int) -> int:
    """Turn an engine position into an offset; columns are UTF-16 units, close enough for a caret."""
    starts = text.splitlines(keepends=True)
    if not 1 <= line <= len(starts):
        return max(len(text) - 1, 0)
    return min(sum(map(len, starts[: line - 1])) + max(column, 1) - 1, max(len(text) - 1, 0))


_STATIC = frozenset({CaseKind.STATIC})
CHECKS = (
    Check("template/syntax", _STATIC, syntax),
    Check("template/undefined-variable", _STATIC, undefined_variable),
    Check("template/unsupported-directive", _STATIC, unsupported_directive, Severity.WARNING),
    Check("template/unused-input", _STATIC, unused_input, Severity.WARNING),
    Check("template/unused-mapping", _STATIC, unused_mapping, Severity.WARNING),
    Check("template/unguarded-optional", frozenset({CaseKind.REQUEST}), unguarded_optional),
)
