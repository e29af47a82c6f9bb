"""Strict JSON, with errors a person can act on."""

import pytest

from gc_contracts.errors import LoadError
from gc_contracts.load.flaw import MAX_DEPTH, Flaw
from gc_contracts.load.json_text import parse_json
from gc_contracts.source import Source


def failure(text):
    with pytest.raises(LoadError) as caught:
        parse_json(text, "a.json")
    return caught.value.source, caught.value.message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "the file is empty; it should hold a Data Action export or a data schema"),
        (" \n", (2, 1), "the file is empty; it should hold a Data Action export or a data schema"),
        ('{"a": 1\n "b": 2}', (2, 2), "a comma is missing between two members"),
        ('{"a": [1 {}]}', (1, 10), "a comma is missing between two members"),
        (
            '{"a": "x "y" z"}',
            (1, 11),
            'a comma is missing here, or a double quote inside the text before is not written as \\"',
        ),
        ('{"a": 1', (1, 8), "the text ends too early; a closing } or ] is missing"),
        (
            '{"a": 1]',
            (1, 8),
            "`]` does not fit here; a bracket or brace is not closed, or a colon is too many",
        ),
        ('{"a" 1}', (1, 6), "a colon is missing between a member's name and its value"),
        ('{"a": 1,}', (1, 9), "a comma too many: no member follows it"),
        ('{"a": 1,', (1, 9), "the text ends inside an object; a closing } is missing"),
        ("{a: 1}", (1, 2), "a member's name must stand here, in double quotes"),
        ("{'a': 1}", (1, 2), "names and texts stand in double quotes in JSON, not in single ones"),
        ('{"a": 1, // note\n}', (1, 10), "JSON has no comments; remove this one, or keep the file as YAML"),
        ('{"a": }', (1, 7), "a value is missing here, or the comma before is one too many"),
        ("[1, 2,]", (1, 7), "a value is missing here, or the comma before is one too many"),
        ('{"a":', (1, 6), "the text ends where a value should stand"),
        ('{"a": True}', (1, 7), "True is no JSON value; write true"),
        ('{"a": None}', (1, 7), "None is no JSON value; write null"),
        ('{"a": yes}', (1, 7), "`yes` is no JSON value; a text stands in double quotes"),
        ('{"a": "x', (1, 7), "the text that begins here is never closed by a double quote"),
        ('{"a": "x\ny"}', (1, 9), r"a line break or tab stands inside a text; write it as \n or \t"),
        ('{"a": "\\d"}', (1, 8), r"a backslash stands alone in a text; write two for one: \\"),
        ('{"a": "\\u12"}', (1, 9), r"\u needs four hexadecimal digits after it"),
        ("{} {}", (1, 4), "the JSON value has ended, and more text follows; a file holds one value"),
        ('{"a":\n NaN}', (2, 2), "NaN is no JSON value; write null, or a number"),
        ('["Infinity", -Infinity]', (1, 14), "-Infinity is no JSON value; write null, or a number"),
        ('{"a": 1e400}', (1, 7), "the number 1e400 is too big; write it as text"),
        ("[1, " + "9" * 5000 + "]", (1, 5), "the number 99999999999999999999… is too big; write it as text"),
        (
            r'["\ud83d\ude00", "a\ud800b"]',
            (1, 20),
            r"\ud800 is half of a surrogate pair and no character; write both halves",
        ),
    ],
)
def test_an_error_names_the_place_and_what_would_be_right(text, place, message):
    """Line, column and a sentence, for each way JSON is broken."""
    assert failure(text) == (Source("a.json", *place), message)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("[" * 200_000, MAX_DEPTH + 1, id="open lists"),
        pytest.param('{"a":' * 100_000, MAX_DEPTH * 5 + 1, id="open objects"),
        pytest.param("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), MAX_DEPTH + 1, id="one too many"),
    ],
)
def test_deep_nesting_is_refused_before_it_is_read(text, column):
    """No depth can stop the process."""
    source, message = failure(text)

    assert source == Source("a.json", 1, column)
    assert message == "the file nests more than 200 levels deep here; no contract needs more than 50"


def test_the_deepest_nesting_is_read():
    """The limit is inclusive, and brackets inside texts do not count."""
    text = "[" * (MAX_DEPTH - 1) + '["' + "[" * 1_000 + '"]' + "]" * (MAX_DEPTH - 1)

    data, flaws = parse_json(text, "a.json")

    assert (len(str(data)), flaws) == (1_000 + 2 + 2 * MAX_DEPTH, ())


@pytest.mark.parametrize(
    "text", ['"' + '\\"' * 500_000, "[" * 500_000, '{"a":1,' * 90_000], ids=["quotes", "lists", "keys"]
)
def test_a_hostile_text_is_refused_in_linear_time(text):
    """Half a megabyte of the worst is refused like any other."""
    assert failure(text)[0].line == 1


def test_a_repeated_key_keeps_its_last_value_and_is_a_flaw():
    """RFC 8259 leaves it open; people do not mean it."""
    data, flaws = parse_json('{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3}', "a.json")

    assert data == {"a": 3, "b": {"c": 2}}
    assert flaws == (
        Flaw(
            "the key `c` stands here again, after line 2",
            2,
            16,
            "remove one of them; the last one counts",
            fatal=False,
        ),
        Flaw(
            "the key `a` stands here again, after line 1",
            3,
            2,
            "remove one of them; the last one counts",
            fatal=False,
        ),
    )
