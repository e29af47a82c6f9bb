"""Recorded runs, run again: does the action still send what it sent, and give what it gave?

One defect is one finding: an input that is refused today ends the run before all else; a request that is not
as recorded finds no answer, so what comes out says nothing then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.action.function import is_javascript
from gc_contracts.checks.make import Spot, finding, steps
from gc_contracts.checks.not_allowed import refused, unfit
from gc_contracts.checks.recorded_places import (
    cassette_of,
    file_of,
    in_cassette,
    of_interaction,
    of_request,
    where,
)
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Request, Response
from gc_contracts.model.recording import Cassette, RecordedRun
from gc_contracts.replay.differences import Difference, between, listed, nearest, values

ANEW = "Record it anew (`--gc-record all`) if that is meant; else mend the action."
MOST = 5
"""Requests of one run that are told; code may send many."""


@dataclass(frozen=True, slots=True)
class _Missed:
    """A request that found no answer, beside the recorded one that is most like it."""

    run: ActionRun
    request: Request
    number: int
    """The index of the nearest interaction; -1: nothing was recorded."""
    differences: tuple[Difference, ...]


def request_changed(seen: Seen) -> Iterator[Finding]:
    """Report requests of templates that are no longer as recorded; recordings that tell the same are one."""
    groups: dict[tuple[str, ...], list[_Missed]] = {}
    for one in _missed(seen) if not _is_code(seen) and seen.plan.kind is CaseKind.REPLAY else ():
        if one.number >= 0:
            groups.setdefault(tuple(f"{each.part} {each.name}" for each in one.differences), []).append(one)
    for group in groups.values():
        yield _changed(seen, group)


def _changed(seen: Seen, group: Sequence[_Missed]) -> Finding:
    one = group[0]
    cassette = cassette_of(one.run)
    if one.differences:
        at, told = of_request(seen, one.differences), listed(one.differences)
    else:
        at, told = of_interaction(cassette, one.number), "it is sent once more than was recorded"
    more = f" (and of {len(group) - 1} more)" if len(group) > 1 else ""
    words = f"the action sends another request than in {where(cassette, one.number)}{more}: {told}"
    return _told(seen, "replay/request-changed", words, at, one)


def unmatched_request(seen: Seen) -> Iterator[Finding]:
    """Report requests of code, and of examples, to which nothing was recorded."""
    told: dict[str, int] = {}
    for one in _missed(seen):
        cassette = cassette_of(one.run)
        if seen.plan.kind is CaseKind.REPLAY and not _is_code(seen) and one.number >= 0:
            continue  # told as request-changed
        told[one.run.case.id] = told.get(one.run.case.id, 0) + 1
        if told[one.run.case.id] <= MOST:
            yield _unmatched(seen, cassette, one)


def _unmatched(seen: Seen, cassette: Cassette, one: _Missed) -> Finding:
    sent = f"{one.request.method} {one.request.url}"
    if one.number < 0:
        words = f"{sent} has no answer: {file_of(cassette)} holds no interaction"
        return _told(seen, "replay/unmatched-request", words, in_cassette(cassette, ""), one)
    near = f"the nearest is {where(cassette, one.number)}"
    why = listed(one.differences) or "it has answered as often as it may"
    anew = bool(one.differences) and _is_code(seen) and all(each.is_made_anew for each in one.differences)
    at = of_interaction(cassette, one.number)
    words = f"nothing in {file_of(cassette)} answers {sent}; {near}: {why}"
    if anew:
        words += " (made anew in each run, it seems)"
    found = _told(seen, "replay/unmatched-request", words, at, one)
    hint = "Leave it out of what is compared (`match:` in the cassette)." if anew else found.hint
    return replace(found, severity=Severity.NOTE if anew else found.severity, hint=hint)


def output_changed(seen: Seen) -> Iterator[Finding]:
    """Report recorded runs that end otherwise today, though all requests found their answers."""
    for run in _recorded(seen):
        cassette = cassette_of(run)
        kept = cassette.run
        if kept is None or run.replayed is None or run.replayed.unmatched or _is_told(seen, run):
            continue
        words = _ending(run, kept) or _outputs(seen, run, kept)
        if words:
            at = in_cassette(cassette, "/run/output" if kept.output is not None else "/run")
            words = f"the run of {file_of(cassette)} ends otherwise: {words}"
            data = _data(run) | {"recorded": _kept(kept), "now": _now(run)}
            found = finding(seen, "replay/output-changed", words, at, hint=ANEW, reproduce=data)
            yield replace(found, steps=steps(run.execution))


def _is_told(seen: Seen, run: ActionRun) -> bool:
    return refused(run) or any(unfit(seen, run))


def _ending(run: ActionRun, kept: RecordedRun) -> str:
    execution = run.execution
    ending = execution.ending.value
    why = f": {execution.failure.message}" if execution.failure else ""
    failed = next((step.name for step in execution.steps if not step.ok), "")
    if ending != kept.outcome:
        return f"it was {kept.outcome} and is {ending}{why}"
    if kept.step and failed != kept.step:
        return f"it failed at {kept.step!r} and fails at {failed!r}{why}"
    return ""


def _outputs(seen: Seen, run: ActionRun, kept: RecordedRun) -> str:
    if kept.outcome != "success":
        return ""
    found = values(kept.output, run.execution.output, "output")
    return listed(one for one in found if not (_is_code(seen) and one.is_made_anew))


def unused_interaction(seen: Seen) -> Iterator[Finding]:
    """Report interactions that no run of their cassette asks for any more."""
    runs: dict[str, list[ActionRun]] = {}
    for run in seen.actions:
        if run.case.cassette is not None and run.replayed is not None:
            runs.setdefault(run.case.cassette.name, []).append(run)
    for group in runs.values():
        cassette = cassette_of(group[0])
        if _is_whole(seen, cassette, group):
            yield from _unused(seen, cassette, group)


def _is_whole(seen: Seen, cassette: Cassette, group: Sequence[ActionRun]) -> bool:
    """Tell whether these are all runs of a cassette, and each went as far as it was recorded."""
    named = any(run.cassette == cassette.name for run in seen.contract.expectations.runs)
    if named and cassette.run is not None:
        return False
    kept = cassette.run
    went = (kept is None or not (_ending(run, kept) or refused(run)) for run in group)
    unanswered = any(run.replayed and run.replayed.unmatched for run in group)
    return not unanswered and all(went)


def _unused(seen: Seen, cassette: Cassette, group: Sequence[ActionRun]) -> Iterator[Finding]:
    used = {number for run in group if run.replayed for number in run.replayed.used}
    moved = any(
        isinstance(each.reply, Response) and each.reply.status in range(300, 400)
        for each in cassette.interactions
    )
    for number, each in enumerate(cassette.interactions):
        if number in used or each.is_login or moved or _is_alike(cassette, number, used):
            continue
        words = f"no run asks for {where(cassette, number)}: {each.request.method} {each.request.url}"
        data = _data(group[0]) | {"interaction": number + 1, "used": [one + 1 for one in sorted(used)]}
        yield finding(
            seen,
            "replay/unused-interaction",
            words,
            of_interaction(cassette, number),
            severity=Severity.WARNING,
            hint="Take it out of the cassette, or find out why the action no longer asks for it.",
            reproduce=data,
        )


def _is_alike(cassette: Cassette, number: int, used: set[int]) -> bool:
    """Whether another of several replies to the same request was used: code polls as long as it likes."""
    own = cassette.interactions[number].request
    return any(not between(cassette.interactions[other], own, cassette.matching) for other in used)


def _missed(seen: Seen) -> Iterator[_Missed]:
    for run in _recorded(seen):
        for request in run.replayed.unmatched if run.replayed and not refused(run) else ():
            number, differences = nearest(cassette_of(run), request)
            yield _Missed(run, request, number, differences)


def _recorded(seen: Seen) -> Iterator[ActionRun]:
    return (run for run in seen.actions if run.case.cassette is not None)


def _is_code(seen: Seen) -> bool:
    code = seen.contract.action.form == "field-list" or bool(seen.contract.expectations.handler)
    return code or is_javascript(seen.contract)


def _told(seen: Seen, check: str, words: str, at: Spot, one: _Missed) -> Finding:
    now = {"method": one.request.method, "url": one.request.url}
    now |= {} if one.request.body is None else {"body": one.request.body}
    data = _data(one.run) | {"interaction": one.number + 1, "request": now}
    found = finding(seen, check, words, at, hint=ANEW, reproduce=data)
    return replace(found, steps=steps(one.run.execution))


def _data(run: ActionRun) -> dict[str, Json]:
    return {"input": run.case.input, "cassette": file_of(cassette_of(run))}


def _kept(kept: RecordedRun) -> Mapping[str, Json]:
    output = {"output": kept.output} if kept.outcome == "success" else {}
    return {"outcome": kept.outcome, **output, **({"step": kept.step} if kept.step else {})}


def _now(run: ActionRun) -> Mapping[str, Json]:
    ending = run.execution.ending.value
    return {"outcome": ending, **({"output": run.execution.output} if ending == "success" else {})}
