"""What holds at one place of a record: `allOf` and `$ref` folded, each keyword with its declaration.

A `Node` is the conjunction of all schema objects that speak about one place. Its children are folded on
demand, so a schema that refers to itself is as long as the record that is asked about. Alternatives
(`anyOf`, `oneOf`, `if`) stay closed until one is picked; whoever picks verifies with the validator.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gc_contracts._json import Json, equal, get, join
from gc_contracts.model.schema import Schema
from gc_contracts.schema import pattern as patterns
from gc_contracts.schema.effective_references import references
from gc_contracts.schema.effective_root import Part, Root, Rule

__all__ = ["OLD", "TYPES", "Node", "Part", "Root", "Rule", "effective"]

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
"""JSON's types, integers apart; a place that takes `number` takes `integer` too."""

OLD = frozenset({"draft-03", "draft-04", "draft-06", "draft-07"})
"""Drafts in which a `$ref` silences its siblings."""


@dataclass(frozen=True, slots=True)
class Node:
    """All that holds at one place."""

    root: Root = field(repr=False)
    parts: tuple[Part, ...]
    rules: tuple[Rule, ...]
    """Every keyword of the place, in order of declaration, nearest first."""
    _known: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """Memory of what was asked of this node; the same questions come from every probe."""

    @property
    def pointer(self) -> str:
        """Where the first of its schema objects stands; empty also where nothing is said."""
        return self.parts[0].pointer if self.parts else ""

    @property
    def never(self) -> str | None:
        """The pointer of a `false` schema that forbids this place; None: there is none."""
        return next((part.pointer for part in self.parts if part.schema is False), None)

    def named(self, *keywords: str) -> tuple[Rule, ...]:
        """The declarations of some keywords."""
        found: tuple[Rule, ...] | None = self._known.get(keywords)
        if found is None:
            found = self._known[keywords] = tuple(rule for rule in self.rules if rule.keyword in keywords)
        return found

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that every `type` here lets through."""
        if "types" not in self._known:
            allowed = frozenset(TYPES) if self.never is None else frozenset()
            for rule in self.named("type"):
                allowed &= _allowed(rule.value)
            self._known["types"] = allowed
        return frozenset(self._known["types"])

    @property
    def enum(self) -> tuple[Json, ...] | None:
        """The members that every `enum` and `const` lists; None: there is none."""
        lists = [
            [rule.value] if rule.keyword == "const" else rule.value
            for rule in self.named("const", "enum")
            if rule.keyword == "const" or isinstance(rule.value, list)
        ]
        first, others = (lists[0], lists[1:]) if lists else ([], [])
        found = (member for member in first if all(_among(member, other) for other in others))
        return tuple(found) if lists else None

    @property
    def properties(self) -> tuple[str, ...]:
        """Names of the declared properties, in order of declaration."""
        named = (rule.value for rule in self.named("properties") if isinstance(rule.value, Mapping))
        return tuple(dict.fromkeys(name for value in named for name in value))

    @property
    def required(self) -> dict[str, Rule]:
        """Required names, each with the first rule that asks for it."""
        asked: dict[str, Rule] = {}
        for rule in self.named("required"):
            for name in rule.value if isinstance(rule.value, list) else ():
                if isinstance(name, str):
                    asked.setdefault(name, rule)
        return asked

    @property
    def closed(self) -> Rule | None:
        """The rule that forbids further properties, if one does."""
        rules = self.named("additionalProperties", "unevaluatedProperties")
        return next((rule for rule in rules if rule.value is False), None)

    def property(self, name: str) -> "Node":
        """Fold all that is said about a member of this object."""
        at = ("property", name)
        if at not in self._known:
            self._known[at] = self._property(name)
        node: Node = self._known[at]
        return node

    def _property(self, name: str) -> "Node":
        found = [place for part in self.parts for place in _member(self.root, part, name)]
        return _node(self.root, found or list(self._rest("unevaluatedProperties")))

    def declares(self, name: str | int) -> bool:
        """Tell whether a keyword of this place, `unevaluated…` apart, speaks about a member or an element."""
        if isinstance(name, int):
            return any(True for part in self.parts for _ in _element(part, name, self.root.draft))
        return any(True for part in self.parts for _ in _member(self.root, part, name))

    def item(self, index: int) -> "Node":
        """Fold all that is said about an element of this array."""
        found = [place for part in self.parts for place in _element(part, index, self.root.draft)]
        return _node(self.root, found or list(self._rest("unevaluatedItems")))

    def inner(self, rule: Rule, *tokens: object) -> "Node":
        """Fold the schema that stands at a keyword, or below it, by itself, as an alternative taken."""
        place = _below(rule, tokens)
        return _node(self.root, [Part(place.schema, place.pointer, rule.branch or rule.pointer)])

    @classmethod
    def of(cls, root: Root, part: Part) -> "Node":
        """Fold one schema object."""
        return _node(root, [part])

    def joined(self, other: "Node") -> "Node":
        """Let two nodes hold at once."""
        return Node(self.root, (*self.parts, *other.parts), (*self.rules, *other.rules))

    def without(self, rule: Rule) -> "Node":
        """Let all hold but one rule."""
        return Node(self.root, self.parts, tuple(one for one in self.rules if one is not rule))

    def pick(self, rule: Rule, *tokens: object) -> "Node":
        """Add the schema that stands at a keyword, or below it, as if it held: an alternative taken."""
        place = _below(rule, tokens)
        chosen = Part(place.schema, place.pointer, rule.branch or rule.pointer)
        return self.joined(_node(self.root, [chosen], {part.pointer for part in self.parts}))

    def _rest(self, keyword: str) -> Iterator[Part]:
        """What is said about members that no other keyword knows; told by validators as one violation."""
        return (Part(rule.value, rule.pointer, rule.branch or rule.pointer) for rule in self.named(keyword))


def effective(schema: Schema, flavour: patterns.Flavour = "ecma") -> Node:
    """Fold a schema from its root.

    Never raises: a reference that leads nowhere or to itself says nothing, an unknown keyword stays a rule.
    """
    root = Root(schema.document, schema.dialect, references(schema.document, schema.dialect), flavour)
    return _node(root, [Part(schema.document, "")])


def _node(root: Root, found: list[Part], known: set[str] | None = None) -> Node:
    parts: list[Part] = []
    seen = known or set()
    for part in found:
        parts += _folded(root, part, seen)
    rules = tuple(rule for part in parts for rule in _rules(part, root.draft))
    return Node(root, tuple(parts), rules)


def _folded(root: Root, part: Part, seen: set[str]) -> Iterator[Part]:
    """Yield a schema object and those it includes; each place once, so circles end."""
    if part.pointer in seen or not isinstance(part.schema, Mapping):
        if part.schema is False:
            yield part
        return
    seen.add(part.pointer)
    target = _target(root, part)
    if not (target and root.draft in OLD):
        yield part
        for index, inner in enumerate(_list(part.schema.get("allOf"))):
            yield from _folded(root, Part(inner, join(part.pointer, "allOf", index), part.branch), seen)
    if target:
        yield from _folded(root, target, seen)


def _target(root: Root, part: Part) -> Part | None:
    schema = part.schema if isinstance(part.schema, Mapping) else {}
    for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
        reference = schema.get(keyword)
        found = root.references.resolve(reference, part.pointer) if isinstance(reference, str) else None
        if found is not None:
            return Part(get(root.document, found), found, part.branch)
    return None


def _rules(part: Part, draft: str) -> Iterator[Rule]:
    schema = part.schema if isinstance(part.schema, Mapping) else {}
    early = draft == "draft-04"
    for keyword, value in schema.items():
        if early and keyword.startswith("exclusive"):
            continue
        name = keyword
        if early and keyword in {"minimum", "maximum"}:
            exclusive = "exclusive" + keyword.capitalize()
            name = exclusive if schema.get(exclusive) is True else keyword
        yield Rule(name, value, join(part.pointer, name), part.branch)


def _allowed(declared: Json) -> frozenset[str]:
    names = {declared} if isinstance(declared, str) else set(filter(_is_text, _list(declared)))
    if "number" in names:
        names.add("integer")
    return frozenset(names) if names else frozenset(TYPES)


def _member(root: Root, part: Part, name: str) -> Iterator[Part]:
    schema = part.schema if isinstance(part.schema, Mapping) else {}
    found = [("properties", name)] if name in _mapping(schema.get("properties")) else []
    found += [
        ("patternProperties", key)
        for key in _mapping(schema.get("patternProperties"))
        if root.matches(key, name)
    ]
    for keyword, key in found:
        yield Part(schema[keyword][key], join(part.pointer, keyword, key), part.branch)
    if not found and "additionalProperties" in schema:
        yield Part(schema["additionalProperties"], join(part.pointer, "additionalProperties"), part.branch)


def _element(part: Part, index: int, draft: str) -> Iterator[Part]:
    schema = part.schema if isinstance(part.schema, Mapping) else {}
    tuples, rest = ("prefixItems", "items") if draft == "2020-12" else ("items", "additionalItems")
    first = schema.get(tuples)
    if isinstance(first, list) and index < len(first):
        yield Part(first[index], join(part.pointer, tuples, index), part.branch)
    elif isinstance(first, list) or tuples == "prefixItems":
        if rest in schema:
            yield Part(schema[rest], join(part.pointer, rest), part.branch)
    elif tuples in schema:
        yield Part(schema[tuples], join(part.pointer, tuples), part.branch)


def _below(rule: Rule, tokens: tuple[object, ...]) -> Part:
    path = join("", *tokens)
    return Part(get(rule.value, path), rule.pointer + path, rule.branch)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _among(member: Json, members: list[Json]) -> bool:
    return any(equal(member, other) for other in members)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)
