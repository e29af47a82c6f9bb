"""The constraint matrix of any schema."""

from gc_contracts.model.contract import Reference
from gc_contracts.model.schema import Schema
from gc_contracts.schema.matrix import matrix


def test_a_field_is_told_by_its_rules():
    """What a field does not have is None; a rule behind a reference counts."""
    document = {
        "required": ["id"],
        "definitions": {"code": {"type": "string", "pattern": "^A"}},
        "properties": {
            "id": {"$ref": "#/definitions/code"},
            "name": {"type": ["string", "null"], "minLength": 0, "maxLength": 9},
            "any": {"type": ["string", "integer"]},
        },
    }
    none = {"type": None, "pattern": None, "min_length": None, "max_length": None}
    nobody = {"referential_schema": None, "referential_field": None}

    made = matrix(Schema("s", document, "draft-04", max_bytes=100), {"any": Reference("any", "other", "key")})

    assert made == {
        "max_record_bytes": 100,
        "fields": {
            "id": {**none, **nobody, "type": "string", "pattern": "^A", "required": True},
            "name": {**none, **nobody, "type": "string", "min_length": 0, "max_length": 9, "required": False},
            "any": {**none, "referential_schema": "other", "referential_field": "key", "required": False},
        },
    }


def test_a_limit_is_a_number_even_where_none_is_known():
    """Validators compare with it."""
    assert matrix(Schema("s", {}, "draft-04")) == {"max_record_bytes": 1_048_576, "fields": {}}
