"""Java's texts are rows of UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts.java.units import count_units, join_units, split_units, unit_order


@pytest.mark.parametrize(("text", "units"), [("", 0), ("aé", 2), ("a😀b", 4), ("\ud83d", 1)])
def test_a_length_counts_units(text, units):
    """A character beyond U+FFFF is two."""
    assert (count_units(text), len(split_units(text))) == (units, units)


@given(st.text())
def test_units_are_put_together_again(text):
    """What is split and joined is the text itself."""
    assert join_units(split_units(text)) == text


def test_half_a_character_stays():
    """As `substring` can leave it."""
    assert join_units("\ude00\ud83d\ude00\ud83d") == "\ude00😀\ud83d"


def test_texts_are_ordered_by_unit():
    """So an emoji comes before U+FFEE, though its code point is larger."""
    assert sorted(["\uffee", "😀", "a"], key=unit_order) == ["a", "😀", "\uffee"]
