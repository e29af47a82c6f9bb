"""Boundary cases, keyword by keyword: each valid edge, and each rule broken alone."""

import pytest

from gc_contracts._json import dumps
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import Boundary, Gap, Implied, boundary


def derive(document, draft="draft-04", max_bytes=None) -> Boundary:
    return boundary(Schema("s", document, draft, max_bytes=max_bytes))


def ids(found: Boundary, word: str) -> dict[str, object]:
    """Cases whose id holds a word: id → record, invalid ones with their keyword and pointer."""
    return {
        case.id: case.record if case.valid else (case.record, case.keyword, case.pointer)
        for case in found.cases
        if word in case.id
    }


def test_a_bound_has_a_case_on_each_side():
    """The last number that is taken, the first that is not, and one far away."""
    found = derive({"properties": {"n": {"type": "integer", "maximum": 10}}})

    assert ids(found, "maximum") == {
        "properties.n.maximum.at": {"n": 10},
        "properties.n.maximum.over": ({"n": 11}, "maximum", "/n"),
        "properties.n.maximum.far": ({"n": 10 + 10**15}, "maximum", "/n"),
    }


def test_an_exclusive_bound_is_broken_at_the_bound_itself():
    """Draft-04's boolean spelling; the edge inside is one finer step away."""
    found = derive({"type": "number", "minimum": 0.5, "exclusiveMinimum": True})

    assert ids(found, "exclusive") == {
        "exclusive-minimum.at": 0.51,
        "exclusive-minimum.under": (0.5, "exclusiveMinimum", ""),
        "exclusive-minimum.far": (-(10**15), "exclusiveMinimum", ""),
    }


def test_bounds_stand_on_the_grid_of_multiple_of():
    """Only multiples are tried at a bound, so that nothing else breaks."""
    found = derive({"type": "number", "maximum": 1, "multipleOf": 0.3})

    assert [ids(found, "maximum")[f"maximum.{word}"] for word in ("at", "over")] == [
        0.9,
        (1.2, "maximum", ""),
    ]


def test_length_is_counted_in_code_points():
    """Letters outside the basic plane, and letters made of two, tell other ways of counting."""
    found = derive({"type": "string", "minLength": 2, "maxLength": 3})

    assert ids(found, "length") == {
        "min-length.at": "xx",
        "min-length.under": ("x", "minLength", ""),
        "min-length.astral": ("\U0001f600", "minLength", ""),
        "max-length.at": "xxx",
        "max-length.over": ("xxxx", "maxLength", ""),
        "max-length.astral": "\U0001f600" * 3,
        "max-length.accents": "\u00e9" * 3,
        "max-length.combining": ("e\u0301e\u0301", "maxLength", ""),
    }


def test_an_anchored_pattern_is_left_open_on_no_side():
    """What `match`, a lenient `$` or multi-line mode would let through is invalid."""
    found = derive({"type": "string", "pattern": "^[0-9]{2}$"})

    sides = {name.rpartition(".")[2]: record for name, record in ids(found, "pattern").items()}
    assert {
        name: sides[name] for name in ("suffixed", "prefixed", "newline", "second-line", "first-line")
    } == {
        "suffixed": ("00\u00a7", "pattern", ""),
        "prefixed": ("\u00a700", "pattern", ""),
        "newline": ("00\n", "pattern", ""),
        "second-line": ("\u00a7\n00", "pattern", ""),
        "first-line": ("00\n\u00a7", "pattern", ""),
    }


def test_an_open_pattern_is_found_anywhere():
    """A pattern is searched: text around a match is valid, which a whole-text match gets wrong."""
    found = derive({"type": "string", "pattern": "ab"})

    assert [ids(found, "pattern")[f"pattern.{word}"] for word in ("prefixed", "suffixed")] == [
        "\u00a7ab",
        "ab\u00a7",
    ]


