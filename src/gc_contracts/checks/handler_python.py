"""Python's spelling in outputs: `None` where a service says null, `{'a': 1}` where it gives an object.

A person hears it read out in a flow. Nothing forbids such a text, so it is a note.
"""

import ast
from collections.abc import Iterator

from gc_contracts._json import Json, dumps
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.handler_words import named
from gc_contracts.checks.make import finding
from gc_contracts.checks.telling import telling
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.finding import Finding, Severity

_WORDS = {"None": "null", "True": "true", "False": "false"}
_OPENING = ("{", "[", "(", "b'", 'b"')
LONGEST = 10_000


def spelt_as_python(seen: Seen, runs: list[ActionRun]) -> Iterator[Finding]:
    """Report outputs that hold what only Python writes so; one finding an output."""
    found: dict[str, list[tuple[ActionRun, str]]] = {}
    for run in runs:
        output = run.execution.output
        for name, value in output.items() if isinstance(output, dict) else ():
            if isinstance(value, str) and (words := _python(value)) and not _is_handed_in(run, value):
                found.setdefault(name, []).append((run, words))
    for name, pairs in found.items():
        cases = [run for run, _ in pairs]
        run = telling(cases)
        told = next(words for each, words in pairs if each is run)
        value = run.execution.output[name]
        shown = dumps(value if len(value) <= 60 else value[:60] + "…")
        words = f"{named(cases)} the handler gives {shown} for `{name}`, which is {told}"
        hint = "Take the text out of it, or write it with json.dumps; say nothing where there is nothing."
        at = of_word(seen, name, f"{name}#python")
        yield finding(
            seen, "handler/output-mismatch", words, at, severity=Severity.NOTE, hint=hint, reproduce=run
        )


def _python(text: str) -> str:
    """Tell what a text is in Python's spelling alone; empty: nothing."""
    if text in _WORDS:
        return f"Python's word for {_WORDS[text]}"
    if not text.startswith(_OPENING) or len(text) > LONGEST:
        return ""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return ""
    if isinstance(value, bytes):
        return "how Python writes bytes"
    return (
        "how Python writes an object or a list" if value and repr(value) == text and _differs(value) else ""
    )


def _differs(value: Json) -> bool:
    """Whether JSON writes it in another way."""
    return repr(value) != repr(value).replace("'", '"') or any(word in repr(value) for word in _WORDS)


def _is_handed_in(run: ActionRun, text: str) -> bool:
    """Whether an input or the response holds this very text."""
    given = dumps(run.case.input) + getattr(run.case.reply, "body", b"").decode("utf-8", "replace")
    return dumps(text)[1:-1] in given
