"""What code under test gives back: which of the declared outputs, and of which types."""

from collections.abc import Iterator

from gc_contracts._json import Json, dumps, kind
from gc_contracts.action.landing import handed_through
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.function_outputs import not_taken
from gc_contracts.checks.handler_python import spelt_as_python
from gc_contracts.checks.handler_twins import other_than_alone, other_than_templates
from gc_contracts.checks.handler_words import named
from gc_contracts.checks.make import finding
from gc_contracts.checks.near import closest
from gc_contracts.checks.telling import telling, worst
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.schema.validate import compile as compile_schema


def missing_output(seen: Seen) -> Iterator[Finding]:
    """Report declared outputs that a handler does not give; those that lack together are one finding."""
    runs = _given(seen)
    lacking: dict[tuple[int, ...], list[str]] = {}
    # A function's answer goes through templates; what those write is told of them.
    for name in _declared(seen) if runs and not _is_mapped(seen) else ():
        without = tuple(number for number, run in enumerate(runs) if name not in _outputs(run))
        if len(without) == len(runs):
            yield _never(seen, runs, name)
        elif without and not conduct(seen.contract).may_omit:
            lacking.setdefault(without, []).append(name)
    for numbers, names in lacking.items():
        yield _sometimes(seen, [runs[number] for number in numbers], names)


def _never(seen: Seen, runs: list[ActionRun], name: str) -> Finding:
    """Tell of an output that no run gave: proved by a misspelt one, or by code that never names it."""
    other = closest(name, _undeclared(seen, runs))
    told = f": it gives `{other}` instead; names are case-sensitive" if other else ""
    code = "" if seen.contract.expectations.handler else getattr(seen.contract.action.code, "text", "")
    proved = bool(other) or (bool(code) and name not in code)
    proved = proved and not conduct(seen.contract).may_omit
    words = f"the handler never gives the declared output `{name}`{told}"
    severity = Severity.ERROR if proved else Severity.WARNING
    hint = f"Give `{name}` on every way out, or take it out of the outputs."
    at, run = of_word(seen, other or name, name), telling(runs)
    return finding(seen, "handler/missing-output", words, at, severity=severity, hint=hint, reproduce=run)


def _sometimes(seen: Seen, runs: list[ActionRun], names: list[str]) -> Finding:
    shown = ", ".join(f"`{name}`" for name in names)
    required = any(name in _required(seen) for name in names)
    words = f"{named(runs)} the handler does not give the declared output{'s' * (len(names) > 1)} {shown}"
    severity = worst(runs).severity if required else at_most_warning(runs)
    hint = "Give every output on every way out, an empty value where there is nothing to say."
    at, run = of_word(seen, names[0], ",".join(names)), telling(runs)
    return finding(seen, "handler/missing-output", words, at, severity=severity, hint=hint, reproduce=run)


def undeclared_output(seen: Seen) -> Iterator[Finding]:
    """Report outputs that are not declared: nobody can use them. A misspelt one is told as missing."""
    runs = _given(seen) if conduct(seen.contract).gives_outputs else []
    missing = [name for name in _declared(seen) if runs and all(name not in _outputs(run) for run in runs)]
    for name in _undeclared(seen, runs):
        if closest(name, missing):
            continue
        having = [run for run in runs if name in _outputs(run)]
        yield finding(
            seen,
            "handler/undeclared-output",
            f"{named(having)} the handler gives `{name}`, which is not among the outputs",
            of_word(seen, name, name),
            severity=at_most_warning(having) if _is_open(seen) else worst(having).severity,
            hint=f"Declare `{name}` as an output, or do not give it.",
            reproduce=telling(having),
        )


def output_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report outputs of another type than declared, and others that differ from what was to be expected."""
    if not conduct(seen.contract).gives_outputs:
        yield from not_taken(seen)
        return
    runs = _given(seen)
    wrong = _misfits(seen, runs)
    yield from _types(seen, wrong)
    yield from spelt_as_python(seen, runs)
    told = {(run.case.id, name) for name, found in wrong.items() for run, _ in found}
    yield from other_than_templates(seen, told)
    yield from other_than_alone(seen)


def _is_mapped(seen: Seen) -> bool:
    return not conduct(seen.contract).gives_outputs and not handed_through(seen.contract.action)


def _misfits(seen: Seen, runs: list[ActionRun]) -> dict[str, list[tuple[ActionRun, str]]]:
    """Gather, by output, the runs in which it is of another type than declared, and in words why."""
    validator = compile_schema(seen.contract.action.output)
    wrong: dict[str, list[tuple[ActionRun, str]]] = {}
    for run in runs:
        for violation in validator.violations(_outputs(run)):
            name = violation.pointer.split("/")[1] if violation.pointer else ""
            if name and name in _declared(seen):
                wrong.setdefault(name, []).append((run, violation.message))
    return wrong


def _types(seen: Seen, wrong: dict[str, list[tuple[ActionRun, str]]]) -> Iterator[Finding]:
    for name, found in wrong.items():
        failed = [run for run, _ in found]
        run = telling(failed)
        message = next(words for each, words in found if each is run)
        words = f"{named(failed)} the handler gives {_shown(_outputs(run).get(name))} for `{name}`: {message}"
        hint = f"Give a value of the declared type; where there is none, {_plain(seen, name)}."
        at, severity = of_word(seen, name, name), worst(failed).severity
        yield finding(seen, "handler/output-mismatch", words, at, severity=severity, hint=hint, reproduce=run)


def at_most_warning(runs: list[ActionRun]) -> Severity:
    """Grade what is odd but harms nobody by itself: a warning where it is proved, else a note."""
    found = worst(runs)
    return Severity.NOTE if found in {Evidence.LIKELY, Evidence.SPECULATION} else Severity.WARNING


def _given(seen: Seen) -> list[ActionRun]:
    """Take the runs that gave outputs."""
    return [run for run in seen.actions if run.execution.ok and isinstance(run.execution.output, dict)]


def _outputs(run: ActionRun) -> dict[str, Json]:
    output = run.execution.output
    return output if isinstance(output, dict) else {}


def _schema(seen: Seen) -> dict[str, Json]:
    document = seen.contract.action.output.document
    return document if isinstance(document, dict) else {}


def _declared(seen: Seen) -> list[str]:
    properties = _schema(seen).get("properties")
    return list(properties) if isinstance(properties, dict) else []


def _required(seen: Seen) -> list[str]:
    required = _schema(seen).get("required")
    return [name for name in required if isinstance(name, str)] if isinstance(required, list) else []


def _is_open(seen: Seen) -> bool:
    return (
        seen.contract.action.form != "field-list" and _schema(seen).get("additionalProperties") is not False
    )


def _undeclared(seen: Seen, runs: list[ActionRun]) -> list[str]:
    known = set(_declared(seen))
    return list(dict.fromkeys(name for run in runs for name in _outputs(run) if name not in known))


def _plain(seen: Seen, name: str) -> str:
    declared = _schema(seen)["properties"][name]
    named_type = declared.get("type") if isinstance(declared, dict) else None
    empty = {"string": '""', "integer": "0", "number": "0", "boolean": "false", "array": "[]", "object": "{}"}
    return empty.get(named_type, "leave it out") if isinstance(named_type, str) else "leave it out"


def _shown(value: Json) -> str:
    text = dumps(value)
    if value is None or isinstance(value, bool):
        return text
    return f"{kind(value)} {text}" if len(text) <= 60 else f"{kind(value)} {text[:59]}…"
