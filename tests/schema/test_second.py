"""The second opinion: an engine of its own, which says so where it cannot tell."""

import math
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.ecma import compile_ecma, search
from gc_contracts.schema.second import Second
from gc_contracts.schema.validate import compile as compile_schema

DIALECTS = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"]


def verdict(
    document: Any, record: Any, dialect: str = "draft-07", max_bytes: int | None = None
) -> bool | None:
    """Ask the second engine."""
    return Second(Schema("s", document, dialect, max_bytes=max_bytes)).is_valid(record)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("document", "record", "expected"),
    [
        ({"multipleOf": 0.01}, 19.99, True),
        ({"multipleOf": 0.01}, 4.355, False),
        ({"multipleOf": 0.1}, 1e308, True),
        ({"pattern": "^a$"}, "a\n", False),
        ({"pattern": r"^\d$"}, "\u0663", False),
        ({"pattern": r"^\w$"}, "é", False),
        ({"pattern": r"\p{L}"}, "é", True),
        ({"format": "date"}, "2024-02-30", False),
        ({"format": "date-time"}, "2016-12-31T23:59:60Z", True),
        ({"format": "date-time"}, "2024-01-01T00:00:60Z", False),
        ({"format": "email"}, "@", False),
        ({"format": "uri"}, "abc", False),
        ({"format": "uri"}, "https://[::1]:80/a%20b?q#f", True),
        ({"format": "hostname"}, "a_b", False),
        ({"format": "nothing-known"}, "x", True),
        ({"type": "integer"}, True, False),
        ({"enum": [1]}, True, False),
        ({"minimum": 2**53 + 1}, 2**53, False),
        ({"maximum": 10}, 10**400, False),
        ({"patternProperties": {"^a$": {"type": "null"}}}, {"a\n": 1}, True),
        ({"patternProperties": {"^a": {}}, "additionalProperties": False}, {"ab": 1, "b": 1}, False),
        ({"additionalProperties": {"type": "null"}}, {"b": None}, True),
        ({}, math.nan, False),
        ({}, (1,), False),
    ],
)
def test_it_reads_the_standard_where_libraries_differ(document, record, expected, dialect):
    """Decimals by their digits, patterns as ECMA-262, formats as their RFCs."""
    assert verdict(document, record, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "expected"), [("draft-04", False), ("draft-06", True), ("2020-12", True)]
)
def test_a_whole_float_is_an_integer_from_draft_06_on(dialect, expected):
    """In draft-04 the way it is written counts."""
    assert verdict({"type": "integer"}, 2.0, dialect) is expected


@pytest.mark.parametrize(
    ("document", "record"),
    [
        ({"pattern": "(a|aa)+$"}, "a" * 60 + "b"),
        ({"pattern": "(?i)a"}, "A"),
        ({"pattern": r"(a)\1"}, "aa"),
        ({"format": "iri"}, "x"),
        ({"format": "hostname"}, "xn--a"),
        ({"contentEncoding": "base64"}, "%"),
        ({"$ref": "#/definitions/none"}, 1),
        ({"$ref": "http://localhost:9/never-asked.json"}, 1),
        ({"$ref": "#"}, 1),
        ({"minimum": "3"}, 4),
        ({"unevaluatedProperties": False, "patternProperties": {"a": {}}}, {}),
    ],
)
def test_it_has_no_word_where_it_is_not_sure(document, record):
    """None is neither valid nor invalid, so that nobody is accused."""
    assert verdict(document, record) is None


def test_an_unknown_dialect_has_no_second_opinion():
    """It does not guess a draft."""
    assert verdict({}, 1, "draft-99") is None


@pytest.mark.parametrize(("limit", "expected"), [(11, True), (10, False)])
def test_the_size_counts_for_it_too(limit, expected):
    """Bytes of compact JSON."""
    assert verdict({}, {"a": 12345}, max_bytes=limit) is expected


