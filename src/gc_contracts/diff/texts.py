"""Patterns and formats: which texts two versions tell apart, decided by automata where they can."""

from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.diff.change import Effect
from gc_contracts.diff.place import Found, Pair
from gc_contracts.errors import SchemaError
from gc_contracts.schema.effective import Node
from gc_contracts.schema.pattern import Flavour, Pattern
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.pattern.overlap import Overlap, overlap

LONGEST = 300
"""Longest text whose length is written as a pattern."""


def patterns(pair: Pair, flavour: Flavour) -> Iterator[Found]:
    """Yield a changed pattern; two that match the same texts are no change."""
    old, new = _spelt(pair.old), _spelt(pair.new)
    if "string" not in pair.both or set(old) == set(new):
        return
    narrows, widens = _apart(old, new, flavour), _apart(new, old, flavour)
    if not (narrows or widens):
        return
    effect = Effect.BOTH if narrows and widens else Effect.NARROWS if narrows else Effect.WIDENS
    kind = {Effect.NARROWS: "pattern-narrowed", Effect.WIDENS: "pattern-widened"}.get(
        effect, "pattern-changed"
    )
    yield pair.change(kind, effect, (_told(old), _told(new)), ("pattern",))


def formats(pair: Pair) -> Iterator[Found]:
    """Yield a changed format."""
    old, new = _formats(pair.old), _formats(pair.new)
    if "string" not in pair.both or set(old) == set(new):
        return
    effect = Effect.NARROWS if set(old) < set(new) else Effect.WIDENS if set(new) < set(old) else Effect.BOTH
    what = {Effect.NARROWS: "format-added", Effect.WIDENS: "format-removed"}.get(effect, "format-changed")
    yield pair.change(what, effect, (_told(old), _told(new)), ("format",))


def telling_texts(giver: Node, taker: Node, flavour: Flavour) -> list[str]:
    """Give the shortest texts that one place's patterns and lengths take and the other's pattern refuses."""
    try:
        kept = [compile_pattern(one, flavour) for one in [*_spelt(giver), *_lengths(giver)]]
        found = (overlap(kept, [compile_pattern(one, flavour)]) for one in _spelt(taker))
        return [one.text for one in found if one.text is not None]
    except SchemaError:
        return []


def _lengths(node: Node) -> list[str]:
    least = max((rule.value for rule in node.named("minLength") if isinstance(rule.value, int)), default=0)
    most = min((rule.value for rule in node.named("maxLength") if isinstance(rule.value, int)), default=None)
    if most is not None and least <= most <= LONGEST:
        return [f"^[^]{{{least},{most}}}$"]
    return [f"^[^]{{{least},}}$"] if 0 < least <= LONGEST else []


def _apart(kept: list[str], lost: list[str], flavour: Flavour) -> bool:
    """Tell whether a text may match all of some patterns and not all of others; True where not decided."""
    try:
        compiled: list[Pattern] = [compile_pattern(one, flavour) for one in kept]
        found: list[Overlap] = [
            overlap(compiled, [compile_pattern(one, flavour)]) for one in lost if one not in kept
        ]
    except SchemaError:
        return True
    return any(one.text is not None or not one.known for one in found)


def _spelt(node: Node) -> list[str]:
    return list(dict.fromkeys(rule.value for rule in node.named("pattern") if isinstance(rule.value, str)))


def _formats(node: Node) -> list[str]:
    return list(dict.fromkeys(rule.value for rule in node.named("format") if isinstance(rule.value, str)))


def _told(found: list[str]) -> Json:
    """Give one value as it is, several as a list, none as None."""
    return found[0] if len(found) == 1 else found or None
