"""Outputs that the output contract refuses: one finding a place, as grave as the response that shows it.

What stands in an output came from the template, from a default or out of the response. The first two are in
the file; of the last we know only what somebody showed, and what a path gives whatever it finds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import Json, equal, get, loads
from gc_contracts.action.landing import Landing
from gc_contracts.action.landing import handed_through as raw
from gc_contracts.checks.landing import is_json, land
from gc_contracts.checks.lists import list_places
from gc_contracts.checks.make import Spot, finding, spot
from gc_contracts.checks.produced import absent
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.execution import Cause
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.model.recording import REDACTED
from gc_contracts.model.schema import Violation
from gc_contracts.schema.validate import validate

_SHOWN = frozenset({Evidence.DECLARED, Evidence.RECORDED})
_OF_MEMBERS = frozenset({"required", "dependencies", "minProperties"})
"""Keywords that fail at an object for what is inside it."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One violation of one run, and where its value came from."""

    run: ActionRun
    violation: Violation
    key: str
    """The translation map key whose value stands there or around there; empty: the template's own."""
    inside: bool
    """It lies inside that value."""
    by_default: bool
    """The value is the key's default."""

    @property
    def place(self) -> str:
        """One place for all elements of a list, whatever keyword tells of it."""
        return re.sub(r"/\d+(?=/|$)", "/*", self.violation.pointer)


def schema_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report outputs that the output contract refuses, one finding a place."""
    landing = land(seen)
    found = [one for run in seen.actions for one in _mismatches(seen, landing, run)]
    told = _told_elsewhere(seen)
    best: dict[str, tuple[Severity, Mismatch]] = {}
    for one in found:
        if one in told:
            continue
        severity = _severity(seen, one, found)
        if severity and (one.place not in best or severity.rank > best[one.place][0].rank):
            best[one.place] = (severity, one)
    for severity, one in best.values():
        yield _finding(seen, severity, one)


def _mismatches(seen: Seen, landing: Landing | None, run: ActionRun) -> Iterator[Mismatch]:
    failure = run.execution.failure
    if failure is None or failure.cause is not Cause.OUTPUT_SCHEMA:
        return
    output = loads(run.execution.rendered)
    for violation in validate(seen.contract.action.output, output):
        if _is_hidden(get(output, violation.pointer)):
            continue
        key, at = landing.feed(_holder(violation)) if landing else ("", "")
        members = violation.keyword in _OF_MEMBERS
        inside = bool(key) and (members or at != violation.pointer)
        yield Mismatch(
            run, violation, key, inside, bool(key) and _is_default(seen, run, key, get(output, at))
        )


def _is_hidden(value: Json) -> bool:
    """Whether a placeholder stands there, which tells nothing of the secret that came back."""
    return isinstance(value, str) and REDACTED in value


def _is_default(seen: Seen, run: ActionRun, key: str, value: Json) -> bool:
    """Whether a value is the key's default, and not what a tool made of it."""
    part = seen.contract.action.response.defaults.get(key)
    used = part is not None and key in run.execution.defaults_used and is_json(part.text)
    return used and part is not None and equal(loads(part.text), value)


def _holder(violation: Violation) -> str:
    """Give the pointer of what breaks the rule: for a member too many the object around it."""
    extra = violation.keyword == "additionalProperties"
    return violation.pointer.rpartition("/")[0] if extra else violation.pointer


def _severity(seen: Seen, one: Mismatch, found: list[Mismatch]) -> Severity | None:
    """Tell how sure a mismatch is; None where this run proves nothing about it."""
    if one.run.case.evidence in _SHOWN or (one.key and one.by_default):
        return Severity.ERROR
    if raw(seen.contract.action):
        return None
    if one.inside:
        return Severity.NOTE  # nobody has shown what the value holds
    if not one.key:
        return _of_template(seen, one, found)
    return _of_path(seen, one, found)


def _of_template(seen: Seen, one: Mismatch, found: list[Mismatch]) -> Severity:
    """Error where no run with an output gets past this place; else as grave as the response."""
    reached = [run for run in seen.actions if run.execution.rendered and not _is_no_json(run)]
    always = _breaking(one, found).issuperset(run.case.id for run in reached)
    return Severity.ERROR if always else one.run.case.evidence.severity


def _of_path(seen: Seen, one: Mismatch, found: list[Mismatch]) -> Severity:
    """Error where the path gives the wrong type whenever it finds something; else as grave as the response.

    Other keywords than `type` speak of the value, which is made up.
    """
    resolved = [
        run
        for run in seen.actions
        if run.execution.rendered
        and one.key in run.execution.values
        and one.key not in run.execution.defaults_used
        and not _is_no_json(run)
    ]
    always = _breaking(one, found).issuperset(run.case.id for run in resolved)
    if one.violation.keyword == "type" and always:
        return Severity.ERROR
    made_up = any(other.run.case.variation == "normal" and other.place == one.place for other in found)
    return Severity.NOTE if made_up else one.run.case.evidence.severity


def _breaking(one: Mismatch, found: list[Mismatch]) -> set[str]:
    return {other.run.case.id for other in found if other.violation.pointer == one.violation.pointer}


def _is_no_json(run: ActionRun) -> bool:
    failure = run.execution.failure
    return failure is not None and failure.cause is Cause.OUTPUT_JSON


def _finding(seen: Seen, severity: Severity, one: Mismatch) -> Finding:
    where = one.violation.pointer or "the output"
    words = f"{where} {one.violation.message}, against the output contract"
    if one.key and one.by_default:
        words += f" (the default of `{one.key}`)"
    elif one.run.case.variation and one.run.case.evidence is not Evidence.RECORDED:
        words += f" (response: {one.run.case.about or 'as a whole'} {one.run.case.variation})"
    hint = "Make the template or the default fit the contract, or widen the contract."
    at = _spot(seen, one)
    return finding(seen, "output/schema-mismatch", words, at, severity=severity, hint=hint, reproduce=one.run)


def _spot(seen: Seen, one: Mismatch) -> Spot:
    response = seen.contract.action.response
    parts = response.defaults if one.by_default else response.translation_map
    part = parts.get(one.key) or response.success
    return spot(part, subject=one.place) if part else Spot("", subject=one.place)


class _Told:
    """What other checks say of the same runs."""

    def __init__(self, seen: Seen) -> None:
        self._whole = raw(seen.contract.action)
        self._lists = list_places(seen)
        self._absent = frozenset() if self._whole else frozenset(f"`{name}`" for _, name, _ in absent(seen))
        self._landing = land(seen)

    def __contains__(self, one: Mismatch) -> bool:
        violation = one.violation
        if self._landing is None:
            return False
        if violation.keyword == "additionalProperties":
            return not self._landing.feed(_holder(violation))[0]
        if violation.keyword == "required":
            return any(name in violation.message for name in self._absent)
        listed = violation.pointer in self._lists and not one.by_default
        return listed and violation.keyword in {"type", "enum"}


def _told_elsewhere(seen: Seen) -> _Told:
    return _Told(seen)
