"""Violations that only follow from others: what is left unevaluated because the part that knows it failed.

A member that a part below `allOf` declares is evaluated only where that whole part holds. So one wrong value
leaves every member of the part unevaluated, and an engine says so, though nobody added one. Such words are
left out: one mistake is one violation, and a record stays as wrong as it was.

Source: documented: JSON Schema 2019-09 and 2020-12, annotations of a subschema that fails are dropped.
"""

from collections.abc import Iterator, Mapping, Sequence

from gc_contracts._json import Json, dumps, get, join, loads, split
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.effective import Node, Part, Root, effective

UNEVALUATED = ("unevaluatedProperties", "unevaluatedItems")

Told = tuple[Violation, Sequence[str]]
"""A violation, and the elements it is about, as JSON."""


def causes(told: list[Told], schema: Schema, record: Json) -> list[Violation]:
    """Leave out violations that only follow from others among them."""
    found = [violation for violation, _ in told]
    rules = [one.rule for one in found if one.keyword not in UNEVALUATED]
    if not rules or len(rules) == len(found):
        return found
    root = effective(schema).root
    return [one for one, named in told if not _follows(one, named, rules, root, record)]


def _follows(one: Violation, named: Sequence[str], rules: list[str], root: Root, record: Json) -> bool:
    if one.keyword not in UNEVALUATED:
        return False
    failed = list(_failed(root, one.rule.removesuffix(f"/{one.keyword}"), rules))
    if one.keyword == "unevaluatedProperties":
        return any(node.declares(split(one.pointer)[-1]) for node in failed)
    odd = {dumps(loads(text)) for text in named}
    elements = [at for at, item in enumerate(get(record, one.pointer)) if dumps(item) in odd]
    return all(any(node.declares(at) for node in failed) for at in elements)


def _failed(root: Root, place: str, rules: list[str]) -> Iterator[Node]:
    """Give the parts of a schema object that had to hold, and did not."""
    schema = get(root.document, place)
    for at in _needed(root, schema, place):
        node = Node.of(root, Part(get(root.document, at), at))
        if any(rule.startswith(f"{part.pointer}/") for part in node.parts for rule in rules):
            yield node
    for keyword in ("anyOf", "oneOf"):
        if join(place, keyword) in rules:
            ways = enumerate(schema[keyword])
            yield from (Node.of(root, Part(way, join(place, keyword, index))) for index, way in ways)


def _needed(root: Root, schema: Mapping[str, Json], place: str) -> Iterator[str]:
    yield from (join(place, "allOf", index) for index, _ in enumerate(schema.get("allOf", ())))
    yield from (join(place, word) for word in ("then", "else") if word in schema)
    yield from (join(place, "dependentSchemas", name) for name in schema.get("dependentSchemas", ()))
    for word in ("$ref", "$dynamicRef", "$recursiveRef"):
        target = root.references.resolve(schema[word], place) if word in schema else None
        yield from () if target is None else (target,)
