"""Folding: what holds at a place, and where each keyword of it was declared."""

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import Node, Rule, effective


def fold(document, draft="draft-04") -> Node:
    return effective(Schema("s", document, draft))


def where(node: Node) -> list[tuple[str, str]]:
    return [(rule.keyword, rule.pointer) for rule in node.rules if rule.keyword not in {"allOf", "$ref"}]


def test_a_reference_beside_constraints_keeps_both_declarations():
    """A core type's bound and the author's own are both rules of the place, nearest first."""
    document = {
        "properties": {"a": {"allOf": [{"$ref": "#/definitions/text"}], "maxLength": 50}},
        "definitions": {"text": {"type": "string", "maxLength": 100}},
    }

    node = fold(document).property("a")

    assert where(node) == [
        ("maxLength", "/properties/a/maxLength"),
        ("type", "/definitions/text/type"),
        ("maxLength", "/definitions/text/maxLength"),
    ]


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        ("draft-04", [("type", "/definitions/text/type")]),
        ("draft-07", [("type", "/definitions/text/type")]),
        (
            "2020-12",
            [
                ("maxLength", "/maxLength"),
                ("definitions", "/definitions"),
                ("type", "/definitions/text/type"),
            ],
        ),
    ],
)
def test_siblings_of_a_reference_count_from_2019_on(draft, rules):
    """Older drafts ignore what stands beside `$ref`."""
    document = {"$ref": "#/definitions/text", "maxLength": 5, "definitions": {"text": {"type": "string"}}}

    assert where(fold(document, draft)) == rules


def test_a_boolean_exclusive_bound_is_a_bound_of_its_own():
    """Draft-04 writes `exclusiveMinimum: true` beside `minimum`; later drafts write the number."""
    old = fold({"minimum": 3, "exclusiveMinimum": True})
    new = fold({"exclusiveMinimum": 3}, "draft-07")

    assert (old.rules, new.rules) == (
        (Rule("exclusiveMinimum", 3, "/exclusiveMinimum"),),
        (Rule("exclusiveMinimum", 3, "/exclusiveMinimum"),),
    )


@pytest.mark.parametrize(
    ("declared", "types"),
    [
        ("integer", {"integer"}),
        ("number", {"integer", "number"}),
        (["boolean", "null"], {"boolean", "null"}),
        (["string", "number"], {"string", "integer", "number"}),
    ],
    ids=["integer", "number", "boolean-or-null", "string-or-number"],
)
def test_types_are_those_every_declaration_lets_through(declared, types):
    """`number` lets integers through; an unknown word lets nothing through."""
    assert fold({"type": declared}).types == types


def test_types_of_two_declarations_meet():
    """A place takes what both take."""
    assert fold({"type": ["integer", "string"], "allOf": [{"type": "number"}]}).types == {"integer"}


def test_elements_follow_the_draft():
    """A tuple is `items` before 2020-12 and `prefixItems` in it; the rest has another name too."""
    old = fold({"items": [{"type": "string"}], "additionalItems": {"type": "null"}})
    new = fold({"prefixItems": [{"type": "string"}], "items": {"type": "null"}}, "2020-12")

    assert [[node.item(index).types for index in (0, 1)] for node in (old, new)] == [
        [{"string"}, {"null"}],
        [{"string"}, {"null"}],
    ]


def test_a_member_is_told_by_name_then_pattern_then_the_rest():
    """`additionalProperties` speaks only of names that nothing else knows."""
    node = fold(
        {
            "properties": {"a": {"minLength": 1}},
            "patternProperties": {"^a": {"maxLength": 9}},
            "additionalProperties": {"type": "null"},
        }
    )

    assert [where(node.property(name)) for name in ("a", "ab", "b")] == [
        [("minLength", "/properties/a/minLength"), ("maxLength", "/patternProperties/^a/maxLength")],
        [("maxLength", "/patternProperties/^a/maxLength")],
        [("type", "/additionalProperties/type")],
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}], "type": "object"},
        {
            "$ref": "#/definitions/a",
            "definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}},
        },
        {"$ref": "#/nowhere"},
        {"$ref": "http://example.com/elsewhere"},
        {"$ref": 7, "allOf": 7, "properties": 7, "items": 7, "required": 7, "type": 7, "enum": 7},
        {"allOf": [True, 7, None]},
        {"patternProperties": {"(": {}}},
    ],
    ids=["self", "allOf-self", "circle", "nowhere", "elsewhere", "nonsense", "odd-allOf", "no-pattern"],
)
def test_circles_dead_ends_and_nonsense_fold_to_something(document):
    """Folding never fails: what leads nowhere says nothing."""
    node = fold(document)

    assert node.property("x").item(0).never is None


def test_a_schema_that_refers_to_itself_unfolds_as_deep_as_asked():
    """Each level of a tree has the rules of the first."""
    node = fold({"properties": {"child": {"$ref": "#"}}, "required": ["name"]})

    deep = node.property("child").property("child").property("child")

    assert deep.required == node.required


def test_identifiers_and_anchors_lead_to_their_schema():
    """A reference may name an embedded schema by its identifier, or a place by its anchor."""
    document = {
        "$id": "http://example.com/root.json",
        "properties": {
            "a": {"$ref": "item.json"},
            "b": {"$ref": "#here"},
            "c": {"$ref": "item.json#/$defs/x"},
        },
        "$defs": {
            "one": {"$id": "item.json", "type": "string", "$defs": {"x": {"type": "boolean"}}},
            "two": {"$anchor": "here", "type": "null"},
        },
    }

    node = fold(document, "2020-12")

    assert [node.property(name).types for name in "abc"] == [{"string"}, {"null"}, {"boolean"}]


def test_false_forbids_a_place():
    """A `false` schema is kept with its pointer."""
    node = fold({"properties": {"a": False}}, "draft-07").property("a")

    assert (node.never, node.types) == ("/properties/a", frozenset())
