"""Places that no value can satisfy, proved: keywords that exclude each other, or a circle of requirements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jsonschema_rs
from jsonschema_rs import canonical

from gc_contracts._json import Json, dumps, get, join, remove, split
from gc_contracts._json import replace as put
from gc_contracts.model.schema import Schema
from gc_contracts.schema.endless import endless
from gc_contracts.schema.subschemas import MAPS, subschemas
from gc_contracts.schema.wording import clip

BRANCHES = 4096
"""Most combinations of alternatives that we look through: beyond, the engine's time explodes."""
_DRAFTS = {
    "draft-04": jsonschema_rs.Draft4,
    "draft-06": jsonschema_rs.Draft6,
    "draft-07": jsonschema_rs.Draft7,
    "2019-09": jsonschema_rs.Draft201909,
    "2020-12": jsonschema_rs.Draft202012,
}
_PLAIN = frozenset(
    {
        *("type", "enum", "const", "minLength", "maxLength", "pattern", "format", "required"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        *("additionalProperties", "$ref"),
    }
)
"""Keywords that say something by themselves, not by schemas inside of them."""
_MOST_KEYWORDS = 80
"""Most plain keywords of a schema that are left out one by one: each costs a proof."""
_SILENT = frozenset(
    {
        "title",
        "description",
        "default",
        "examples",
        "$schema",
        "$id",
        "id",
        "$comment",
        "definitions",
        "$defs",
    }
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that no value can ever satisfy, proved."""

    pointer: str
    """Into the schema's document."""
    message: str
    causes: tuple[str, ...] = ()
    """Pointers of the keywords that exclude each other."""


def unsatisfiable(schema: Schema) -> Iterator[Conflict]:
    """Say which places no value can satisfy: the whole, or a property that can never be given.

    Only proofs count, so an empty answer proves nothing. Alternatives that can never be taken are left out,
    and so is what a plain `false` forbids on purpose.
    """
    document = schema.document
    if not isinstance(document, dict):
        if document is False:
            yield Conflict("", "the schema `false` takes no record")
        return
    proved = _proved(schema)
    places = [each for each in proved if _matters(document, each)]
    places = [each for each in places if not any(other.startswith(f"{each}/") for other in places)]
    places = list(dict.fromkeys(_blamed(document, each, proved) for each in places))
    for place in places:
        causes = _causes(schema, place, proved[place])
        if not all(split(cause)[-1] in _PLAIN for cause in causes):
            causes = _culprits(schema, place) or causes
        yield Conflict(place, f"no value can be given {_at(place)}: {_list(document, causes)}", causes)
    for place in endless(document):
        message = "what is required here leads back to itself, so that no finite value can be given"
        yield Conflict(place, message, (place,))


def _proved(schema: Schema) -> dict[str, canonical.UnsatisfiableReason]:
    if any(_branches(schema.document, node, 8) > BRANCHES for _, node in subschemas(schema.document)):
        return {}
    try:
        return canonical.find_unsatisfiable(
            schema.document, draft=_DRAFTS[schema.dialect], validate_formats=True, offline=True
        )
    except (ValueError, KeyError):
        return {}


def _branches(document: Json, node: Json, depth: int) -> int:
    """Count the combinations of alternatives at one place; references are followed a few steps."""
    if not isinstance(node, dict) or not depth:
        return 1
    count = 1
    for keyword in ("anyOf", "oneOf"):
        parts = node.get(keyword)
        if isinstance(parts, list) and parts:
            count *= sum(_branches(document, part, depth - 1) for part in parts)
    parts = list(node["allOf"]) if isinstance(node.get("allOf"), list) else []
    parts += [_target(document, node)] if "$ref" in node else []
    for part in parts:
        count *= _branches(document, part, depth - 1)
    return min(count, BRANCHES + 1)


def _target(document: Json, node: dict[str, Json]) -> Json:
    ref = node.get("$ref")
    try:
        return get(document, ref[1:]) if isinstance(ref, str) and ref.startswith("#/") else None
    except KeyError:
        return None


def _matters(document: Json, pointer: str) -> bool:
    """Tell whether a place lies on the straight way of a record, and is not closed on purpose."""
    steps = split(pointer)
    while steps:
        head = steps.pop(0)
        if head == "properties" and steps:
            steps.pop(0)
        elif head == "items" or (head in {"allOf", "prefixItems"} and steps):
            steps = steps[1:] if steps and steps[0].isdecimal() else steps
        else:
            return False
    return get(document, pointer) not in (False, {"not": {}})


def _blamed(document: Json, pointer: str, proved: Mapping[str, canonical.UnsatisfiableReason]) -> str:
    """Give the definition where the conflict lies, or the place itself."""
    node = get(document, pointer)
    parts = [node, *(node["allOf"] if isinstance(node.get("allOf"), list) else [])]
    for part in parts:
        ref = part.get("$ref") if isinstance(part, dict) else None
        if isinstance(ref, str) and ref.startswith("#/") and ref[1:] in proved:
            return ref[1:]
    holder, _, last = pointer.rpartition("/")
    return (
        _blamed(document, holder[: -len("/allOf")], proved) if holder.endswith("/allOf") and last else pointer
    )


def _causes(schema: Schema, pointer: str, reason: canonical.UnsatisfiableReason) -> tuple[str, ...]:
    pairs = [(cause.pointer, list(cause.keywords)) for cause in getattr(reason, "causes", None) or ()]
    told = [(at, keywords) for at, keywords in pairs if keywords != ["type"] or len(pairs) != 2]
    told = told if len({at for at, _ in pairs}) == 1 and told else pairs
    found = [join(at, keyword) for at, keywords in told for keyword in keywords] + [
        _reference(schema.document, at) for at, keywords in told if not keywords
    ]
    return tuple(dict.fromkeys(at for at in found if _is_there(schema.document, at))) or tuple(
        _own(schema, pointer)
    )


def _culprits(schema: Schema, pointer: str) -> tuple[str, ...]:
    """Name the smallest set of plain keywords, wherever they stand, that keeps a place shut.

    Each is left out in turn; what the place stays shut without is not to blame.
    """
    places = [at for at, node in subschemas(schema.document) if isinstance(node, dict)]
    said = [(at, word, value) for at in places for word, value in get(schema.document, at).items()]
    plain = _PLAIN - {"$ref"}
    keywords = [join(at, word) for at, word, value in said if word in plain and not isinstance(value, dict)]
    if len(keywords) > _MOST_KEYWORDS:
        return ()
    document, kept = schema.document, []
    for keyword in keywords:
        fewer = remove(document, keyword)
        if pointer in _proved(replace(schema, document=fewer)):
            document = fewer
        else:
            kept.append(keyword)
    # A type alone excludes nothing that two other keywords do not.
    told = [each for each in kept if split(each)[-1] != "type"]
    return tuple(told if len(told) > 1 else kept)


def _is_there(document: Json, pointer: str) -> bool:
    try:
        get(document, pointer)
    except KeyError:
        return False
    return True


def _reference(document: Json, pointer: str) -> str:
    node = get(document, pointer)
    return join(pointer, "$ref") if isinstance(node, dict) and "$ref" in node else pointer


def _own(schema: Schema, pointer: str) -> Sequence[str]:
    """Name the keywords of one place that exclude each other; it stays shut without the others."""
    node = get(schema.document, pointer)
    if not isinstance(node, dict):
        return []
    kept = [each for each in node if each not in _SILENT]
    for keyword in [each for each in kept if each != "type"]:
        fewer = {each: node[each] for each in kept if each != keyword}
        if len(fewer) > 1 and pointer in _proved(
            replace(schema, document=put(schema.document, pointer, fewer))
        ):
            kept.remove(keyword)
    # A type alone excludes nothing that two other keywords do not.
    told = [each for each in kept if each != "type"] if len(kept) > 2 else kept
    return [join(pointer, keyword) for keyword in told]


def _at(pointer: str) -> str:
    tokens = split(pointer)
    named = [tokens[at + 1] for at, token in enumerate(tokens[:-1]) if token in MAPS]
    return f"for `{'.'.join(named)}`" if named else "at all"


def _list(document: Json, causes: Sequence[str]) -> str:
    told = []
    for pointer in causes:
        value = get(document, pointer)
        keyword = split(pointer)[-1] if pointer else "the schema"
        plain = isinstance(value, str | int | float | None) or (isinstance(value, list) and len(value) < 5)
        told.append(
            f"`{keyword}` {clip(dumps(value), 40)} ({pointer})" if plain else f"`{keyword}` ({pointer})"
        )
    return (
        f"{told[0]} excludes all"
        if len(told) == 1
        else f"{', '.join(told[:-1])} and {told[-1]} exclude each other"
    )
