"""What every separating case must be: confirmed by two engines, new, few, and the same each time."""

import json
import re
from collections import Counter
from math import isfinite
from unicodedata import combining

import pytest
from hypothesis import HealthCheck, given, settings

from gc_contracts._json import dumps, get
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import boundary
from gc_contracts.schema.boundary.judge import written
from gc_contracts.schema.dialect import complete, guess
from gc_contracts.schema.second import Second
from gc_contracts.schema.separate import beyond_json, separating
from gc_contracts.schema.separate.formats import TEXTS
from gc_contracts.schema.validate import compile as compile_schema
from generated import schemas
from shared import REASON, SHARED

TOGETHER = ({"type", "enum", "const"}, {"pattern", "format", "enum", "const", "minLength"})
"""Keywords that one mistake may break at once."""
DRAFTS = ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12")
QUIET = settings(
    max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

TEXT = {"type": "string", "minLength": 2, "maxLength": 5}
ITEM = {
    "type": "object",
    "required": ["sku"],
    "properties": {"sku": TEXT, "count": {"type": "integer", "minimum": 0}},
}
DOCUMENTS = {
    "text": {"properties": {"f": TEXT}},
    "text-of-one": {"properties": {"f": {"type": "string", "minLength": 1, "maxLength": 1}}},
    "no-text": {"properties": {"f": {"type": "string", "maxLength": 0}}},
    "long-text": {"properties": {"f": {"type": "string", "minLength": 5000, "maxLength": 5000}}},
    "anchored": {"properties": {"f": {"type": "string", "pattern": "^[a-z]{2}-[0-9]{2}$"}}},
    "open": {"properties": {"f": {"type": "string", "pattern": "[0-9]{3}", "maxLength": 6}}},
    "dotted": {"properties": {"f": {"type": "string", "pattern": "^a.*b$"}}},
    "integer": {"properties": {"f": {"type": "integer"}}},
    "number": {"properties": {"f": {"type": "number"}}},
    "bounded": {"properties": {"f": {"type": "integer", "minimum": 0, "maximum": 100}}},
    "bounded-number": {"properties": {"f": {"type": "number", "minimum": -0.5, "maximum": 0}}},
    "huge-bounds": {"properties": {"f": {"type": "integer", "minimum": -(2**63), "maximum": 10**400}}},
    "tiny-step": {"properties": {"f": {"type": "number", "multipleOf": 1e-7}}},
    "cents": {"properties": {"f": {"type": "number", "minimum": 0, "multipleOf": 0.01}}},
    "fives": {"properties": {"f": {"type": "number", "multipleOf": 5}}},
    "checkbox": {"properties": {"f": {"type": ["boolean", "null"]}}},
    "states": {"properties": {"f": {"type": "string", "enum": ["active", "Closed", "on_hold"]}}},
    "mixed-enum": {"properties": {"f": {"enum": [0, 1, True, None, "1", 10**400, {"a": 1}, [1, 2]]}}},
    "tags": {"properties": {"f": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 4, "uniqueItems": True}}},
    "anything-unique": {"properties": {"f": {"type": "array", "uniqueItems": True}}},
    "orders": {"properties": {"f": {"type": "array", "items": ITEM, "maxItems": 3}}, "additionalProperties": False},
    "matrix": {"properties": {"f": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}}},
    "deep": {"properties": {"a": {"type": "object", "properties": {"b": {"type": "array", "items": ITEM}}, "required": ["b"]}}},
    "branches": {"properties": {"f": {"oneOf": [TEXT, {"type": "integer", "minimum": 10}]}, "g": {"anyOf": [{"type": "null"}, ITEM]}}},
    "referring": {"definitions": {"t": TEXT}, "properties": {"f": {"allOf": [{"$ref": "#/definitions/t"}], "maxLength": 4}}},
    "patterned": {"patternProperties": {"^x-": {"type": "integer"}, "y": {"type": "string"}}, "additionalProperties": False},
    "valued": {"additionalProperties": {"type": "integer", "minimum": 1}},
    "dependent": {"properties": {"a": {}, "b": {}}, "dependencies": {"a": ["b"]}},
    "counted": {"minProperties": 2, "maxProperties": 3},
    "circular": {"properties": {"kids": {"type": "array", "items": {"$ref": "#"}}, "name": TEXT}},
    "untyped": {"properties": {"f": {"maximum": 5, "pattern": "^a"}, "free": {}}},
    "dates": {"properties": {"d": {"type": "string", "format": "date"}, "t": {"type": "string", "format": "date-time"}}},
    "root-list": {"type": "array", "items": {"type": "integer"}, "maxItems": 2},
    "root-number": {"type": "number", "maximum": 3},
    "core-date": {"properties": {"d": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}}},
    "coded-enum": {"properties": {"f": {"type": "string", "pattern": "^[A-Z]{2}$", "enum": ["AB", "CD"]}}},
    "coded-text": {"properties": {"f": {"type": "string", "pattern": "^[A-Z]+$", "minLength": 1}}},
    "nothing": {"type": "object", "not": {}},
}  # fmt: skip
SCHEMAS = [Schema(name, document, draft) for name, document in DOCUMENTS.items() for draft in ("draft-04", "draft-07")] + [
    Schema("tuple", {"properties": {"f": {"type": "array", "items": [{"type": "integer"}, TEXT], "additionalItems": False}}}, "draft-07"),
    Schema("exclusive", {"properties": {"f": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}}}, "draft-07"),
    Schema("contains", {"properties": {"f": {"type": "array", "contains": {"const": 5}}}}, "draft-07"),
    Schema("names", {"propertyNames": {"maxLength": 4}, "required": ["id"]}, "draft-07"),
    Schema("conditional", {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "properties": {"a": TEXT, "b": TEXT}}, "draft-07"),
    Schema("identified", {"properties": {"f": {"type": "string", "format": "uuid"}, "g": {"type": "string", "format": "duration"}}}, "2020-12"),
    Schema("small", {"properties": {"f": {"type": "string"}, "g": {"type": "integer"}}}, "draft-04", max_bytes=200),
]  # fmt: skip


