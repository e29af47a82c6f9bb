"""Which reference printed what: the twin prints the same, and its output can be taken apart."""

import pytest

from gc_contracts.velocity import parse
from gc_contracts.velocity.tracing import Piece, conditions_ask, joined, pieces, printed, traced, without

VALUES = {"input": {"a": "x", "b": [1, 2]}}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("a${input.a}b", (Piece("a"), Piece("x", 1), Piece("b"))),
        ("$esc.url(${input.a})", (Piece("x", 0),)),
        ('#set($v = "-${input.a}")$v', (Piece("-x", 24),)),
        ("#if($input.a)$input.a#end", (Piece("x", 13),)),
        ("#foreach($i in $input.b)$i#end", (Piece("1", 24), Piece("2", 24))),
        ("#define($d)<$input.a>#end$d", (Piece("<x>", 25),)),
        ("#macro(m $p)$p#end#m($input.a)", (Piece("x", 12),)),
        ("$!{input.none}", (Piece("", 0),)),
        ("no reference", (Piece("no reference"),)),
    ],
)
@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_the_output_of_a_twin_says_who_printed_what(template, found, engine):
    """Arguments and literals belong to the reference that prints them."""
    parsed = parse(template, engine=engine)

    output = pieces(traced(parsed).render(VALUES))

    assert output == found
    assert joined(output) == parsed.render(VALUES)


@pytest.mark.parametrize("output", ["\ue0005\ue000open", "shut\ue001", "a\ue000b"])
def test_marks_that_did_not_come_through_are_no_pieces(output):
    """A tool may encode them, a method may cut them off."""
    assert pieces(output) is None


def test_a_twin_leaves_references_out():
    """By the place of the dollar sign."""
    parsed = parse("a${input.a}b#if(true)${input.a}#end")
    (_, second) = printed(parsed)

    assert without(parsed, frozenset({second.dollar.absolute})).render(VALUES) == "axb"


def test_conditions_can_ask_other_values_than_what_is_printed():
    """So that a template goes one way and prints another."""
    parsed = conditions_ask(parse('#if($input.a == "y")$input.a#end'), {"input": "other"})

    assert parsed.render({**VALUES, "other": {"a": "y"}}) == "x"
