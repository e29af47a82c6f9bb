"""CEL text into a tree: precedence, places, and what is refused where."""

import pytest

from gc_contracts.errors import RuleError
from gc_contracts.rules.nodes import (
    Binary,
    Call,
    Comprehension,
    Has,
    Index,
    Kind,
    Literal,
    Macro,
    Member,
    Name,
    Unary,
    walk,
)
from gc_contracts.rules.parser import parse

A, B, C = Name(name="a"), Name(name="b"), Name(name="c")


def _binary(operator, left, right):
    return Binary(operator=operator, left=left, right=right)


def _int(value):
    return Literal(kind=Kind.INT, value=value)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a || b && c", _binary("||", A, _binary("&&", B, C))),
        ("a == b && b < c", _binary("&&", _binary("==", A, B), _binary("<", B, C))),
        ("a + b * c", _binary("+", A, _binary("*", B, C))),
        ("a - b - c", _binary("-", _binary("-", A, B), C)),
        ("a -1", _binary("-", A, _int(1))),
        ("a - -1", _binary("-", A, _int(-1))),
        ("(a + b) * c", _binary("*", _binary("+", A, B), C)),
        ("!a == b", _binary("==", Unary(operator="!", operand=A), B)),
        ("!!a", A),
        ("!!!a", Unary(operator="!", operand=A)),
        ("-9223372036854775808", _int(-(2**63))),
        ("-a.b", Unary(operator="-", operand=Member(target=A, name="b"))),
        ("a in b == c", _binary("==", _binary("in", A, B), C)),
        ("a.b[c]", Index(target=Member(target=A, name="b"), key=C)),
        (".a", A),
        ("a.`b-c`", Member(target=A, name="b-c")),
        ("has(a.b)", Has(target=A, name="b")),
        ("a.has(b)", Call(name="has", target=A, arguments=(B,))),
        ("all(a, b)", Call(name="all", arguments=(A, B))),
        ("a.all(b, c)", Comprehension(macro=Macro.ALL, target=A, variable="b", body=C)),
        ("a.map(b, c, b)", Comprehension(macro=Macro.MAP, target=A, variable="b", condition=C, body=B)),
        ("a.all(b)", Call(name="all", target=A, arguments=(B,))),
        ("0x1f", _int(31)),
        ("007", _int(7)),
        ("1u", Literal(kind=Kind.UINT, value=1)),
        (".5e1", Literal(kind=Kind.DOUBLE, value=5.0)),
        (r"'\x41\101\u0041\n\?'", Literal(kind=Kind.STRING, value="AAA\n?")),
        (r"r'\x41'", Literal(kind=Kind.STRING, value=r"\x41")),
        ("'''a'b\n'''", Literal(kind=Kind.STRING, value="a'b\n")),
        (r"b'é\xff'", Literal(kind=Kind.BYTES, value=b"\xc3\xa9\xff")),
        (r"bR'\d'", Literal(kind=Kind.BYTES, value=rb"\d")),
        ("a // b\n", A),
    ],
)
def test_an_expression_is_read_as_the_grammar_says(text, tree):
    """Nodes are equal where they say the same, wherever they stand."""
    assert parse(text) == tree


def test_every_node_knows_its_piece_of_the_text():
    """A finding points at the piece; a name inside a piece has its own place."""
    text = "has(record.a) && record.tags.all(t, t.size() > 1)"

    tree = parse(text)

    pieces = [text[node.start : node.end] for node in walk(tree)]
    names = [text[n.name_start :][: len(n.name)] for n in walk(tree) if isinstance(n, Has | Member | Call)]
    assert pieces == [
        text,
        "has(record.a)",
        "record",
        "record.tags.all(t, t.size() > 1)",
        "record.tags",
        "record",
        "t.size() > 1",
        "t.size()",
        "t",
        "1",
    ]
    assert names == ["a", "tags", "size"]


def test_a_long_chain_stays_shallow():
    """A thousand terms are ten levels; both sides of `&&` are equal, so nothing changes."""
    tree = parse(" && ".join(["a"] * 1000))

    assert sum(1 for node in walk(tree) if node == A) == 1000


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("a b", "the expression ends before this: `b` stands here", 2),
        ("a &&", "an expression is missing: the text ends here", 4),
        ("a & b", "`&` cannot stand here", 2),
        ("f(a", "`)` is missing: the text ends here", 3),
        ("a ? b", "`:` is missing: the text ends here", 5),
        ("[a; b]", "`;` cannot stand here", 2),
        ("{a}", "`:` is missing: `}` stands here", 2),
        ("a.1", "the expression ends before this: `.1` stands here", 1),
        ("a.", "a member's name is missing: the text ends here", 2),
        ("'a", "the text is not closed by its quote", 0),
        (r"'\z'", "a backslash begins no escape that CEL knows", 1),
        (r"'\ud800'", "the escape names no character of Unicode", 1),
        (r"b'\u0041'", "bytes take no \\u escape", 2),
        ("if == 1", "`if` is a reserved word", 0),
        ("has(a)", "has() takes a member, as in has(record.name)", 4),
        ("a.all(b.c, d)", "all() takes a name first, as in list.all(item, …)", 6),
        ("-!a", "an expression is missing: `!` stands here", 1),
        ("a ? b ? c : a : b", "`:` is missing: `?` stands here", 6),
        ("(" * 41 + "a" + ")" * 41, "the expression is nested too deep", 40),
        ("a" + ".b" * 100, "the expression is nested too deep", 0),
        ("1" * 41, "the number has more digits than any that CEL knows", 0),
        ("a" * 20_001, "the expression is longer than 20,000 characters", 20_000),
    ],
)
def test_what_is_no_expression_is_refused_at_its_place(text, message, offset):
    """The sentence says what is missing, the place is a character of the text."""
    with pytest.raises(RuleError) as refused:
        parse(text)

    assert (refused.value.message, refused.value.offset) == (message, offset)
