"""Where values stand in JSON text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts._json import walk
from gc_contracts.positions import Repeat, decode, repeats, scan_json, strings

TEXT = """{
  "name": "a\\nb",
  "list": [1, {"x~y/z": true}],
  "pair": "q\\ud83d\\ude00z\\u00e9!"
}
"""


@pytest.mark.parametrize(
    ("pointer", "offset", "place"),
    [
        pytest.param("", -1, (1, 1), id="root"),
        pytest.param("/name", -1, (2, 11), id="value"),
        pytest.param("/name", 0, (2, 12), id="first character"),
        pytest.param("/name", 1, (2, 13), id="an escape is one character"),
        pytest.param("/name", 2, (2, 15), id="after an escape"),
        pytest.param("/list/0", -1, (3, 12), id="element"),
        pytest.param("/list/1/x~0y~1z", -1, (3, 25), id="escaped pointer"),
        pytest.param("/pair", 1, (4, 13), id="a surrogate pair begins"),
        pytest.param("/pair", 2, (4, 25), id="a surrogate pair is one character"),
        pytest.param("/pair", 4, (4, 32), id="after a hexadecimal escape"),
        pytest.param("/pair", 99, (4, 33), id="beyond the end: the closing quote"),
        pytest.param("/list/7/deep", -1, (3, 11), id="nowhere: the nearest ancestor"),
        pytest.param("/name/inner", 3, (2, 11), id="nowhere: the offset means nothing"),
        pytest.param("/list/0", 5, (3, 12), id="a number has no inside"),
    ],
)
def test_a_pointer_leads_to_its_line_and_column(pointer, offset, place):
    """Pointers and offsets inside decoded texts become places, escapes counted as one character."""
    positions = scan_json(TEXT)

    found = positions.find(pointer, offset)

    assert found == place


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_line_endings_and_a_mark_do_not_move_places(ending, mark):
    """CRLF, CR and LF each end one line, and a byte order mark has no column."""
    text = mark + ending.join(['{"a":', '  "b"', "}"])

    found = [scan_json(text).find(pointer) for pointer in ("", "/a")]

    assert found == [(1, 1), (2, 3)]


def test_a_key_has_its_own_place():
    """The name of a member is found apart from its value; elements and the root have none."""
    positions = scan_json(TEXT)

    found = [positions.key(pointer) for pointer in ("/list", "/list/0", "")]

    assert found == [(3, 3), (3, 12), (1, 1)]


def test_a_repeated_key_leads_to_its_last_value():
    """As in the data: what stood under the first is gone, so its children lead nowhere."""
    text = '{"a": {"old": 1},\n "b": [{"k": 1, "k": 2}],\n "a": {"new": 2}}'

    found = [scan_json(text).find(pointer) for pointer in ("/a", "/a/new", "/a/old", "/b/0/k")]

    assert found == [(3, 7), (3, 15), (3, 7), (2, 22)]
    assert repeats(text) == (Repeat("k", 2, 17, 2), Repeat("a", 3, 2, 1))


def test_an_empty_text_has_one_place():
    """Nothing to find gives the beginning, never an exception."""
    positions = scan_json("")

    assert (positions.find("/a", 3), positions.key("/a")) == ((1, 1), (1, 1))


@pytest.mark.parametrize(
    "text",
    ["{]", '{"a', '{"a" "b"', "]]}}", ",,:", '"\\', "\ufeff", '{"a": tru', "[" * 5_000],
    ids=["mixed", "open text", "no colon", "closed", "commas", "backslash", "mark", "word", "deep"],
)
def test_text_that_is_no_json_is_passed_over(text):
    """The scanner is for text that was read before, and still never raises."""
    assert scan_json(text).find("/a/0", 1)[0] == 1


def test_a_deep_file_is_scanned_without_recursion():
    """No depth stops the scan."""
    depth = 20_000

    line, column = scan_json("[" * depth + "]" * depth).find("/0" * (depth - 1))

    assert (line, column) == (1, depth)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_every_value_is_found_where_it_is_written(value):
    """Property: reading JSON from a value's place gives that value."""
    text = json.dumps(value, indent=1)
    lines = text.splitlines(keepends=True)

    for pointer, expected in walk(value):
        line, column = scan_json(text).find(pointer)
        rest = "".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == expected


@settings(deadline=None)
@given(st.text(), st.booleans())
def test_every_character_of_a_text_is_found(value, ascii_only):
    """Property: the rest of the text from a character's place decodes to the rest of the value."""
    text = json.dumps(value, ensure_ascii=ascii_only)

    for offset in range(len(value)):
        _, column = scan_json(text).find("", offset)
        assert json.loads('"' + text[column - 1 :]) == value[offset:]


@settings(deadline=None)
@given(st.text())
def test_string_tokens_are_decoded(value):
    """Property: a token as JSON writes it decodes to its text."""
    token = json.dumps(value)

    assert (decode(token), list(strings(token))) == (value, [(0, token)])


def test_a_broken_escape_stays_as_written():
    """Decoding a token never raises."""
    assert decode('"a\\uZZZZ\\q"') == "a\\uZZZZq"
