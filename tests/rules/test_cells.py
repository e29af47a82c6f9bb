"""Values that stand for all: which are chosen for a field, and when trying them is a proof."""

import pytest

from gc_contracts.rules.cells.domain import ABSENT
from ruled import DAY, FLAG, INTEGER, MOMENT, NUMBER, TEXT, TEXTS, maker, one_of, or_null, schema


def domains(properties, *rules, required=()):
    """Give (values, complete) of each field that rules look at."""
    (made, *_) = maker(schema(properties, required), *rules).grounds
    return {
        ".".join(each.path): ([cell.value for cell in each.cells], each.complete) for each in made.domains
    }


def only(properties, *rules, required=()):
    """As `domains`, for the one field `a`."""
    return domains(properties, *rules, required=required)["a"]


def test_numbers_are_the_constants_and_one_of_each_gap():
    """The number just below, at and above each constant, as the schema's bounds let it."""
    values, complete = only({"a": {"type": "integer", "minimum": 0}}, "x: record.a > 10 || record.a == 3")

    assert (sorted(value for value in values if value is not ABSENT), complete) == (
        [0, 1, 2, 3, 4, 9, 10, 11],
        True,
    )
    assert ABSENT in values


def test_a_gap_without_a_whole_number_has_none():
    """Between 3 and 4 there is no integer, but there are numbers."""
    whole, _ = only({"a": INTEGER}, "x: record.a > 3 && record.a < 4", required=("a",))
    broken, _ = only({"a": NUMBER}, "x: record.a > 3 && record.a < 4", required=("a",))

    assert [value for value in whole if 3 < value < 4] == []
    assert [value for value in broken if 3 < value < 4] != []


def test_numbers_keep_to_the_grid():
    """Of multiples, the nearest on both sides."""
    grid = {"type": "integer", "multipleOf": 5, "minimum": 0, "maximum": 50}

    values, complete = only({"a": grid}, "x: record.a > 12", required=("a",))

    assert (sorted(values), complete) == ([0, 5, 10, 15, 45, 50], True)


def test_members_of_an_enumeration_are_all_tried():
    """Whatever rules ask of them, there are no others."""
    assert only({"a": one_of("x", 1, None)}, "x: record.a.matches('x+')", required=("a",)) == (
        ["x", 1, None],
        True,
    )


def test_texts_are_the_constants_near_misses_and_one_that_nobody_names():
    """Equality needs no more; near misses are what careless code takes for the constant."""
    values, complete = only({"a": TEXT}, "x: record.a == 'Open'", required=("a",))

    assert complete
    assert {"Open", "oPEN", "Ope", "Open ", ""} < set(values)


@pytest.mark.parametrize(
    ("field", "rule", "complete"),
    [
        (TEXT, "record.a.startsWith('x')", True),
        (TEXT, "size(record.a) > 3 && record.a.contains('-')", True),
        (TEXT, "record.a.matches('x+')", False),
        (TEXT, "record.a < 'm'", False),
        (DAY, "record.a == '2026-01-01'", True),
        (DAY, "record.a.startsWith('2026')", True),
        ({"type": "string", "maxLength": 2}, "record.a.startsWith('abc')", False),
        (INTEGER, "record.a % 2 == 0", False),
        (FLAG, "string(record.a) == 'true'", True),
        (or_null("integer"), "record.a != null", True),
        (MOMENT, "timestamp(record.a) > timestamp('2026-01-01T00:00:00Z')", False),
        (TEXTS, "size(record.a) > 2", True),
        (TEXTS, "record.a.all(t, t != '')", False),
        ({}, "record.a == 'x'", True),
        ({"not": {"const": 1}}, "record.a == 1", False),
        ({"anyOf": [INTEGER, TEXT]}, "record.a == 1", False),
        (INTEGER, "record.a == 1 && size(record) > 0", False),
        ({"type": "object"}, "record.a != null", True),
        ({"type": "object"}, "record.a == {'k': 1}", False),
        ({"type": "object"}, "'k' in record.a", False),
        ({"type": "object"}, "record.a.all(k, k != '')", False),
        (TEXTS, "record.a == ['x']", False),
        (TEXTS, "record.a[0] == 'x'", False),
        (one_of(*range(150)), "record.a == 1", False),
    ],
    ids=str,
)
def test_cells_stand_for_all_only_where_they_do(field, rule, complete):
    """What a look tells apart, and the schema lets in, must be known exactly."""
    assert only({"a": field, "b": INTEGER}, f"x: {rule}", required=("a",))[1] is complete


def test_fields_that_are_compared_share_constants_and_bounds():
    """Every order of the two is among the cells."""
    found = domains(
        {"a": {"type": "integer", "minimum": 5}, "b": {"type": "integer", "maximum": 9}},
        "x: record.a < record.b",
        required=("a", "b"),
    )

    pairs = {(a < b, a == b) for a in found["a"][0] for b in found["b"][0]}
    assert (pairs, found["a"][1], found["b"][1]) == (
        {(True, False), (False, True), (False, False)},
        True,
        True,
    )
    assert {5, 9} <= set(found["a"][0]) & set(found["b"][0])


def test_fields_of_different_kinds_that_are_compared_prove_nothing():
    """An order between an integer and a number has more sides than our cells."""
    found = domains({"a": INTEGER, "b": NUMBER}, "x: record.a < record.b", required=("a", "b"))

    assert [complete for _, complete in found.values()] == [False, False]


def test_what_lies_in_an_object_comes_after_it():
    """Parents are fields of their own: absent, or there."""
    address = {"type": "object", "properties": {"zip": TEXT, "city": TEXT}}

    found = domains({"a": address}, "x: has(record.a.zip)")

    assert list(found) == ["a", "a.zip"]
    assert [values[1:2] for values, _ in found.values()] == [[ABSENT], [ABSENT]]


def test_schemas_that_tie_fields_together_prove_nothing():
    """Whether a value is taken may depend on another field."""
    tied = schema({"a": INTEGER, "b": TEXT}, dependencies={"a": ["b"]})

    (made, *_) = maker(tied, "x: record.a == 1").grounds

    assert [each.complete for each in made.domains] == [False]


def test_elements_are_told_apart_by_what_rules_ask_of_them():
    """One good and one bad element, alone and together."""
    values, _ = only({"a": TEXTS}, "x: record.a.all(t, t.startsWith('ok'))", required=("a",))

    kinds = {tuple(text.startswith("ok") for text in value) for value in values}
    assert {(), (True,), (False,), (True, False), (False, True), (True, True)} <= kinds


def test_moments_stand_on_both_sides_and_in_another_zone():
    """The same moment in another spelling is the same moment."""
    values, _ = only(
        {"a": MOMENT}, "x: timestamp(record.a) > timestamp('2026-03-01T00:00:00Z')", required=("a",)
    )

    wanted = {
        "2026-03-01T00:00:00Z",
        "2026-03-01T00:00:01Z",
        "2026-02-28T23:59:59Z",
        "2026-03-01T02:00:00+02:00",
    }
    assert wanted <= set(values)
