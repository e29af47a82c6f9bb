"""Family `mapping/`: the translation map and its defaults."""

from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.checks.landing import Trial, is_json, land, lists, spoiling_defaults, stopped, trial
from gc_contracts.checks.lists import bare_lists, breaking, never_found
from gc_contracts.checks.make import finding, spot
from gc_contracts.checks.parts import references_of
from gc_contracts.errors import InvalidPath
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.jsonpath.analysis import Function, shape
from gc_contracts.jsonpath.functions import FUNCTIONS
from gc_contracts.model.action import Part
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence, Finding, Severity

_SHOWN = frozenset({Evidence.DECLARED, Evidence.RECORDED})


def invalid_path(seen: Seen) -> Iterator[Finding]:
    """Report paths that do not compile, and those on which the engine gives up."""
    if seen.contract.kind is not Kind.ACTION:
        return
    for key, part in seen.contract.action.response.translation_map.items():
        if seen.plan.kind is CaseKind.STATIC:
            yield from _uncompiled(seen, key, part)
        else:
            yield from _given_up(seen, key, part)


def _uncompiled(seen: Seen, key: str, part: Part) -> Iterator[Finding]:
    hint = "Names with blanks or other signs go in brackets: $['name of it']."
    try:
        steps = shape(compile_path(part.text))
        unknown = [step.name for step in steps if isinstance(step, Function) and step.name not in FUNCTIONS]
        words = f"the path of `{key}` calls `{unknown[0]}()`, which JSONPath does not have" if unknown else ""
        hint = f"There are {', '.join(sorted(FUNCTIONS))}." if unknown else hint
    except InvalidPath as error:
        words = f"the path of `{key}` is no JSONPath: {error.message}"
    if words:
        data = {"path": part.text}
        yield finding(seen, "mapping/invalid-path", words, spot(part), hint=hint, reproduce=data)


def _given_up(seen: Seen, key: str, part: Part) -> Iterator[Finding]:
    """A path that compiles, and fails for a response: for every one that has something in it, or for some."""
    failed = [run for run in seen.actions if _gave_up(run, key)]
    if not failed:
        return
    always = any(run.case.variation in {"normal", "as declared"} for run in failed)
    run = max(failed, key=lambda run: (run.case.evidence.severity.rank, -len(run.case.id)))
    severity = Severity.ERROR if always else run.case.evidence.severity
    why = run.execution.failure.message if run.execution.failure else ""
    words = f"the path of `{key}` fails{'' if always else ' for some responses'}: {why}"
    hint = "Use functions that exist, on what they take: `.length()` on a list, `.max()` on numbers."
    yield finding(
        seen, "mapping/invalid-path", words, spot(part), severity=severity, hint=hint, reproduce=run
    )


def _gave_up(run: ActionRun, key: str) -> bool:
    failure = run.execution.failure
    return failure is not None and failure.cause is Cause.JSONPATH and failure.part == key


