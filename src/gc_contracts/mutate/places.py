"""Where a schema says something: every schema object that some record meets, each once.

A definition that nothing refers to says nothing; one that many fields share is one place.
"""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json, get, join
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import OLD
from gc_contracts.schema.effective_references import References, references
from gc_contracts.schema.subschemas import LISTS, MAPS, ONE

_SHELVES = frozenset({"definitions", "$defs"})
"""Where schemas only lie, until a reference takes them."""


def places(schema: Schema) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Yield (pointer, schema object), nearest first; what a `$ref` silences is left out."""
    known = references(schema.document, schema.dialect)
    waiting, seen = [""], set[str]()
    while waiting:
        pointer = waiting.pop(0)
        node = get(schema.document, pointer)
        if pointer in seen or not isinstance(node, Mapping):
            continue
        seen.add(pointer)
        target = _target(known, node, pointer)
        silenced = target is not None and schema.dialect in OLD
        said = {"$ref": node["$ref"]} if silenced else node
        yield pointer, said
        waiting += [join(pointer, *tokens) for tokens in _inner(said)]
        waiting += [target] if target is not None else []


def _target(known: References, node: Mapping[str, Json], pointer: str) -> str | None:
    reference = node.get("$ref")
    return known.resolve(reference, pointer) if isinstance(reference, str) else None


def _inner(node: Mapping[str, Json]) -> Iterator[tuple[object, ...]]:
    for keyword, value in node.items():
        if keyword in ONE and isinstance(value, dict):
            yield (keyword,)
        elif keyword in LISTS and isinstance(value, list):
            yield from ((keyword, index) for index, _ in enumerate(value))
        elif keyword in MAPS - _SHELVES and isinstance(value, dict):
            yield from ((keyword, name) for name, item in value.items() if isinstance(item, dict))
