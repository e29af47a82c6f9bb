"""Texts that CEL reads (patterns, times, numbers): our own engine is right, or it says that it cannot tell."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gc_contracts.rules.cel import Compiled, Erred, engine
from gc_contracts.rules.evaluate import evaluate
from gc_contracts.rules.parser import parse
from gc_contracts.rules.regexes import found
from gc_contracts.rules.times import Moment, Span, moment, span
from gc_contracts.rules.void import ERROR, UNKNOWN

ENGINE = engine()
_ATOMS = [
    "a",
    "é",
    "0",
    "-",
    ".",
    "^",
    "$",
    "*",
    "+",
    "?",
    "{1,2}",
    "{,2}",
    "(",
    ")",
    "(?:",
    "|",
    "[a-c]",
    "[^a]",
]
_ATOMS += [
    "[",
    "]",
    "[a\\-]",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    "\\b",
    "\\.",
    "\\n",
    "}",
    "{",
    "(?i)",
    "[[:alpha:]]",
    "\\z",
]
_LETTERS = st.text(st.sampled_from("abé0_-.\n\r😀 \u2028$A"), max_size=4)
_TIMES = [
    "2024-02-29T12:00:00Z",
    "2024-02-29T12:00:00.123+05:30",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
]
_SPANS = ["90m", "1h30m", "-1.5h", "999999999h", "0.5ms"]
_NUMBERS = ["5", "-7", "1.5", "1e3", "9223372036854775807", "true"]
RULES = [
    "timestamp(record.a) < timestamp('2024-02-29T12:00:00.5Z')",
    "timestamp(record.a).getDayOfYear() == 59",
    "timestamp(record.a) - duration('36h') < timestamp('2024-02-28T00:00:00Z')",
    "duration(record.a) < duration('90m')",
    "timestamp('2024-02-29T12:00:00Z') + duration(record.a) > timestamp('2024-03-01T00:00:00Z')",
    "int(record.a) > 5",
    "double(record.a) > 5.0",
    "uint(record.a) > 5u",
    "bool(record.a)",
]


@st.composite
def _edited(draw):
    """Draw a text that is read, with a sign or two changed."""
    text = draw(st.sampled_from([*_TIMES, *_SPANS, *_NUMBERS]))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + draw(st.sampled_from(["", *"059TZtz:+-. hmse"]))
            + text[at + draw(st.integers(0, 1)) :]
        )
    return text


def _agree(rule: str, record: object) -> None:
    own = evaluate(parse(rule), record)
    compiled = ENGINE.compile(rule) if ENGINE else None
    if own is not UNKNOWN and isinstance(compiled, Compiled):
        answer = compiled.ask(ENGINE.bind(record))
        assert ("error" if isinstance(answer, Erred) else answer) == ("error" if own is ERROR else own)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(RULES), _edited())
@example(RULES[0], "1969-12-31T23:59:59+05:60")
@example(RULES[0], "2024-02-30T00:00:00Z")
@example(RULES[0], "2024-12-31T23:59:60Z")
@example(RULES[3], "999999999h")
def test_texts_of_times_and_numbers_are_read_as_the_first_engine_reads_them(rule, text):
    """One sign changed is where readers differ."""
    _agree(rule, {"a": text})


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_ATOMS), max_size=6).map("".join), _LETTERS)
@example("(?=a)", "a")
@example("a.", "a\r")
@example("a$", "a\n")
def test_patterns_are_found_as_re2_finds_them(pattern, text):
    """What both languages surely mean alike is decided; the rest is unknown."""
    _agree("record.t.matches(record.p)", {"t": text, "p": pattern})


@pytest.mark.parametrize(
    ("pattern", "text", "answer"),
    [
        ("^[A-Z]{2}-[0-9]+$", "AB-12", True),
        ("^(a|b)*c?$", "abab", True),
        (r"^\w+@\w+\.[a-z]{2,}$", "a@b.ch", True),
        ("^a$", "a\n", False),
        ("é.", "é😀", True),
        ("(?i)a", "A", UNKNOWN),
        ("(?=a)", "a", UNKNOWN),
        (r"\s", " ", UNKNOWN),
        ("a++", "aa", UNKNOWN),
        ("a.", "a\r", UNKNOWN),
        ("[[:alpha:]]", "a", UNKNOWN),
        (r"(a)\1", "aa", UNKNOWN),
        ("(", "a", UNKNOWN),
    ],
)
def test_a_pattern_is_decided_only_where_the_languages_agree(pattern, text, answer):
    """Everyday patterns are decided."""
    assert found(pattern, text) is answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1970-01-01T00:00:01Z", Moment(10**9)),
        ("1970-01-01T00:00:00.000000001Z", Moment(1)),
        ("1970-01-01T01:00:00+01:00", Moment(0)),
        ("1969-12-31T23:59:59.5Z", Moment(-5 * 10**8)),
        ("2024-01-31", ERROR),
        ("2024-01-31T12:00:00", ERROR),
        ("2024-02-30T12:00:00Z", ERROR),
        ("yesterday", ERROR),
        ("2024-12-31T23:59:60Z", UNKNOWN),
        ("2024-01-31t12:00:00z", UNKNOWN),
        ("9999-12-31T23:59:59-01:00", UNKNOWN),
    ],
)
def test_a_timestamp_is_read_as_rfc_3339_has_it(text, value):
    """Odd spellings that some readers take are unknown."""
    assert moment(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1h30m", Span(5400 * 10**9)),
        ("-1.5s", Span(-15 * 10**8)),
        ("1m1h", Span(3660 * 10**9)),
        ("1ns", Span(1)),
        ("soon", ERROR),
        ("1d", UNKNOWN),
        ("1.5ns", UNKNOWN),
        ("999999999h", UNKNOWN),
    ],
)
def test_a_duration_is_read_unit_by_unit(text, value):
    """Hours to nanoseconds, in any order."""
    assert span(text) == value
