"""Levels, histories, what is taken for granted, and what is left open."""

from dataclasses import replace

import pytest

from edited import INPUT, core, edited, schema
from gc_contracts.diff.changes import diff
from gc_contracts.diff.compatible import compatible
from gc_contracts.model.schema import Schema


def plain(document, **rest):
    """A schema of no product."""
    return Schema("s", document, "draft-04", **rest)


def text(**own):
    """An object with one text."""
    return plain({"type": "object", "properties": {"a": {"type": "string", **own}}})


def told(verdict):
    """What a verdict says, in short."""
    breaks = [(one.direction.value, one.key, one.record, one.version) for one in verdict.breaks]
    return verdict.outcome.value, breaks


def test_a_level_asks_in_its_own_directions():
    """A text that grew: old records stay valid, old readers are in trouble."""
    old, new = text(maxLength=1), text(maxLength=2)

    verdicts = {level: told(compatible(old, new, level)) for level in ("backward", "forward", "full")}

    refused = [("forward", ("/a", "max-length-raised"), {"a": "xx"}, 0)]
    assert verdicts["backward"] == ("proven", [])
    assert [outcome for outcome, _ in verdicts.values()] == ["proven", "broken", "broken"]
    assert [[one[:2] for one in breaks] for _, breaks in verdicts.values()] == [
        [],
        [refused[0][:2]],
        [refused[0][:2]],
    ]


def test_a_transitive_level_asks_every_older_version():
    """Version 0 took what version 1 no longer did, so only it is broken."""
    history = [text(), text(maxLength=5)]
    new = text(maxLength=6)

    last, all_of_them = (compatible(history, new, level) for level in ("backward", "backward-transitive"))

    assert told(last) == ("proven", [])
    assert [(one.version, one.key, len(one.record["a"])) for one in all_of_them.breaks] == [
        (0, ("/a", "max-length-lowered"), 7)
    ]


def test_an_optional_field_in_an_open_schema_breaks_nobody_unless_undeclared_members_count():
    """The content model is open, so an old record might hold something else under that name."""
    old, new = (
        text(),
        plain({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}),
    )

    usual, strict = compatible(old, new), compatible(old, new, undeclared=True)

    assert (told(usual), usual.assumed) == (("proven", []), ("/b",))
    assert [one.key for one in strict.breaks] == [("/b", "field-added")]
    assert strict.assumed == ()


