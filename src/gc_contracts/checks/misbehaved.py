"""Family `validator/`, what is no wrong verdict: crashes, records that are changed, verdicts that vary."""

from collections.abc import Iterator
from dataclasses import replace

from gc_contracts._json import Json, spelt
from gc_contracts.checks.make import Spot, finding
from gc_contracts.checks.records import as_data
from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun, Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.verdict import OPENING, Trouble
from gc_contracts.schema.edits import Edit, edits
from gc_contracts.source import Source, caret

_OUR_WORDS = frozenset({"target", "exit", "timeout"})
"""Kinds of trouble that are no exception's name: the message says it all."""
_ALONE = "runs with no network"
_PRINTED = 120
"""Characters of what was printed: its end."""
_VALUE = 40
"""Characters of a value."""
_SHOWN = 3
"""Changes to a record that are named."""


def crash(seen: Seen) -> Iterator[Finding]:
    """Report each line of a validator that raises, ends its process or never answers."""
    groups: dict[tuple[str, ...], list[tuple[RecordRun, Trouble]]] = {}
    for run in seen.records:
        if run.verdict is not None and run.verdict.trouble is not None:
            groups.setdefault(run.verdict.trouble.key, []).append((run, run.verdict.trouble))
    for group in groups.values():
        run, trouble = min(group, key=lambda each: _weight(each[0]))
        yield _crashed(seen, run, trouble, len(group))


def mutates_record(seen: Seen) -> Iterator[Finding]:
    """Report a validator that changes the record it is shown."""
    changed = [run for run in seen.records if run.verdict is not None and run.verdict.mutated]
    if not changed:
        return
    run = min(changed, key=_weight)
    after = run.verdict.after if run.verdict else None
    told = "; ".join(_change(edit) for edit in list(edits(run.record, after))[:_SHOWN]) or "it is another one"
    text = f"the validator changes the record it is shown: {told}"
    hint = "Work on a copy: whoever sends the record afterwards sends the changed one."
    yield _about(seen, "validator/mutates-record", text, run, hint)


def unstable(seen: Seen) -> Iterator[Finding]:
    """Report a validator that says one thing of a record, and the other when asked again."""
    varied = [run for run in seen.records if run.verdict is not None and run.again is not None]
    if not varied:
        return
    run = min(varied, key=_weight)
    words = f"{run.verdict.said}, then {run.again.said}" if run.verdict and run.again else ""
    text = (
        f"the validator says {words} of the same record when the records come in another order "
        f"({len(varied)} of {len(seen.records)} records)"
    )
    hint = "Something is kept between records: a list of errors that is not emptied, a cache, a clock."
    yield _about(seen, "validator/unstable", text, run, hint)


def _crashed(seen: Seen, run: RecordRun, trouble: Trouble, count: int) -> Finding:
    opening = isinstance(run.case, RecordCase) and run.case.id == OPENING
    output = trouble.output.strip()
    end = output if len(output) <= _PRINTED else "…" + output[-_PRINTED:]
    printed = f"\nit printed: {end}" if end else ""
    text = f"{_opened(seen, trouble) if opening else _raised(run, trouble, count)}{printed}"
    found = _about(seen, "validator/crash", text, None if opening else run, _hint(opening, trouble))
    # A record that is no object, or no JSON: many validators are never shown one.
    usual = run.is_json and (isinstance(run.record, dict) or _odd(seen))
    severity = Severity.ERROR if opening or usual else Severity.WARNING
    place = f"validator#{trouble.kind}:{trouble.file}:{trouble.text.strip()}"
    found = replace(found, severity=severity, place=place)
    if not trouble.file or not trouble.line:
        return found
    source = Source(trouble.file, trouble.line)
    excerpt = (f"{trouble.line:>5} | {trouble.text.strip()}",) if trouble.text.strip() else ()
    return replace(found, source=source, excerpt=excerpt)


