"""Odd rules over odd schemas: nothing raises, every label is true, and no fact is refuted by a plain record."""

from itertools import product

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.rules.cases import rule_cases
from gc_contracts.rules.condition import Word
from gc_contracts.rules.search.maker import Maker
from ruled import conditions

RULES = [
    "record == {}",
    "size(record) > 2",
    "'a' in record",
    "record.a.b.c == 1",
    "record.a[0] == 1",
    "record.all(k, k != 'x')",
    "record.a.exists(x, x.b.exists(y, y > 1))",
    "[1, 2, 3].exists(x, x == record.a)",
    "record.a < record.a",
    "{'x': record.a}['x'] == 1",
    "record.a + record.b == 'xy'",
    "record.a.map(x, x * 2) == [2, 4]",
    "timestamp(record.a).getFullYear() == 2026",
    "record.a.matches(record.b)",
    "record.a in record.b",
    "record.a[record.b] == 1",
    "record.a > 9223372036854775807",
    "record.a != record.b && record.a > 3",
    "record.a.startsWith('a') && size(record.a) > 30",
    "record.a == null && has(record.b)",
    "has(record.a.b) && record.a.b > 3",
]
SCHEMAS = {
    "anything": True,
    "any object": {"type": "object"},
    "no object": {"type": "array"},
    "nothing": {"not": {}},
    "text and integer": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}},
    "one forbidden": {"type": "object", "properties": {"a": True, "b": False}},
    "itself": {"type": "object", "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#/properties/a"}}},
    "alternatives": {
        "anyOf": [
            {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
            {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}},
        ]
    },
    "patterns of names": {
        "patternProperties": {"^a": {"type": "integer"}},
        "additionalProperties": {"type": "string"},
    },
    "two records": {"enum": [{"a": 1}, {"a": 2, "b": "x"}]},
    "at most one member": {"type": "object", "maxProperties": 1, "properties": {"a": {}, "b": {}}},
    "huge numbers": {
        "type": "object",
        "properties": {"a": {"type": "number", "minimum": 1e300}, "b": {"type": "integer"}},
    },
    "long arrays": {
        "type": "object",
        "properties": {"a": {"type": "array", "minItems": 40, "items": {"type": "integer"}}},
        "required": ["a"],
    },
}
GONE = object()
VALUES = [GONE, None, True, 0, 1, 4, 0.5, 10**30, "", "x", "a" * 40, "2026-01-01T00:00:00Z"]
VALUES += [[], ["x"], [1], [1, 2], {}, {"b": 4}, {"b": {"c": 1}}, [{"b": [2]}]]
RECORDS = [
    {name: value for name, value in (("a", a), ("b", b)) if value is not GONE}
    for a, b in product(VALUES, VALUES)
] + [{"x": 1}, {"a": 1, "b": "x", "c": "y"}]


@pytest.mark.parametrize("document", SCHEMAS.values(), ids=SCHEMAS)
def test_odd_rules_over_odd_schemas_are_worked_on_without_a_wrong_word(document):
    """As `when` and as `require`; labels are confirmed by both judges, facts tried on plain records."""
    subject = Schema("s", document, "draft-07")
    wrong = []
    for text, form in product(RULES, ("x: {}", "x: {} => has(record.b)")):
        judge = conditions(subject, form.format(text))
        maker = Maker.of(judge)
        found = rule_cases(maker)
        valid = [record for record in RECORDS if found.facts and maker.tools.validator.is_valid(record)]
        wrong += [(form.format(text), fact) for fact in found.facts if refuted(fact, judge, valid)]
        wrong += [(form.format(text), case) for case in found.cases if mislabelled(case, judge, maker)]

    assert wrong == []


def mislabelled(case, judge, maker):
    """Tell whether a case is not what it says."""
    told = {each.keyword for each in judge.violations(case.record)}
    return told != ({case.keyword} if case.keyword else set()) or not maker.tools.validator.is_valid(
        case.record
    )


def refuted(fact, judge, records):
    """Tell whether there is a record that a fact says there is none of."""
    for record in records:
        word, broken = judge.words(record)["x"], bool(judge.violations(record))
        applies = word in (Word.HOLDS, Word.BROKEN) or broken
        kept = word is Word.HOLDS
        if applies if fact["part"] == "when" else broken if fact["kind"] == "vacuous" else kept:
            return True
    return False