def test_every_type_is_put_in_the_place_of_another():
    """In the guise most easily taken for the right one: 1 as text, true, 1.0, a list of it."""
    found = derive({"properties": {"n": {"type": "integer"}}})

    assert {name.rpartition(".")[2]: case[0]["n"] for name, case in ids(found, "n.type").items() if isinstance(case, tuple)} == {
        "null": None, "boolean": True, "number": 1.5, "string": "1", "array": [1], "object": {}, "whole-float": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(("draft", "valid"), [("draft-04", False), ("draft-06", True), ("2020-12", True)])
def test_a_whole_float_is_an_integer_from_draft_06_on(draft, valid):
    """1.0 is judged as the draft says."""
    found = derive({"type": "integer"}, draft)

    assert [case.valid for case in found.cases if case.id == "type.whole-float"] == [valid]


def test_every_member_of_an_enumeration_is_taken_and_near_misses_are_not():
    """Case, blanks, prefix, suffix, empty, a line more; each from another member."""
    found = derive({"type": "string", "enum": ["low", "High"]})

    assert ids(found, "enum") == {
        "enum.is-high": "High",
        "enum.case-changed": ("LOW", "enum", ""),
        "enum.blank-after": ("High ", "enum", ""),
        "enum.blank-before": (" low", "enum", ""),
        "enum.prefix": ("Hig", "enum", ""),
        "enum.suffix": ("lowx", "enum", ""),
        "enum.empty": ("", "enum", ""),
        "enum.newline": ("low\n", "enum", ""),
        "enum.other": ("undeclared", "enum", ""),
    }


def test_an_enumeration_without_a_type_meets_other_types():
    """1 is not true and not "1", though it is 1.0."""
    found = derive({"enum": [1]})

    assert {
        name: case for name, case in ids(found, "enum").items() if name in {"enum.as-text", "enum.as-boolean"}
    } == {
        "enum.as-text": ("1", "enum", ""),
        "enum.as-boolean": (True, "enum", ""),
    }


def test_null_absent_and_empty_are_three_cases():
    """A required text without a lower length: absent and null are invalid, empty is valid."""
    found = derive({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}})

    assert {
        name: ids(found, name)[name]
        for name in ("required.a", "properties.a.type.null", "properties.a.type.empty")
    } == {
        "required.a": ({}, "required", ""),
        "properties.a.type.null": ({"a": None}, "type", "/a"),
        "properties.a.type.empty": {"a": ""},
    }


def test_undeclared_names_break_a_closed_object_and_no_open_one():
    """A near miss of a declared name is undeclared too."""
    closed = derive({"type": "object", "properties": {"a": {}}, "additionalProperties": False})
    open_ = derive({"type": "object", "properties": {"a": {}}})

    assert list(ids(closed, "additional")) == [
        f"additional-properties.{word}" for word in ("unknown", "case-changed", "blank-after")
    ]
    assert ids(open_, "undeclared") == {"type.undeclared": {"a": "sample", "undeclared": "text"}}


def test_unique_items_are_compared_as_json():
    """1 and 1.0 are equal, as are objects in another order; 1, true and "1" are three."""
    found = derive({"type": "array", "uniqueItems": True})

    assert {
        name.rpartition(".")[2]: case
        for name, case in ids(found, "unique").items()
        if "equal" in name or "and" in name
    } == {
        "equal-numbers": ([1, 1.0], "uniqueItems", ""),
        "equal-objects": ([{"a": 1, "b": 2}, {"b": 2, "a": 1}], "uniqueItems", ""),
        "number-and-true": [1, True],
        "zero-and-false": [0, False],
        "number-and-text": [1, "1"],
    }


