"""Family `handler/`: does code under test end well, whatever comes in and whatever comes back?

Severity follows the case: an allowed input and a fault that every HTTP service can give prove a defect; a
response that nobody has shown is speculation.
"""

from collections.abc import Iterable, Iterator, Sequence

from gc_contracts.checks.code_places import of_trouble
from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.function import defects, mend_loading, weighed
from gc_contracts.checks.handler_requests import injected
from gc_contracts.checks.handler_words import mend, named, told
from gc_contracts.checks.make import finding
from gc_contracts.checks.telling import proof, telling, worst
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.model.verdict import Trouble

__all__ = ["crash", "named", "telling", "timeout", "unhandled_fault", "worst"]

LOADING = "loading"
"""The variation of the one run there is where a handler cannot be loaded."""
_LATE = frozenset({"timeout", "slow"})
_BY_KIND = frozenset({"exit", "answer", "network", "target"})
"""Kinds of trouble that are told apart at one line; of exceptions one line may raise several."""


def crash(seen: Seen) -> Iterator[Finding]:
    """Report exceptions, ended processes and attempts to leave, once for each line."""
    for failed in _troubles(seen):
        runs = defects(seen, failed)
        if runs and not _by_faults_alone(runs):
            yield _crash(seen, runs)
    yield from _attempts(seen)


def unhandled_fault(seen: Seen) -> Iterator[Finding]:
    """Report exceptions that nothing but a fault proves: what any HTTP service can do."""
    for runs in _troubles(seen):
        if _by_faults_alone(runs) and not conduct(seen.contract).may_fail:
            run = telling(runs)
            trouble = _trouble(run)
            words = f"{named(runs)} the handler fails: {told(trouble)}"
            at = of_trouble(seen, trouble, _subject(trouble))
            hint = "Catch it, and say in an output that the service did not answer as it should."
            yield finding(seen, "handler/unhandled-fault", words, at, hint=hint, reproduce=run)


def timeout(seen: Seen) -> Iterator[Finding]:
    """Report handlers that do not end in time: once for waiting in vain, once for all else."""
    late = [run for run in _failed(seen) if _trouble(run).kind in _LATE]
    by_itself = [run for run in late if not _is_fault(run)]
    in_vain = [run for run in late if _is_fault(run)]
    if any(run.case.variation == "base" for run in by_itself):
        # What makes it late on a plain input makes it late on faults too.
        in_vain = [run for run in in_vain if _for_ever(run)]
    for runs in (by_itself, in_vain):
        if runs:
            yield _late(seen, runs, silent=runs is in_vain)


def _late(seen: Seen, runs: Sequence[ActionRun], *, silent: bool) -> Finding:
    run = telling(runs)
    trouble = _trouble(run)
    words = f"{named(runs)} the handler does not end in time: {trouble.message}"
    hint = (
        "Give the request a time-out, and all attempts together less than the action's own."
        if silent
        else "Find what it waits for, and let it give up in time."
    )
    at = of_trouble(seen, trouble, "silence" if silent else "timeout")
    # The platform ends a function that waits in vain, which so fails as it may; but it holds a place.
    is_weak = trouble.kind == "slow" or (silent and conduct(seen.contract).may_wait)
    severity = Severity.WARNING if is_weak else worst(runs).severity
    return finding(seen, "handler/timeout", words, at, severity=severity, hint=hint, reproduce=run)


def _crash(seen: Seen, runs: Sequence[ActionRun]) -> Finding:
    run = telling(runs)
    trouble = _trouble(run)
    at = of_trouble(seen, trouble, _subject(trouble))
    if run.case.variation == LOADING:
        words = f"the handler cannot be loaded: {told(trouble)}"
        return finding(seen, "handler/crash", words, at, hint=mend_loading(seen, trouble))
    words = f"{named(runs)} the handler fails: {told(trouble)}"
    severity = weighed(seen, runs, worst(runs).severity)
    return finding(seen, "handler/crash", words, at, severity=severity, hint=mend(trouble), reproduce=run)


def _attempts(seen: Seen) -> Iterator[Finding]:
    """Report attempts to leave that the code survived: what they were for did not happen."""
    found: dict[str, list[ActionRun]] = {}
    for run in seen.actions:
        if run.execution.trouble is None:
            for what in run.execution.tried:
                found.setdefault(what.partition(" ")[0], []).append(run)
    for kind, runs in found.items():
        run = telling(runs)
        trouble = Trouble("network", "")
        words = f"{named(runs)} the handler tries to {run.execution.tried[0]}, which no test run lets through"
        at = of_trouble(seen, trouble, f"network:{kind}")
        most = conduct(seen.contract).attempt
        grade = min(worst(runs).severity, most, key=lambda each: each.rank)
        yield finding(seen, "handler/crash", words, at, severity=grade, hint=mend(trouble), reproduce=run)


def _troubles(seen: Seen) -> Iterator[list[ActionRun]]:
    """Group the runs that failed by the line that did, whatever it raised: mending is one edit.

    A URL that cannot be read, for an input that is told to be put into it bare, is one defect with that.
    """
    bare = injected(seen)
    groups: dict[tuple[str, int, str], list[ActionRun]] = {}
    for run in _failed(seen):
        trouble = _trouble(run)
        if trouble.kind in _LATE or (trouble.kind == "InvalidURL" and run.case.about in bare):
            continue
        kind = trouble.kind if trouble.kind in _BY_KIND or not trouble.line else ""
        groups.setdefault((trouble.file, trouble.line, kind), []).append(run)
    yield from groups.values()


def _failed(seen: Seen) -> list[ActionRun]:
    return [run for run in seen.actions if run.execution.trouble]


def _trouble(run: ActionRun) -> Trouble:
    return run.execution.trouble or Trouble("", "")


def _subject(trouble: Trouble) -> str:
    """Name what fails so that edits above it change nothing: the line's own text."""
    return trouble.kind if trouble.kind in _BY_KIND else trouble.text.strip() or trouble.kind


def _by_faults_alone(runs: Iterable[ActionRun]) -> bool:
    """Whether all that is proved is proved by faults."""
    proved = {run.case.evidence for run in proof(runs)}
    return proved == {Evidence.HTTP}


def _is_fault(run: ActionRun) -> bool:
    return run.case.evidence is Evidence.HTTP


def _for_ever(run: ActionRun) -> bool:
    return "for ever" in _trouble(run).message
