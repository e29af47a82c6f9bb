"""Family `validator/`: does a team's own validator say what the schema says?

Nobody is accused on our word alone: of each record here both engines say the same. One finding a rule, with
every value that gets past it and the smallest record that shows it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gc_contracts._json import spelt
from gc_contracts.checks.blunders import accepted
from gc_contracts.checks.make import Spot, finding
from gc_contracts.checks.overdone import refused
from gc_contracts.checks.records import as_data
from gc_contracts.checks.rules_said import Told, whole
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.check import RecordRun, Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.verdict import Said
from gc_contracts.schema.disputed import disputed

_LONG = 250
"""Characters of a record that is shown whole."""
_SHOWN = 3
"""Values named beside the smallest."""


def accepts_invalid(seen: Seen) -> Iterator[Finding]:
    """Report each rule that a validator does not keep: a record breaks it and is accepted."""
    wrong = [run for run in seen.records if run.contradicts and not run.is_valid]
    for group in _by_rule(seen, wrong):
        run = group[0]
        words = Told.of(seen, run)
        if not words.keyword:
            yield _everything(seen, group)
            continue
        text = f"the validator accepts {words.subject}, {words.but}"
        others = _others(seen, group)
        if others:
            text += f"\nit also accepts {others}"
        hint = _hints(seen, group)
        yield _found(seen, "validator/accepts-invalid", text, run, words.spot, hint)


def rejects_valid(seen: Seen) -> Iterator[Finding]:
    """Report each rule that a validator keeps too strictly: a record breaks none and is refused."""
    wrong = [run for run in seen.records if run.contradicts and run.is_valid]
    for group in _by_rule(seen, wrong):
        group.sort(key=lambda run: bool(_dispute(seen, run)))
        run = group[0]
        words = Told.of(seen, run)
        if not words.keyword:
            yield _nothing(seen, group)
            continue
        text = f"the validator refuses {words.subject}, {words.takes}\n{_own_words(run)}"
        others = _others(seen, group)
        if others:
            text += f"\nit also refuses {others}"
        dispute = _dispute(seen, run)
        hint = dispute or refused(words.keyword, words.limit, words.value)
        found = _found(seen, "validator/rejects-valid", text, run, words.spot, hint)
        yield replace(found, severity=Severity.NOTE) if dispute else found


def _everything(seen: Seen, group: list[RecordRun]) -> Finding:
    text = "the validator accepts everything: of the records that break a rule, none was refused"
    hint = "What does it return? Errors that are collected and never returned look like this."
    return _found(seen, "validator/accepts-invalid", text, group[0], whole(seen, "accepts"), hint)


def _nothing(seen: Seen, group: list[RecordRun]) -> Finding:
    crashed = sum(run.is_valid and run.says(Said.CRASH) for run in seen.records)
    text = "the validator refuses every valid record it was shown"
    if crashed:
        text = f"the validator accepts no valid record: on {crashed} it crashes, the others it refuses"
    text += f"\n{_own_words(group[0])}"
    hint = "Begin with this record; rules cannot be told apart before one is accepted."
    return _found(seen, "validator/rejects-valid", text, group[0], whole(seen, "refuses"), hint)


def _own_words(run: RecordRun) -> str:
    errors = run.verdict.errors if run.verdict else ()
    return f"it said: {'; '.join(errors[:3])}" if errors else "it gave no reason"


def _dispute(seen: Seen, run: RecordRun) -> str:
    words = Told.of(seen, run)
    return disputed(words.keyword, words.value)


def _by_rule(seen: Seen, runs: Iterable[RecordRun]) -> list[list[RecordRun]]:
    """Group runs by the place of their rule, the smallest record first in each."""
    groups: dict[str, list[RecordRun]] = {}
    for run in runs:
        groups.setdefault(Told.of(seen, run).spot.place, []).append(run)
    return [sorted(group, key=lambda run: run.weight) for group in groups.values()]


def _others(seen: Seen, group: list[RecordRun]) -> str:
    first, *rest = (Told.of(seen, run).subject for run in group)
    told = [subject for subject in dict.fromkeys(rest) if subject != first]
    more = len(told) - _SHOWN
    return "; ".join(told[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")


def _hints(seen: Seen, group: list[RecordRun]) -> str:
    """Say how to mend it: what the smallest record suggests, and what another adds."""
    patterns = seen.settings.emulation.patterns
    told = (Told.of(seen, run) for run in group)
    guesses = (accepted(each.keyword, each.limit, each.value, patterns) for each in told)
    return " ".join([words for words in dict.fromkeys(guesses) if words][:2])


def _found(seen: Seen, check: str, text: str, run: RecordRun, spot: Spot, hint: str) -> Finding:
    case = run.case
    keyword = case.keyword if isinstance(case, RecordCase) else ""
    expected = {"expected": "valid" if run.is_valid else "invalid"} | (
        {"keyword": keyword} if keyword else {}
    )
    record = as_data(run.record)
    # A long record is cut where it is shown, so that what follows it would be lost.
    told = record | expected if len(spelt(run.record)) < _LONG else expected | record
    # No word of the schema says how large a record may be: only its product does. And whether what is no
    # JSON gets as far as the validator is up to who reads the body.
    likely = (keyword == "size" and not run.is_valid) or not run.is_json
    severity = Severity.WARNING if likely else Severity.ERROR
    found = finding(seen, check, text, spot, severity=severity, hint=hint, reproduce=told)
    document = seen.contract.expectations.document
    if document is None or not isinstance(case, RecordCase) or case.origin is Origin.SCHEMA or not case.rule:
        return found
    source = document.locate(case.rule)
    return replace(found, source=source, excerpt=tuple(document.excerpt(source)))
