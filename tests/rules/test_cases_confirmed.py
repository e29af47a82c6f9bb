"""Every case confirmed by the same rule written in Python, and no side missing that brute force finds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from operator import attrgetter

import pytest

from gc_contracts.rules.cases import rule_cases
from gc_contracts.schema.second import Second
from ruled import DAY, FLAG, INTEGER, MOMENT, NUMBER, TEXT, TEXTS, maker, one_of, or_null, schema

GONE = object()


@dataclass(frozen=True)
class Row:
    """Properties, required names, and rules as (CEL, applies, keeps), with values to try by brute force."""

    id: str
    properties: dict
    rules: dict[str, tuple[Callable, Callable]]
    values: dict[str, list]
    required: tuple[str, ...] = ()


def always(_):
    return True


ROWS = [
    Row(
        "implication",
        {"status": one_of("new", "active"), "priority": or_null("string")},
        {
            "a: has(record.priority) && record.priority == 'critical' => record.status == 'active'": (
                lambda r: r.get("priority") == "critical",
                lambda r: r["status"] == "active",
            )
        },
        {"status": ["new", "active"], "priority": [GONE, None, "critical", "Critical", ""]},
        required=("status",),
    ),
    Row(
        "order of two numbers",
        {"start": INTEGER, "end": INTEGER},
        {
            "a: has(record.start) && has(record.end) => record.start < record.end": (
                lambda r: "start" in r and "end" in r,
                lambda r: r["start"] < r["end"],
            )
        },
        {"start": [GONE, 0, 1, 2], "end": [GONE, 0, 1, 2]},
    ),
    Row(
        "order of two days",
        {"start": DAY, "end": DAY},
        {"a: record.start <= record.end": (always, lambda r: r["start"] <= r["end"])},
        {"start": ["2026-01-01", "2026-01-02"], "end": ["2026-01-01", "2026-01-02"]},
        required=("start", "end"),
    ),
    Row(
        "both or none",
        {"a": TEXT, "b": TEXT},
        {"a: has(record.a) == has(record.b)": (always, lambda r: ("a" in r) == ("b" in r))},
        {"a": [GONE, "x"], "b": [GONE, "x"]},
    ),
    Row(
        "exactly one of three",
        {"a": TEXT, "b": INTEGER, "c": FLAG},
        {
            "a: [has(record.a), has(record.b), has(record.c)].filter(x, x).size() == 1": (
                always,
                lambda r: len(r) == 1,
            )
        },
        {"a": [GONE, "x"], "b": [GONE, 1], "c": [GONE, True]},
    ),
    Row(
        "sum within a limit",
        {"a": {"type": "integer", "minimum": 0, "maximum": 100}, "b": {"type": "integer", "minimum": 0}},
        {"a: record.a + record.b <= 120": (always, lambda r: r["a"] + r["b"] <= 120)},
        {"a": [0, 50, 100], "b": [0, 20, 21, 120, 121]},
        required=("a", "b"),
    ),
    Row(
        "product",
        {"qty": INTEGER, "price": INTEGER, "total": INTEGER},
        {
            "a: record.total == record.qty * record.price": (
                always,
                lambda r: r["total"] == r["qty"] * r["price"],
            )
        },
        {"qty": [0, 1, 2], "price": [0, 1, 2], "total": [0, 1, 2, 4]},
        required=("qty", "price", "total"),
    ),
    Row(
        "three rules at once",
        {"kind": one_of("a", "b", "c"), "age": {"type": "integer", "minimum": 0}, "note": TEXT},
        {
            "a: record.kind == 'a' => has(record.age) && record.age >= 18": (
                lambda r: r["kind"] == "a",
                lambda r: r.get("age", 0) >= 18,
            ),
            "b: has(record.age) && record.age > 65 => has(record.note)": (
                lambda r: r.get("age", 0) > 65,
                lambda r: "note" in r,
            ),
            "c: record.kind != 'c' || !has(record.note)": (
                always,
                lambda r: r["kind"] != "c" or "note" not in r,
            ),
        },
        {"kind": ["a", "b", "c"], "age": [GONE, 0, 17, 18, 65, 66], "note": [GONE, "x", ""]},
        required=("kind",),
    ),
    Row(
        "flags",
        {"x": FLAG, "y": FLAG, "z": FLAG},
        {
            "a: record.x => record.y && !record.z || record.y && record.z": (
                lambda r: r["x"],
                lambda r: r["y"],
            )
        },
        {name: [True, False] for name in "xyz"},
        required=("x", "y", "z"),
    ),
    Row(
        "conditional",
        {"kind": one_of("x", "y"), "v": NUMBER},
        {
            "a: record.kind == 'x' ? record.v > 10 : record.v < 0.5": (
                always,
                lambda r: r["v"] > 10 if r["kind"] == "x" else r["v"] < 0.5,
            )
        },
        {"kind": ["x", "y"], "v": [0, 0.5, 1, 10, 11]},
        required=("kind", "v"),
    ),
    Row(
        "nullable",
        {"a": or_null("integer"), "b": or_null("integer")},
        {
            "a: record.a != null => record.b != null && record.b > record.a": (
                lambda r: r["a"] is not None,
                lambda r: r["b"] is not None and r["b"] > r["a"],
            )
        },
        {"a": [None, 0, 1], "b": [None, 0, 1, 2]},
        required=("a", "b"),
    ),
    Row(
        "sizes",
        {"code": {"type": "string", "maxLength": 8}, "tags": TEXTS},
        {
            "a: has(record.code) && has(record.tags) => size(record.code) >= 3 || record.tags.size() > 1": (
                lambda r: "code" in r and "tags" in r,
                lambda r: len(r["code"]) >= 3 or len(r["tags"]) > 1,
            )
        },
        {"code": [GONE, "", "ab", "abc"], "tags": [GONE, [], ["a"], ["a", "b"]]},
    ),
    Row(
        "pieces of texts",
        {"country": one_of("DE", "FR"), "phone": TEXT},
        {
            "a: record.country == 'DE' => record.phone.startsWith('+49') && !record.phone.contains(' ')": (
                lambda r: r["country"] == "DE",
                lambda r: r["phone"].startswith("+49") and " " not in r["phone"],
            )
        },
        {"country": ["DE", "FR"], "phone": ["", "+49", "+49 1", "+33"]},
        required=("country", "phone"),
    ),
    Row(
        "all elements",
        {"tags": TEXTS, "open": FLAG},
        {
            "a: record.open => record.tags.all(t, t.startsWith('a') && size(t) > 1)": (
                lambda r: r["open"],
                lambda r: all(t.startswith("a") and len(t) > 1 for t in r["tags"]),
            )
        },
        {"tags": [[], ["a"], ["ab"], ["ab", "b"]], "open": [True, False]},
        required=("tags", "open"),
    ),
    Row(
        "some element",
        {
            "lines": {
                "type": "array",
                "items": {"type": "object", "properties": {"qty": INTEGER, "sku": TEXT}, "required": ["qty"]},
            }
        },
        {
            "a: record.lines.exists(l, l.qty > 5 && has(l.sku))": (
                always,
                lambda r: any(line["qty"] > 5 and "sku" in line for line in r["lines"]),
            ),
            "b: size(record.lines) <= 3": (always, lambda r: len(r["lines"]) <= 3),
            "c: record.lines.all(l, l.qty >= 0)": (
                always,
                lambda r: all(line["qty"] >= 0 for line in r["lines"]),
            ),
        },
        {
            "lines": [
                [],
                [{"qty": 6}],
                [{"qty": 6, "sku": "x"}],
                [{"qty": 6, "sku": "x"}, {"qty": -1}],
                [{"qty": 6, "sku": "x"}] * 4,
            ]
        },
        required=("lines",),
    ),
    Row(
        "membership",
        {"tags": TEXTS, "level": one_of(1, 2, 3)},
        {
            "a: 'vip' in record.tags => record.level in [2, 3]": (
                lambda r: "vip" in r["tags"],
                lambda r: r["level"] in (2, 3),
            )
        },
        {"tags": [[], ["vip"], ["a"], ["a", "vip"]], "level": [1, 2, 3]},
        required=("tags", "level"),
    ),
    Row(
        "nested members",
        {
            "address": {
                "type": "object",
                "properties": {"city": TEXT, "zip": TEXT},
                "additionalProperties": False,
            }
        },
        {
            "a: has(record.address) && has(record.address.zip) => has(record.address.city) && record.address.city != ''": (
                lambda r: "zip" in r.get("address", {}),
                lambda r: r["address"].get("city", "") != "",
            )
        },
        {
            "address": [
                GONE,
                {},
                {"zip": "1"},
                {"city": "x"},
                {"zip": "1", "city": ""},
                {"zip": "1", "city": "x"},
            ]
        },
    ),
    Row(
        "moments",
        {"start": MOMENT, "end": MOMENT},
        {
            "a: timestamp(record.end) - timestamp(record.start) <= duration('24h')": (
                always,
                lambda r: moment(r["end"]) - moment(r["start"]) <= 86_400,
            ),
            "b: timestamp(record.start) < timestamp(record.end)": (
                always,
                lambda r: moment(r["start"]) < moment(r["end"]),
            ),
        },
        {
            "start": ["2026-01-01T00:00:00Z"],
            "end": ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-02T00:00:01Z"],
        },
        required=("start", "end"),
    ),
    Row(
        "patterns",
        {"code": TEXT, "strict": FLAG},
        {
            "a: record.strict => record.code.matches('^[A-Z]{2}-[0-9]+$')": (
                lambda r: r["strict"],
                lambda r: is_code(r["code"]),
            )
        },
        {"code": ["AB-1", "ab-1", ""], "strict": [True, False]},
        required=("code", "strict"),
    ),
    Row(
        "a schema's pattern and a rule's piece",
        {"code": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{3}$"}},
        {
            "a: record.code.startsWith('DE') => record.code.endsWith('7')": (
                lambda r: r["code"][:2] == "DE",
                lambda r: r["code"][-1] == "7",
            )
        },
        {"code": ["DE007", "DE000", "FR007"]},
        required=("code",),
    ),
    Row(
        "a grid",
        {"a": {"type": "integer", "multipleOf": 5, "minimum": 0}, "b": FLAG},
        {"a: record.b => record.a > 12 && record.a < 23": (lambda r: r["b"], lambda r: 12 < r["a"] < 23)},
        {"a": [0, 10, 15, 20, 25], "b": [True, False]},
        required=("a", "b"),
    ),
    Row(
        "values of a map",
        {"stock": {"type": "object", "additionalProperties": {"type": "integer"}}},
        {
            "a: record.stock.all(k, record.stock[k] >= 0)": (
                always,
                lambda r: all(v >= 0 for v in r["stock"].values()),
            )
        },
        {"stock": [{}, {"a": 0}, {"a": -1}]},
        required=("stock",),
    ),
]


def moment(text):
    return datetime.fromisoformat(text).timestamp()


def is_code(text):
    head, dash, tail = text.partition("-")
    letters = len(head) == 2 and head.isascii() and head.isalpha() and head.isupper()
    return bool(dash) and letters and tail.isascii() and tail.isdigit()


def broken(row, record):
    """Name the rules that a record breaks, by the Python spelling."""
    return {
        text.partition(":")[0]
        for text, (applies, keeps) in row.rules.items()
        if applies(record) and not keeps(record)
    }


def records(row):
    """Try all combinations of a row's values."""
    for chosen in product(*row.values.values()):
        pairs = zip(row.values, chosen, strict=True)
        yield {name: value for name, value in pairs if value is not GONE}


