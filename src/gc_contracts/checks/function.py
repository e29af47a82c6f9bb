"""How a function's JavaScript is judged: throwing is how it is to fail, so not every exception is a defect.

The flow then takes its Failure path with the error's words. What nobody meant are errors of the language
itself and ended processes, where the input is allowed and nothing outside has failed.
"""

from collections.abc import Iterable

from gc_contracts.action.function import is_javascript
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Evidence, Severity
from gc_contracts.model.verdict import Trouble

_UNMEANT = frozenset(
    {
        *("TypeError", "ReferenceError", "RangeError", "SyntaxError", "URIError", "EvalError"),
        *("Runtime.NodeJsExit", "Runtime.UnhandledPromiseRejection"),
        *("exit", "answer", "network", "target", "module"),
    }
)
"""Kinds of trouble that nobody throws on purpose; those in small letters are no exception's class."""


def defects(seen: Seen, trouble: Trouble, runs: list[ActionRun]) -> list[ActionRun]:
    """Keep the runs in which a failure is a defect: all of them, but for a function's."""
    if not is_javascript(seen.contract):
        return runs
    if trouble.kind not in _UNMEANT or trouble.text.startswith("throw "):
        return []
    return [run for run in runs if run.case.evidence is not Evidence.HTTP]


def weighed(seen: Seen, runs: Iterable[ActionRun], severity: Severity) -> Severity:
    """Grade a function's failure that a plain input shows too by its response, which we made up.

    A service may never answer like that; nobody has shown that it does. And what a test run refuses, the
    platform may allow: sockets that speak no HTTP, child processes.
    """
    if not is_javascript(seen.contract):
        return severity
    plain = next((run for run in runs if run.case.variation == "base"), None)
    kinds = {run.execution.trouble.kind for run in runs if run.execution.trouble}
    if kinds & {"network"}:
        return Severity.NOTE
    if plain is None or seen.contract.expectations.runs or kinds & {"exit", "answer"}:
        return severity
    return Severity.NOTE if plain.execution.requests else severity
