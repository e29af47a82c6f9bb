"""What is wrong with a schema before any record comes: facts, which checks word as findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jsonschema_rs
from jsonschema_rs import canonical

from gc_contracts._json import Json, get, join, split
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.endless import endless
from gc_contracts.schema.record import order
from gc_contracts.schema.refusal import UnsupportedPattern, runs_elsewhere
from gc_contracts.schema.subschemas import MAPS, subschemas
from gc_contracts.schema.validate import ENGINES
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.schema.wording import clip, say

BRANCHES = 4096
"""Most combinations of alternatives that we look through: beyond, the engine's time explodes."""
_META = {
    "draft-04": "http://json-schema.org/draft-04/schema#",
    "draft-06": "http://json-schema.org/draft-06/schema#",
    "draft-07": "http://json-schema.org/draft-07/schema#",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
_DRAFTS = {
    "draft-04": jsonschema_rs.Draft4,
    "draft-06": jsonschema_rs.Draft6,
    "draft-07": jsonschema_rs.Draft7,
    "2019-09": jsonschema_rs.Draft201909,
    "2020-12": jsonschema_rs.Draft202012,
}
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
_KNOWN = {"type": "is no type: array, boolean, integer, null, number, object and string are"}


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """A place where a document is no schema of its draft."""

    pointer: str
    """Into the schema's document."""
    message: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that no value can ever satisfy, proved."""

    pointer: str
    """Into the schema's document."""
    message: str
    causes: tuple[str, ...] = ()
    """Pointers of the keywords that exclude each other."""


def invalid(schema: Schema) -> Iterator[SchemaProblem]:
    """Say where a document is no schema: one problem a place, in document order.

    A pattern that only our engine cannot run is no problem of the schema.
    """
    found = {problem.pointer: problem for problem in _against_metaschema(schema)}
    if not found:
        found = {problem.pointer: problem for problem in _uncompilable(schema)}
    yield from sorted(found.values(), key=lambda each: order(each.pointer))


def _against_metaschema(schema: Schema) -> Iterator[SchemaProblem]:
    try:
        meta = ENGINES[schema.dialect]({"$ref": _META[schema.dialect]}, validate_formats=True, offline=True)
        errors = list(meta.iter_errors(schema.document))
    except (ValueError, KeyError) as error:
        yield SchemaProblem("", f"it is no JSON, or of no draft we know: {clip(str(error))}")
        return
    for each in errors:
        if each.kind.name != "format":  # patterns and references are judged by who runs them
            yield SchemaProblem(join("", *each.instance_path), _words(each))


def _words(error: jsonschema_rs.ValidationError) -> str:
    last = str(error.instance_path[-1]) if error.instance_path else ""
    written = error.instance if isinstance(error.instance, str | int) else ""
    known = _KNOWN.get(last) if error.kind.name in {"anyOf", "enum"} else None
    words = known or say(error.kind.name, error.instance, error.kind.as_dict(), error.message)
    name = f"`{last}` " if last else "the schema "
    return f"{name}{written!r} {known}" if known else f"{name}{words}"


def _uncompilable(schema: Schema) -> Iterator[SchemaProblem]:
    bad = [each for each in _patterns(schema.document) if not runs_elsewhere(each[1])]
    for pointer, pattern in bad:
        yield SchemaProblem(pointer, f"{clip(pattern, 80)} is no regular expression")
    if bad:
        return
    try:
        compile_schema(schema)
    except UnsupportedPattern:
        return
    except SchemaError as error:
        yield SchemaProblem(error.pointer, error.message)


def _patterns(document: Json) -> Iterator[tuple[str, str]]:
    for pointer, node in subschemas(document):
        if isinstance(node, dict) and isinstance(node.get("pattern"), str):
            yield join(pointer, "pattern"), node["pattern"]
        if isinstance(node, dict) and isinstance(node.get("patternProperties"), dict):
            yield from (
                (join(pointer, "patternProperties", name), name) for name in node["patternProperties"]
            )


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
        causes = _causes(document, place, proved[place])
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


def _blamed(document: Json, pointer: str, proved: dict[str, canonical.UnsatisfiableReason]) -> str:
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


def _causes(document: Json, pointer: str, reason: canonical.UnsatisfiableReason) -> tuple[str, ...]:
    pairs = [(cause.pointer, list(cause.keywords)) for cause in getattr(reason, "causes", None) or ()]
    told = [(at, keywords) for at, keywords in pairs if keywords != ["type"] or len(pairs) != 2]
    told = told if len({at for at, _ in pairs}) == 1 and told else pairs
    found = [join(at, keyword) for at, keywords in told for keyword in keywords] + [
        _reference(document, at) for at, keywords in told if not keywords
    ]
    return tuple(dict.fromkeys(found)) or tuple(_own(document, pointer))


def _reference(document: Json, pointer: str) -> str:
    node = get(document, pointer)
    return join(pointer, "$ref") if isinstance(node, dict) and "$ref" in node else pointer


def _own(document: Json, pointer: str) -> Sequence[str]:
    node = get(document, pointer)
    keywords = [] if not isinstance(node, dict) else [each for each in node if each not in _SILENT]
    return [join(pointer, keyword) for keyword in keywords]


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
            f"`{keyword}` {clip(str(value), 40)} ({pointer})" if plain else f"`{keyword}` ({pointer})"
        )
    return " against ".join(told)
