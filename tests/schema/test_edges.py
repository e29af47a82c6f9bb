"""The rule that a valid value is nearest to breaking."""

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.schema.edges import edge

DOCUMENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^a", "minLength": 2, "maxLength": 5},
        "word": {"type": "string", "maxLength": 5},
        "score": {"type": "integer", "minimum": 0, "maximum": 10},
        "status": {"enum": ["x", "y"]},
        "nick": {"type": ["string", "null"], "maxLength": 5},
        "price": {"type": "number", "multipleOf": 0.01},
        "tags": {"type": "array", "uniqueItems": True, "minItems": 1},
        "on": {"type": "string", "format": "date"},
        "any": {"anyOf": [{"maxLength": 2}, {"type": "integer"}]},
        "text": {"$ref": "#/definitions/text"},
    },
    "definitions": {"text": {"type": "string"}},
}
SCHEMA = Schema("s", DOCUMENT, "draft-07", max_bytes=1000)


@pytest.mark.parametrize(
    ("record", "pointer", "found"),
    [
        ({"id": "ab"}, "/id", ("minLength", "/properties/id/minLength")),
        ({"id": "abcde"}, "/id", ("maxLength", "/properties/id/maxLength")),
        ({"id": "abc"}, "/id", ("pattern", "/properties/id/pattern")),
        ({"word": "ééé"}, "/word", ("maxLength", "/properties/word/maxLength")),
        ({"id": "a  "}, "/id", ("minLength", "/properties/id/minLength")),
        ({"score": 0}, "/score", ("minimum", "/properties/score/minimum")),
        ({"score": 1.0}, "/score", ("type", "/properties/score/type")),
        ({"score": 5}, "/score", ("type", "/properties/score/type")),
        ({"status": "x"}, "/status", ("enum", "/properties/status/enum")),
        ({"nick": None}, "/nick", ("type", "/properties/nick/type")),
        ({"price": 0.07}, "/price", ("multipleOf", "/properties/price/multipleOf")),
        ({"tags": [1, True]}, "/tags", ("uniqueItems", "/properties/tags/uniqueItems")),
        ({"tags": [[1], {}]}, "/tags/1", ("uniqueItems", "/properties/tags/uniqueItems")),
        ({"on": "2024-02-29"}, "/on", ("format", "/properties/on/format")),
        ({"any": 100}, "/any", ("anyOf", "/properties/any/anyOf")),
        ({"text": "b"}, "/text", ("type", "/definitions/text/type")),
        ({}, "/score", ("required", "/properties/score")),
        ({"more": 1}, "/more", ("additionalProperties", "")),
        ({"more": "x" * 990}, "/more", ("size", "")),
    ],
    ids=lambda value: str(value)[:40] if not isinstance(value, tuple) else value[0],
)
def test_a_valid_value_sits_on_the_edge_of(record, pointer, found):
    """Bounds first as they are, then as people measure them; a null and a whole number are about the type."""
    assert edge(SCHEMA, record, pointer)[:2] == found
