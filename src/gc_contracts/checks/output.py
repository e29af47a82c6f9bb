"""Family `output/`: what the success template makes of a response, against the output contract.

Under a template that hands the response through, only responses that somebody has shown say anything: a
made-up one that breaks the contract proves nothing.
"""

from collections.abc import Iterator, Sequence

from gc_contracts._json import Json, dumps, equal
from gc_contracts.action.handled import RUN
from gc_contracts.action.landing import RAW
from gc_contracts.action.landing import handed_through as raw
from gc_contracts.checks.landing import land, spoiling_defaults
from gc_contracts.checks.lists import bare_lists
from gc_contracts.checks.make import Declared, finding, spot
from gc_contracts.model.action import Part
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence, Finding, Severity

_SHOWN = frozenset({Evidence.DECLARED, Evidence.RECORDED})
_NOT_A_NUMBER = ('"', "[", "{")


def not_json(seen: Seen) -> Iterator[Finding]:
    """Report success templates that give no JSON: for some value, or for every response."""
    spoilt = spoiling_defaults(seen)
    failed = [
        run
        for run in seen.actions
        if _cause(run) is Cause.OUTPUT_JSON and spoilt.isdisjoint(run.execution.defaults_used)
    ]
    success = seen.contract.action.response.success
    if not failed or success is None or raw(seen.contract.action):
        return
    landing = land(seen)
    quoted = landing.quoted if landing else frozenset()
    for key in sorted(quoted - set(bare_lists(seen))):
        yield from _quoted_text(seen, success, key, [run for run in failed if _is_quoted_text(run, key)])
    rest = [run for run in failed if not any(_is_quoted_text(run, key) for key in quoted)]
    if rest:
        yield _no_json(seen, success, rest)


def _quoted_text(seen: Seen, success: Part, key: str, runs: Sequence[ActionRun]) -> Iterator[Finding]:
    if not runs:
        return
    run = max(runs, key=lambda run: (_strength(run, key).rank, -len(dumps(run.case.input))))
    words = f"the template puts quotes around ${{{key}}}, and text brings its own, so the output is no JSON"
    hint = f"Write ${{{key}}} without quotes; the value is JSON text already."
    at = spot(success, _where(success.text, key), key)
    yield finding(seen, "output/not-json", words, at, severity=_strength(run, key), hint=hint, reproduce=run)


def _strength(run: ActionRun, key: str) -> Severity:
    """A declared answer proves it, and so does a default that is text; a made-up text is only likely."""
    proved = run.case.evidence in _SHOWN or (key in run.execution.defaults_used)
    return Severity.ERROR if proved else Severity.WARNING


def _no_json(seen: Seen, success: Part, runs: Sequence[ActionRun]) -> Finding:
    reached = [run for run in seen.actions if run.execution.rendered]
    always = all(_cause(run) is Cause.OUTPUT_JSON for run in reached)
    run = max(runs, key=lambda run: (*_plainness(run), -len(run.execution.rendered)))
    severity = Severity.ERROR if always else run.case.evidence.severity
    failure = run.execution.failure
    words = f"the success template gives no JSON{', whatever comes back' if always else ''}"
    words += f": {failure.message}" if failure else ""
    return finding(seen, "output/not-json", words, spot(success), severity=severity, reproduce=run)


def _plainness(run: ActionRun) -> tuple[int, bool]:
    return run.case.evidence.severity.rank, not run.case.about


def example_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report declared runs that end otherwise than contract.yaml says."""
    for run in seen.actions:
        expected = run.case.expected
        unanswered = run.replayed is not None and bool(run.replayed.unmatched)
        if not run.case.declared or not isinstance(expected, dict) or unanswered:
            continue
        words = _difference(run, expected)
        if words:
            of_handler = any(step.name == RUN for step in run.execution.steps)
            at = Declared(run.case.declared, subject="handler" if of_handler else "")
            words = f"run by the handler, {words}" if of_handler else words
            hint = "Mend the action, or the example."
            yield finding(seen, "output/example-mismatch", words, at, hint=hint, reproduce=run)


def _difference(run: ActionRun, expected: dict[str, Json]) -> str:
    execution = run.execution
    outcome = execution.ending.value
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


def _cause(run: ActionRun) -> Cause | None:
    failure = run.execution.failure
    return failure.cause if failure else None


def _is_quoted_text(run: ActionRun, key: str) -> bool:
    return key != RAW and run.execution.values.get(key, "").startswith(_NOT_A_NUMBER)


def _where(text: str, key: str) -> int:
    forms = (f"${{{key}}}", f"$!{{{key}}}", f"${key}")
    return next((at for form in forms if (at := text.find(form)) >= 0), -1)
