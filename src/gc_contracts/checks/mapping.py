"""Family `mapping/`: the translation map and its defaults."""

from collections.abc import Iterator

from gc_contracts._json import Json, loads
from gc_contracts.checks.landing import land, lists
from gc_contracts.checks.make import finding, spot
from gc_contracts.errors import InvalidPath, JsonPathError, VelocityError
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Check, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.schema.validate import validate
from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import references


def invalid_path(seen: Seen) -> Iterator[Finding]:
    """Report paths that do not compile."""
    if seen.contract.kind is not Kind.ACTION:
        return
    for key, part in seen.contract.action.response.translation_map.items():
        try:
            compile_path(part.text)
        except InvalidPath as error:
            words = f"the path of `{key}` is no JSONPath: {error.message}"
            hint = "Names with blanks or other signs go in brackets: $['name of it']."
            yield finding(
                seen, "mapping/invalid-path", words, spot(part), hint=hint, reproduce={"path": part.text}
            )


def default_without_path(seen: Seen) -> Iterator[Finding]:
    """Report defaults that no translation map entry can use.

    A template that refers to such a name fails for an undefined variable: that finding says it all.

    Source: assumed: a default applies to the path of the same name.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    response = seen.contract.action.response
    used = _used(seen)
    for key, part in response.defaults.items():
        if key not in response.translation_map and key not in used:
            words = f"`{key}` has a default and no path, so the default is never used"
            hint = "Add the path to the translation map, or remove the default."
            yield finding(
                seen,
                "mapping/default-without-path",
                words,
                spot(part),
                severity=Severity.WARNING,
                hint=hint,
                reproduce={"translationMapDefaults": {key: part.text}},
            )


def default_not_json(seen: Seen) -> Iterator[Finding]:
    """Report defaults whose text spoils the output when they are used.

    A bare word is fine where the template puts quotes around it; so only a run that fails counts.
    """
    for key, part in seen.contract.action.response.defaults.items():
        if _is_json(part.text):
            continue
        run = next((run for run in seen.actions if _fails_by_default(run, key)), None)
        if run is not None:
            words = f"the default of `{key}` is the text {part.text!r}, which is no JSON: the output cannot be read"
            hint = f"Write JSON text: {_as_json(part.text)}."
            yield finding(seen, "mapping/default-not-json", words, spot(part), hint=hint, run=run)


def missing_default(seen: Seen) -> Iterator[Finding]:
    """Report mapped values that stop the success template when the response lacks them."""
    response = seen.contract.action.response
    for key, part in response.translation_map.items():
        runs = [run for run in seen.actions if _stops(run, key)]
        if key in response.defaults or not runs:
            continue
        run = max(runs, key=lambda run: _weight(run, key))
        evidence = run.case.evidence.severity if run.case.declared else Severity.WARNING
        words = f"a response without {part.text} sends the flow to Failure: `{key}` has no default"
        hint = f'Add a default for `{key}`, as JSON text, e.g. "\\"\\"" for empty text; or let it fail, if that is meant.'
        yield finding(
            seen, "mapping/missing-default", words, spot(part), severity=evidence, hint=hint, run=run
        )


def _weight(run: ActionRun, key: str) -> tuple[int, bool, int]:
    """Prefer the run that leaves out this value alone."""
    return run.case.evidence.severity.rank, run.case.about == key, -len(run.execution.unresolved)


def indefinite_to_scalar(seen: Seen) -> Iterator[Finding]:
    """Report paths that always give a list where the output contract wants a single value.

    Source: recorded: the JSONPath engine; an indefinite path gives a list even with one hit or none.
    """
    landing = land(seen)
    action = seen.contract.action
    if landing is None:
        return
    for key, part in action.response.translation_map.items():
        if key in lists(seen) or not _indefinite(part.text):
            continue
        places = [pointer for pointer, fed in landing.feeds.items() if fed == key]
        run = next(
            (run for run in seen.actions if _list_breaks(seen, run, key, places, landing.quoted)), None
        )
        if run is not None:
            words = f"{part.text} always gives a list, even with one hit, and the output takes a single value"
            hint = f'Use $successTemplateUtils.firstFromArray(${{{key}}}, "…") in the template, or a path to one element.'
            yield finding(seen, "mapping/indefinite-to-scalar", words, spot(part), hint=hint, run=run)


def list_places(seen: Seen) -> frozenset[str]:
    """Output pointers whose mismatch `indefinite-to-scalar` already tells."""
    landing = land(seen)
    if landing is None:
        return frozenset()
    paths = seen.contract.action.response.translation_map
    bare = {key for key, part in paths.items() if key not in lists(seen) and _indefinite(part.text)}
    return frozenset(at for at, key in landing.feeds.items() if key in bare)


def _list_breaks(seen: Seen, run: ActionRun, key: str, places: list[str], quoted: frozenset[str]) -> bool:
    failure = run.execution.failure
    if failure is None or not run.execution.values.get(key, "").startswith("["):
        return False
    if failure.cause is Cause.OUTPUT_JSON:
        return key in quoted
    if failure.cause is not Cause.OUTPUT_SCHEMA:
        return False
    violations = validate(seen.contract.action.output, loads(run.execution.rendered))
    return any(found.keyword in {"type", "enum"} and found.pointer in places for found in violations)


def _indefinite(path: str) -> bool:
    try:
        return not compile_path(path).definite
    except JsonPathError:
        return False


def _stops(run: ActionRun, key: str) -> bool:
    failure = run.execution.failure
    if failure is None or failure.cause is not Cause.VELOCITY or key not in run.execution.unresolved:
        return False
    return f"${key} " in failure.message or f"${key}." in failure.message


def _fails_by_default(run: ActionRun, key: str) -> bool:
    failure = run.execution.failure
    return bool(failure and failure.cause is Cause.OUTPUT_JSON and key in run.execution.defaults_used)


def _used(seen: Seen) -> frozenset[str]:
    success = seen.contract.action.response.success
    try:
        template = parse(success.text, engine=seen.settings.emulation.velocity) if success else None
    except VelocityError:
        return frozenset()
    return frozenset(item.root for item in references(template)) if template else frozenset()


def _is_json(text: str) -> bool:
    try:
        loads(text)
    except ValueError:
        return False
    return True


def _as_json(text: str) -> Json:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    outer = f'"{inner}"'.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{outer}"'


_STATIC = frozenset({CaseKind.STATIC})
_RESPONSE = frozenset({CaseKind.RESPONSE})
CHECKS = (
    Check("mapping/invalid-path", _STATIC, invalid_path),
    Check("mapping/default-without-path", _STATIC, default_without_path, Severity.WARNING),
    Check("mapping/default-not-json", _RESPONSE, default_not_json),
    Check("mapping/missing-default", _RESPONSE, missing_default, Severity.WARNING),
    Check("mapping/indefinite-to-scalar", _RESPONSE, indefinite_to_scalar),
)
