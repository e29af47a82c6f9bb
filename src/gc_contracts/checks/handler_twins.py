"""The same input and response, twice: through the action's templates, and after other calls."""

from collections.abc import Collection, Iterator

from gc_contracts._json import Json, dumps, equal, kind
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.handler_words import named
from gc_contracts.checks.make import finding
from gc_contracts.checks.telling import telling, worst
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding, Severity

AFTER = "after other calls"
"""The variation of a run that differs from the same run alone."""


def other_than_templates(seen: Seen, told: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Compare with the action's own templates, where those go through.

    `told`: outputs, by case and name, that are of another type than declared: that these differ is the same
    defect.
    """
    differing: dict[str, list[ActionRun]] = {}
    for run in seen.actions:
        twin = run.twin
        if twin is None or not twin.ok or not run.execution.ok:
            continue
        for name in _differences(run.execution.output, twin.output):
            if (run.case.id, name) not in told:
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


def other_than_alone(seen: Seen) -> Iterator[Finding]:
    """Report what a handler keeps between calls, where it changes what it gives."""
    base = next((run for run in seen.actions if run.case.variation == "base"), None)
    for run in seen.actions:
        if base is None or run.case.variation != AFTER:
            continue
        name = next(iter(_differences(run.execution.output, base.execution.output)), "")
        words = (
            f"after other calls the handler gives {_member(run.execution.output, name)}, and alone, for the "
            f"same input and response, {_member(base.execution.output, name)}"
        )
        hint = "Keep nothing of a call in a module: the next caller may get it."
        at = of_word(seen, name, f"{name}#kept")
        yield finding(
            seen, "handler/output-mismatch", words, at, severity=Severity.WARNING, hint=hint, reproduce=base
        )


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


def _shown(value: Json) -> str:
    text = dumps(value)
    return f"{kind(value)} {text}" if len(text) <= 60 else f"{kind(value)} {text[:59]}…"
