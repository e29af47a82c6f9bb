"""Two versions of one place, and the wording of changes there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gc_contracts._json import Json, kind, split
from gc_contracts.diff.change import Change, Effect
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import Node, Rule

NUMBERS = frozenset({"integer", "number"})


class Found(NamedTuple):
    """A change, with the two nodes where it is."""

    change: Change
    old: Node
    new: Node


@dataclass(frozen=True, slots=True)
class Pair:
    """All that holds at one place, before and after."""

    schemas: tuple[Schema, Schema]
    pointer: str
    old: Node
    new: Node

    def at(self, pointer: str, old: Node, new: Node) -> "Pair":
        """Go to a place inside."""
        return Pair(self.schemas, pointer, old, new)

    def change(
        self,
        what: str,
        effect: Effect,
        values: tuple[Json, Json] = (None, None),
        keywords: tuple[str, ...] = (),
        pointer: str | None = None,
    ) -> Found:
        """Word a change; `keywords` name the rules to point at in both files."""
        before = self.schemas[0].place(_rule(self.schemas[0], self.old, keywords))
        after = self.schemas[1].place(_rule(self.schemas[1], self.new, keywords))
        at = self.pointer if pointer is None else pointer
        return Found(Change(what, at, before, after, *values, effect), self.old, self.new)

    @property
    def both(self) -> frozenset[str]:
        """The JSON types that both versions let through."""
        return types(self.old) & types(self.new)


def _rule(schema: Schema, node: Node, keywords: tuple[str, ...]) -> str:
    """Point at the rule, or at its place where the rule was supplied and stands in no file."""
    found = node.named(*keywords) if keywords else ()
    return next((rule.pointer for rule in found if not _is_supplied(schema, rule.pointer)), node.pointer)


def _is_supplied(schema: Schema, pointer: str) -> bool:
    tokens = split(pointer)
    if tokens[:1] != ["definitions"] or not isinstance(schema.source, dict):
        return False
    own = schema.source.get("definitions")
    return not (isinstance(own, dict) and tokens[1] in own)


def types(node: Node) -> frozenset[str]:
    """Give the JSON types a place lets through; where values are listed, theirs."""
    listed = values(node)
    if listed is None:
        return node.types
    kinds = {"integer" if _is_whole(one) else kind(one) for one in listed}
    return frozenset(kinds)


def values(node: Node) -> tuple[Json, ...] | None:
    """Give the values that every `enum` and `const` of a place lists; None: none are listed."""
    lists = [_listed(rule) for rule in node.named("enum", "const") if _lists(rule)]
    if not lists:
        return None
    first, rest = lists[0], lists[1:]
    return tuple(one for one in first if all(_among(one, other) for other in rest))


def _lists(rule: Rule) -> bool:
    return rule.keyword == "const" or isinstance(rule.value, list)


def _listed(rule: Rule) -> list[Json]:
    return [rule.value] if rule.keyword == "const" else list(rule.value)


def _among(value: Json, others: Iterable[Json]) -> bool:
    return any(kind(one) == kind(value) and one == value for one in others)


def _is_whole(value: Json) -> bool:
    return isinstance(value, float) and value == value // 1
