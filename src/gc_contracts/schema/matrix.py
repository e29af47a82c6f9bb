"""The constraint matrix that class validators of the record tutorial are built from, made of any schema.

It says less than a schema does: one type a field, no nesting. A validator that reads more than this from its
matrix cannot be under test as a class; a function can read what it likes.
"""

from collections.abc import Mapping

from gc_contracts._json import Json
from gc_contracts.model.contract import Reference
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import Node, effective

MAX_BYTES = 1_048_576
"""What the matrix says where a product has no limit: it always holds a number, which validators compare with.
Source: recorded: the record validation tutorial's limit."""

_WORDS = {"pattern": "pattern", "min_length": "minLength", "max_length": "maxLength"}
"""What the matrix calls each keyword."""


def matrix(schema: Schema, references: Mapping[str, Reference] | None = None) -> dict[str, Json]:
    """Write a schema as the tutorial's constraint matrix.

    Args:
        schema: any schema; only what it says of the record's own members is told.
        references: fields that name records of other subjects, by field.

    Returns: `max_record_bytes`, and `fields` by name; a rule that a field does not have is None.
    Source: recorded: the record validation tutorial, its first step.

    >>> schema = Schema("s", {"properties": {"id": {"type": "string", "maxLength": 5}}}, "draft-07")
    >>> matrix(schema)["fields"]["id"]["max_length"]
    5
    """
    root = effective(schema)
    fields = {
        name: _field(root.property(name), (references or {}).get(name)) | {"required": name in root.required}
        for name in root.properties
    }
    return {"max_record_bytes": schema.max_bytes or MAX_BYTES, "fields": fields}


def _field(node: Node, reference: Reference | None) -> dict[str, Json]:
    named = {word: _first(node, keyword) for word, keyword in _WORDS.items()}
    return {
        "type": _type(node),
        **named,
        "referential_schema": reference.subject if reference else None,
        "referential_field": reference.target if reference else None,
    }


def _first(node: Node, keyword: str) -> Json:
    return next((rule.value for rule in node.named(keyword)), None)


def _type(node: Node) -> str | None:
    """Name the one type of a field beside null; None where there is none or a choice."""
    declared = _first(node, "type")
    names = declared if isinstance(declared, list) else [declared]
    others = [name for name in names if name != "null"]
    return others[0] if len(others) == 1 else None
