"""What code under test gives back: the names, the types, and whether templates beside it agree."""

from collections.abc import Iterator

from gc_contracts._json import Json, dumps, equal, kind
from gc_contracts.action.function import is_javascript
from gc_contracts.action.landing import handed_through
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.handler import named, telling, worst
from gc_contracts.checks.make import finding
from gc_contracts.checks.near import closest
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Finding, Severity
from gc_contracts.schema.validate import compile as compile_schema


def missing_output(seen: Seen) -> Iterator[Finding]:
    """Report declared outputs that a handler does not give: never an error, now and then a warning."""
    runs = _given(seen)
    # A function's answer goes through templates; what those write is told of them.
    for name in _declared(seen) if runs and not _is_mapped(seen) else ():
        without = [run for run in runs if name not in _outputs(run)]
        if not without:
            continue
        never = len(without) == len(runs)
        if not never and is_javascript(seen.contract):
            continue  # left out now and then: that is what optional outputs are for
        other = closest(name, _undeclared(seen, without)) if never else ""
        told = f": it gives `{other}` instead; names are case-sensitive" if other else ""
        when = "never gives" if never else f"{named(without)} does not give"
        at = of_word(seen, other or name, name)
        yield finding(
            seen,
            "handler/missing-output",
            f"the handler {when} the declared output `{name}`{told}",
            at,
            severity=_of_missing(seen) if never else min_severity(without),
            hint=f"Give `{name}` on every way out, or take it out of the outputs.",
            reproduce=telling(without),
        )


def undeclared_output(seen: Seen) -> Iterator[Finding]:
    """Report outputs that are not declared: nobody can use them. A misspelt one is told as missing."""
    runs = [] if is_javascript(seen.contract) else _given(seen)
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
            severity=min_severity(having),
            hint=f"Declare `{name}` as an output, or do not give it.",
            reproduce=telling(having),
        )


def output_mismatch(seen: Seen) -> Iterator[Finding]:
    """Report outputs of another type than declared, or other ones than the templates give."""
    if is_javascript(seen.contract):
        from gc_contracts.checks.function_outputs import not_taken  # noqa: PLC0415 - for functions alone

        yield from not_taken(seen)
        return
    yield from _types(seen)
    yield from _twins(seen)


def _is_mapped(seen: Seen) -> bool:
    return is_javascript(seen.contract) and not handed_through(seen.contract.action)


def _of_missing(seen: Seen) -> Severity:
    """A function may leave out what the contract does not require: it is only likely a defect."""
    return Severity.WARNING if is_javascript(seen.contract) else Severity.ERROR


def _types(seen: Seen) -> Iterator[Finding]:
    validator = compile_schema(seen.contract.action.output)
    wrong: dict[str, list[tuple[ActionRun, str]]] = {}
    for run in _given(seen):
        for violation in validator.violations(_outputs(run)):
            name = violation.pointer.split("/")[1] if violation.pointer else ""
            if name:
                wrong.setdefault(name, []).append((run, violation.message))
    for name, found in wrong.items():
        runs = [run for run, _ in found]
        run = telling(runs)
        message = next(words for each, words in found if each is run)
        value = _outputs(run).get(name)
        words = f"{named(runs)} the handler gives {_shown(value)} for `{name}`: {message}"
        hint = f"Give a value of the declared type, an empty one where there is none ({_plain(seen, name)})."
        at, severity = of_word(seen, name, name), worst(runs).severity
        yield finding(seen, "handler/output-mismatch", words, at, severity=severity, hint=hint, reproduce=run)


def _twins(seen: Seen) -> Iterator[Finding]:
    """Compare with the action's own templates, where those go through."""
    differing: dict[str, list[ActionRun]] = {}
    for run in seen.actions:
        twin = run.twin
        if twin is None or not twin.ok or run.execution.trouble or not run.execution.ok:
            continue
        for name in _differences(run.execution.output, twin.output):
            differing.setdefault(name, []).append(run)
    for name, runs in differing.items():
        run = telling(runs)
        theirs = run.twin.output if run.twin else None
        words = (
            f"{named(runs)} the handler gives {_member(run.execution.output, name)} "
            f"and the action's templates give {_member(theirs, name)}"
        )
        at, severity = of_word(seen, name, f"{name}#templates"), worst(runs).severity
        hint = "Make both say the same, or take one of them away."
        yield finding(seen, "handler/output-mismatch", words, at, severity=severity, hint=hint, reproduce=run)


def _differences(left: Json, right: Json) -> list[str]:
    if not (isinstance(left, dict) and isinstance(right, dict)):
        return [] if equal(left, right) else [""]
    names = dict.fromkeys([*left, *right])
    return [
        name for name in names if name not in left or name not in right or not equal(left[name], right[name])
    ]


def _member(output: Json, name: str) -> str:
    if not name:
        return _shown(output)
    if not isinstance(output, dict) or name not in output:
        return f"no `{name}`"
    return f"{_shown(output[name])} for `{name}`"


def _given(seen: Seen) -> list[ActionRun]:
    """Take the runs that gave outputs."""
    return [run for run in seen.actions if run.execution.ok and isinstance(run.execution.output, dict)]


def _outputs(run: ActionRun) -> dict[str, Json]:
    output = run.execution.output
    return output if isinstance(output, dict) else {}


def _declared(seen: Seen) -> list[str]:
    document = seen.contract.action.output.document
    properties = document.get("properties") if isinstance(document, dict) else None
    return list(properties) if isinstance(properties, dict) else []


def _undeclared(seen: Seen, runs: list[ActionRun]) -> list[str]:
    known = set(_declared(seen))
    return list(dict.fromkeys(name for run in runs for name in _outputs(run) if name not in known))


def min_severity(runs: list[ActionRun]) -> Severity:
    """Grade what happens now and then by the best evidence; what nobody has shown is a note."""
    found = worst(runs)
    weak = {Evidence.HTTP: Severity.WARNING}
    return weak.get(found, found.severity)


def _plain(seen: Seen, name: str) -> str:
    properties = seen.contract.action.output.document["properties"]
    declared = properties[name].get("type") if isinstance(properties.get(name), dict) else None
    empty = {"string": '""', "integer": "0", "number": "0", "boolean": "false", "array": "[]", "object": "{}"}
    return empty.get(declared, "null") if isinstance(declared, str) else "of its type"


def _shown(value: Json) -> str:
    text = dumps(value)
    return f"{kind(value)} {text}" if len(text) <= 60 else f"{kind(value)} {text[:59]}…"
