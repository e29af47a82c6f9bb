"""Family `handler/`: does code under test end well, whatever comes in and whatever comes back?

Severity follows the case: an allowed input and a fault that every HTTP service can give prove a defect; a
response that nobody has shown is speculation.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from gc_contracts._json import Json, dumps
from gc_contracts.action.function import is_javascript
from gc_contracts.checks.code_places import of_trouble
from gc_contracts.checks.function import defects, weighed
from gc_contracts.checks.make import finding
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.model.interaction import Fault
from gc_contracts.model.verdict import Trouble

LOADING = "loading"
"""The variation of the one run there is where a handler cannot be loaded."""
FUNCTION_TARGET = (
    "Name it as path/module.method, relative to the function's folder, without the file's ending."
)
SHOWN = 4
"""Cases that a message names."""


def crash(seen: Seen) -> Iterator[Finding]:
    """Report exceptions, ended processes and attempts to leave, once for each kind and line."""
    for trouble, failed in _troubles(seen):
        runs = defects(seen, trouble, failed)
        if runs and trouble.kind != "timeout" and not _by_faults_alone(runs):
            yield _crash(seen, trouble, runs)


def unhandled_fault(seen: Seen) -> Iterator[Finding]:
    """Report exceptions that nothing but a fault brings about: what any HTTP service can do."""
    for trouble, runs in _troubles(seen):
        if trouble.kind != "timeout" and _by_faults_alone(runs) and not is_javascript(seen.contract):
            run = telling(runs)
            words = f"{named(runs)} the handler fails: {_told(trouble)}"
            at = of_trouble(seen, trouble, _subject(trouble))
            hint = "Catch it, and say in an output that the service did not answer as it should."
            yield finding(seen, "handler/unhandled-fault", words, at, hint=hint, reproduce=run)


def timeout(seen: Seen) -> Iterator[Finding]:
    """Report handlers that do not end in time."""
    late = [run for run in seen.actions if run.execution.trouble and run.execution.trouble.kind == "timeout"]
    for silent, group in groupby(sorted(late, key=_is_silent), key=_is_silent):
        runs = list(group)
        run = telling(runs)
        trouble = run.execution.trouble
        if trouble is None:
            continue
        words = f"{named(runs)} the handler does not end in time: {trouble.message}"
        hint = (
            "Give the request a time-out well below the action's own."
            if silent
            else "Find what it waits for; nothing but its own code was running."
        )
        at = of_trouble(seen, trouble, "silence" if silent else "timeout")
        severity = _of_timeout(seen, runs)
        yield finding(seen, "handler/timeout", words, at, severity=severity, hint=hint, reproduce=run)


def _of_timeout(seen: Seen, runs: list[ActionRun]) -> Severity:
    """The platform ends a function that waits in vain, which so fails as it may; but it holds a place."""
    weak = is_javascript(seen.contract) and _by_faults_alone(runs)
    return Severity.WARNING if weak else worst(runs).severity


def _crash(seen: Seen, trouble: Trouble, runs: list[ActionRun]) -> Finding:
    run, at = telling(runs), of_trouble(seen, trouble, _subject(trouble))
    if run.case.variation == LOADING:
        words = f"the handler cannot be loaded: {_told(trouble)}"
        hint = (
            FUNCTION_TARGET if trouble.kind == "target" and is_javascript(seen.contract) else _mend(trouble)
        )
        return finding(seen, "handler/crash", words, of_trouble(seen, trouble, trouble.kind), hint=hint)
    words = f"{named(runs)} the handler fails: {_told(trouble)}"
    at = of_trouble(seen, trouble, trouble.kind)
    severity = weighed(seen, runs, worst(runs).severity)
    return finding(seen, "handler/crash", words, at, severity=severity, hint=_mend(trouble), reproduce=run)


def _troubles(seen: Seen) -> Iterator[tuple[Trouble, list[ActionRun]]]:
    """Group the runs that failed by the line that did, whatever it raised: mending is one edit."""
    failed: dict[tuple[str, int, str], list[ActionRun]] = {}
    for run in seen.actions:
        trouble = run.execution.trouble
        if trouble is not None:
            kind = trouble.kind if trouble.kind in _OURS or not trouble.line else ""
            failed.setdefault((trouble.file, trouble.line, kind), []).append(run)
    for runs in failed.values():
        trouble = telling(runs).execution.trouble
        if trouble is not None:
            yield trouble, runs


def _subject(trouble: Trouble) -> str:
    """Name what fails so that edits above it change nothing: the line's own text."""
    return trouble.kind if trouble.kind in _OURS else trouble.text.strip() or trouble.kind


def _by_faults_alone(runs: Iterable[ActionRun]) -> bool:
    return all(run.case.evidence is Evidence.HTTP for run in runs)


def _is_silent(run: ActionRun) -> bool:
    return run.case.reply is Fault.TIMEOUT


def telling(runs: Iterable[ActionRun]) -> ActionRun:
    """Choose the run that shows a defect best: the strongest evidence, then the smallest."""
    return min(runs, key=lambda run: (_rank(run), len(dumps(run.case.input)), len(str(run.case.reply))))


def worst(runs: Iterable[ActionRun]) -> Evidence:
    """Give the strongest evidence among runs."""
    return min(runs, key=_rank).case.evidence


def _rank(run: ActionRun) -> int:
    return -run.case.evidence.severity.rank


def _told(trouble: Trouble) -> str:
    words = f"{trouble.kind}: {trouble.message}" if trouble.kind not in _OURS else trouble.message
    return words.rstrip(": ")


_OURS = frozenset({"exit", "answer", "network", "target", "timeout", "module"})
"""Kinds of trouble that are no exception's class."""


def named(runs: list[ActionRun]) -> str:
    """Say when something happens: the varied inputs and their values, or what came back."""
    told = list(dict.fromkeys(map(_when, sorted(runs, key=_rank))))
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return f"with {', '.join(told[:SHOWN])}{more}"


def _when(run: ActionRun) -> str:
    case = run.case
    if case.evidence is Evidence.CONTRACT and case.about:
        given: Mapping[str, Json] = case.input if isinstance(case.input, dict) else {}
        shown = dumps(given[case.about]) if case.about in given else "absent"
        return f"`{case.about}` {shown if len(shown) <= 40 else case.variation}"
    if case.about and case.evidence is not Evidence.CONTRACT:
        return f"`{case.about}` of the response {case.variation}"
    return {"base": "a plain input", "declared": "a declared run"}.get(case.variation, case.variation)


def _mend(trouble: Trouble) -> str:
    return {
        "exit": "A handler gives its outputs back; it never ends its process.",
        "network": "Only HTTP requests are answered in a test run; take what else it needs as an input.",
        "answer": "Give back a dict of the declared outputs, of values that JSON has.",
        "target": "Name it as package.module:function, importable from the project's root.",
        "module": "Put the packages it needs into its archive.",
    }.get(trouble.kind, "Catch it, and say in an output what went wrong.")
