"""Family `output/`: what the success template makes of a response, against the output contract.

Under a raw template the response is the output, so only responses that somebody has shown say
anything: a made-up one that breaks the contract proves nothing.
"""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, dumps, equal, join, kind, loads
from gc_contracts.action.landing import RAW, Landing
from gc_contracts.action.landing import handed_through as raw
from gc_contracts.checks.landing import land
from gc_contracts.checks.make import Spot, finding, spot
from gc_contracts.checks.mapping import list_places
from gc_contracts.model.action import Action, Part
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Check, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.model.schema import Violation
from gc_contracts.schema.validate import validate

_SHOWN = frozenset({Evidence.DECLARED, Evidence.RECORDED})
_NOT_A_NUMBER = ('"', "[", "{")


def not_json(seen: Seen) -> Iterator[Finding]:
    """Report success templates that give no JSON: for some value, or for every response."""
    failed = [run for run in seen.actions if _cause(run) is Cause.OUTPUT_JSON and not _by_default(seen, run)]
    success = seen.contract.action.response.success
    if not failed or success is None or raw(seen.contract.action):
        return
    landing = land(seen)
    quoted = landing.quoted if landing else frozenset()
    for key in sorted(quoted):
        yield from _quoted_text(seen, success, key, [run for run in failed if _is_quoted_text(run, key)])
    rest = [run for run in failed if not any(_is_quoted_text(run, key) for key in quoted)]
    if rest:
        yield _no_json(seen, success, rest)


def _quoted_text(seen: Seen, success: Part, key: str, runs: list[ActionRun]) -> Iterator[Finding]:
    paths = seen.contract.action.response.translation_map
    if not runs or (key in paths and paths[key].pointer in _list_pointers(seen)):
        return
    run = max(runs, key=lambda run: (_strength(run, key).rank, -len(dumps(run.case.input))))
    words = f'the template puts quotes around ${{{key}}}, and text brings its own: "{{"" + text + ""}}" is no JSON'
    words = f"the template puts quotes around ${{{key}}}, and a text value brings its own, so the output is no JSON"
    hint = f"Write ${{{key}}} without quotes; the value is JSON text already."
    at = spot(success, _where(success.text, key))
    severity = _strength(run, key)
    yield finding(seen, "output/not-json", words, at, subject=key, severity=severity, hint=hint, run=run)


def _strength(run: ActionRun, key: str) -> Severity:
    """A declared answer proves it, and so does a default that is text; a made-up text is only likely."""
    proved = run.case.evidence in _SHOWN or (key in run.execution.defaults_used)
    return Severity.ERROR if proved else Severity.WARNING


def _no_json(seen: Seen, success: Part, runs: list[ActionRun]) -> Finding:
    reached = [run for run in seen.actions if run.execution.rendered]
    always = all(_cause(run) is Cause.OUTPUT_JSON for run in reached)
    run = max(
        runs,
        key=lambda run: (run.case.evidence.severity.rank, not run.case.about, -len(run.execution.rendered)),
    )
    severity = Severity.ERROR if always else run.case.evidence.severity
    failure = run.execution.failure
    words = f"the success template gives no JSON{', whatever comes back' if always else ''}"
    words += f": {failure.message}" if failure else ""
    return finding(seen, "output/not-json", words, spot(success), severity=severity, run=run)


