"""What several responses show together, with the evidence kept."""

import pytest

from gc_contracts.infer.fold import MOST_VALUES, fold
from gc_contracts.infer.shown import Place, Sample, shape_of


def folded(*documents):
    return fold([Sample(document, f"f{number}") for number, document in enumerate(documents)])


def test_a_place_tells_in_how_many_samples_it_was_absent_null_and_there():
    """Seen in n of m, with the very samples."""
    shown = folded({"a": "x"}, {"a": None}, {}, {"a": "x"})

    assert shown.places["/a"] == Place(
        (0, 1, 2, 3), {"string": (0, 3), "null": (1,), "absent": (2,)}, ("x", None)
    )
    assert shown.places["/a"].is_optional
    assert not shown.places["/a"].is_constant


def test_a_place_is_counted_only_where_it_could_stand():
    """Without an element there is no member that could be absent."""
    shown = folded({"items": [{"n": 1}, {}]}, {"items": []}, {"items": [{"n": 2.5}]})

    assert shown.at("/items/0/n") == Place(
        (0, 2), {"integer": (0,), "number": (2,), "absent": (0,)}, (1, 2.5)
    )
    assert shown.places["/items"].events == {"array": (0, 1, 2), "several": (0,), "empty": (1,)}


def test_what_is_always_one_value_is_constant():
    """Two samples at least: one proves nothing."""
    shown = folded({"v": 1, "w": 1}, {"v": 1, "w": 2})

    assert (shown.places["/v"].is_constant, shown.places["/w"].is_constant) == (True, False)
    assert not folded({"v": 1}).places["/v"].is_constant


def test_many_values_are_not_listed():
    """A place with more than a handful is free."""
    shown = folded(*({"v": number} for number in range(MOST_VALUES + 1)))

    assert shown.places["/v"].values is None


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123+01:00"), "date-time"),
        (("2026-01-02", "2026-01-03"), "date"),
        (("2026-01-02", "soon"), ""),
        (("7f6a1c52-3a4d-4c1e-9b7f-2f1f0a9c3e11",), "uuid"),
        (("ann@example.com",), "email"),
        (("https://example.com/a",), "uri"),
        ((), ""),
    ],
    ids=["date-time", "date", "mixed", "uuid", "email", "uri", "no-text"],
)
def test_a_format_is_what_all_texts_have(texts, named):
    """One that has it not is enough."""
    shown = folded({"v": 0}, *({"v": text} for text in texts))

    assert shown.places["/v"].format == named


def test_members_named_by_numbers_are_one_place():
    """An object keyed by ids is a list to whoever reads it."""
    shown = folded({"1": {"n": "a"}, "2": {"n": None}})

    assert shown.at("/2/n").events == {"string": (0,), "null": (0,)}


def test_names_with_slashes_are_found_again():
    """A pointer escapes them."""
    shown = folded({"a/b": 1}, {})

    assert shown.at("/a~1b").events == {"integer": (0,), "absent": (1,)}


def test_the_place_of_an_element_is_that_of_any():
    """Whatever its number."""
    assert [*map(shape_of, ("", "/a/0/b", "/0"))] == ["", "/a/*/b", "/*"]
