"""The patterns of a schema, for the checks of family `schema/` that try them.

A module of its own, because what knows patterns is heavy and most schemas hold none.
"""

from collections.abc import Iterable, Iterator

from gc_contracts._json import split
from gc_contracts.checks.make import Spot, finding
from gc_contracts.errors import SchemaError
from gc_contracts.model.check import Seen
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.schema import Schema
from gc_contracts.schema.backtrack import LIMIT, held_by
from gc_contracts.schema.pattern import Pattern
from gc_contracts.schema.pattern import compile as compile_pattern

Found = tuple[Schema, str, str]
"""A pattern that stands in a file: its schema, its pointer in that, its text."""


def unsafe(seen: Seen, found: Iterable[Found]) -> Iterator[Finding]:
    """Report a pattern that holds a backtracking engine for long; the text that does was tried."""
    for schema, pointer, pattern in _compiled(seen, found):
        text = held_by(pattern)
        if text is not None:
            measured = f"over {LIMIT:,} steps on a text of {len(text)} characters"
            words = f"backtracking takes {measured}: {pattern.risky}"
            yield finding(
                seen,
                "schema/pattern-unsafe",
                words,
                Spot(schema.place(pointer)),
                severity=Severity.WARNING,
                hint="Write the pattern so that each text fits it in one way only.",
                reproduce={"pattern": pattern.text, "text": text},
            )


def unanchored(seen: Seen, found: Iterable[Found]) -> Iterator[Finding]:
    """Report a pattern that lets anything stand around its match, with a text that shows it."""
    for schema, pointer, pattern in _compiled(seen, found):
        text = None if pattern.anchored or split(pointer)[-1] != "pattern" else _padded(pattern)
        if text is not None:
            yield finding(
                seen,
                "schema/pattern-unanchored",
                f"the pattern is searched, not matched: {text!r:.60} passes too",
                Spot(schema.place(pointer)),
                severity=Severity.NOTE,
                hint="Write ^ and $ around it if the whole text is meant.",
                reproduce={"pattern": pattern.text, "text": text},
            )


def _padded(pattern: Pattern) -> str | None:
    """Build a text that passes though it does not once it stands alone; None: nothing strange passes."""
    example = next(pattern.examples(), None)
    if example is None:
        return None
    try:
        whole = compile_pattern(f"^(?:{pattern.text})$", pattern.flavour)
        tried = (f"!{example}!", f"{example}!", f"!{example}")
        return next((text for text in tried if pattern.search(text) and not whole.search(text)), None)
    except (SchemaError, TimeoutError):
        return None


def _compiled(seen: Seen, found: Iterable[Found]) -> Iterator[tuple[Schema, str, Pattern]]:
    """Compile each; one that is no pattern is another check's finding."""
    for schema, pointer, text in found:
        try:
            yield schema, pointer, compile_pattern(text, seen.settings.emulation.patterns)
        except SchemaError:
            continue