@pytest.mark.parametrize(
    ("document", "draft", "keyword", "pointer"),
    [
        ({"type": "array", "minItems": 2}, "draft-04", "minItems", ""),
        ({"type": "array", "maxItems": 2, "items": {"type": "boolean"}}, "draft-04", "maxItems", ""),
        ({"type": "object", "minProperties": 1}, "draft-04", "minProperties", ""),
        ({"type": "object", "maxProperties": 2}, "draft-04", "maxProperties", ""),
        ({"dependencies": {"a": ["b"]}, "properties": {"a": {}, "b": {}}}, "draft-04", "dependencies", ""),
        ({"dependentRequired": {"a": ["b"]}, "properties": {"a": {}, "b": {}}}, "2020-12", "dependentRequired", ""),
        ({"propertyNames": {"maxLength": 9}}, "draft-07", "propertyNames", ""),
        ({"contains": {"type": "string"}}, "draft-07", "contains", ""),
        ({"contains": {"type": "string"}, "minContains": 2}, "2020-12", "minContains", ""),
        ({"contains": {"type": "string"}, "maxContains": 2}, "2020-12", "maxContains", ""),
        ({"type": "array", "items": [{"type": "string"}], "additionalItems": False}, "draft-07", "additionalItems", ""),
        ({"type": "array", "prefixItems": [{"type": "string"}], "items": False}, "2020-12", "items", "/1"),
        ({"const": 5}, "draft-07", "const", ""),
        ({"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]}, "draft-07", "anyOf", ""),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "draft-07", "oneOf", ""),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"}, "draft-04", "oneOf", ""),
        ({"not": {"type": "string"}}, "draft-07", "not", ""),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "type": "object"}, "draft-07", "required", ""),
        ({"properties": {"a": {"items": {"properties": {"b": {"maximum": 3}}}}}}, "draft-04", "maximum", "/a/0/b"),
        ({"additionalProperties": {"type": "integer"}}, "draft-04", "type", "/extra"),
        ({"patternProperties": {"^x_": {"type": "integer"}}}, "draft-04", "type", "/x_"),
        ({"properties": {"t": {"$ref": "#"}, "n": {"minimum": 1}}}, "draft-04", "minimum", "/n"),
    ],
    ids=lambda value: value if isinstance(value, str) and value else None,
)  # fmt: skip
def test_each_keyword_is_broken_alone(document, draft, keyword, pointer):
    """There is an invalid case that breaks it at its place, wherever it stands."""
    found = derive(document, draft)

    broken = {(case.keyword, case.pointer) for case in found.cases if not case.valid}
    assert (keyword, pointer) in broken


def test_a_rule_behind_a_tighter_one_is_implied():
    """The looser of two bounds cannot be broken alone; the list names the tighter."""
    found = derive({"type": "string", "maxLength": 5, "allOf": [{"maxLength": 9}]})

    assert found.implied == (Implied("maxLength", "", "/allOf/0/maxLength", "maxLength at /maxLength"),)


def test_rules_beside_an_enumeration_are_implied_by_it():
    """No other type and no longer text is a member."""
    found = derive({"type": "string", "maxLength": 3, "enum": ["a", "bc"]})

    assert {(one.keyword, one.by) for one in found.implied} == {
        ("type", "enum at /enum"),
        ("maxLength", "enum at /enum"),
    }


def test_a_length_that_its_pattern_fixes_is_implied():
    """No text of the pattern is longer."""
    found = derive({"type": "string", "maxLength": 5, "pattern": "^[0-9]{5}$"})

    assert found.implied == (Implied("maxLength", "", "/maxLength", "pattern at /pattern"),)


def test_a_schema_without_any_record_has_one_gap_and_no_case():
    """We say that we found none."""
    found = derive({"not": {}})

    assert found == Boundary((), (), (Gap("", "", "", "we found no record that the schema takes"),))


