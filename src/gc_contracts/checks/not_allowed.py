"""Recorded runs that the action contract no longer allows: their input, or what came out of them."""

from collections.abc import Iterator

from gc_contracts._json import Json, get
from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.make import finding
from gc_contracts.checks.recorded_places import cassette_of, file_of, in_cassette
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.recording import REDACTED
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.validate import validate

CHECK = "replay/not-allowed"
_REFUSED = frozenset({Cause.INPUT_SHAPE, Cause.INPUT_SCHEMA})


def not_allowed(seen: Seen) -> Iterator[Finding]:
    """Report recorded inputs and outputs that today's action contract refuses, one finding a cassette."""
    for run in seen.actions:
        if run.case.cassette is None or run.case.cassette.run is None:
            continue
        found = next(_violations(seen.contract.action.input, run.case.input), None)
        if refused(run):
            yield _finding(seen, run, "input", found) if found else _hidden(seen, run)
        elif any(unfit(seen, run)):
            yield _finding(seen, run, "output", next(unfit(seen, run)))


def _hidden(seen: Seen, run: ActionRun) -> Finding:
    """Say that a run cannot be replayed, since all that is refused are placeholders; that is no defect."""
    cassette = cassette_of(run)
    failure = run.execution.failure
    why = f": {failure.message}" if failure else ""
    words = f"{file_of(cassette)} cannot be replayed: a placeholder in its input is refused{why}"
    hint = "Write an input that the contract allows in its place; the recorded requests then need it too."
    data = {"input": run.case.input, "cassette": file_of(cassette)}
    at = in_cassette(cassette, "/run/input")
    return finding(seen, CHECK, words, at, severity=Severity.NOTE, hint=hint, reproduce=data)


def refused(run: ActionRun) -> bool:
    """Whether a run ended at its input: nothing else was seen of it."""
    failure = run.execution.failure
    return failure is not None and failure.cause in _REFUSED


def unfit(seen: Seen, run: ActionRun) -> Iterator[Violation]:
    """Give what today's output contract has against a recorded output, where it stops the run too.

    Code under test is asked for its outputs elsewhere, and may have given such when it was recorded.
    """
    kept = run.case.cassette.run if run.case.cassette else None
    failure = run.execution.failure
    stopped = failure is not None and failure.cause is Cause.OUTPUT_SCHEMA
    if kept is not None and kept.outcome == "success" and stopped and conduct(seen.contract).gives_outputs:
        yield from _violations(seen.contract.action.output, kept.output)


def _violations(schema: Schema, value: Json) -> Iterator[Violation]:
    """Give the violations, but for those where a placeholder stands for a secret."""
    for violation in validate(schema, value):
        held = get(value, violation.pointer)
        if not (isinstance(held, str) and REDACTED in held):
            yield violation


def _finding(seen: Seen, run: ActionRun, which: str, broken: Violation) -> Finding:
    cassette = cassette_of(run)
    place = f" at {broken.pointer}" if broken.pointer else ""
    words = f"the recorded {which} of {file_of(cassette)} is no longer allowed{place}: it {broken.message}"
    hint = "Widen the contract if flows still do so; else record the run anew, or delete the cassette."
    at = in_cassette(cassette, f"/run/{which}{broken.pointer}")
    kept = {} if which == "input" or cassette.run is None else {"output": cassette.run.output}
    data = {"input": run.case.input, "cassette": file_of(cassette), **kept}
    return finding(seen, CHECK, words, at, hint=hint, reproduce=data)