def schema_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report outputs that the output contract refuses, one finding a place."""
    action = seen.contract.action
    landing = land(seen)
    base = next((run for run in seen.actions if not run.case.about), None)
    always = _violations(seen, base) if base else ()
    best: dict[str, tuple[Severity, ActionRun, Violation]] = {}
    for run in seen.actions:
        for violation in _violations(seen, run):
            severity = _severity(seen, run, base, violation, always)
            place = _place(violation)
            if severity and not _told_elsewhere(seen, violation) and _worse(severity, best.get(place)):
                best[place] = (severity, run, violation)
    for place, (severity, run, violation) in best.items():
        key = landing.feeds.get(violation.pointer, "") if landing else ""
        yield _mismatch(seen, action, key, place, severity, run, violation)


def _worse(severity: Severity, known: tuple[Severity, ActionRun, Violation] | None) -> bool:
    return known is None or severity.rank > known[0].rank


def _severity(
    seen: Seen, run: ActionRun, base: ActionRun | None, violation: Violation, always: tuple[Violation, ...]
) -> Severity | None:
    """Tell how sure a mismatch is; None where this run proves nothing about it."""
    if run.case.evidence in _SHOWN:
        return Severity.ERROR
    if raw(seen.contract.action):
        return None
    if violation in always:
        return _always(seen, violation) if run is base else None
    return run.case.evidence.severity


def _always(seen: Seen, violation: Violation) -> Severity:
    """Error where no run with an output gets past this place, else a response can: then it is likely."""
    reached = [run for run in seen.actions if run.execution.rendered and _cause(run) is not Cause.OUTPUT_JSON]
    return Severity.ERROR if all(violation in _violations(seen, run) for run in reached) else Severity.WARNING


def _mismatch(
    seen: Seen, action: Action, key: str, place: str, severity: Severity, run: ActionRun, violation: Violation
) -> Finding:
    parts = action.response.translation_map
    at = spot(parts[key]) if key in parts else _success_spot(action)
    where = violation.pointer or "the output"
    words = f"{where} does not fit the output contract: {violation.message}"
    if run.case.variation:
        words += f" (response: {run.case.about or 'as a whole'} {run.case.variation})"
    hint = "Make the template or the default fit the contract, or widen the contract."
    subject = f"{place}:{violation.keyword}"
    return finding(
        seen, "output/schema-mismatch", words, at, subject=subject, severity=severity, hint=hint, run=run
    )


def _place(violation: Violation) -> str:
    """One place for all elements of a list, whatever keyword tells of it."""
    return re.sub(r"/\d+(?=/|$)", "/*", violation.pointer)


def _told_elsewhere(seen: Seen, violation: Violation) -> bool:
    if violation.keyword == "additionalProperties":
        return True
    if violation.pointer in list_places(seen) and violation.keyword in {"type", "enum"}:
        return True
    return violation.keyword == "required" and bool(_absent(seen)) and not raw(seen.contract.action)


def never_produced(seen: Seen) -> Iterator[Finding]:
    """Report declared outputs that no response can bring out."""
    schema = seen.contract.action.output
    for pointer, name, required in _absent(seen):
        at = Spot(schema.place(pointer))
        words = f"`{name}` is declared, and the success template never writes it"
        words += ", though the contract requires it: every run fails" if required else ""
        hint = "Write it in the success template, or remove it from the output contract."
        severity = Severity.ERROR if required else Severity.WARNING
        data = {"successTemplate": _success_text(seen.contract.action)}
        yield finding(seen, "output/never-produced", words, at, severity=severity, hint=hint, reproduce=data)


def undeclared(seen: Seen) -> Iterator[Finding]:
    """Report members that the success template writes and the contract does not have."""
    landing = land(seen)
    action = seen.contract.action
    if landing is None:
        return
    for pointer, name, closed in _extra(action.output.document, landing.outputs, landing, ""):
        words = f"the success template writes `{name}`, which the output contract does not declare"
        words += " and does not allow: every run fails" if closed else "; no flow can read it"
        hint = "Declare it in the output contract, or leave it out of the template."
        at = _success_spot(action, f'"{name}"')
        severity = Severity.ERROR if closed else Severity.WARNING
        subject = join(pointer, name)
        data = {"successTemplate": _success_text(action)}
        yield finding(
            seen,
            "output/undeclared",
            words,
            at,
            subject=subject,
            severity=severity,
            hint=hint,
            reproduce=data,
        )


def example_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report declared runs that end otherwise than contract.yaml says."""
    for run in seen.actions:
        expected = run.case.expected
        if not run.case.declared or not isinstance(expected, dict):
            continue
        words = _difference(run, expected)
        if words:
            at = Spot(run.case.declared)
            hint = "Mend the action, or the example."
            yield finding(seen, "output/example-mismatch", words, at, hint=hint, run=run)


def _difference(run: ActionRun, expected: dict[str, Json]) -> str:
    execution = run.execution
    outcome = "success" if execution.ok else "timeout" if _cause(run) is Cause.TIMEOUT else "failure"
    wanted = expected.get("outcome") or ("failure" if expected.get("step") else "success")
    failed = next((step.name for step in execution.steps if not step.ok), "")
    if outcome != wanted:
        why = f": {execution.failure.message}" if execution.failure else ""
        return f"the example should end in {wanted} and ends in {outcome}{why}"
    if expected.get("step") and expected["step"] != failed:
        return f"the example should fail at {expected['step']!r} and fails at {failed!r}"
    if "output" in expected and not equal(expected["output"], execution.output):
        return f"the example should give {dumps(expected['output'])} and gives {dumps(execution.output)}"
    return ""