def default_without_path(seen: Seen) -> Iterator[Finding]:
    """Report defaults that no translation map entry can use.

    A template that refers to such a name fails for an undefined variable: that finding says it all.

    Source: assumed: a default applies to the path of the same name.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    response = seen.contract.action.response
    used = {use.root for use in references_of(seen, response.success)} if response.success else set()
    for key, part in response.defaults.items():
        if key not in response.translation_map and key not in used:
            yield finding(
                seen,
                "mapping/default-without-path",
                f"`{key}` has a default and no path, so the default is never used",
                spot(part),
                severity=Severity.WARNING,
                hint="Add the path to the translation map, or remove the default.",
                reproduce={"translationMapDefaults": {key: part.text}},
            )


def default_not_json(seen: Seen) -> Iterator[Finding]:
    """Report defaults whose text spoils the output when they are used.

    A bare word is fine where the template puts quotes around it; so only a text that spoils it counts.
    """
    for key in spoiling_defaults(seen):
        part = seen.contract.action.response.defaults[key]
        runs = [run for run in seen.actions if _fails_by_default(run, key)]
        if runs:
            # The fewer defaults take part, the plainer it is whose fault it was.
            run = min(runs, key=lambda run: len(run.execution.defaults_used))
            words = (
                f"the default of `{key}` is the text {part.text!r}, which is no JSON: it spoils the output"
            )
            hint = f"Write JSON text: {_as_json(part.text)}."
            # What firstFromArray makes of such a text nobody has shown.
            severity = Severity.NOTE if key in lists(seen) else Severity.ERROR
            at = spot(part)
            yield finding(
                seen, "mapping/default-not-json", words, at, severity=severity, hint=hint, reproduce=run
            )


def _fails_by_default(run: ActionRun, key: str) -> bool:
    failure = run.execution.failure
    no_json = failure is not None and failure.cause is Cause.OUTPUT_JSON
    return key in run.execution.defaults_used and (no_json or stopped(run))


def missing_default(seen: Seen) -> Iterator[Finding]:
    """Report mapped values whose absence, or an empty list of them, stops the success template."""
    response = seen.contract.action.response
    tried = trial(seen)
    for key, part in response.translation_map.items() if tried else ():
        runs = [run for run in seen.actions if tried and wanting(tried, run, key)]
        if not runs:
            continue
        run = max(runs, key=lambda run: _weight(run, key))
        absent = key in run.execution.unresolved
        words = f"`{key}` has no default: without {part.text} the flow goes to Failure"
        hint = f'Add a default for `{key}` as JSON text, e.g. "\\"\\"" for empty text; or leave it, if meant.'
        if not absent:
            words = f"`{key}` may be an empty list: where {part.text} finds nothing, the flow goes to Failure"
            hint = (
                f'Give firstFromArray what to take then: (${{{key}}}, "$esc.quote$esc.quote"), or a number.'
            )
        severity = Severity.ERROR if run.case.evidence in _SHOWN else Severity.WARNING
        at = spot(part)
        yield finding(seen, "mapping/missing-default", words, at, severity=severity, hint=hint, reproduce=run)


def wanting(tried: Trial, run: ActionRun, key: str) -> bool:
    """Whether a run stops for want of this key: no value, or no element in it that could be taken out.

    Source: assumed: `firstFromArray` without a second argument gives nothing for an empty list or no list.
    """
    if not stopped(run):
        return False
    if key in run.execution.unresolved:
        return tried.lacks(key)
    text = run.execution.values.get(key, "")
    listless = is_json(text) and (text == "[]" or (key in tried.lists and not text.startswith("[")))
    return listless and tried.spoilt_by(key, text)


def _weight(run: ActionRun, key: str) -> tuple[bool, bool, bool, int]:
    """Prefer the run that somebody showed, else the one that leaves out this value alone."""
    alone = run.case.about == key and run.case.variation in {"absent", "no hits"}
    absent = key in run.execution.unresolved
    return run.case.evidence in _SHOWN, absent, alone, -len(run.execution.unresolved)


def indefinite_to_scalar(seen: Seen) -> Iterator[Finding]:
    """Report paths that always give a list where the output contract wants a single value.

    Source: recorded: the JSONPath engine; an indefinite path gives a list even with one hit or none.
    """
    landing = land(seen)
    for key in bare_lists(seen) if landing else ():
        part = seen.contract.action.response.translation_map[key]
        run = None if landing is None or never_found(part.text) else breaking(seen, landing, key)
        if run is not None:
            words = f"{part.text} always gives a list, even with one hit, and the output takes a single value"
            hint = f'Use $successTemplateUtils.firstFromArray(${{{key}}}, "…"), or a path to one element.'
            yield finding(seen, "mapping/indefinite-to-scalar", words, spot(part), hint=hint, reproduce=run)


def unfindable(seen: Seen) -> Iterator[Finding]:
    """Report paths that find nothing in any response: an index right behind a filter.

    An error where a run shows that the output takes no list; else the flow only never gets the value.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    landing = land(seen)
    for key, part in seen.contract.action.response.translation_map.items():
        if never_found(part.text):
            run = breaking(seen, landing, key) if landing and key not in lists(seen) else None
            words = f"{part.text} never finds anything: behind a filter, an index is asked of each hit"
            hint = f"Leave the index out, and use $successTemplateUtils.firstFromArray(${{{key}}}, …)."
            severity = Severity.ERROR if run else Severity.WARNING
            data = run or {"path": part.text}
            at = spot(part)
            yield finding(
                seen, "mapping/never-found", words, at, severity=severity, hint=hint, reproduce=data
            )


def _as_json(text: str) -> Json:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    outer = f'"{inner}"'.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{outer}"'
