"""What one place asks for, as a schema of its own: small enough to prove things about and make values for."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from gc_contracts._json import Json, dumps
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.containment import Extent
from gc_contracts.schema.effective import Node, Part
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.subschemas import subschemas
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema

MOST = 400
"""Values that one place is asked for."""
_LARGE = 10**9
_WILD: tuple[Json, ...] = (None, True, 0, 1.5, "", "x", [], {})
_SHELVES = ("$schema", "definitions", "$defs")


def local(schema: Schema, node: Node) -> Schema:
    """Give the schema of one place; `$ref`s into definitions still lead there."""
    whole = schema.document if isinstance(schema.document, dict) else {}
    shelves = {name: whole[name] for name in _SHELVES if name in whole}
    own = [_plain(part.schema) for part in _outer(node.parts)]
    document = {**own[0], **shelves} if len(own) == 1 else {**shelves, **({"allOf": own} if own else {})}
    return replace(schema, document=document, max_bytes=None, source=None)


def _plain(part: Json) -> dict[str, Json]:
    kept = part if isinstance(part, dict) else {"not": {}}
    return {name: value for name, value in kept.items() if name not in {"$id", "id", *_SHELVES}}


def _outer(parts: tuple[Part, ...]) -> list[Part]:
    """Leave out what the other parts include anyway."""
    kept: list[Part] = []
    for part in parts:
        inside = any(part.pointer.startswith(f"{one.pointer}/allOf/") for one in parts)
        referred = any(f'"#{part.pointer}"' in dumps(one.schema) for one in kept)
        if not inside and not (kept and referred):
            kept.append(part)
    return kept


def same(old: Schema, new: Schema) -> bool:
    """Tell whether it is proved that two places take the same values."""
    return Extent.of(old).same(Extent.of(new))


def covered(giver: Schema, taker: Schema) -> bool:
    """Tell whether it is proved that one place takes all that the other takes."""
    return Extent.of(taker).covers(Extent.of(giver))


def validator(schema: Schema, patterns: Flavour) -> Validator | None:
    """Compile a schema; None: it does not compile by itself."""
    try:
        return compile_schema(schema, patterns)
    except SchemaError:
        return None


def telling(giver: Schema, taker: Schema, patterns: Flavour) -> list[Json]:
    """Give values that one place takes and the other refuses, smallest first."""
    gives, takes = validator(giver, patterns), validator(taker, patterns)
    if gives is None or takes is None:
        return []
    sources = [giver, taker, *Extent.of(giver).beyond(Extent.of(taker))]
    values = [value for source in sources for value in edges(source, patterns)]
    values += [*_WILD, *_listed(giver), *_listed(taker)]
    # A number between two whole ones, for who reads 1.0 as an integer.
    values += [one + 0.5 for one in values if isinstance(one, int | float) and abs(one) < _LARGE]
    found = {dumps(one): one for one in values if gives.is_valid(one) and not takes.is_valid(one)}
    order = sorted(found, key=lambda text: (not text.isascii(), ".0" in text, len(text), text))
    return [found[text] for text in order]


def _listed(schema: Schema) -> Iterator[Json]:
    """Yield every value that the schema lists anywhere: conditions may turn on it."""
    for _, node in subschemas(schema.document):
        if isinstance(node, dict):
            yield from node["enum"] if isinstance(node.get("enum"), list) else ()
            yield from (node["const"],) if "const" in node else ()


def edges(schema: Schema, patterns: Flavour) -> list[Json]:
    """Give the boundary values of a schema, valid or not."""
    try:
        return [case.record for case in islice(boundary(schema, patterns).cases, MOST)]
    except SchemaError:
        return []