def test_a_member_that_the_old_schema_asks_for_is_not_taken_to_be_absent():
    """Required without being declared: records do hold it."""
    old = plain({"type": "object", "required": ["b"]})
    new = plain({"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}})

    verdict = compatible(old, new)

    assert (verdict.outcome, [one.key for one in verdict.breaks]) == ("broken", [("/b", "field-added")])


def test_a_rule_that_another_keyword_makes_irrelevant_is_no_break():
    """The list of values is what decides; nothing is told of the length."""
    old = text(enum=["a", "b"], maxLength=5)

    assert (diff(old, text(enum=["a", "b"], maxLength=3)), told(compatible(old, text(enum=["a", "b"])))) == (
        (),
        ("proven", []),
    )


def test_a_pattern_is_proved_wider_by_its_texts():
    """Where the engine only compares patterns as they are written."""
    old, new = text(pattern="^[a-c]{2}$"), text(pattern="^[a-d]{1,3}$")

    there, back = compatible(old, new), compatible(new, old)

    assert (told(there)[0], there.proofs) == ("proven", ("place by place",))
    assert told(back) == ("broken", [("backward", ("/a", "pattern-narrowed"), {"a": "a"}, 0)])


def test_what_has_no_proof_and_no_record_is_not_decided():
    """A look-ahead is beyond the automata, and no text is found that tells both apart."""
    old, new = text(pattern="^(?=.*a)a$"), text(pattern="^a$")

    verdict = compatible(old, new)

    assert verdict.outcome == "undecided"
    assert [(one.change.kind, one.reason) for one in verdict.open] == [
        ("pattern-changed", "no record was found that shows it, and no proof that there is none")
    ]


def test_a_smaller_size_limit_is_shown_by_a_large_record():
    """It stands in no document."""
    old, new = text(), plain({"type": "object", "properties": {"a": {"type": "string"}}}, max_bytes=20)

    verdict = compatible(old, new)

    assert [(one.key, one.violations[0].keyword) for one in verdict.breaks] == [
        (("", "size-lowered"), "size")
    ]


def test_a_witness_breaks_one_rule_and_holds_nothing_else():
    """Optional members are taken away."""
    old, new = schema("input", INPUT), schema("input", edited(INPUT, {"/properties/page/minimum": 2}))

    verdict = compatible(old, new)

    assert [one.record for one in verdict.breaks] == [{"userId": "sample", "page": 1}]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"minimum": 1}, {"minimum": 0, "exclusiveMinimum": True}, ("minimum-lowered", 1, {"exclusive": 0})),
        (
            {"type": "integer", "minimum": 1},
            {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
            None,
        ),
        ({"type": "integer", "minimum": 0.5}, {"type": "integer", "minimum": 1}, None),
        ({"multipleOf": 2}, {"multipleOf": 4}, ("multiple-changed", 2.0, 4.0)),
        ({"type": ["string", "null"]}, {"type": "string"}, ("null-removed", ["null", "string"], "string")),
        ({"enum": [1, 2]}, {"enum": [2, 3, 1]}, ("values-added", None, [3])),
        ({"format": "date"}, {"format": "date-time"}, ("format-changed", "date", "date-time")),
    ],
    ids=["exclusive", "whole above 0", "half", "multiples", "null", "values", "format"],
)
def test_each_rule_is_told_with_its_tightest_values(old, new, expected):
    """Of all declarations at a place."""
    found = diff(plain(old), plain(new))

    assert [(one.kind, one.old, one.new) for one in found] == ([expected] if expected else [])


def test_changes_inside_arrays_and_open_members_have_a_star():
    """`*` stands for every element, or every member that is not declared."""
    old = plain(
        {
            "properties": {"l": {"type": "array", "items": {"type": "string"}}},
            "additionalProperties": {"type": "string"},
        }
    )
    new = plain(
        {
            "properties": {"l": {"type": "array", "items": {"type": "integer"}}},
            "additionalProperties": {"type": "null"},
        }
    )

    assert [(one.kind, one.pointer) for one in diff(old, new)] == [
        ("type-changed", "/l/*"),
        ("type-changed", "/*"),
    ]


def test_a_schema_that_refers_to_itself_is_compared_once_around():
    """A tree whose nodes lost an option."""
    node = {"properties": {"kind": {"enum": ["a", "b"]}, "inner": {"$ref": "#"}}}
    less = {"properties": {"kind": {"enum": ["a"]}, "inner": {"$ref": "#"}}}

    assert [one.pointer for one in diff(plain(node), plain(less))] == ["/kind"]


def test_a_rule_that_was_supplied_is_pointed_at_where_its_field_stands():
    """Core types are kept by the platform: no file holds their bounds."""
    before, after = ({"properties": {"a": core(name)}} for name in ("text", "longtext"))
    old, new = (
        replace(schema("workitem", one), source=one, pointer="/jsonSchema") for one in (before, after)
    )

    assert {(one.old_pointer, one.new_pointer) for one in diff(old, new)} == {
        ("/jsonSchema/properties/a", "/jsonSchema/properties/a")
    }


def test_another_core_type_is_told_beside_what_it_does_to_records():
    """The platform keeps the core type of a field for good."""
    old = schema("workitem", {"properties": {"a": core("text")}})
    new = schema("workitem", {"properties": {"a": core("longtext")}})

    assert [(one.kind, one.old, one.new) for one in diff(old, new)] == [
        ("core-type-changed", "text", "longtext"),
        ("max-length-raised", 100, 1000),
    ]
