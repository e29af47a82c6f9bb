"""How findings about code under test are worded: when it happens, what happened, how to mend it."""

from collections.abc import Iterable, Mapping

from gc_contracts._json import Json, dumps
from gc_contracts.checks.telling import plainness, worst
from gc_contracts.model.check import ActionRun
from gc_contracts.model.finding import Evidence
from gc_contracts.model.verdict import Trouble

SHOWN = 3
"""Cases that a message names."""
LONGEST = 300
"""Characters of an exception's message that a finding holds."""
_OURS = frozenset({"exit", "answer", "network", "target", "timeout", "slow", "module"})
"""Kinds of trouble that are no exception's class."""
PLAIN = "a plain input"
_WORDS = {
    "base": PLAIN,
    "plain": PLAIN,
    "declared": "a declared run",
    "normal": "a plain response",
    "as recorded": "a recorded response",
}

_IN = {"absent": "absent from", "null": "null in", "other type": "of another type in", "empty": "empty in"}


def told(trouble: Trouble) -> str:
    """Say what an exception says, with its class."""
    message = trouble.message if len(trouble.message) <= LONGEST else trouble.message[:LONGEST] + "…"
    words = message if trouble.kind in _OURS else f"{trouble.kind}: {message}"
    return words.rstrip(": ")


def named(runs: Iterable[ActionRun]) -> str:
    """Say when something happens: what was varied in the cases that prove it, a few of them."""
    runs = list(runs)
    best = worst(runs).severity
    proving = [run for run in runs if run.case.evidence.severity is best]
    cases = list(dict.fromkeys(map(_when, sorted(proving, key=plainness))))
    if PLAIN in cases:
        return f"with {PLAIN}"
    more = f" and {len(cases) - SHOWN} more" if len(cases) > SHOWN else ""
    return f"with {', '.join(cases[:SHOWN])}{more}"


def _when(run: ActionRun) -> str:
    case = run.case
    is_input = isinstance(case.input, dict) and case.about in case.input
    if case.about and (is_input or not case.about.startswith("/")):
        given: Mapping[str, Json] = case.input if isinstance(case.input, dict) else {}
        shown = dumps(given[case.about]) if case.about in given else "absent"
        return f"`{case.about}` {shown if len(shown) <= 40 else case.variation}"
    if case.about:
        return f"`{case.about}` {_IN.get(case.variation, case.variation + ' in')} the response"
    if case.evidence is Evidence.DECLARED:
        return "a declared run"
    return _WORDS.get(case.variation, case.variation)


def mend(trouble: Trouble) -> str:
    """Say how to mend what failed."""
    if trouble.kind in {"ModuleNotFoundError", "ImportError"}:
        return "Install it where the tests run, or import it only where it is needed."
    return {
        "exit": "A handler gives its outputs back; it never ends its process.",
        "network": "Only HTTP is answered in a test run; hand in what else it needs as an input.",
        "answer": "Give back a dict of the declared outputs, of values that JSON has.",
        "target": "Name it as package.module:function, importable from the project's root.",
        "module": "Put the packages it needs into its archive.",
        "SyntaxError": "Mend the line; the file is Python source.",
    }.get(trouble.kind, "Catch it, and say in an output what went wrong.")
