"""The patterns of filters, matched as Java matches them: against the whole text, here with a time limit.

Source: recorded: `conformance/jsonpath.jsonl`, group filter-regex.
"""

from collections.abc import Callable

import regex

from gc_contracts.jsonpath.faults import Broken, Mistake
from gc_contracts.jsonpath.javaregex import translate
from gc_contracts.jsonpath.tokens import Pattern

FLAGS = "dixmsuU"
SECONDS = 1.0
"""How long one match may take; the engine itself knows no limit."""


def check_pattern(pattern: Pattern) -> None:
    """Raise Mistake where Java would refuse the pattern."""
    _compile(pattern)


def matcher(pattern: Pattern) -> Callable[[str], bool]:
    """Return a function that tells whether all of a text matches.

    Raises: Broken: the match took too long.
    """
    compiled = _compile(pattern)

    def matches(text: str) -> bool:
        try:
            return compiled.fullmatch(text, timeout=SECONDS) is not None
        except TimeoutError:
            raise Broken(f"/{pattern.source}/ takes too long") from None

    return matches


def _compile(pattern: Pattern) -> "regex.Pattern[str]":
    translated = translate(pattern.source, pattern.flags)
    flags = regex.V1
    for letter, flag in {"i": regex.I, "x": regex.X, "m": regex.M}.items():
        flags |= flag if letter in pattern.flags else 0
    try:
        return regex.compile(translated, flags)
    except (regex.error, ValueError, OverflowError, IndexError) as fault:
        raise Mistake(f"no pattern: {fault}") from None
