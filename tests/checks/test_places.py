"""Small judgements behind `request/`: where a value stands, which reference spoils JSON, what ends a literal."""

import pytest

from gc_contracts.checks.bare import spoilers
from gc_contracts.checks.carried import Change, Swap
from gc_contracts.checks.carried_xml import xml_change
from gc_contracts.checks.places import place_of
from gc_contracts.checks.queries import query_of
from gc_contracts.velocity.tracing import Piece


@pytest.mark.parametrize(
    ("syntax", "text", "place"),
    [
        ("url", "https://M.example.com/", "a host"),
        ("url", "https://example.com/x/M", "a path"),
        ("url", "/x/M?q=1", "a path"),
        ("url", "https://example.com?q=M", "a query"),
        ("url", "https://example.com/#M", "a fragment"),
        ("json", '{"a": "M"}', "a JSON text"),
        ("json", '{"a": ["see M"]}', "a part of a JSON text"),
        ("json", '{"M": 1}', "a JSON member name"),
        ("json", '{"a": M}', "bare JSON"),
        ("form", "a=M", "a form"),
        ("", "M", ""),
    ],
)
def test_a_place_has_a_name(syntax, text, place):
    """The fix depends on it."""
    assert place_of(syntax, text, "M") == place


@pytest.mark.parametrize(
    ("found", "spoiling"),
    [
        ((Piece('{"a": '), Piece("x", 6), Piece("}")), (1,)),
        ((Piece('{"a": '), Piece("", 6), Piece(" }")), (1,)),
        ((Piece('{"a": '), Piece("x", 6), Piece(', "b": '), Piece("y", 9), Piece("}")), (1, 3)),
        ((Piece('{"a": "'), Piece('x"y', 6), Piece('"}')), (1,)),
        ((Piece('{"a": '), Piece("1", 6), Piece(",}")), None),
        ((Piece("{}"),), ()),
    ],
)
def test_references_that_spoil_json_are_told_apart_from_the_text_around(found, spoiling):
    """None: the template is no JSON whatever they print."""
    assert spoilers(found) == spoiling


@pytest.mark.parametrize(
    ("text", "other", "value", "early"),
    [
        ("SELECT a FROM b WHERE c = 'M'", "SELECT a FROM b WHERE c = 'x'y'", "x'y", True),
        ("SELECT a FROM b WHERE c = 'M'", "SELECT a FROM b WHERE c = 'x''y'", "x'y", False),
        ("SELECT a FROM b WHERE c = 'M'", "SELECT a FROM b WHERE c = 'x\\'y'", "x'y", False),
        ("name eq 'M' and a eq 'b'", "name eq 'x'y' and a eq 'b'", "x'y", True),
        ('query { a(b: "M") { c } }', 'query { a(b: "x"y") { c } }', 'x"y', True),
        ('query { a(b: "M") { c } }', 'query { a(b: "x\\"y") { c } }', 'x"y', False),
    ],
)
def test_a_literal_of_a_query_ends_at_a_bare_quote(text, other, value, early):
    """One that is doubled or has a backslash belongs to the value."""
    query = query_of(text, "M")

    assert query is not None
    assert query.ends_early(other, value) is early


@pytest.mark.parametrize("text", ["it's 'M' from there", "select M from b", 'see {x} "M"', "name = 'M'"])
def test_ordinary_text_is_no_query(text):
    """Words alone prove nothing."""
    assert query_of(text, "M") is None


XML = '<a b="M"><c>M</c></a>'


@pytest.mark.parametrize(
    ("base", "other", "words"),
    [
        (XML, '<a b="x&amp;y"><c>x&amp;y</c></a>', None),
        (XML, '<a b="M"><c>x&y</c></a>', Change("the body is no XML any more")),
        (XML, '<a b="M"><c>M</c><d/></a>', Change("<a> has other elements")),
        (XML, '<a b="M" d=""><c>M</c></a>', Change("<a> has other attributes")),
        (XML, '<a b="M"><c>x</c></a>', Change('<c> arrives with "x"', structural=False)),
        ("<!DOCTYPE a><a>M</a>", "<a>x</a>", None),
    ],
)
def test_xml_is_compared_element_by_element(base, other, words):
    """Attributes and texts are places like any other."""
    assert xml_change(base, other, Swap("M", "x&y")) == words