@pytest.mark.parametrize(
    ("pattern", "matches", "misses"),
    [
        (r"^[\w-.]+$", ["a-.", "_"], ["a b", ""]),
        (r"^[^\d\s]$", ["a", "\u0663"], ["1", "\u2028", "\ufeff"]),
        (r"^[\b]$", ["\x08"], ["b"]),
        (r"^.$", ["a", "\x85", "😀"], ["\n", "\r", "\u2029"]),
        (r"\bé", [], ["é", "é"]),
        (r"a\b", ["a é", "aé"], ["ab"]),
        (r"^[^]$", ["\n", "a"], [""]),
        (r"[]", [], ["", "a"]),
        (r"^\cA\x41\u0042\u{1F600}\uD83D\uDE00\0$", ["\x01AB😀😀\x00"], ["A"]),
        (r"^a{,3}$", ["a{,3}"], ["a", "aa"]),
        (r"^(?<year>\d{4})(?:x)?(?=-)(?!-0)(?<=\d)", ["2024-1"], ["2024-0", "24-1"]),
        (r"^]}[[&&~~]$", ["]}[", "]}&"], ["]}x"]),
        (r"^a+?$", ["aaa"], ["b"]),
        (r"^\/\-\_\ $", ["/-_ "], ["x"]),
    ],
)
def test_patterns_are_read_as_ecma_262(pattern, matches, misses):
    """By code points, with its own idea of digits, words, blanks and line ends."""
    compiled = compile_ecma(pattern)

    assert [text for text in matches if not search(compiled, text)] == []
    assert [text for text in misses if search(compiled, text)] == []


@pytest.mark.parametrize(
    "pattern", ["(?i)a", "a++", "(?>a)", r"\Qa\E", r"\Aa", "[a", "(", "*", r"a\k<n>", r"(a)\1"]
)
def test_what_is_no_ecma_262_is_refused(pattern):
    """Backreferences too: other engines read unset groups differently."""
    with pytest.raises(SchemaError, match="is no ECMA-262 pattern"):
        compile_ecma(pattern)


def test_the_library_behind_it_is_loaded_only_with_it():
    """Whoever validates does not pay for the second engine."""
    code = (
        "import sys, gc_contracts.schema.validate, gc_contracts.checks.schema;"
        "print([name for name in ('jsonschema', 'referencing') if name in sys.modules])"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout == "[]\n"


BOUNDS = {"minLength": st.integers(0, 3), "maxLength": st.integers(0, 3)}
LEAVES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("string")},
        optional=BOUNDS
        | {
            "pattern": st.sampled_from(["^a", "b$", "^[a-c]+$", r"^\d\d$", r"\s", "^.?$"]),
            "format": st.sampled_from(["date", "date-time", "ipv4"]),
            "enum": st.lists(st.sampled_from(["a", "ab", "12", "", "2024-01-31"]), min_size=1, unique=True),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={
            "minimum": st.integers(-2, 2),
            "maximum": st.integers(-2, 2),
            "multipleOf": st.sampled_from([1, 2, 0.1, 0.5]),
        },
    ),
    st.sampled_from([{"type": ["boolean", "null"]}, {"type": "boolean"}, {"enum": [1, None, True, "a"]}, {}]),
    st.fixed_dictionaries(
        {
            "type": st.just("array"),
            "items": st.fixed_dictionaries({"type": st.just("string")}, optional=BOUNDS),
        },
        optional={"minItems": st.integers(0, 2), "maxItems": st.integers(0, 2), "uniqueItems": st.booleans()},
    ),
)
OBJECTS = st.fixed_dictionaries(
    {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from("abc"), LEAVES, max_size=3)},
    optional={
        "required": st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True),
        "additionalProperties": st.booleans() | LEAVES,
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "d$"]), LEAVES, max_size=1),
        "allOf": st.lists(LEAVES.map(lambda leaf: {"properties": {"a": leaf}}), min_size=1, max_size=2),
        "minProperties": st.integers(0, 2),
        "maxProperties": st.integers(1, 3),
    },
)
TEXTS = st.sampled_from(
    ["", "a", "ab", "abc", "abcd", "12", "a\n", "٣", " ", "é", "2024-01-31", "2024-02-30", "10.0.0.1"]
)
VALUES = (
    TEXTS
    | st.integers(-3, 3)
    | st.sampled_from([0.1, 0.3, 1.0, 2.5, None, True, False])
    | st.lists(TEXTS, max_size=3)
)
RECORDS = st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4) | VALUES


@settings(max_examples=500)
@given(document=OBJECTS, records=st.lists(RECORDS, min_size=1, max_size=5), dialect=st.sampled_from(DIALECTS))
def test_both_engines_agree_on_what_products_use(document, records, dialect):
    """Over every keyword that data schemas, data tables and action contracts hold."""
    schema = Schema("s", document, dialect)
    first, second = compile_schema(schema), Second(schema)

    verdicts = [(record, first.is_valid(record), second.is_valid(record)) for record in records]

    assert [each for each in verdicts if each[1] is not each[2]] == []
