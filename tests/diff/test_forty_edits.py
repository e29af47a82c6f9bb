"""Forty edits of a workitem schema, a data table and an action's contract, in both spellings.

The verdicts were written down before any was run: backward, then forward, `P` proven or `B` broken.
"""

import jsonschema
import pytest

from edited import BASES, GONE, INPUT, WORKITEM, core, edited, schema
from gc_contracts._json import split
from gc_contracts.diff.changes import diff
from gc_contracts.diff.compatible import compatible
from gc_contracts.diff.local import edges

F = "/properties"
NUMBERED = edited(INPUT, {f"{F}/userId/pattern": "^[0-9]+$"})
BREAKING = {
    "shorter text": ("workitem", {f"{F}/customer_text/maxLength": 40}, "BP", "max-length-lowered"),
    "higher minimum": ("workitem", {f"{F}/age_integer/minimum": 21}, "BP", "minimum-raised"),
    "higher maximum": ("workitem", {f"{F}/age_integer/maximum": 120}, "PB", "maximum-raised"),
    "an option less": ("workitem", {f"{F}/plan_enum/enum": ["basic"]}, "BP", "values-removed"),
    "an option more": ("workitem", {f"{F}/plan_enum/enum": ["basic", "pro", "gold"]}, "PB", "values-added"),
    "became required": (
        "workitem",
        {"/required": ["customer_text", "plan_enum", "age_integer"]},
        "BP",
        "required-added",
    ),
    "became optional": ("workitem", {"/required": ["plan_enum"]}, "PB", "required-removed"),
    "whole to any number": (
        "workitem",
        {f"{F}/age_integer": core("number", minimum=18, maximum=99)},
        "PB",
        "type-widened",
    ),
    "fewer tags": ("workitem", {f"{F}/tags_tag/maxItems": 3}, "BP", "max-items-lowered"),
    "shorter tags": ("workitem", {f"{F}/tags_tag/items": {"maxLength": 10}}, "BP", "max-length-lowered"),
    "closed": ("workitem", {"/additionalProperties": False}, "BP", "closed"),
    "date to text": ("workitem", {f"{F}/due_date": core("text")}, "PB", "pattern-widened"),
    "checkbox to text": ("workitem", {f"{F}/vip_checkbox": core("text")}, "BB", "type-changed"),
    "column retyped": ("table", {f"{F}/limit/type": "string"}, "BB", "type-changed"),
    "column removed": ("table", {f"{F}/limit": GONE}, "BP", "field-removed"),
    "column added": ("table", {f"{F}/note": {"type": "string"}}, "PB", "field-added"),
    "new required input": (
        "input",
        {f"{F}/token": {"type": "string"}, "/required": ["userId", "token"]},
        "BB",
        "required-added",
    ),
    "digits only": ("input", {f"{F}/userId/pattern": "^[0-9]+$"}, "BP", "pattern-narrowed"),
    "output retyped": ("output", {f"{F}/name/type": "integer"}, "BB", "type-changed"),
    "elements retyped": ("output", {f"{F}/tags/items/type": "integer"}, "BB", "type-changed"),
}
COMPATIBLE = {
    "optional field": ("workitem", {f"{F}/note_text": core("text")}, "PP", "field-added"),
    "longer text": ("workitem", {f"{F}/customer_text/maxLength": 80}, "PB", "max-length-raised"),
    "no minimum": ("workitem", {f"{F}/score_number/minimum": GONE}, "PB", "minimum-lowered"),
    "tags twice": ("workitem", {f"{F}/tags_tag/uniqueItems": GONE}, "PB", "unique-removed"),
    "another default": ("table", {f"{F}/limit/default": 7}, "PP", "default-changed"),
    "optional input": ("input", {f"{F}/lang": {"type": "string"}}, "PB", "field-added"),
    "page 0": ("input", {f"{F}/page/minimum": 0}, "PB", "minimum-lowered"),
    "optional output": ("output", {f"{F}/city": {"type": "string"}}, "PP", "field-added"),
    "output always there": ("output", {"/required": ["name", "age"]}, "BP", "required-added"),
    "output bounded": ("output", {f"{F}/name/maxLength": 100}, "BP", "max-length-lowered"),
}
SAME = {
    "order of fields": (WORKITEM, {F: dict(reversed(WORKITEM["properties"].items()))}),
    "titles": (WORKITEM, {"/title": "Claim", f"{F}/age_integer/title": "Years", "/description": "x"}),
    "allOf in one more": (
        WORKITEM,
        {
            f"{F}/age_integer": {
                "allOf": [core("integer", minimum=18), {"maximum": 99}],
            }
        },
    ),
    "order of required": (WORKITEM, {"/required": ["plan_enum", "customer_text"]}),
    "order of options": (WORKITEM, {f"{F}/plan_enum/enum": ["pro", "basic"]}),
    "minLength 0": (WORKITEM, {f"{F}/site_url/minLength": 0}),
    "a looser bound beside": (WORKITEM, {f"{F}/site_url/maxLength": 5000}),
    "same digits": (NUMBERED, {f"{F}/userId/pattern": "^\\d+$"}),
    "open anyway": (WORKITEM, {"/additionalProperties": {}}),
    "multiples of one": (WORKITEM, {f"{F}/age_integer/multipleOf": 1, f"{F}/age_integer/type": ["integer"]}),
}
ROWS = {**BREAKING, **COMPATIBLE}
SPELLINGS = pytest.mark.parametrize("inline", [False, True], ids=["referred", "inlined"])