def is_one_mistake(seen):
    """Whether all is broken at one place, by rules that say nearly the same."""
    keywords = {keyword for keyword, _ in seen}
    return len({pointer for _, pointer in seen}) == 1 and any(keywords <= family for family in TOGETHER)


def wrong(schema):
    """Ids of cases that an engine judges otherwise, or that break more than they say."""
    found = boundary(schema)
    validator, second = compile_schema(schema), Second(schema)
    odd = []
    for case in separating(schema, found.base, "ecma", found):
        rules = {(one.keyword, one.pointer, one.rule) for one in validator.violations(case.record)}
        seen = {(keyword, pointer) for keyword, pointer, _ in rules}
        named = not seen if case.valid else (case.keyword, case.pointer, case.rule) in rules
        alone = len(seen) < 2 or is_one_mistake(seen)
        if not (named and alone and second.is_valid(case.record) in {case.valid, None}):
            odd.append(case.id)
    return odd


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: f"{schema.name}-{schema.dialect}")
def test_two_engines_confirm_every_case(schema):
    """Valid, or the keyword at the place it names and no other: both engines say so."""
    assert wrong(schema) == []


@pytest.mark.parametrize("draft", ["draft-04", "draft-07", "2020-12"])
def test_two_engines_confirm_the_cases_of_any_schema(draft):
    """Generated schemas: nothing is raised, and no case is wrong."""

    @QUIET
    @given(schemas(draft))
    def holds(document):
        assert wrong(Schema("generated", document, draft)) == []

    holds()


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: f"{schema.name}-{schema.dialect}")
def test_no_case_is_a_boundary_case_again(schema):
    """Records and ids are new, none is there twice, and ids hold what ids may hold."""
    found = boundary(schema)
    cases = (*found.cases, *separating(schema, found.base, "ecma", found))

    assert len({case.id for case in cases}) == len(cases)
    assert len({written(case.record) for case in cases}) == len(cases)
    assert [case.id for case in cases if not re.fullmatch("[a-z0-9./_-]{1,100}", case.id)] == []


def test_the_same_schema_gives_the_same_cases():
    """Order and ids are stable, whether or not the boundary cases are handed in."""
    schema = SCHEMAS[0]
    found = boundary(schema)

    assert separating(schema, found.base) == separating(schema, found.base, "ecma", found)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: f"{schema.name}-{schema.dialect}")
