"""Schemas of the constructs that decide: conditions, tuples, alternatives, names; one to a name, of all drafts.

Each is small, so that what its cases miss can be read off the rule that nobody broke.
"""

from collections.abc import Mapping

from gc_contracts.model.schema import Schema

_TEXT = {"type": "string", "minLength": 1, "maxLength": 8}
_NODE = {
    "type": "object",
    "required": ["label"],
    "additionalProperties": False,
    "properties": {
        "label": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$"},
        "children": {"type": "array", "items": {"$ref": "#/definitions/node"}, "maxItems": 3},
    },
}

DOCUMENTS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "if-const": (
        "draft-07",
        {
            "type": "object",
            "required": ["kind"],
            "properties": {
                "kind": {"enum": ["card", "cash"]},
                "number": {"type": "string"},
                "till": {"type": "integer"},
            },
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"], "properties": {"number": {"pattern": "^[0-9]{4}$"}}},
            "else": {"required": ["till"], "properties": {"till": {"minimum": 1, "maximum": 9}}},
        },
    ),
    "if-several": (
        "2020-12",
        {
            "type": "object",
            "properties": {
                "country": {"type": "string", "enum": ["US", "CA", "DE"]},
                "business": {"type": "boolean"},
                "zip": {"type": "string", "maxLength": 10},
                "vat": {"type": "string"},
            },
            "required": ["zip"],
            "if": {
                "properties": {"country": {"enum": ["US", "CA"]}, "business": {"const": True}},
                "required": ["country", "business"],
            },
            "then": {"properties": {"zip": {"pattern": "^[0-9]{5}$"}}, "required": ["vat"]},
            "else": {"properties": {"zip": {"minLength": 3}, "vat": False}},
        },
    ),
    "if-nested": (
        "2019-09",
        {
            "type": "object",
            "required": ["mode"],
            "properties": {"mode": {"type": "string"}, "size": {"type": "integer"}, "note": {"type": "string"}},
            "if": {"properties": {"mode": {"const": "a"}}},
            "then": {"properties": {"size": {"maximum": 5}}},
            "else": {
                "if": {"properties": {"mode": {"const": "b"}}},
                "then": {"properties": {"size": {"minimum": 10}}, "required": ["size"]},
                "else": {"properties": {"note": {"maxLength": 3}}, "required": ["note"]},
            },
        },
    ),
    "if-in-all-of": (
        "draft-07",
        {
            "type": "object",
            "required": ["state"],
            "additionalProperties": False,
            "properties": {
                "state": {"enum": ["new", "open", "shut"]},
                "owner": {"type": "string", "minLength": 2},
                "reason": {"type": "string"},
                "score": {"type": "integer"},
            },
            "allOf": [
                {"if": {"properties": {"state": {"const": "open"}}}, "then": {"required": ["owner"]}},
                {
                    "if": {"properties": {"state": {"const": "shut"}}},
                    "then": {"required": ["reason"], "properties": {"reason": {"minLength": 4}}},
                    "else": {"properties": {"score": {"minimum": 0}}},
                },
            ],
        },
    ),
    "if-required": (
        "draft-07",
        {
            "type": "object",
            "properties": {"mail": {"type": "string"}, "phone": {"type": "string"}, "name": {"type": "string"}},
            "if": {"required": ["mail"]},
            "then": {"properties": {"mail": {"minLength": 5}}, "required": ["name"]},
            "else": {"required": ["phone"], "properties": {"phone": {"pattern": "^\\+[0-9]{3,6}$"}}},
        },
    ),
    "if-value": (
        "2020-12",
        {
            "type": "object",
            "required": ["code"],
            "properties": {
                "code": {
                    "type": ["string", "integer"],
                    "if": {"type": "string"},
                    "then": {"minLength": 3, "maxLength": 5},
                    "else": {"minimum": 100, "maximum": 999},
                },
                "tags": {
                    "type": "array",
                    "items": {"if": {"type": "integer"}, "then": {"minimum": 2}, "else": {"type": "boolean"}},
                },
            },
        },
    ),
    "tuple-contains": (
        "2020-12",
        {
            "type": "object",
            "properties": {
                "pair": {
                    "type": "array",
                    "prefixItems": [{"type": "string", "minLength": 2}, {"type": "integer"}],
                    "items": {"type": "integer"},
                    "contains": {"type": "integer", "minimum": 10},
                    "minContains": 2,
                    "maxContains": 3,
                }
            },
        },
    ),
    "tuple-closed-contains": (
        "2020-12",
        {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": "number"}, {"type": "string", "maxLength": 4}],
            "items": False,
            "contains": {"const": "ok"},
            "minItems": 2,
        },
    ),
    "tuple-old-contains": (
        "draft-07",
        {
            "type": "array",
            "items": [{"type": "boolean"}, {"type": "string"}],
            "additionalItems": {"type": "object", "required": ["id"]},
            "contains": {"type": "object", "properties": {"id": {"type": "integer"}}},
            "maxItems": 4,
        },
    ),
    "contains-bounds": (
        "2019-09",
        {
            "type": "object",
            "properties": {
                "list": {
                    "type": "array",
                    "items": {"type": ["integer", "string"]},
                    "contains": {"type": "string", "pattern": "^x"},
                    "minContains": 1,
                    "maxContains": 2,
                    "uniqueItems": True,
                },
                "none": {"type": "array", "contains": {"type": "null"}, "minContains": 0, "maxContains": 1},
            },
        },
    ),
    "all-of-unevaluated": (
        "2020-12",
        {
            "allOf": [
                {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
                {"type": "object", "properties": {"name": {"type": "string", "minLength": 2}}},
            ],
            "unevaluatedProperties": False,
        },
    ),
    "all-of-unevaluated-items": (
        "2020-12",
        {
            "type": "object",
            "properties": {
                "row": {
                    "allOf": [{"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}],
                    "unevaluatedItems": False,
                },
                "more": {
                    "allOf": [{"prefixItems": [{"type": "integer"}]}, {"type": "array"}],
                    "unevaluatedItems": {"type": "boolean"},
                },
            },
        },
    ),
    "unevaluated-schema": (
        "2019-09",
        {
            "type": "object",
            "properties": {"kind": {"type": "string"}},
            "anyOf": [{"properties": {"left": {"type": "integer"}}, "required": ["left"]}, {"required": ["kind"]}],
            "unevaluatedProperties": {"type": "string", "maxLength": 3},
        },
    ),
    "names-patterns": (
        "draft-06",
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z_]+$", "maxLength": 8},
            "patternProperties": {"_n$": {"type": "integer", "minimum": 0}, "^s_": {"type": "string"}},
            "additionalProperties": {"type": "boolean"},
            "minProperties": 1,
        },
    ),
    "dependent-schemas": (
        "2020-12",
        {
            "type": "object",
            "properties": {"card": {"type": "string"}, "zip": {"type": "string"}, "note": {"type": "string"}},
            "dependentSchemas": {
                "card": {"required": ["zip"], "properties": {"zip": {"minLength": 3, "maxLength": 5}}},
                "note": {"maxProperties": 2},
            },
            "dependentRequired": {"zip": ["note"]},
        },
    ),
    "dependencies": (
        "draft-04",
        {
            "type": "object",
            "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}, "c": {"type": "string"}},
            "dependencies": {
                "a": {"properties": {"b": {"minimum": 5, "exclusiveMinimum": True}}, "required": ["b"]},
                "c": ["a"],
            },
            "additionalProperties": False,
        },
    ),
    "not": (
        "draft-07",
        {
            "type": "object",
            "properties": {
                "word": {"type": "string", "not": {"enum": ["admin", "root"]}},
                "text": {"type": "string", "not": {"pattern": "^\\s"}, "minLength": 1},
                "size": {"type": "integer", "not": {"minimum": 10, "maximum": 20}},
            },
            "not": {"required": ["word", "size"]},
        },
    ),
    "one-of-overlap": (
        "draft-04",
        {
            "type": "object",
            "properties": {
                "count": {"oneOf": [{"type": "integer", "multipleOf": 3}, {"type": "integer", "multipleOf": 5}]},
                "shape": {
                    "oneOf": [
                        {"type": "object", "required": ["r"], "properties": {"r": {"type": "integer"}}},
                        {"type": "object", "required": ["w", "h"], "properties": {"w": {"type": "integer"}}},
                    ]
                },
            },
        },
    ),
    "any-of-required": (
        "draft-04",
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {"mail": _TEXT, "phone": _TEXT, "first": _TEXT, "last": _TEXT},
            "anyOf": [{"required": ["mail"]}, {"required": ["phone", "first"]}, {"required": ["last", "first"]}],
        },
    ),
    "const-objects": (
        "draft-06",
        {
            "type": "object",
            "required": ["point"],
            "properties": {
                "point": {"const": {"x": 1, "y": [1, 2]}},
                "mixed": {"enum": [1, "1", True, None, {"a": 1}, [1], 2.5]},
                "flag": {"const": False},
                "list": {"const": ["a", {"b": None}]},
            },
        },
    ),
    "additional-nested": (
        "draft-07",
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {
                    "type": "object",
                    "maxProperties": 2,
                    "additionalProperties": {"type": "integer", "minimum": 1},
                },
            },
        },
    ),
    "arrays-of-arrays": (
        "draft-04",
        {
            "type": "object",
            "properties": {
                "grid": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "array",
                        "minItems": 2,
                        "maxItems": 3,
                        "uniqueItems": True,
                        "items": {"type": "integer", "minimum": 0, "maximum": 9},
                    },
                },
                "deep": {
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "array", "items": {"enum": ["x", "o"]}}},
                },
            },
        },
    ),
    "tree": ("draft-04", {"definitions": {"node": _NODE}, "$ref": "#/definitions/node"}),
    "linked": (
        "2020-12",
        {
            "$defs": {
                "link": {
                    "type": "object",
                    "properties": {
                        "value": {"type": "integer", "minimum": 1},
                        "next": {"anyOf": [{"$ref": "#/$defs/link"}, {"type": "null"}]},
                    },
                    "required": ["value", "next"],
                }
            },
            "type": "object",
            "properties": {"head": {"$ref": "#/$defs/link"}},
            "required": ["head"],
        },
    ),
    "patterns-only": (
        "draft-04",
        {
            "type": "object",
            "minProperties": 2,
            "maxProperties": 4,
            "patternProperties": {"^n[0-9]$": {"type": "integer"}, "^t[0-9]$": _TEXT},
            "additionalProperties": False,
        },
    ),
}  # fmt: skip
"""Draft and document, by name."""


def schema(name: str) -> Schema:
    """Give one of the schemas."""
    draft, document = DOCUMENTS[name]
    return Schema(name, dict(document), draft)
