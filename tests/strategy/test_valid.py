"""Drawn records keep every rule, shrink to the smallest, and are the same on every machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from drawn import FIXED, GENESYS, KEYWORDS, NODE, PLAIN, draft04, drawn
from gc_contracts._json import equal
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy import valid
from generated import schemas

SOURCES = Path(__file__).parents[2] / "src" / "gc_contracts" / "strategy"
UNSATISFIABLE = {
    "bounds": ({"type": "integer", "minimum": 5, "maximum": 3}, "`minimum: 5` and `maximum: 3`", "/minimum"),
    "exclusive": ({"type": "number", "minimum": 5, "exclusiveMinimum": True, "maximum": 5}, "`exclusiveMinimum: 5` and `maximum: 5`", "/exclusiveMinimum"),
    "no-integer": ({"type": "integer", "minimum": 1.2, "maximum": 1.8}, "`type: integer` and `maximum: 1.8`", "/type"),
    "no-multiple": ({"type": "integer", "multipleOf": 7, "minimum": 8, "maximum": 13}, "`multipleOf: 7` and `maximum: 13`", "/multipleOf"),
    "lengths": ({"type": "string", "minLength": 5, "maxLength": 3}, "`minLength: 5` and `maxLength: 3`", "/minLength"),
    "pattern-too-long": ({"type": "string", "pattern": "^a{5}$", "maxLength": 4}, "`pattern: ^a{5}$` and `maxLength: 4`", "/pattern"),
    "pattern-too-short": ({"type": "string", "pattern": "^a{5}$", "minLength": 6}, "`pattern: ^a{5}$` and `minLength: 6`", "/pattern"),
    "format-too-long": ({"type": "string", "format": "date", "maxLength": 9}, "`format: date` and `maxLength: 9`", "/format"),
    "items": ({"type": "array", "minItems": 3, "maxItems": 2}, "`minItems: 3` and `maxItems: 2`", "/minItems"),
    "unique": ({"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3}, "`uniqueItems: True` and `minItems: 3`", "/uniqueItems"),
    "required-closed": ({"type": "object", "required": ["a"], "additionalProperties": False}, "`required` and `additionalProperties: False`", "/required"),
    "required-many": ({"type": "object", "required": ["a", "b"], "maxProperties": 1}, "`required` and `maxProperties: 1`", "/required"),
    "counts": ({"type": "object", "minProperties": 2, "maxProperties": 1}, "`minProperties: 2` and `maxProperties: 1`", "/minProperties"),
    "enum-of-no-type": ({"type": "integer", "enum": ["a"]}, "`enum` and `type: integer`", "/enum"),
    "not-everything": ({"not": {}, "type": "string"}, "`not` and `type: string`", "/not"),
}  # fmt: skip


def refused(schema, records):
    """Those that one of the engines does not take."""
    first, second = compile_schema(schema), Second(schema)
    return [r for r in records if first.violations(r) or second.is_valid(r) is False]


@pytest.mark.parametrize("document", KEYWORDS.values(), ids=KEYWORDS)
def test_drawn_values_keep_every_rule(document):
    """Both engines take each of them."""
    schema = draft04(document)

    records = drawn(valid(schema))

    assert refused(schema, records) == []
    assert records != []


@pytest.mark.parametrize("document", [PLAIN, GENESYS], ids=["plain", "genesys"])
def test_a_wide_schema_passes_all_health_checks(document):
    """Default settings, patterns with lengths, both spellings: nothing is too slow, nothing thrown away."""
    schema = draft04(document)

    records = drawn(valid(schema), 100)

    assert refused(schema, records) == []
    assert {name for record in records for name in record} == set(PLAIN["properties"])


@pytest.mark.parametrize("draft", ["draft-04", "draft-07", "2020-12"])
def test_any_schema_gives_valid_values_or_says_why_not(draft):
    """Over generated schemas of all keywords; where we give up, boundary analysis found nothing either."""

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(data):
        schema = Schema("generated", data.draw(schemas(draft)), draft)
        try:
            strategy = valid(schema)
        except SchemaError:
            assert [case for case in boundary(schema).cases if case.valid] == []
            return
        assert refused(schema, [data.draw(strategy) for _ in range(3)]) == []

    holds()


@pytest.mark.parametrize(
    ("document", "wanted", "smallest"),
    [
        (PLAIN, lambda record: True, {"text": "a", "identifier": "AA-0", "count": 0}),
        (PLAIN, lambda record: record["count"] > 20, {"text": "a", "identifier": "AA-0", "count": 21}),
        (PLAIN, lambda record: "zip" in record, {"text": "a", "identifier": "AA-0", "count": 0, "zip": "00000"}),
        ({"type": "string"}, lambda text: "😀" in text, "😀"),
        ({"type": "string"}, lambda text: len(text) > 4, "aaaaa"),
        ({"type": "number", "multipleOf": 0.01}, lambda number: number > 4.3, 4.31),
        (NODE, lambda record: "next" in record, {"name": "", "next": {"name": ""}}),
    ],
    ids=["nothing-wanted", "number", "member", "character", "length", "cents", "circle"],
)  # fmt: skip
def test_a_record_shrinks_to_the_smallest(document, wanted, smallest):
    """What is not needed disappears, the rest becomes plain."""
    found = find(valid(draft04(document)), wanted, settings=settings(FIXED, max_examples=2000))

    assert (equal(found, smallest), found) == (True, found)


def test_elements_that_must_differ_shrink_as_far_as_they_can():
    """No more members than needed, no more elements than wanted, each of a few characters."""
    wanted = valid(draft04(PLAIN))

    found = find(
        wanted, lambda record: len(record.get("tags", "")) > 2, settings=settings(FIXED, max_examples=2000)
    )

    assert list(found) == ["text", "identifier", "count", "tags"]
    assert [len(tag) < 4 for tag in found["tags"]] == [True] * 3


def test_the_same_schema_gives_the_same_records():
    """Derandomised, two runs draw one sequence."""
    first, second = (drawn(valid(draft04(PLAIN))) for _ in range(2))

    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize(("document", "words", "pointer"), UNSATISFIABLE.values(), ids=UNSATISFIABLE)
def test_a_schema_without_values_names_what_fights(document, words, pointer):
    """Two keywords with their values, and where the first one stands."""
    with pytest.raises(SchemaError) as caught:
        valid(draft04(document))

    assert caught.value.message.startswith(f"{words} leave no value")
    assert caught.value.pointer == pointer


def test_an_optional_member_without_values_is_left_out():
    """The rest of the record is still drawn."""
    schema = draft04(
        {"type": "object", "properties": {"a": {"type": "string", "minLength": 2, "maxLength": 1}}}
    )

    assert [record for record in drawn(valid(schema)) if "a" in record] == []


def test_a_required_circle_has_no_record():
    """A schema that requires itself for ever is refused, not followed."""
    schema = draft04({"type": "object", "properties": {"next": {"$ref": "#"}}, "required": ["next"]})

    with pytest.raises(SchemaError, match="leads back to itself"):
        valid(schema)


def test_texts_hold_what_breaks_things():
    """Quotes, backslash, line ends, `$`, `#`, astral, combining and right-to-left, never a lone surrogate."""
    texts = "".join(drawn(valid(draft04({"type": "string", "maxLength": 100})), 300))

    assert set("'\"\\\n$#😀\u0301\u05d0") - set(texts) == set()
    assert [char for char in texts if "\ud800" <= char <= "\udfff"] == []


def test_java_patterns_are_followed_on_request():
    """A flag for the whole pattern is Java's; and its `$` comes before a last newline too."""
    schema = draft04({"type": "string", "pattern": "(?i)^ab$"})

    assert {text.removesuffix("\n") for text in drawn(valid(schema, "java"))} <= {"ab", "AB", "Ab", "aB"}


def test_nothing_is_filtered():
    """No draw is thrown away: the sources know neither `filter` on a strategy nor `assume`."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py")}

    assert [name for name, text in texts.items() if ").filter(" in text or "assume" in text] == []


def test_a_fresh_checkout_builds_no_table_of_characters(tmp_path):
    """Hypothesis' table of Unicode categories takes seconds; none of our texts needs it."""
    program = (
        "from hypothesis import given, settings\n"
        "from drawn import PLAIN\n"
        "from gc_contracts.model.schema import Schema\n"
        "from gc_contracts.strategy import valid\n"
        "given(valid(Schema('s', PLAIN, 'draft-04')))(lambda record: None)()\n"
    )
    places = json.dumps(sys.path)

    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {places}\n{program}"], cwd=tmp_path, check=True
    )

    assert list(tmp_path.rglob("unicode_data")) == []
