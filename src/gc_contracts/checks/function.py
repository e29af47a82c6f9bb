"""How a function's JavaScript is judged: throwing is how it is to fail, so not every exception is a defect.

The flow then takes its Failure path with the error's words. What nobody meant are errors of the language
itself and ended processes, where the input is allowed and nothing outside has failed.
"""

from collections.abc import Iterable

from gc_contracts.checks.conduct import conduct
from gc_contracts.checks.handler_words import mend
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Severity
from gc_contracts.model.verdict import Trouble

_UNMEANT = frozenset(
    {
        *("TypeError", "ReferenceError", "RangeError", "SyntaxError", "URIError", "EvalError"),
        *("Runtime.NodeJsExit", "Runtime.UnhandledPromiseRejection"),
        *("exit", "answer", "target", "module"),
    }
)
"""Kinds of trouble that nobody throws on purpose; those in small letters are no exception's class."""


def defects(seen: Seen, runs: list[ActionRun]) -> list[ActionRun]:
    """Keep the runs in which a failure is a defect: all of them, but for a function's."""
    if not conduct(seen.contract).may_fail:
        return runs
    return [run for run in runs if run.case.evidence is not Evidence.HTTP and _is_unmeant(run)]


def _is_unmeant(run: ActionRun) -> bool:
    trouble = run.execution.trouble
    return trouble is not None and trouble.kind in _UNMEANT and not trouble.text.startswith("throw ")


def mend_loading(seen: Seen, trouble: Trouble) -> str:
    """Say how to mend code that cannot be loaded."""
    target = conduct(seen.contract).target if trouble.kind == "target" else ""
    return target or mend(trouble)


def weighed(seen: Seen, runs: Iterable[ActionRun], severity: Severity) -> Severity:
    """Grade a function's failure that a plain input shows too by its response, which we made up.

    A service may never answer like that; nobody has shown that it does.
    """
    if not conduct(seen.contract).may_fail:
        return severity
    plain = next((run for run in runs if run.case.variation == "base"), None)
    kinds = {run.execution.trouble.kind for run in runs if run.execution.trouble}
    if plain is None or seen.contract.expectations.runs or kinds & {"exit", "answer"}:
        return severity
    return Severity.NOTE if plain.execution.requests else severity