@SPELLINGS
@pytest.mark.parametrize("name", ROWS)
def test_each_edit_has_the_verdict_that_was_expected(name, inline):
    """Both directions, and the kind of change that is told."""
    base, edits, expected, kind = ROWS[name]
    old, new = (schema(base, one, inline=inline) for one in (BASES[base], edited(BASES[base], edits)))

    verdicts = [compatible(old, new, level) for level in ("backward", "forward")]

    assert "".join(one.outcome[0].upper() for one in verdicts) == expected
    assert kind in {one.kind for one in diff(old, new)}
    assert [one.open for one in verdicts] == [(), ()]


@SPELLINGS
@pytest.mark.parametrize("name", ROWS)
def test_another_validator_confirms_each_witness_and_contradicts_no_proof(name, inline):
    """Plain jsonschema, shown every boundary record of both versions."""
    base, edits, _, _ = ROWS[name]
    old, new = (schema(base, one, inline=inline) for one in (BASES[base], edited(BASES[base], edits)))
    checker = jsonschema.FormatChecker(["date"])
    takes = [jsonschema.Draft4Validator(one.document, format_checker=checker).is_valid for one in (old, new)]
    records = [*edges(old, "ecma"), *edges(new, "ecma")]
    wrong = []

    for level, giver, taker in (("backward", *takes), ("forward", *reversed(takes))):
        verdict = compatible(old, new, level)
        wrong += [one for one in verdict.breaks if not giver(one.record) or taker(one.record)]
        names = {split(one)[0] for one in verdict.assumed}
        given = [one for one in records if giver(one) and not names & one.keys()]
        wrong += [one for one in given if verdict.outcome == "proven" and not taker(one)]

    assert wrong == []


@pytest.mark.parametrize("name", SAME)
def test_an_edit_without_effect_is_no_change(name):
    """Neither told nor in doubt."""
    before, edits = SAME[name]
    base = "workitem" if before is WORKITEM else "input"
    old, new = schema(base, before), schema(base, edited(before, edits))

    assert (diff(old, new), compatible(old, new, "full").outcome) == ((), "proven")


@pytest.mark.parametrize("base", BASES)
def test_both_spellings_of_a_schema_are_the_same(base):
    """`$ref` put in, or not."""
    old, new = schema(base, BASES[base]), schema(base, BASES[base], inline=True)

    assert (diff(old, new), diff(new, old), diff(old, old)) == ((), (), ())


@pytest.mark.parametrize("name", ROWS)
def test_the_way_back_is_the_mirror_image(name):
    """Each change turned round, whichever way one looks."""
    base, edits, _, _ = ROWS[name]
    old, new = schema(base, BASES[base]), schema(base, edited(BASES[base], edits))

    there, back = diff(old, new), diff(new, old)

    assert sorted(map(repr, back)) == sorted(repr(one.mirrored) for one in there)
