"""The patterns of filters, matched as Java matches them: against the whole text, here with a time limit.

Source: recorded: `conformance/jsonpath.jsonl`, group filter-regex.
"""

from collections.abc import Callable

from gc_contracts.java.errors import JavaError, JavaLimitError
from gc_contracts.java.patterns import JavaPattern, java_pattern
from gc_contracts.jsonpath.faults import Broken, Mistake
from gc_contracts.jsonpath.tokens import Pattern

FLAGS = "dixmsuU"
SECONDS = 0.05
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
            return compiled.matches(text, SECONDS)
        except JavaLimitError:
            raise Broken(f"/{pattern.source}/ takes too long") from None

    return matches


def _compile(pattern: Pattern) -> JavaPattern:
    try:
        return java_pattern(pattern.source, pattern.flags)
    except (JavaError, JavaLimitError) as fault:
        raise Mistake(f"no pattern: {fault}") from None
