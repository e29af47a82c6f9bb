"""JSON in filters and arguments: what the engine's permissive reader makes of it."""

import pytest

from gc_contracts.jsonpath.faults import Broken
from gc_contracts.jsonpath.javatext import java_text
from gc_contracts.jsonpath.lenient import read_lenient


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a, 'b', \"c\",]", ["a", "b", "c"]),
        ("[,,1,,2]", [1, 2]),
        ("{a:1,'b':[true,nul,null,],c d:{}}", {"a": 1, "b": [True, "nul", None], "c d": {}}),
        ("[007, -, 1., 1e2, 1E, 1-2]", [7, 0, 1.0, 100.0, "1E", "1-2"]),
        ('"a\\n\\u0041\\x42\\\'\\q" tail', "a\nAB'"),
        ("12 34", "12 34"),
    ],
)
def test_sloppy_json_is_read(text, expected):
    """Bare words are text, useless commas and anything after the value are ignored."""
    assert read_lenient(text) == expected


@pytest.mark.parametrize(
    "text", ["", "]", "[1", "{a}", "{a:1", "{:1}", "'a", "1e+", '"\\u12"', "[:]", "{a:'b' c}"]
)
def test_json_without_an_end_or_a_meaning_is_an_error(text):
    """Even the permissive reader has limits."""
    with pytest.raises(Broken):
        read_lenient(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": {"b": [1, "x/y", None, {"c": True}]}}, '{a={b=[1,"x\\/y",null,{"c":true}]}}'),
        (("a", "b"), "[a, b]"),
        ([float("inf"), 1e7], "[null,1.0E7]"),
        (["\x01\u2028"], '["\\u0001\\u2028"]'),
    ],
)
def test_joined_values_take_javas_form(value, text):
    """`concat` writes objects as Java maps and arrays as JSON."""
    assert java_text(value) == text