def test_the_size_limit_is_met_to_the_byte():
    """Bytes of compact UTF-8: letters of two bytes count twice."""
    found = derive({"type": "object", "properties": {"a": {"type": "string"}}}, max_bytes=100)

    sizes = {
        case.id: (len(dumps(case.record).encode()), case.valid) for case in found.cases if "size" in case.id
    }
    assert sizes == {
        "size.at": (100, True),
        "size.over": (101, False),
        "size.at-accents": (100, True),
        "size.over-accents": (101, False),
    }


def test_a_record_that_cannot_grow_leaves_the_size_limit_as_a_gap():
    """A closed object of short texts never reaches it."""
    document = {
        "type": "object",
        "properties": {"a": {"type": "string", "maxLength": 3}},
        "additionalProperties": False,
    }

    found = derive(document, max_bytes=1000)

    assert [gap.keyword for gap in found.gaps] == ["size"]


def test_ids_are_short_plain_and_unique():
    """Long and odd names are shortened, never lost."""
    names = ["x" * 200, "X" * 200, "\u00e4 b[c]", "a/b~c"]
    found = derive({"properties": {name: {"type": "string", "maxLength": 3} for name in names}})

    odd = [
        case.id
        for case in found.cases
        if len(case.id) > 90 or set(case.id) - set("abcdefghijklmnopqrstuvwxyz0123456789./_-")
    ]
    assert (odd, len({case.id for case in found.cases})) == ([], len(found.cases))


def test_the_same_schema_gives_the_same_cases():
    """Nothing is random, nothing depends on the run."""
    document = {
        "properties": {
            "a": {"type": ["string", "null"], "pattern": "^a+$"},
            "b": {"items": {"type": "number"}},
        }
    }

    assert derive(document) == derive(document)


def test_a_tuple_is_probed_at_every_position():
    """The second element has a schema of its own, and so have those behind the last."""
    rest = {"type": "integer", "maximum": 3}
    found = derive({"type": "array", "items": [{"type": "integer"}, {"type": "string", "maxLength": 2}], "additionalItems": rest})  # fmt: skip

    assert (ids(found, "items.1.max-length.over"), ids(found, "items.2.maximum.over"), found.gaps) == (
        {"items.1.max-length.over": ([1, "xxx", 1], "maxLength", "/1")},
        {"items.2.maximum.over": ([1, "sa", 4], "maximum", "/2")},
        (),
    )


def test_both_booleans_are_taken():
    """False is a value: who asks whether there is one loses it."""
    found = derive({"properties": {"on": {"type": "boolean"}}})

    assert [case.record["on"] for case in found.cases if case.valid and "on" in case.record] == [True, False]


def broken(found: Boundary) -> set[tuple[str, str]]:
    """What invalid cases break, and where."""
    return {(case.keyword, case.pointer) for case in found.cases if not case.valid}


def test_a_full_object_gives_way_to_a_name_that_is_to_be_probed():
    """Where all names together are too many: one undeclared, one too many, one without what it needs."""
    text = {"type": "string"}
    found = derive(
        {
            "type": "object",
            "properties": {"a": text, "b": text, "c": text, "d": text},
            "maxProperties": 2,
            "additionalProperties": False,
            "dependencies": {"c": ["d"]},
        }
    )

    assert broken(found) >= {
        ("additionalProperties", "/undeclared"),
        ("maxProperties", ""),
        ("dependencies", ""),
        *(("type", f"/{name}") for name in "abcd"),
    }
    assert (found.implied, found.gaps) == ((), ())


def test_a_rule_behind_a_dependencys_tighter_one_is_met_without_the_trigger():
    """The amount's own bound is broken alone where there is no discount."""
    found = derive(
        {
            "type": "object",
            "properties": {"amount": {"type": "number", "minimum": 0}, "discount": {"type": "boolean"}},
            "dependencies": {"discount": {"properties": {"amount": {"minimum": 10}}}},
        }
    )

    rules = {case.rule for case in found.cases if case.keyword == "minimum"}
    assert rules == {
        "/properties/amount/minimum",
        "/dependencies/discount/properties/amount/minimum",
    }
