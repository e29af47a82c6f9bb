"""A pattern ready for use: search, examples, near misses, and what is suspicious about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import regex

from gc_contracts.errors import SchemaError
from gc_contracts.schema.pattern.examples import examples
from gc_contracts.schema.pattern.misses import misses
from gc_contracts.schema.pattern.parser import parse
from gc_contracts.schema.pattern.risk import Risk, risk
from gc_contracts.schema.pattern.translate import for_regex, portable
from gc_contracts.schema.pattern.tree import Node
from gc_contracts.schema.pattern.whole import bound, plain, whole

Flavour = Literal["ecma", "java"]
SECONDS = 0.5
"""How long one search may take."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A `pattern` as JSON Schema means it: it matches where it is found anywhere in the text."""

    text: str
    flavour: Flavour
    tree: Node
    """As written, flags resolved."""
    whole: Node
    """For the whole text: what may stand around a match spelt out."""
    _engine: "regex.Pattern[str]" = field(repr=False, compare=False)

    def search(self, text: str) -> bool:
        """Tell whether the pattern is found in a text.

        Raises:
            TimeoutError: backtracking took longer than `SECONDS`; the answer is not known.
        """
        return self._engine.search(text, timeout=SECONDS) is not None

    @property
    def anchored(self) -> bool:
        """Whether both ends of the text are bound on every branch."""
        return bound(self.tree, left=True) and bound(self.tree, left=False)

    @property
    def plain(self) -> bool:
        """Whether every text built from `whole` matches, with no second look."""
        return plain(self.whole)

    @property
    def portable(self) -> str:
        """The same pattern in strict ECMA-262, for engines that take nothing else."""
        return portable(self.tree)

    @property
    def risky(self) -> str:
        """Why backtracking may explode; empty: no reason seen. A suspicion, to be measured with `attack`."""
        found = self._risk()
        return found.reason if found else ""

    def attack(self) -> str | None:
        """Build a text that shows the risk: it makes a backtracking engine try every way and fail."""
        found = self._risk()
        return next((text for text in found.attacks if not self._short(text)), None) if found else None

    def _short(self, text: str) -> bool:
        """Tell whether a text matches after all; one that takes too long is what an attack wants."""
        try:
            return self.search(text)
        except TimeoutError:
            return False

    def _risk(self) -> Risk | None:
        return risk(self.whole)

    def examples(self, min_length: int = 0, max_length: int | None = None) -> Iterator[str]:
        """Yield texts that match and keep the lengths (in code points), the plainest first, none twice.

        The same call yields the same texts. None at all: no text was found, which proves nothing for a
        pattern with look-arounds.
        """
        return _while_in_time(examples(self.whole, self.search, min_length, max_length))

    def counterexamples(self, min_length: int = 0, max_length: int | None = None) -> Iterator[str]:
        """Yield near misses: texts that keep the lengths and do not match, none twice."""
        return _while_in_time(misses(self.whole, self.examples, self.search, min_length, max_length))


def _while_in_time(texts: Iterator[str]) -> Iterator[str]:
    """End quietly at the first text whose verdict takes too long: the next would take as long."""
    try:
        yield from texts
    except TimeoutError:
        return


def compile(pattern: str, flavour: Flavour = "ecma") -> Pattern:  # noqa: A001 - the verb of every pattern library
    r"""Read a pattern.

    Source: documented: JSON Schema: ECMA-262, not anchored, `$` at the end only. Java's reading
    (`java.util.regex`, JDK 17) is assumed for the platform, hence an option.

    >>> compile("^[A-Z]{2}-\\d+$").search("AB-7"), compile("^a$").search("a\n")
    (True, False)

    Raises:
        SchemaError: it is no pattern, or over a limit; the message names the character.
    """
    return _compiled(pattern, flavour)


# A product's core types bring the same few patterns into every schema.
@lru_cache(maxsize=512)
def _compiled(pattern: str, flavour: Flavour) -> Pattern:
    tree = parse(pattern, java=flavour == "java")
    try:
        engine = regex.compile(for_regex(tree), regex.VERSION0)
    except (regex.error, RecursionError, MemoryError, OverflowError) as reason:
        raise SchemaError(f"pattern `{pattern[:80]}`: no engine takes it: {reason}") from None
    return Pattern(pattern, flavour, tree, whole(tree), engine)
