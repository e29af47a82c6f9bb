"""A plain value that a schema allows: what a tidy caller or service would send.

Plain means letters, small numbers and one element a list, so that nothing but the value under test can break
anything. What is found is a proposal: whoever needs certainty validates it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json, get
from gc_contracts.errors import SchemaError
from gc_contracts.schema.pattern import compile as compile_pattern

FORMATS: Mapping[str, str] = {
    "date-time": "2024-01-31T12:00:00Z",
    "date": "2024-01-31",
    "time": "12:00:00Z",
    "email": "ann@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "uuid": "7f6a1c52-3a4d-4c1e-9b7f-2f1f0a9c3e11",
    "phone": "+15555550100",
}
MAX_DEPTH = 12
MAX_LENGTH = 10_000


@dataclass(frozen=True, slots=True)
class Taste:
    """What a sample should look like."""

    full: bool = True
    """All properties and one element a list; else only what is required."""
    text: str = "text"
    number: int = 1
    depth: int = 0


def sample(schema: Json, root: Json, taste: Taste) -> Json:
    """Propose a value for a schema.

    Args:
        schema: the schema, a part of `root`.
        root: the document that local references point into.
        taste: what to prefer.
    """
    if not isinstance(schema, dict):
        return taste.text
    schema = _resolved(schema, root, taste.depth)
    if "const" in schema:
        return schema["const"]
    if isinstance(schema.get("enum"), list) and schema["enum"]:
        return _chosen(schema["enum"])
    return _of_type(schema, root, taste)


def _chosen(members: list[Json]) -> Json:
    return next((member for member in members if member is not None and member != ""), members[0])


def _of_type(schema: dict[str, Json], root: Json, taste: Taste) -> Json:
    match _type(schema):
        case "object":
            return _object(schema, root, taste)
        case "array":
            return _array(schema, root, taste)
        case "string":
            return _text(schema, taste.text)
        case "integer" | "number":
            return _number(schema, taste.number)
        case "boolean":
            return True
        case "null":
            return None
    return taste.text


def _resolved(schema: dict[str, Json], root: Json, depth: int) -> dict[str, Json]:
    """Follow a local reference, fold `allOf`, take the first of `anyOf` or `oneOf`."""
    if depth > MAX_DEPTH:
        return {key: schema[key] for key in ("type", "enum") if key in schema}
    folded = dict(schema)
    parts = [_target(folded.pop("$ref"), root)] if "$ref" in folded else []
    parts += _listed(folded.pop("allOf", None))
    parts += _listed(folded.pop("anyOf", None))[:1] + _listed(folded.pop("oneOf", None))[:1]
    for part in parts:
        inner = _resolved(part, root, depth + 1)
        properties = {**inner.get("properties", {}), **folded.get("properties", {})}
        required = [*_names(inner.get("required")), *_names(folded.get("required"))]
        folded = {**inner, **folded}
        if properties:
            folded["properties"] = properties
        if required:
            folded["required"] = list(dict.fromkeys(required))
    return folded


def _target(reference: Json, root: Json) -> dict[str, Json]:
    if not isinstance(reference, str) or not reference.startswith("#"):
        return {}
    try:
        found = get(root, reference[1:])
    except KeyError:
        return {}
    return found if isinstance(found, dict) else {}


def _listed(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _names(value: Json) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _type(schema: Mapping[str, Json]) -> str:
    declared = schema.get("type")
    if isinstance(declared, list):
        declared = next((name for name in declared if name != "null"), "null")
    if isinstance(declared, str):
        return declared
    if "properties" in schema or "required" in schema:
        return "object"
    return "array" if "items" in schema else ""


def _object(schema: dict[str, Json], root: Json, taste: Taste) -> dict[str, Json]:
    properties = schema.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    required = _names(schema.get("required"))
    deep = taste.depth >= MAX_DEPTH
    names = [*properties] if taste.full and not deep else [name for name in properties if name in required]
    names += [name for name in required if name not in properties]
    inner = replace(taste, depth=taste.depth + 1)
    if taste.depth > 2 * MAX_DEPTH:  # a schema that requires itself has no value at all
        return {}
    return {name: sample(properties.get(name, {}), root, inner) for name in names}


def _array(schema: dict[str, Json], root: Json, taste: Taste) -> list[Json]:
    items = schema.get("items", {})
    least = schema.get("minItems", 0)
    count = max(least if isinstance(least, int) else 0, 1 if taste.full and taste.depth < MAX_DEPTH else 0)
    inner = replace(taste, depth=taste.depth + 1)
    if isinstance(items, list):
        return [sample(item, root, inner) for item in items]
    if taste.depth > 2 * MAX_DEPTH:
        return []
    return [sample(items, root, inner) for _ in range(min(count, 100))]


def _text(schema: Mapping[str, Json], text: str) -> str:
    least, most = _bound(schema, "minLength", 0), _bound(schema, "maxLength", MAX_LENGTH)
    plain = FORMATS.get(str(schema.get("format")), text)
    if len(plain) < least:
        plain *= least // max(len(plain), 1) + 1
    plain = plain[:most]
    pattern = schema.get("pattern")
    return _matching(pattern, plain, least, most) if isinstance(pattern, str) else plain


def _matching(pattern: str, plain: str, least: int, most: int) -> str:
    """Give the plain text if it matches, else one built for the pattern."""
    try:
        compiled = compile_pattern(pattern)
        return plain if compiled.search(plain) else next(compiled.examples(least, most), plain)
    except SchemaError:
        return plain


def _bound(schema: Mapping[str, Json], keyword: str, default: int) -> int:
    value = schema.get(keyword, default)
    return min(int(value), MAX_LENGTH) if isinstance(value, int | float) else default


def _number(schema: Mapping[str, Json], number: int) -> int | float:
    low, high, step = schema.get("minimum"), schema.get("maximum"), schema.get("multipleOf")
    low, high = _edge(schema, "exclusiveMinimum", low, 1), _edge(schema, "exclusiveMaximum", high, -1)
    value: int | float = number
    if isinstance(low, int | float) and value < low:
        value = low
    if isinstance(high, int | float) and value > high:
        value = high
    if isinstance(step, int | float) and step > 0:
        value = -(-value // step) * step
    return value


def _edge(schema: Mapping[str, Json], keyword: str, bound: Json, shift: int) -> Json:
    exclusive = schema.get(keyword)
    if exclusive is True and isinstance(bound, int | float):
        return bound + shift
    return exclusive + shift if isinstance(exclusive, int | float) and exclusive is not False else bound
