"""The characters that texts of a place are made of, as far as a bound pattern or a format says."""

from functools import lru_cache

from gc_contracts.schema.effective import Node, Rule
from gc_contracts.schema.formats import FORMATS
from gc_contracts.schema.pattern import Pattern
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.pattern.charset import CharSet
from gc_contracts.schema.pattern.tree import Literal, walk

_PRINTED = "[!-~]"
_ASCII = frozenset(
    {"date", "time", "date-time", "uuid", "ipv4", "ipv6", "hostname", "duration", "uri", "uri-reference"}
)
"""Formats that take nothing but printed ASCII characters, no blank among them."""


def alphabet(node: Node) -> CharSet | None:
    """Give characters that hold those of all texts a node lets through; None: it may be any."""
    found: CharSet | None = None
    for rule in node.named("pattern", "format"):
        own = _of(node, rule)
        if own is not None:
            found = own if found is None else found & own
    return found


def _of(node: Node, rule: Rule) -> CharSet | None:
    if rule.keyword == "format":
        asserted = rule.value in _ASCII and rule.value in FORMATS[node.root.draft]
        return letters(_PRINTED) if asserted else None
    pattern = node.root.pattern(rule.value)
    return _in(pattern) if pattern is not None and pattern.anchored else None


@lru_cache(maxsize=64)
def letters(text: str) -> CharSet:
    """Read a class of characters, as patterns write it."""
    return _in(compile_pattern(f"^{text}$"))


@lru_cache(maxsize=512)
def _in(pattern: Pattern) -> CharSet:
    found = CharSet(())
    for node in walk(pattern.whole):
        if isinstance(node, CharSet):
            found |= node
        elif isinstance(node, Literal):
            for char in node.text:
                found |= CharSet(((ord(char), ord(char)),))
    return found
