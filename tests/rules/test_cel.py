"""cel-cpp behind one function: what compiles, what is a flaw and where, and what an answer is."""

import pytest

from gc_contracts.rules.cel import Compiled, Erred, engine, holds, tamed
from gc_contracts.rules.flaws import Flaw

pytest.importorskip("cel_expr_python", reason="the extra `rules` is not installed")
ENGINE = engine()
RECORD = {"status": "active", "count": 3, "nothing": None}


def _compiled(text: str) -> Compiled:
    compiled = ENGINE.compile(text)
    assert isinstance(compiled, Compiled), compiled
    return compiled


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("record.count == 3", True),
        ("record.count == 4", False),
        ("record.gone == 1", Erred('Key not found in map: "gone"')),
        ("record.count / 0 == 1", Erred("divide by zero")),
        ("record.status", Erred("the result is no boolean but string")),
        ("record.nothing", Erred("the result is no boolean but null")),
        ("record.status + 'x'", Erred("the result is no boolean but string")),
        ("{1: 2, 1: 3}.size() == 1", Erred("duplicate key in map")),
        ("record.status.matches('[')", Erred("invalid regular expression: missing ]: [")),
    ],
)
def test_only_the_two_booleans_are_an_answer(text, answer):
    """A failed evaluation is a value there, and true to Python."""
    assert _compiled(text).ask(ENGINE.bind(RECORD)) == answer


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (
            "recrd.count == 1",
            Flaw("the name `recrd` is unknown: a rule knows `record`", 0, "Did you mean `record`?"),
        ),
        (
            "true && count == 1",
            Flaw(
                "the name `count` is unknown: a rule knows `record`",
                8,
                "A record's field is written `record.count`.",
            ),
        ),
        ("sizze(record.a) > 1", Flaw("CEL has no function `sizze`", 0, "Did you mean `size`?")),
        ("record.a.startWith('x')", Flaw("CEL has no function `startWith`", 9, "Did you mean `startsWith`?")),
        (
            "startsWith(record.a, 'x')",
            Flaw("`startsWith` is called on a text", 0, "Write `text.startsWith(…)`."),
        ),
        ("frobnicate(1)", Flaw("CEL has no function `frobnicate`", 0)),
        ("record.a ==", Flaw("an expression is missing: the text ends here", 11)),
        ("record.a = 1", Flaw("`=` cannot stand here", 9, "CEL writes `==`.")),
        ("(record.a == 1", Flaw("`)` is missing: the text ends here", 14)),
        ("record.a == 'x", Flaw("the text is not closed by its quote", 12)),
        (
            "record.a and record.b",
            Flaw("the expression ends before this: `and` stands here", 9, "CEL writes `&&`."),
        ),
        ("", Flaw("an expression is missing: the text ends here", 0)),
        (
            "true\n  && recrd",
            Flaw("the name `recrd` is unknown: a rule knows `record`", 10, "Did you mean `record`?"),
        ),
        (
            "'é😀' == recrd",
            Flaw("the name `recrd` is unknown: a rule knows `record`", 8, "Did you mean `record`?"),
        ),
        ("1 == 'a'", Flaw("`==` cannot take int on its left and string on its right", 2)),
        ("record.in == 1", Flaw("a member's name is missing: `in` stands here", 7)),
        ("package == 1", Flaw("reserved identifier: package", 0)),
        (
            "has(record)",
            Flaw(
                "has() argument must be a field selection",
                4,
                "Ask for a field of the record: `has(record.name)`.",
            ),
        ),
        ("(" * 60 + "true" + ")" * 60, Flaw("the expression is nested too deep for CEL (32 levels)", 0)),
        ("\ud800", Flaw("the expression holds a character that is none of Unicode's, or NUL", 0)),
        ("-duration('1s') < duration('0s')", Flaw("`-` cannot take duration", 0)),
    ],
    ids=range(21),
)
def test_what_does_not_compile_has_a_sentence_a_place_and_a_way_out(text, flaw):
    """The library's report names its grammar; authors of rules want to know what to write."""
    assert ENGINE.compile(text) == flaw


@pytest.mark.parametrize(
    ("record", "held"),
    [
        ({"a": [1, 2.5, "é😀", None, True, {"b": {}}]}, True),
        ({"a": 2**63 - 1, "b": -(2**63)}, True),
        ({"a": "9" * 40}, True),
        ({"a": 2**63}, False),
        ({"a": [{"b": -(10**30)}]}, False),
        ({"a": float("nan")}, False),
        ({"a": float("inf")}, False),
        ({"a": "\ud800"}, False),
        ({"\udfff": 1}, False),
    ],
)
def test_what_the_library_cannot_hold_is_known_before(record, held):
    """It would take 2**63 as unsigned, refuse 2**64 even where no rule looks, and break on half a character."""
    assert holds(record) is held


def test_a_record_that_cannot_be_held_has_a_nearest_one_that_can():
    """A double for an integer beyond 64 bits, a replaced character for half a pair."""
    record = {"a": [10**30, 5, "x\ud800"], "b": None, "c": 10**400}

    assert tamed(record) == {"a": [1e30, 5, "x?"], "b": None, "c": float("inf")}


def test_a_result_that_is_known_and_no_boolean_is_named():
    """It is a flaw of the rule before any record comes."""
    assert [_compiled(text).result for text in ("1 + 1", "'a'", "record.a", "true")] == [
        "INT",
        "STRING",
        "",
        "",
    ]


def test_a_record_of_a_thousand_levels_is_judged():
    """Depth is the schema's business."""
    record = {"count": 1, "deep": []}
    for _ in range(1000):
        record["deep"] = [record["deep"]]

    assert _compiled("record.count == 1").ask(ENGINE.bind(record)) is True
