"""What is read off a template without rendering it."""

import pytest

from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import Directive, Reference, assigned, directives, references


def _reference(root: str, *path: str, at: tuple[int, int, int, int], **more: object) -> Reference:
    line, column, offset, end = at
    usual = {
        "quiet": False,
        "in_condition": False,
        "guards": frozenset(),
        "argument_of": None,
        "quoted": False,
        "called": False,
        "escaped": False,
    }
    return Reference(root, path, line=line, column=column, offset=offset, end=end, **(usual | more))


@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_references_come_in_document_order_with_their_places(engine):
    """Line and column are the engine's, offsets count characters."""
    template = parse('{"a": "$input.id",\n "b": "$!{input.user.name.trim()}"}', engine=engine)

    assert references(template) == (
        _reference("input", "id", at=(1, 8, 7, 16)),
        _reference("input", "user", "name", at=(2, 8, 26, 52), quiet=True, called=True),
    )


@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_arguments_know_the_call_they_belong_to(engine):
    """Also inside a string literal, whose references keep their place in the template."""
    template = parse('😀$esc.url("a ""$!{x} $y.z")', engine=engine)

    assert references(template) == (
        _reference("esc", at=(1, 3, 1, 27), called=True),
        _reference("x", at=(1, 17, 15, 20), quiet=True, argument_of="esc.url", quoted=True),
        _reference("y", "z", at=(1, 23, 21, 25), argument_of="esc.url", quoted=True),
    )


@pytest.mark.parametrize(
    ("condition", "guards"),
    [
        ('"$!{input.a}" != ""', {"input.a"}),
        ("$input.a", {"input.a"}),
        ("$input.a && $input.b.c", {"input.a", "input.b.c"}),
        ("$input.a || $input.b", set()),
        ("!$input.a", set()),
        ('"$!{input.a}" == ""', set()),
        ("$input.a.length() > 0", {"input.a"}),
    ],
)
def test_a_use_knows_what_the_conditions_around_it_test(condition, guards):
    """Only what must have a value for the block to be printed is a guard."""
    found = references(parse(f"#if({condition})$used#end"))

    assert [(item.root, item.guards) for item in found if not item.in_condition] == [
        ("used", frozenset(guards))
    ]


def test_conditions_and_other_branches_are_told_apart():
    """A reference in #elseif is in a condition; the #else block is not guarded by what failed."""
    found = references(parse("#if($a)1#elseif($b)$c#{else}$d#end"))

    assert [(item.root, item.in_condition, item.guards) for item in found] == [
        ("a", True, frozenset()),
        ("b", True, frozenset()),
        ("c", False, frozenset({"b"})),
        ("d", False, frozenset()),
    ]


@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_directives_are_listed_with_their_places(engine):
    """Every branch and call counts; the end belongs to what it ends."""
    template = parse(
        "#set($a = 1)\n #foreach($i in [1..2])#if($i > 1)x#{else}y#end#end #mine()", engine=engine
    )

    assert directives(template) == (
        Directive("set", 1, 1, 0),
        Directive("foreach", 2, 2, 14),
        Directive("if", 2, 24, 36),
        Directive("else", 2, 36, 48),
        Directive("mine", 2, 53, 65),
    )


def test_names_a_template_sets_itself_are_known():
    """From #set, #foreach, #define and the arguments of #macro, also inside string literals."""
    template = parse(
        '#set($a = 1)#foreach($b in [1])#end#macro(m $c $d)#end#define($e)#end$!x.concat("#set($f = 1)")'
    )

    assert assigned(template) == frozenset("abcdef")


def test_what_only_looks_like_a_reference_is_none():
    """Text, escapes of what is none, and raw blocks."""
    template = parse("5$ $1 $! #[[ $raw ]]# ## $comment\n\\#if x")

    assert references(template) == ()
