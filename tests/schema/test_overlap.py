"""Texts that some patterns match and others do not: found where there are any, denied only where there are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.pattern.overlap import Overlap, overlap

DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


@pytest.mark.parametrize(
    ("matching", "missing", "text"),
    [
        (["^a*$"], ["^a+$"], ""),
        (["^a+$"], ["^a*$"], None),
        (["b$"], ["^b$"], "bb"),
        (["^[0-9]{1,3}$"], ["^[0-9]{1,2}$"], "000"),
        (["^(ab|cd)+$", "^.{4}$"], ["^ab"], "cdab"),
        ([DAY.replace("$", "\\n?$")], [DAY], "0000-01-01\n"),
        ([DAY.removeprefix("^"), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"], [DAY], None),
        (["^a$", "^b$"], [], None),
        ([], ["^a"], ""),
    ],
    ids=[
        "empty",
        "within",
        "open",
        "longer",
        "two",
        "newline",
        "shape-implies",
        "nothing-is-both",
        "only-missing",
    ],
)
def test_the_shortest_text_is_found_or_there_is_none(matching, missing, text):
    """Both are sure."""
    found = overlap([*map(compile_pattern, matching)], [*map(compile_pattern, missing)])

    same = found.text is None if text is None else (found.text is not None and len(found.text) == len(text))
    assert (same, found.known) == (True, True)


@pytest.mark.parametrize(
    "pattern", ["^(?=a)b", r"^(a)\1$", r"\ba", "^(?:a{90}){90}$"], ids=["look", "back", "edge", "large"]
)
def test_what_no_small_automaton_reads_is_not_known(pattern):
    """Not knowing is said, and is no proof."""
    assert overlap([compile_pattern(pattern)], []) == Overlap(None, known=False)


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "\\d"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join).map(lambda text: f"(?:{text})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=5,
)
PATTERNS = st.tuples(st.sampled_from(["", "^"]), PIECES, st.sampled_from(["", "$"])).map("".join)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(PATTERNS, PATTERNS, st.text("ab1\n", max_size=6))
def test_a_text_of_one_pattern_only_is_never_denied(one, other, text):
    """What is found does what it should, and where a random text does it, something is found."""
    left, right = compile_pattern(one), compile_pattern(other)

    found = overlap([left], [right])

    if found.text is not None:
        assert (left.search(found.text), right.search(found.text)) == (True, False)
    elif found.known:
        assert not (left.search(text) and not right.search(text))