def _odd(seen: Seen) -> bool:
    """Tell whether records of this schema may be something else than objects."""
    document = seen.contract.schema.document
    return isinstance(document, dict) and document.get("type", "object") != "object"


def _opened(seen: Seen, trouble: Trouble) -> str:
    validator = seen.contract.expectations.validator
    name = validator if isinstance(validator, str) else "of the hook"
    return f"the validator {name} cannot be used: {_said(trouble)}"


def _raised(run: RecordRun, trouble: Trouble, count: int) -> str:
    which = "a valid record" if run.is_valid else "an invalid record"
    more = f" ({count} records)" if count > 1 else ""
    if trouble.kind == "timeout":
        return f"the validator gives no answer in time for {which}{more}: {trouble.message}"
    if trouble.kind == "answer":
        return f"the validator gives {which} an answer that is no verdict: {trouble.message}{more}"
    if trouble.kind == "exit":
        return f"the validator ends its process on {which}: {trouble.message}{more}"
    function = f" in {trouble.function}" if trouble.function else ""
    return f"the validator raises {_said(trouble)}{function}, on {which}{more}"


def _said(trouble: Trouble) -> str:
    if trouble.kind in _OUR_WORDS and trouble.message:
        return trouble.message
    return f"{trouble.kind}: {trouble.message}" if trouble.message else trouble.kind


def _hint(opening: bool, trouble: Trouble) -> str:
    if opening and trouble.kind in {"timeout", "exit"}:
        return "Importing a module is to define things only: move what this line does into a function."
    if _ALONE in trouble.message:
        return "Here it runs alone: give it what it needs from there in another way, and it can be tested."
    if opening and trouble.kind == "target" and "called" in trouble.message:
        return "Give it a function that takes a record and nothing else."
    if opening and trouble.line:
        return "This line fails when the module is imported; what it needs has to be importable here too."
    if opening:
        return "Name it as package.module:name, importable from the project's root or ini option pythonpath."
    named = {
        "timeout": "Look for a pattern that backtracks, a loop without end, or a call to another service.",
        "answer": "Return True or False, a list of errors, or (bool, list of errors); or raise ValueError.",
        "exit": "Raise ValueError for what is invalid; sys.exit takes the caller along.",
        "KeyError": "The member may be absent: use record.get(name), or ask `name in record`.",
        "TypeError": "The value may be of another type: test the type first, and end there.",
        "AttributeError": "The value may be of another type: test the type first, and end there.",
    }
    return named.get(trouble.kind, "A validator has to answer for every record, whatever is wrong with it.")


def _about(seen: Seen, check: str, text: str, run: RecordRun | None, hint: str) -> Finding:
    """Build a finding about the validator as a whole, placed where the team names it."""
    told: dict[str, Json] = {}
    if run is not None:
        told = {**as_data(run.record), "expected": "valid" if run.is_valid else "invalid"}
    found = finding(seen, check, text, Spot(seen.contract.schema.pointer), hint=hint, reproduce=told)
    document, validator = seen.contract.expectations.document, seen.contract.expectations.validator
    if document is None or not isinstance(validator, str):
        return replace(found, place="validator")
    source = document.locate("/validator")
    excerpt = tuple(caret(document.text, source.line, source.column))
    return replace(found, place="validator", source=source, excerpt=excerpt)


def _change(edit: Edit) -> str:
    before = spelt(edit.before[0]) if edit.before else "absent"
    after = spelt(edit.after[0]) if edit.after else "gone"
    return f"{edit.pointer or 'all of it'} was {_start(before)}, and is {_start(after)} afterwards"


def _start(text: str) -> str:
    return text if len(text) <= _VALUE else text[:_VALUE] + "…"


def _weight(run: RecordRun) -> tuple[object, ...]:
    """Valid records first, then small ones; what is no object, or no JSON, last."""
    return not isinstance(run.record, dict), not run.is_json, not run.is_valid, run.weight