@pytest.mark.parametrize("row", ROWS, ids=attrgetter("id"))
def test_each_case_is_what_it_says(row):
    """The rule in Python and the second schema engine agree with every label."""
    subject = schema(row.properties, row.required)

    found = rule_cases(maker(subject, *row.rules))

    told = {case.id: ({case.keyword} if case.keyword else set()) for case in found.cases}
    assert {case.id: broken(row, case.record) for case in found.cases} == told
    assert [case.id for case in found.cases if Second(subject).is_valid(case.record) is not True] == []
    assert all(case.valid is not bool(case.keyword) for case in found.cases)


@pytest.mark.parametrize("row", ROWS, ids=attrgetter("id"))
def test_no_side_is_missing_that_brute_force_finds(row):
    """Kept, broken alone and idle: each is there where some combination of plain values reaches it."""
    subject = schema(row.properties, row.required)
    wanted = set()
    for record in records(row):
        guilty = broken(row, record)
        for text, (applies, _) in row.rules.items():
            name = text.partition(":")[0]
            if guilty <= {name}:
                side = "broken" if guilty else "kept" if applies(record) else "idle"
                wanted.add(f"rule.{name}.{side}")

    found = {case.id for case in rule_cases(maker(subject, *row.rules)).cases}

    assert wanted - found == set()
