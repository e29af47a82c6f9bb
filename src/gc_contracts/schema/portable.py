r"""Patterns that our engine does not take, respelt as strict ECMA-262 of the same meaning.

Java's flags, possessive repeats, `\Q…\E` and ECMA-262's tolerated oddities (`]`, `[\w-.]`) get here.
Source: assumed: syntax that ECMA-262 does not have is read as Java does, the platform's own language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gc_contracts._json import Json, get, join, replace
from gc_contracts.errors import SchemaError
from gc_contracts.schema.subschemas import subschemas

if TYPE_CHECKING:
    from gc_contracts.schema.pattern import Flavour


@dataclass(frozen=True, slots=True)
class Respelt:
    """A document in portable patterns, and what its `patternProperties` were called before."""

    document: Json
    names: Mapping[str, str] = field(default_factory=dict)


def respell(document: Json, flavour: "Flavour") -> Respelt:
    """Respell every pattern of a schema document, in the given reading first, then in Java's.

    Raises:
        SchemaError: a pattern neither reading takes; `pointer` is its place.
    """
    return respelt(document, lambda pattern, place: portable(pattern, flavour, place))


def respelt(document: Json, change: Callable[[str, str], str]) -> Respelt:
    """Respell every pattern of a schema document; `change` gets each with its place."""
    names: dict[str, str] = {}
    found = [(pointer, node) for pointer, node in subschemas(document) if isinstance(node, dict)]
    for pointer, node in found:
        if isinstance(node.get("pattern"), str):
            place = join(pointer, "pattern")
            new = change(node["pattern"], place)
            document = document if new == node["pattern"] else replace(document, place, new)
    # Children first: renaming a member moves the pointers below it.
    for pointer, node in reversed(found):
        if isinstance(node.get("patternProperties"), dict):
            place = join(pointer, "patternProperties")
            renamed = {change(name, place): name for name in node["patternProperties"]}
            if all(new == old for new, old in renamed.items()):
                continue
            held = get(document, place)
            document = replace(document, place, {new: held[old] for new, old in renamed.items()})
            names |= renamed
    return Respelt(document, names)


def portable(pattern: str, flavour: "Flavour", pointer: str = "") -> str:
    """Respell one pattern.

    Raises:
        SchemaError: neither reading takes it.
    """
    from gc_contracts.schema.pattern import compile as compile_pattern  # noqa: PLC0415 - late: few schemas need it

    tried: tuple[Flavour, ...] = (flavour, "java") if flavour != "java" else ("java",)
    for reading in tried:
        try:
            return compile_pattern(pattern, reading).portable
        except SchemaError:
            continue
    raise SchemaError(f"{pattern[:80]} is no pattern that we can read", pointer)
