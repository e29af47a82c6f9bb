"""How large a record can be: never more than said, and nothing said where there is no end."""

import pytest

from gc_contracts._json import dumps
from gc_contracts.model.schema import Schema
from gc_contracts.mutate.largest import largest
from gc_contracts.mutate.score import fates
from gc_contracts.schema.effective import effective

CLOSED = {"type": "object", "additionalProperties": False}


def most(document):
    return largest(effective(Schema("s", document, "draft-07")))


@pytest.mark.parametrize(
    ("document", "value"),
    [
        ({"type": "string", "maxLength": 3}, "\x01\x01\x01"),
        ({"type": "string", "maxLength": 2}, "😀😀"),
        ({"enum": ["a", "longer", 1]}, "longer"),
        ({"type": "integer", "minimum": -(10**40), "maximum": 0}, -(10**40)),
        ({"type": "number", "minimum": 0, "maximum": 1e30}, 10**30),
        ({"type": "number", "minimum": 0, "maximum": 1}, 2.2250738585072014e-308),
        ({"type": ["boolean", "null"]}, False),
        ({"type": "array", "maxItems": 2, "items": {"type": "boolean"}}, [False, False]),
        (
            {**CLOSED, "properties": {"é": {"type": "boolean"}, "b": {"type": "null"}}},
            {"é": False, "b": None},
        ),
    ],
    ids=["escaped", "astral", "enum", "integer", "large-number", "float", "types", "array", "object"],
)
def test_no_value_is_larger(document, value):
    """The bound may be too high, never too low."""
    assert len(dumps(value).encode()) <= most(document)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"type": "string"},
        {"type": "integer", "minimum": 0},
        {"type": "array", "items": {"type": "null"}},
        {"type": "array", "maxItems": 1},
        {"type": "object", "properties": {}},
        {**CLOSED, "patternProperties": {"^x": {"type": "null"}}},
        {**CLOSED, "properties": {"a": {}}},
        {**CLOSED, "properties": {"a": {"$ref": "#"}}},
    ],
    ids=["anything", "text", "number", "array", "elements", "open", "patterned", "member", "circle"],
)
def test_where_there_is_no_end_nothing_is_said(document):
    """Not knowing is no bound."""
    assert most(document) is None


def test_a_size_limit_that_no_record_reaches_is_no_rule():
    """Its mutants are equivalent, and say why."""
    schema = Schema("s", {**CLOSED, "properties": {"a": {"type": "boolean"}}}, "draft-04", max_bytes=100)

    found = {one.words: one.equivalent for one in fates(schema, []) if "size limit" in one.words}

    assert found == dict.fromkeys(
        ("size limit dropped", "size limit 100 → 99", "size limit 100 → 101"),
        "proved: no record that the schema takes is larger than 12 bytes",
    )
