"""Texts made from patterns: matching ones, near misses and attacks, with lengths hit exactly."""

from itertools import islice

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gc_contracts.errors import SchemaError
from gc_contracts.schema.pattern import compile  # noqa: A004 - its one verb
from gc_contracts.schema.pattern.translate import portable
from pattern_trees import trees

MADE = [
    ("^[a-z]+$", 30, None, "a" * 30),
    (r"^\d{5}$", 0, None, "00000"),
    (r"^[A-Z]{2}-\d+$", 0, 20, "AA-0"),
    (r"^[A-Z]{2}-\d+$", 12, 12, "AA-000000000"),
    ("foo", 10, 20, "fooaaaaaaa"),
    ("(^a|b)c", 3, 4, "aca"),
    (r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{8,}$", 0, None, "aA0aaA0a"),
    (r"^(?!0)\d+$", 0, 3, "1"),
    (r"\bfoo\b", 5, 5, "foo  "),
    (r"^(a|b)\1$", 0, None, "aa"),
    (r"^[^\s@]+@[^\s@]+\.[^\s@]+$", 12, 40, "a@a.aaaaaaaa"),
    ("^(?:a{50})+$", 10, None, "a" * 50),
    ("^(?:ab)+$", 20_000, None, "ab" * 10_000),
    ("^a{1,100000}$", 0, None, "a"),
    ("", 0, None, ""),
    (r"^\uD83D\uDE00+$", 2, 2, "😀😀"),
]
NONE = [("[]", 0, None), ("^a{5}$", 6, 9), ("^(?:ab)+$", 3, 3), ("(?!)", 0, 9), ("^a$", 300_000, None)]
MISSED = [
    (r"^\d{5}$", {"0000", "000000", "a0000", "0000a", "00000\n", ""}),
    (r"^[A-Z]{2}-\d+$", {"aA-0", "AA-0\n", "A-0", "AAA-0", "AA-", "aa-0"}),
    ("^(?:yes|no)$", {"YES", "ye", "yes\n", "", "NO"}),
    (r"^\S+$", {"", " ", "a ", "\n"}),
]
EXPLODING = [
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", r"^(\d+,?)+$", "^([a-z]+[0-9]*)+$", "(x+x+)+y", "^(a?){30}$",
    "^(?:abab|ab)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", r"^(?:[a-z]+ ?)+$",
]  # fmt: skip
SLOW = [r"^\s*\s*$", "^.*.*$", "^a*b?a*$", "^[a-z]*[a-m]*$"]
HARMLESS = [
    "^[a-z]+$", "^(?:ab|cd)+$", r"^([a-zA-Z0-9._-]+)@([a-z]+\.)+[a-z]{2,}$", "^([a-z]+[0-9])+$", r"^\s*\S+\s*$",
    r"^\d{4}-\d{2}-\d{2}$", "^(.*),(.*)$", "^(?:a{1,3}b)+$", r"^(\d{3}-)*\d+$", "^a+b+c+$",
]  # fmt: skip


def rust(pattern):
    return jsonschema_rs.Draft4Validator({"pattern": compile(pattern).portable}, offline=True)


@pytest.mark.parametrize(("pattern", "low", "high", "first"), MADE)
def test_the_first_example_is_the_plainest_that_fits(pattern, low, high, first):
    """Lengths are hit exactly, whatever the pattern's own are."""
    assert next(compile(pattern).examples(low, high)) == first


@pytest.mark.parametrize(("pattern", "low", "high"), NONE)
def test_no_example_is_given_where_none_fits(pattern, low, high):
    """An empty iterator, and soon."""
    assert list(compile(pattern).examples(low, high)) == []


@pytest.mark.parametrize(("pattern", "expected"), MISSED)
def test_near_misses_are_what_people_get_wrong(pattern, expected):
    """One character, one turn, another case, a line end, nothing at all."""
    missed = set(compile(pattern).counterexamples())

    assert expected - missed == set()


@pytest.mark.parametrize("pattern", ["", "^[^]*$", "a*"])
def test_what_matches_everything_has_no_near_miss(pattern):
    """There is nothing to give."""
    assert list(compile(pattern).counterexamples()) == []


@pytest.mark.parametrize("pattern", ["^.+$", r"^\p{L}+$", "^[^a]{1,5}$", r"^\S{2}$"])
def test_examples_go_beyond_ascii_where_the_pattern_lets_them(pattern):
    """Accents and astral characters are what breaks lengths and encodings."""
    texts = list(compile(pattern).examples())

    assert any(not text.isascii() for text in texts)


@pytest.mark.parametrize("pattern", EXPLODING)
def test_a_repeat_that_matches_in_two_ways_is_suspected(pattern):
    """The attack is a text that takes every way and fails."""
    found = compile(pattern)

    assert "doubles" in found.risky
    assert found.attack() is not None


@pytest.mark.parametrize("pattern", SLOW)
def test_repeats_that_meet_and_share_characters_are_suspected(pattern):
    """Time grows with the square of the length."""
    found = compile(pattern)

    assert "square" in found.risky
    assert len(found.attack() or "") > 5_000


@pytest.mark.parametrize("pattern", HARMLESS)
def test_a_pattern_with_one_way_to_match_is_not_suspected(pattern):
    """No false alarm for what people write every day."""
    assert compile(pattern).risky == ""


@given(trees(), st.integers(0, 8), st.integers(0, 12))
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_texts_of_any_pattern_keep_their_promise(tree, low, more):
    """Examples match, near misses do not, lengths hold; the validator's engine agrees."""
    text = portable(tree)
    found, other = compile(text), rust(text)

    examples = list(islice(found.examples(low, low + more), 12))
    misses = list(islice(found.counterexamples(low, low + more), 12))

    assert [e for e in examples if not (other.is_valid(e) and low <= len(e) <= low + more)] == []
    assert [m for m in misses if other.is_valid(m) or not low <= len(m) <= low + more] == []


@given(trees())
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_a_pattern_written_portably_is_read_back_as_the_same(tree):
    """Writing and reading are inverse from the first written text on."""
    once = compile(portable(tree))

    assert compile(once.portable).portable == once.portable


@pytest.mark.parametrize("row", MADE)
def test_the_same_call_gives_the_same_texts(row):
    """Nothing is drawn: two machines list the same cases."""
    pattern, low, high, _ = row

    assert list(compile(pattern).examples(low, high)) == list(compile(pattern).examples(low, high))


@pytest.mark.parametrize("text", ["^(a{1000}){1000000}$", "((a{1,999}){999}){999}", "(?:a{2}){600000}"])
def test_counts_inside_counts_multiply(text):
    """Written out they would take all memory there is."""
    with pytest.raises(SchemaError, match="repeats more than"):
        compile(text)
