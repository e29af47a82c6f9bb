"""What a function gives back: whether the action takes it, and whether a failure passes for a success."""

from collections.abc import Iterator, Sequence

from gc_contracts._json import Json, dumps, loads
from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.function import weighed
from gc_contracts.checks.handler_words import named
from gc_contracts.checks.make import Spot, finding, spot
from gc_contracts.checks.telling import telling, worst
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence, Finding, Severity

_AFTER = frozenset({Cause.BODY, Cause.JSONPATH, Cause.VELOCITY, Cause.OUTPUT_JSON, Cause.OUTPUT_SCHEMA})
"""How a run ends that got an answer from the function and could not use it."""
_STATUSES = ("statusCode", "status")
_SHOWN = 80


def not_taken(seen: Seen) -> Iterator[Finding]:
    """Report answers of a function that the action's templates or contract refuse, once for each reason."""
    refused: dict[str, list[ActionRun]] = {}
    for run in seen.actions:
        failure = run.execution.failure
        if _answered(run) and failure and failure.cause in _AFTER:
            refused.setdefault(f"{failure.cause}:{failure.message}", []).append(run)
    for reason, runs in refused.items():
        yield _not_taken(seen, reason, runs)


def _answered(run: ActionRun) -> bool:
    """Whether the function returned something."""
    return run.execution.response is not None and run.execution.trouble is None


def _not_taken(seen: Seen, reason: str, runs: list[ActionRun]) -> Finding:
    run, found = telling(runs), worst(runs)
    failure = run.execution.failure
    said = failure.message if failure else ""
    words = f"{named(runs)} the function returns {_given(run)}, which the action refuses: {said}"
    severity = weighed(seen, runs, found.severity)
    if len(runs) == len([each for each in seen.actions if _answered(each)]):
        severity = Severity.ERROR  # whatever comes in and comes back
    elif found is Evidence.HTTP:
        severity = Severity.WARNING  # a failure after a fault is right, if not in the right words
    hint = "Return what the contract declares on every way out, or throw an error that says what went wrong."
    subject = f"function:{reason}"
    success = seen.contract.action.response.success
    at = spot(success, -1, subject) if success else Spot("", subject=subject)
    return finding(seen, "handler/output-mismatch", words, at, severity=severity, hint=hint, reproduce=run)


def failure_as_success(seen: Seen) -> Iterator[Finding]:
    """Report functions that return a status of failure, which no flow can read, and so succeed.

    Returning is success on the platform, whatever is returned; only a thrown error is a failure.
    """
    if conduct(seen.contract).gives_outputs:
        return
    for name in _STATUSES:
        runs = [run for run in seen.actions if _passes(run, name)]
        if not runs or name in _declared(seen):
            continue
        run = telling(runs)
        words = (
            f"{named(runs)} the function returns {_given(run)}: to the flow that is a success, "
            f"and it cannot read `{name}`, which is not among the outputs"
        )
        hint = f"Throw an error, so that the flow takes its Failure path, or declare `{name}` as an output."
        at = Spot("", subject=name)
        yield finding(
            seen,
            "handler/failure-as-success",
            words,
            at,
            severity=Severity.WARNING,
            hint=hint,
            reproduce=run,
        )


def _passes(run: ActionRun, name: str) -> bool:
    """Whether a run succeeds though the function says by a status that something failed."""
    if not run.execution.ok or run.execution.response is None:
        return False
    answer = _read(run)
    status = answer.get(name) if isinstance(answer, dict) else None
    return isinstance(status, int) and not isinstance(status, bool) and 400 <= status <= 599


def _read(run: ActionRun) -> Json:
    response = run.execution.response
    try:
        return loads(response.body.decode("utf-8", "replace")) if response else None
    except (ValueError, RecursionError):
        return None


def _declared(seen: Seen) -> Sequence[str]:
    document = seen.contract.action.output.document
    properties = document.get("properties") if isinstance(document, dict) else None
    return list(properties) if isinstance(properties, dict) else []


def _given(run: ActionRun) -> str:
    text = dumps(_read(run))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