def test_cases_are_few_for_each_rule(schema):
    """At most 60 a place and 25 a rule there, but for those that move an element of an array."""
    found = boundary(schema)
    cases = separating(schema, found.base, "ecma", found)
    rules = Counter((case.pointer, case.rule) for case in cases if not case.valid)

    # A combination is one rule for all that its branches declare.
    assert max((number for (_, rule), number in rules.items() if not rule.endswith("Of")), default=0) <= 40
    assert len(cases) <= 100 * max(len(found.stands), 1)


def test_cases_grow_with_the_fields():
    """Twice the fields, twice the cases: rules are never combined."""
    sizes = []
    for count in (8, 16):
        document = {"type": "object", "properties": {f"f{number}": TEXT for number in range(count)}}
        found = boundary(Schema("s", document, "draft-04"))
        sizes.append(len(separating(Schema("s", document, "draft-04"), found.base, "ecma", found)))

    assert sizes[1] <= 2 * sizes[0]


def test_every_element_of_an_array_is_tried():
    """What is wrong with the first element is moved to the middle and to the end."""
    schema = Schema("s", {"type": "array", "items": ITEM}, "draft-07")
    found = boundary(schema)
    cases = separating(schema, found.base, "ecma", found)

    missing = {case.pointer for case in cases if case.keyword == "required"}
    assert {"/1", "/2"} <= missing
    assert {"/1/sku", "/2/sku"} <= {case.pointer for case in cases if case.keyword == "maxLength"}


def test_null_absent_and_empty_stand_on_the_smallest_record_too():
    """An optional member alone, good and null: a base record hides what looks at another member first."""
    schema = Schema("s", {"type": "object", "properties": dict.fromkeys("abc", TEXT)}, "draft-07")
    found = boundary(schema)
    cases = {case.id: case for case in separating(schema, found.base, "ecma", found)}

    assert [
        (case.valid, case.keyword, list(case.record))
        for name, case in cases.items()
        if name.startswith("type/only-b")
    ] == [
        (True, "", ["b"]),
        (False, "type", ["b"]),
    ]


def test_null_where_only_members_may_stand_is_a_case():
    """It breaks `type` and `enum` at once, which is one mistake."""
    schema = Schema(
        "s", {"type": "object", "properties": {"f": {"type": "string", "enum": ["a"]}}}, "draft-07"
    )
    found = boundary(schema)
    cases = [case for case in separating(schema, found.base, "ecma", found) if case.record == {"f": None}]

    assert [(case.valid, case.keyword, case.pointer, case.rule) for case in cases] == [
        (False, "type", "/f", "/properties/f/type")
    ]


def test_another_base_is_edited_where_one_is_given():
    """Who needs a base that keeps more than the schema gives it."""
    schema = Schema("s", {"type": "object", "properties": {"a": TEXT, "b": {"type": "integer"}}}, "draft-07")
    base = {"a": "other", "b": 5, "c": 1}

    cases = separating(schema, base)
    kept = [case for case in cases if case.id.startswith("properties.b.")]
    assert kept
    assert {(case.record["a"], case.record["c"]) for case in kept} == {("other", 1)}


def test_what_json_does_not_have_is_refused_for_every_number():
    """NaN, by decision; such cases stand apart, for no JSON text can hold them."""
    schema = Schema("s", {"type": "object", "properties": {"n": {"type": "number"}, "t": TEXT, "l": {"type": "array", "items": {"type": "integer"}}}}, "draft-07")  # fmt: skip
    found = boundary(schema)

    cases = beyond_json(schema, found.base, "ecma", found)
    assert [(case.id, case.valid, case.keyword, case.pointer) for case in cases] == [
        (f"properties.{path}.type/nan", False, "type", pointer)
        for path, pointer in (("n", "/n"), ("l.items", "/l/0"))
    ]
    assert not any(isfinite(get(case.record, case.pointer)) for case in cases)


def test_the_size_limit_is_counted_in_bytes_as_sent():
    """Letters that are escaped, wide or short, to the last byte and one more."""
    schema = next(schema for schema in SCHEMAS if schema.name == "small")
    found = boundary(schema)
    cases = [
        case
        for case in separating(schema, found.base, "ecma", found)
        if case.id.startswith(("size/quotes", "size/astral", "size/controls"))
    ]

    assert {case.id: len(dumps(case.record).encode()) for case in cases} == {
        f"size/{word}{over}": 200 + bool(over)
        for word in ("quotes", "astral", "controls")
        for over in ("", "-over")
    }


