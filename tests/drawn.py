"""Schemas to draw from (a wide one in both spellings, one for each keyword), and how tests draw."""

from hypothesis import given, settings

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema

FIXED = settings(derandomize=True, database=None)

PLAIN: Json = {
    "type": "object",
    "required": ["text", "identifier", "count"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "minLength": 1, "maxLength": 100},
        "longtext": {"type": "string", "maxLength": 1000},
        "identifier": {"type": "string", "pattern": "^[A-Z]{2}-\\d+$", "maxLength": 12},
        "word": {"type": "string", "pattern": "^[a-z]+$", "minLength": 30, "maxLength": 40},
        "zip": {"type": "string", "pattern": "^\\d{5}$"},
        "url": {"type": "string", "format": "uri", "maxLength": 200},
        "email": {"type": "string", "format": "email"},
        "status": {"type": "string", "enum": ["open", "closed"]},
        "level": {"enum": [1, "1", None]},
        "count": {"type": "integer", "minimum": 0, "maximum": 100},
        "ratio": {"type": "number", "minimum": 0, "maximum": 1, "exclusiveMaximum": True},
        "price": {"type": "number", "minimum": 0, "multipleOf": 0.01},
        "active": {"type": "boolean"},
        "tags": {
            "type": "array", "minItems": 2, "maxItems": 10, "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": 50},
        },
        "date": {"type": "string", "format": "date"},
    },
}  # fmt: skip


def _folded(name: str, schema: Json) -> Json:
    return {
        "title": name,
        "allOf": [{"$ref": f"#/definitions/{name}"}],
        "description": schema.get("type", ""),
    }


GENESYS: Json = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    **{key: value for key, value in PLAIN.items() if key != "properties"},
    "definitions": PLAIN["properties"],
    "properties": {name: _folded(name, schema) for name, schema in PLAIN["properties"].items()},
}

NODE = {
    "type": "object",
    "properties": {"next": {"$ref": "#"}, "name": {"type": "string"}},
    "required": ["name"],
}
KEYWORDS = {
    "length": {"type": "string", "minLength": 3, "maxLength": 3},
    "long": {"type": "string", "minLength": 20_000},
    "look-ahead": {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d).{8,}$"},
    "two-patterns": {"allOf": [{"pattern": "^[a-z]+$"}, {"pattern": "x"}], "type": "string", "maxLength": 9},
    "format-and-pattern": {"type": "string", "format": "date", "pattern": "^2026-"},
    "email-of-a-length": {"type": "string", "format": "email", "minLength": 60, "maxLength": 64},
    "integer-between-fractions": {"type": "integer", "minimum": 0.5, "maximum": 1.5},
    "exclusive": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 1e-300},
    "cents": {"type": "number", "multipleOf": 0.01, "minimum": 4.35, "maximum": 19.99},
    "two-grids": {"allOf": [{"multipleOf": 0.4}, {"multipleOf": 0.6}], "type": "integer"},
    "huge": {"type": "integer", "minimum": 10**40},
    "unique-booleans": {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 2},
    "unique-numbers": {"type": "array", "items": {"enum": [1, 1.5, True, "1"]}, "uniqueItems": True, "minItems": 4},
    "many-items": {"type": "array", "items": {"type": "integer"}, "minItems": 500},
    "tuple": {"type": "array", "items": [{"type": "string"}, {"type": "integer"}], "additionalItems": False},
    "counts": {"type": "object", "minProperties": 3, "maxProperties": 4, "properties": {"a": {}, "b": {}}},
    "dependencies": {"properties": {"a": {}, "b": {}, "c": {}}, "dependencies": {"a": ["b"], "b": ["c"]}, "type": "object"},
    "schema-dependency": {"type": "object", "properties": {"a": {}}, "dependencies": {"a": {"required": ["b"]}}},
    "pattern-properties": {"type": "object", "patternProperties": {"^x_": {"type": "integer"}}, "additionalProperties": False, "minProperties": 2},
    "typed-extras": {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1},
    "any-of": {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer", "minimum": 5}]},
    "one-of-overlapping": {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 3}]},
    "one-of-with-tag": {"type": "object", "required": ["k"], "oneOf": [{"properties": {"k": {"enum": ["a"]}}}, {"properties": {"k": {"enum": ["b"]}}, "required": ["n"]}]},
    "not": {"type": "string", "not": {"enum": ["", "a"]}},
    "enum-cut-by-type": {"type": "integer", "enum": ["a", 1, 2.5, 3]},
    "circle": NODE,
    "circle-of-arrays": {"type": "array", "items": {"$ref": "#"}, "maxItems": 3},
    "nothing-said": {},
}  # fmt: skip


def draft04(document, name="records"):
    return Schema(name, document, "draft-04")


def drawn(strategy, count=60):
    """The first records of a fixed sequence, with Hypothesis' own health checks on."""
    found = []

    @settings(FIXED, max_examples=count)
    @given(strategy)
    def collect(record):
        found.append(record)

    collect()
    return found
