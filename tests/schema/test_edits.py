"""Two records as edits, and edits carried elsewhere."""

import pytest

from gc_contracts.schema.edits import Edit, apply, edits, put


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 1.0}, [Edit("/a", (1,), (1.0,))]),
        ({"a": 1}, {"a": True}, [Edit("/a", (1,), (True,))]),
        ({"a": 1}, {}, [Edit("/a", (1,), None)]),
        ({}, {"a": None}, [Edit("/a", None, (None,))]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, [Edit("/a/0/b", (1,), (2,))]),
        ({"a": [1]}, {"a": [1, 2]}, [Edit("/a", ([1],), ([1, 2],))]),
        ({"a": 1}, [], [Edit("", ({"a": 1},), ([],))]),
    ],
    ids=["same", "float", "bool", "gone", "new", "deep", "longer", "whole"],
)
def test_the_difference_of_two_records(before, after, found):
    """As deep as both have one shape; numbers of another type differ, for validators see them."""
    assert list(edits(before, after)) == found
    assert apply(before, edits(before, after)) == after


@pytest.mark.parametrize("pointer", ["/b/c", "/a/0", "/a/x"])
def test_a_place_that_a_record_has_not_takes_no_value(pointer):
    """Then there is no record."""
    assert put({"a": 1}, pointer, (2,)) is None


def test_what_is_not_there_need_not_be_taken_away():
    """The record stays."""
    assert put({"a": 1}, "/b", None) == {"a": 1}
