"""A validator that gets a rule slightly wrong is told apart by some case, whatever the slip."""

import pytest

from gc_contracts.rules.cases import rule_cases
from gc_contracts.rules.condition import Word
from ruled import FLAG, INTEGER, MOMENT, TEXT, TEXTS, conditions, maker, one_of, or_null, schema

STATUS = one_of("new", "active", "closed")
LINES = {
    "type": "array",
    "items": {"type": "object", "properties": {"qty": INTEGER, "sku": TEXT}, "required": ["qty"]},
}

RULES = {
    "has(record.priority) && record.priority == 'critical' => has(record.status) && record.status == 'active'": (
        {"priority": or_null("string"), "status": STATUS},
        [
            "has(record.priority) && record.priority == 'critical' => true",
            "has(record.priority) && record.priority != 'critical' => has(record.status) && record.status == 'active'",
            "has(record.priority) => has(record.status) && record.status == 'active'",
            "has(record.priority) && record.priority == 'critical' => has(record.status)",
            "has(record.priority) && record.priority == 'Critical' => has(record.status) && record.status == 'active'",
            "has(record.priority) && record.priority.startsWith('critical') => has(record.status) && record.status == 'active'",
            "has(record.priority) && record.priority == 'critical' => !has(record.status) || record.status == 'active'",
            "has(record.priority) && record.priority == 'critical' => has(record.status) && record.status in ['active', 'new']",
            "record.priority == 'critical' => has(record.status) && record.status == 'active'",
        ],
    ),
    "has(record.start) && has(record.end) => record.start < record.end": (
        {"start": INTEGER, "end": INTEGER},
        [
            "has(record.start) && has(record.end) => record.start <= record.end",
            "has(record.start) && has(record.end) => record.start > record.end",
            "has(record.start) && has(record.end) => record.start != record.end",
            "has(record.start) => record.start < record.end",
            "has(record.end) => record.start < record.end",
        ],
    ),
    "has(record.a) && has(record.b) => timestamp(record.a) + duration('24h') >= timestamp(record.b)": (
        {"a": MOMENT, "b": MOMENT},
        [
            "has(record.a) && has(record.b) => timestamp(record.a) + duration('24h') > timestamp(record.b)",
            "has(record.a) && has(record.b) => timestamp(record.a) + duration('24h') <= timestamp(record.b)",
            "has(record.a) && has(record.b) => timestamp(record.a) >= timestamp(record.b)",
            "has(record.a) && has(record.b) => timestamp(record.a) + duration('25h') >= timestamp(record.b)",
            "has(record.a) && has(record.b) => record.a >= record.b",
        ],
    ),
    "record.flag => size(record.tags) >= 2 && record.tags.all(t, t.startsWith('a'))": (
        {"flag": FLAG, "tags": TEXTS},
        [
            "record.flag => size(record.tags) > 2 && record.tags.all(t, t.startsWith('a'))",
            "record.flag => size(record.tags) >= 1 && record.tags.all(t, t.startsWith('a'))",
            "record.flag => size(record.tags) >= 2 && record.tags.exists(t, t.startsWith('a'))",
            "record.flag => size(record.tags) >= 2 && record.tags.all(t, t.contains('a'))",
            "record.flag => size(record.tags) >= 2",
            "!record.flag => size(record.tags) >= 2 && record.tags.all(t, t.startsWith('a'))",
            "size(record.tags) >= 2 && record.tags.all(t, t.startsWith('a'))",
        ],
    ),
    "record.lines.exists(l, l.qty >= 5 && has(l.sku))": (
        {"lines": LINES},
        [
            "record.lines.exists(l, l.qty > 5 && has(l.sku))",
            "record.lines.exists(l, l.qty >= 4 && has(l.sku))",
            "record.lines.exists(l, l.qty >= 5 || has(l.sku))",
            "record.lines.exists(l, l.qty >= 5)",
            "record.lines.exists(l, has(l.sku))",
            "record.lines.all(l, l.qty >= 5 && has(l.sku))",
            "record.lines.exists_one(l, l.qty >= 5 && has(l.sku))",
            "record.lines.exists(l, l.qty >= 5) && record.lines.exists(l, has(l.sku))",
        ],
    ),
    "record.x && !record.y || record.z": (
        {"x": FLAG, "y": FLAG, "z": FLAG},
        [
            "record.x || record.z",
            "!record.y || record.z",
            "record.x && record.y || record.z",
            "record.x && !record.y",
            "record.x && (!record.y || record.z)",
            "record.x && !record.y && record.z",
        ],
    ),
    "record.status == 'new' ? record.n == 0 : record.n in [1, 2, 3]": (
        {"status": STATUS, "n": INTEGER},
        [
            "record.status == 'new' ? record.n <= 0 : record.n in [1, 2, 3]",
            "record.status == 'new' ? record.n == 0 : record.n in [1, 3]",
            "record.status == 'new' ? record.n == 0 : record.n > 0",
            "record.status != 'active' ? record.n == 0 : record.n in [1, 2, 3]",
            "record.n in [0, 1, 2, 3]",
        ],
    ),
}
SLIPS = [(text, properties, slip) for text, (properties, slips) in RULES.items() for slip in slips]


@pytest.mark.parametrize(("text", "properties", "slip"), SLIPS, ids=[slip for _, _, slip in SLIPS])
def test_a_slip_is_noticed_by_some_case(text, properties, slip):
    """The rule that was meant and the one that was written answer differently on a record that we made."""
    optional = {name for name in properties if f"has(record.{name})" in text}
    subject = schema(properties, tuple(name for name in properties if name not in optional))
    wrong = conditions(subject, f"x: {slip}")

    found = rule_cases(maker(subject, f"x: {text}"))

    told = [case.id for case in found.cases if (wrong.words(case.record)["x"] in _REFUSED) is case.valid]
    assert told != []


_REFUSED = (Word.BROKEN, Word.ERRS)
