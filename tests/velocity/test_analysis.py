"""What can be read off a template's tree."""

from gc_contracts.velocity import parse
from gc_contracts.velocity.analysis import assigned, directives, references

BODY = '{"a": "$esc.jsonString(${input.a})"#if("$!{input.b}" != ""), "b": $input.b.trim()#else${x}#end \\$y}'


def test_references_are_listed_in_document_order_with_their_places():
    """Those inside arguments and text literals stand at their own place."""
    found = references(parse(BODY))

    assert [(BODY[item.offset : item.end], item.root, item.path) for item in found] == [
        ("$esc.jsonString(${input.a})", "esc", ()),
        ("${input.a}", "input", ("a",)),
        ("$!{input.b}", "input", ("b",)),
        ("$input.b.trim()", "input", ("b",)),
        ("${x}", "x", ()),
        ("$y", "y", ()),
    ]


def test_a_reference_knows_what_stands_around_it():
    """Its guards, its call, whether it is tested, quoted, quiet, called on, escaped."""
    _, argument, tested, guarded, otherwise, escaped = references(parse(BODY))

    assert argument.argument_of == "esc.jsonString"
    assert (tested.in_condition, tested.quoted, tested.quiet) == (True, True, True)
    assert (guarded.guards, guarded.called) == (frozenset({"input.b"}), True)
    assert otherwise.guards == frozenset()
    assert escaped.escaped


def test_directives_are_listed_by_name():
    """Loops and assignments are told from conditions."""
    template = parse("#set($v = 1)#foreach($i in $list)$i#end#if($v)a#elseif($w)b#else c#end")

    assert [use.name for use in directives(template)] == ["set", "foreach", "if", "elseif", "else"]


def test_names_that_the_template_sets_are_assigned():
    """A loop's list is only read."""
    template = parse("#set($v = 1)#foreach($i in $list)$i#end#macro(m $p)$p#end")

    assert assigned(template) >= {"v", "i", "p"}
    assert "list" not in assigned(template)
