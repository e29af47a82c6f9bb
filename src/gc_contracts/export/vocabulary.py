"""JSON Schema's words, as far as telling a schema from any other object needs them."""

from gc_contracts._json import Json

TYPES = frozenset({"string", "integer", "number", "boolean", "object", "array", "null"})
COMBINERS = ("allOf", "anyOf", "oneOf")
KEYWORDS = frozenset(
    {
        "$schema",
        "id",
        "$id",
        "$ref",
        "$anchor",
        "$defs",
        "$comment",
        "$vocabulary",
        "$dynamicRef",
        "$dynamicAnchor",
        "$recursiveRef",
        "$recursiveAnchor",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "type",
        "enum",
        "const",
        "format",
        "multipleOf",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "pattern",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "properties",
        "patternProperties",
        "additionalProperties",
        "required",
        "minProperties",
        "maxProperties",
        "propertyNames",
        "dependencies",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
        "items",
        "additionalItems",
        "prefixItems",
        "minItems",
        "maxItems",
        "uniqueItems",
        "contains",
        "minContains",
        "maxContains",
        "unevaluatedItems",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "definitions",
    }
)


def names_draft(value: Json) -> bool:
    """Tell whether a `$schema` names a draft of JSON Schema, and not some format described by one."""
    return isinstance(value, str) and "json-schema.org/" in value


def types(value: Json) -> bool:
    """Tell whether a `type` is one: a type's name, or a list of such names."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(name, str) and name in TYPES for name in value)
    return isinstance(value, str) and value in TYPES


def describes(value: Json) -> bool:
    """Tell whether an object plainly is a schema for some value."""
    if not isinstance(value, dict):
        return False
    if types(value.get("type")) or isinstance(value.get("$ref"), str) or isinstance(value.get("enum"), list):
        return True
    return any(combines(value.get(word)) for word in COMBINERS) or members(value.get("properties"))


def combines(value: Json) -> bool:
    """Tell whether a value fits `allOf`: a list of schemas, one of them plainly."""
    return isinstance(value, list) and any(map(describes, value))


def members(value: Json) -> bool:
    """Tell whether a value fits `properties`: an object of schemas, one of them plainly."""
    if not isinstance(value, dict) or not all(isinstance(item, dict | bool) for item in value.values()):
        return False
    return any(map(describes, value.values()))


def is_schema(data: dict[str, Json]) -> bool:
    """Tell whether a whole file is a JSON Schema; a response, a package file or a recording is none."""
    if names_draft(data.get("$schema")):
        return True
    if members(data.get("properties")):
        return True
    own = all(key in KEYWORDS or key.startswith(("_", "x-")) for key in data)
    return own and describes(data)