def _absent(seen: Seen) -> tuple[tuple[str, str, bool], ...]:
    """Declared places that neither the marked template nor any run fills: (schema pointer, name, required)."""
    landing = land(seen)
    if landing is None:
        return ()
    runs = [text for run in seen.actions if (text := _parsed(run.execution.rendered)) is not None]
    return tuple(_missing(seen.contract.action.output.document, (*landing.outputs, *runs), landing, ""))


def _missing(
    node: Json, values: tuple[Json, ...], landing: Landing, pointer: str
) -> Iterator[tuple[str, str, bool]]:
    """Walk contract and outputs side by side; stop where a value came whole out of the response."""
    declared = node.get("properties") if isinstance(node, dict) else None
    objects = [value for value in values if isinstance(value, dict)]
    opaque = any(landing.is_value(value) for value in values)
    if isinstance(node, dict) and isinstance(node.get("items"), dict) and not opaque:
        elements = tuple(item for value in values if isinstance(value, list) for item in value)
        if elements:
            yield from _missing(node["items"], elements, landing, f"{pointer}/items")
    if not isinstance(declared, dict) or opaque or not objects:
        return
    required = node.get("required") if isinstance(node.get("required"), list) else []
    for name, child in declared.items():
        inner = tuple(value[name] for value in objects if name in value)
        at = join(pointer, "properties", name)
        if inner:
            yield from _missing(child, inner, landing, at)
        else:
            yield at, name, name in required


def _extra(
    node: Json, values: tuple[Json, ...], landing: Landing, pointer: str
) -> Iterator[tuple[str, str, bool]]:
    """Yield (output pointer, name, closed) for members that the template writes and nobody declared."""
    declared = node.get("properties") if isinstance(node, dict) else None
    if not isinstance(declared, dict) or not declared or node.get("patternProperties"):
        return
    closed = node.get("additionalProperties") is False
    objects = [value for value in values if isinstance(value, dict)]
    for name in dict.fromkeys(name for value in objects for name in value):
        inner = tuple(value[name] for value in objects if name in value)
        if name in declared:
            yield from _extra(declared[name], inner, landing, join(pointer, name))
        else:
            yield pointer, name, closed


def _violations(seen: Seen, run: ActionRun | None) -> tuple[Violation, ...]:
    if run is None or _cause(run) is not Cause.OUTPUT_SCHEMA:
        return ()
    return validate(seen.contract.action.output, loads(run.execution.rendered))


def _cause(run: ActionRun) -> Cause | None:
    failure = run.execution.failure
    return failure.cause if failure else None


def _by_default(seen: Seen, run: ActionRun) -> bool:
    """Whether a default that is no JSON is what spoils this run: `mapping/default-not-json` tells."""
    defaults = seen.contract.action.response.defaults
    return any(
        key in defaults and _parsed(defaults[key].text) is None and defaults[key].text.strip() != "null"
        for key in run.execution.defaults_used
    )


def _is_quoted_text(run: ActionRun, key: str) -> bool:
    return key != RAW and run.execution.values.get(key, "").startswith(_NOT_A_NUMBER)


def _list_pointers(seen: Seen) -> frozenset[str]:
    from_lists = (
        key for key, part in seen.contract.action.response.translation_map.items() if _is_list(seen, key)
    )
    return frozenset(seen.contract.action.response.translation_map[key].pointer for key in from_lists)


def _is_list(seen: Seen, key: str) -> bool:
    values = [run.execution.values[key] for run in seen.actions if key in run.execution.values]
    return bool(values) and all(value.startswith("[") for value in values)


def _parsed(text: str) -> Json:
    try:
        return loads(text)
    except ValueError:
        return None


def _success_text(action: Action) -> str:
    return action.response.success.text if action.response.success else ""


def _success_spot(action: Action, word: str = "") -> Spot:
    success = action.response.success
    if success is None:
        return Spot("")
    return spot(success, success.text.find(word) if word and word in success.text else -1)


def _where(text: str, key: str) -> int:
    return next(
        (at for form in (f"${{{key}}}", f"$!{{{key}}}", f"${key}") if (at := text.find(form)) >= 0), -1
    )


_RESPONSE = frozenset({CaseKind.RESPONSE})
CHECKS = (
    Check("output/not-json", _RESPONSE, not_json),
    Check("output/schema-mismatch", _RESPONSE, schema_mismatch),
    Check("output/never-produced", _RESPONSE, never_produced),
    Check("output/undeclared", _RESPONSE, undeclared, Severity.WARNING),
    Check("output/example-mismatch", frozenset({CaseKind.EXAMPLES}), example_mismatch),
)
__all__ = ["CHECKS", "Kind", "kind"]
