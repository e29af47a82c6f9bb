"""Keeping records as examples: what is added, what stays, what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts._yaml import flow
from gc_contracts.load.keep import Kept, holds, keep, paste, reason_against
from gc_contracts.load.yaml_text import compose

VALID, INVALID = Kept({"a": 1}), Kept({"a": "no"}, "type")

ADDED = {
    "an empty file": ("", VALID, "examples:\n  valid:\n    - {a: 1}\n"),
    "nothing but a comment": ("# mine\n", VALID, "# mine\nexamples:\n  valid:\n    - {a: 1}\n"),
    "no examples yet": (
        "cases: 5  # few\n\n# the end\n",
        INVALID,
        'cases: 5  # few\nexamples:\n  invalid:\n    - {record: {a: "no"}, violates: type}\n\n# the end\n',
    ),
    "no line end at the end": ("cases: 5", VALID, "cases: 5\nexamples:\n  valid:\n    - {a: 1}"),
    "a block list": (
        "examples:\n  valid:\n    - {b: 1}   # one\n    # two\n  invalid: []\n",
        VALID,
        "examples:\n  valid:\n    - {b: 1}   # one\n    - {a: 1}\n    # two\n  invalid: []\n",
    ),
    "a list without indentation": (
        "examples:\n  valid:\n  - b: 1\n    c: 2\n\ncases: 5\n",
        VALID,
        "examples:\n  valid:\n  - b: 1\n    c: 2\n  - {a: 1}\n\ncases: 5\n",
    ),
    "the other list": (
        "examples:\n    valid:\n        - {b: 1}\ncases: 5\n",
        INVALID,
        'examples:\n    valid:\n        - {b: 1}\n    invalid:\n      - {record: {a: "no"}, violates: type}\ncases: 5\n',
    ),
    "an empty list": ("examples:\n  valid: []  # none\n", VALID, "examples:\n  valid: [{a: 1}]  # none\n"),
    "a list that is null": ("examples:\n  valid:  # none\n", VALID, "examples:\n  valid: [{a: 1}]  # none\n"),
    "examples that are null": ("examples:\ncases: 5\n", VALID, "examples: {valid: [{a: 1}]}\ncases: 5\n"),
    "all in flow style": ("{cases: 5}\n", VALID, "{cases: 5, examples: {valid: [{a: 1}]}}\n"),
    "flow style on lines": (
        "examples:\n  valid: [\n    {b: 1},  # one\n    {c: 1}   # two\n  ]\n",
        VALID,
        "examples:\n  valid: [\n    {b: 1},  # one\n    {c: 1},   # two\n    {a: 1}\n  ]\n",
    ),
    "a comma after the last one": (
        "examples: {valid: [\n  {b: 1},\n]}\n",
        VALID,
        "examples: {valid: [\n  {b: 1},\n  {a: 1}\n]}\n",
    ),
    "a literal text at the end": (
        "examples:\n  valid:\n    - b: |\n        text\ncases: 5\n",
        VALID,
        "examples:\n  valid:\n    - b: |\n        text\n    - {a: 1}\ncases: 5\n",
    ),
    "Windows line ends": (
        "examples:\r\n  valid:\r\n    - {b: 1}\r\n",
        VALID,
        "examples:\r\n  valid:\r\n    - {b: 1}\r\n    - {a: 1}\r\n",
    ),
    "tabs before comments": (
        "examples:\t# mine\n  valid:\t\n    - {b: 1}\t# one\n",
        VALID,
        "examples:\t# mine\n  valid:\t\n    - {b: 1}\t# one\n    - {a: 1}\n",
    ),
    "document marks": (
        "--- # mine\ncases: 5\n...\n",
        VALID,
        "--- # mine\ncases: 5\nexamples:\n  valid:\n    - {a: 1}\n...\n",
    ),
    "JSON": (
        '{\n  "examples": {\n    "valid": [\n      {"b": 1}\n    ]\n  }\n}\n',
        VALID,
        '{\n  "examples": {\n    "valid": [\n      {"b": 1},\n      {"a": 1}\n    ]\n  }\n}\n',
    ),
}


@pytest.mark.parametrize(("text", "example", "after"), ADDED.values(), ids=ADDED)
def test_an_example_is_added_where_people_would_type_it(text: str, example: Kept, after: str):
    """In the style of its neighbours, and nothing else moves."""
    assert keep(text, example) == after


REFUSED = {
    "an alias is the last one": "examples:\n  valid:\n    - &b {b: 1}\n    - *b\n",
    "an alias is the list": "checks: &c {disable: []}\nexamples: *c\n",
    "no YAML": "examples: [\n",
    "a list is the file": "- 1\n",
    "a text is the examples": "examples: none\n",
    "a key twice": "cases: 5\ncases: 6\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_where_there_is_no_sure_place_nothing_is_added(text: str):
    """The file is left alone."""
    assert keep(text, VALID) is None


def test_a_long_record_stands_on_several_lines():
    """A member a line, as people write it."""
    record = {"text": "x" * 60, "more": {"inner": "y" * 60, "list": [1, 2]}}

    added = keep("examples:\n  valid:\n    - {a: 1}\n", Kept(record, "maxLength"))

    assert added == (
        "examples:\n  valid:\n    - {a: 1}\n  invalid:\n    - record:\n"
        f"        text: {'x' * 60}\n        more: {{inner: {'y' * 60}, list: [1, 2]}}\n"
        "      violates: maxLength\n"
    )


VALUES = {
    "minus zero": (-0.0, "-0.0"),
    "a whole float": (1.0, "1.0"),
    "an exponent": (1e300, "1.0e+300"),
    "a tiny float": (2.5e-7, "2.5e-07"),
    "a huge integer": (10**40, "1" + "0" * 40),
    "no": ("no", '"no"'),
    "a null in letters": ("Null", '"Null"'),
    "octal": ("012", '"012"'),
    "a float in letters": ("1e3", '"1e3"'),
    "a date": ("2024-02-29", '"2024-02-29"'),
    "a time of base sixty": ("12:30:45", '"12:30:45"'),
    "empty": ("", '""'),
    "a blank at the end": ("a ", '"a "'),
    "a comment": ("a #b", '"a #b"'),
    "a line end": ("a\n", r'"a\n"'),
    "a Unicode line end": ("a\u2028\x85", r'"a\u2028\u0085"'),
    "a byte order mark": ("\ufeff", r'"\ufeff"'),
    "beyond the first plane": ("\U0001f600", '"\U0001f600"'),
    "plain": ("on hold", "on hold"),
    "a key like a word": ({"on": True}, '{"on": true}'),
    "a long key": ({"k" * 2000: 1}, f"{{? {'k' * 2000} : 1}}"),
}


@pytest.mark.parametrize(("value", "text"), VALUES.values(), ids=VALUES)
def test_values_are_written_so_that_every_reader_takes_them_for_the_same(value: object, text: str):
    """What looks like something else is quoted."""
    assert flow(value) == text
    assert json.dumps(compose(f"- {text}", "").data) == json.dumps([value])


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"a": "x" * 20_001}, "the record is 20,009 characters long"),
        ({"a": 10**4_100}, "the record holds a value that YAML cannot"),
        ({"a": "\ud800"}, "the record holds half a surrogate pair, which no file can"),
        ({"a": r"\ud800"}, "the record holds half a surrogate pair, which no file can"),
        ({"a": "\U0001f600"}, ""),
    ],
    ids=["long", "many digits", "surrogate", "surrogate as results have it", "an astral letter"],
)
def test_what_no_file_can_hold_is_not_kept(record: object, reason: str):
    """And it is said why."""
    assert reason_against(Kept(record)) == reason


def test_a_record_is_known_in_either_list_and_only_if_it_is_the_very_same():
    """1 and 1.0 are two records to a validator."""
    text = 'examples:\n  valid:\n    - {a: 1}\n  invalid:\n    - {record: {a: "no"}, violates: enum}\n'

    assert [holds(text, one) for one in (VALID, INVALID, Kept({"a": 1.0}), Kept({"a": True}))] == [
        True,
        True,
        False,
        False,
    ]


def test_examples_to_paste_are_a_file_of_their_own():
    """Both lists, each only where there is something in it."""
    assert paste([VALID, INVALID]) == (
        'examples:\n  valid:\n    - {a: 1}\n  invalid:\n    - {record: {a: "no"}, violates: type}\n'
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
FILES = st.sampled_from([text for text, _, _ in ADDED.values()])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    FILES,
    st.lists(st.builds(Kept, JSON, st.sampled_from(["", "type", "my rule", "on"])), min_size=1, max_size=3),
)
def test_any_record_is_added_and_found_again(text: str, examples: list[Kept]):
    """One after the other, in every style; what was there stays a part of the text, in its order."""
    now = text

    for example in examples:
        added = keep(now, example)
        assert added is not None
        now = added

    assert all(holds(now, example) for example in examples)
    rest = iter(now)
    assert all(letter in rest for letter in text)