@pytest.mark.parametrize("draft", DRAFTS)
def test_engines_agree_on_every_text_of_a_format(draft):
    """A text on which they differ has no place in the table."""
    differing = []
    for name, texts in TEXTS.items():
        schema = Schema(name, {"format": name}, draft)
        validator, second = compile_schema(schema), Second(schema)
        differing += [
            (name, word)
            for word, text in texts.items()
            if validator.is_valid(text) is not second.is_valid(text)
        ]

    assert differing == []


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_two_engines_confirm_the_cases_of_real_schemas():
    """Real exports, completed with the platform's core types."""
    assert SHARED is not None
    found = {}
    for path in sorted((SHARED / "corpus" / "schemas").rglob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        text = data.get("jsonSchema") or data.get("schema") or data
        if isinstance(text["properties"], dict):  # one is a table of columns, no JSON Schema
            found[path.name] = wrong(Schema(path.name, complete(text, guess(text)), "draft-04"))

    assert [name for name, odd in found.items() if odd] == []
    assert len(found) > 8


@pytest.mark.skipif(SHARED is None, reason=REASON)
@pytest.mark.parametrize(
    ("folder", "draft"), [("draft4", "draft-04"), ("draft7", "draft-07"), ("draft2020-12", "2020-12")]
)
def test_two_engines_confirm_the_cases_of_the_official_suite(folder, draft):
    """Every schema that compiles: no exception, no wrong verdict."""
    assert SHARED is not None
    odd = []
    for path in sorted((SHARED / "conformance" / "json-schema" / "tests" / folder).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            schema = Schema(group["description"], group["schema"], draft)
            try:
                compile_schema(schema)
            except SchemaError:
                continue
            odd += [(path.name, schema.name, name) for name in wrong(schema)]

    assert odd == []


MEASURES = {
    "units": lambda text: len(text.encode("utf-16-le")) // 2,
    "bytes": lambda text: len(text.encode()),
    "trimmed": lambda text: len(text.strip()),
    "letters": lambda text: sum(not combining(char) for char in text),
}


@pytest.mark.parametrize("limits", [{"maxLength": 40}, {"minLength": 6}], ids=["most", "least"])
@pytest.mark.parametrize(
    "pattern", ["[^@ ]+@[^@ ]+", "^[A-Z]{3}-.*$", "^(?!x)[^x]*$", "^(?:[a-z]|[^;]{2,})$"], ids=str
)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_length_beside_a_pattern_is_told_from_what_people_count_instead(measure, pattern, limits):
    """Some text that matches is within the length by one count and beyond it by the other."""
    document = {"type": "object", "properties": {"f": {"type": "string", "pattern": pattern, **limits}}}
    schema = Schema("s", document, "draft-07")
    found = boundary(schema)
    cases = (*found.cases, *separating(schema, found.base, "ecma", found))
    lone = [case for case in cases if case.valid or case.keyword in limits]
    texts = [case.record["f"] for case in lone if isinstance(case.record.get("f"), str)]

    def fits(size: int) -> bool:
        return limits.get("minLength", 0) <= size <= limits.get("maxLength", 99)

    assert any(fits(len(text)) is not fits(MEASURES[measure](text)) for text in texts)


def test_a_pattern_without_room_for_such_letters_has_no_such_texts():
    """Nothing is forced into a class that does not take it."""
    document = {"properties": {"f": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 5}}}
    schema = Schema("s", document, "draft-07")
    found = boundary(schema)

    ids = [case.id for case in separating(schema, found.base, "ecma", found)]

    assert [name for name in ids if "/matching-" in name] == []


BRANCHES = {
    "type": "object",
    "properties": {"a": {"type": "string"}, "b": {"type": "integer"}, "c": {"type": ["array", "null"]}},
    "anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}],
    "additionalProperties": False,
}


def test_what_a_branch_asks_for_is_tried_empty_null_and_missing_without_the_other_branch():
    """Beside the other branch's members it would make no difference."""
    schema = Schema("s", BRANCHES, "draft-07")
    found = boundary(schema)
    cases = (*found.cases, *separating(schema, found.base, "ecma", found))

    told = {dumps(case.record): case.valid for case in cases}

    assert told['{"a":""}'] is True
    assert [valid for text, valid in told.items() if text.startswith('{"b":') and '"c":null}' in text] == [
        True
    ]
    assert told['{"c":["sample"]}'] is False or told['{"c":[]}'] is False
