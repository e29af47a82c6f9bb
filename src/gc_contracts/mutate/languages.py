"""Patterns against what else is said of a text: decided where automata can, with a text that tells."""

from collections.abc import Iterator

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.schema.effective import Node, Rule
from gc_contracts.schema.formats import FORMATS
from gc_contracts.schema.pattern import Flavour, Pattern
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.pattern.overlap import Overlap, overlap

_TIME = "D{2}:D{2}:D{2}(?:[.]D+)?(?:[Zz]|[+-]D{2}:D{2})"
_SHAPES = {
    "date": "^D{4}-D{2}-D{2}$",
    "time": f"^{_TIME}$",
    "date-time": f"^D{{4}}-D{{2}}-D{{2}}[Tt ]{_TIME}$",
    "uuid": "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
    "ipv4": "^D{1,3}(?:[.]D{1,3}){3}$",
}
_ROUGH = {name: shape.replace("D", "[*-9]") for name, shape in _SHAPES.items()}
"""Patterns that every text of a format matches; not every text that matches is one.

Source: recorded: for a digit of a date or a time our first engine takes what stands before it in ASCII too.
"""
LONGEST = 300
"""Longest text whose length is written as a pattern."""


def apart(node: Node, place: str, wrong: Json, patterns: Flavour) -> Iterator[Overlap]:
    """Tell whether a text that keeps all else tells a pattern from a wrong one; once for each direction.

    Args:
        node: what holds where the pattern stands.
        place: the pointer of the pattern's schema object.
        wrong: the pattern as it was changed; None: it was dropped.
        patterns: whose reading they get.
    """
    own = [rule for rule in node.named("pattern") if rule.pointer == f"{place}/pattern"]
    try:
        right = [compile_pattern(rule.value, patterns) for rule in own]
        changed = [] if wrong is None else [compile_pattern(wrong, patterns)]
        beside = [*_beside(node, own, patterns)]
    except SchemaError:
        yield Overlap(None, known=False)
        return
    yield overlap([*beside, *changed], right)
    if changed:
        yield overlap([*beside, *right], changed)


def _beside(node: Node, own: list[Rule], patterns: Flavour) -> Iterator[Pattern]:
    for rule in node.named("pattern", "format", "maxLength"):
        if rule.keyword == "pattern" and rule not in own:
            yield compile_pattern(rule.value, patterns)
        elif rule.keyword == "format" and rule.value in _ROUGH.keys() & FORMATS[node.root.draft].keys():
            yield compile_pattern(_ROUGH[rule.value])
        elif rule.keyword == "maxLength" and rule.value <= LONGEST:
            yield compile_pattern(f"^[^]{{0,{int(rule.value)}}}$")
