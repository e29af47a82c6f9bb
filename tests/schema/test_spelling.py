r"""Both engines and our own patterns read `.`, `\s`, `\w`, `\b`, `^` and `$` alike, as ECMA-262 without flags."""

import random

import pytest

from gc_contracts.model.schema import Schema
from gc_contracts.schema.ecma import compile_ecma, search
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.spelling import spelt_out
from gc_contracts.schema.validate import compile as compile_schema

ATOMS = [
    *[".", r"\s", r"\S", r"\w", r"\W", r"\d", r"\D", "[^a]", r"[^\n]", r"[\s\S]", "[.]", "a", "0", "_", "-", r"\n"],
    *[r"\r", r"\u2028", r"\x0b", r"\xa0", r"\ufeff", "é", "٠", "[a-z]", r"[^\s]", r"[^\w]", r"[\W]", r"[\d-]", r"[\w-.]"],
    *[r"\b", r"\B", "$", "^", "(?:a|b)", "(?=a)", "(?!a)", r"[^\u2028]", r"\cJ", r"[\b]", r"\.", r"\v", r"\\"],
]  # fmt: skip
LETTERS = "ab0_-. \n\r\u2028\u2029\x0b\x0c\t\xa0\ufeff\x85\x1c\u180e\u200bé٠ß\u0130\U0001f600\x00\x08\u3000\u1680/\\"
ZERO = frozenset({"^", "$", r"\b", r"\B", "(?=a)", "(?!a)"})


def _pattern(draw: random.Random) -> str:
    atoms = [draw.choice(ATOMS) for _ in range(draw.randint(1, 4))]
    parts = [
        atom + (draw.choice("*+?") if atom not in ZERO and draw.random() < 0.3 else "") for atom in atoms
    ]
    return draw.choice(["", "^"]) + "".join(parts) + draw.choice(["", "$"])


def _answers(pattern: str, text: str) -> tuple[bool, bool, bool | None]:
    first = compile_schema(Schema("x", {"pattern": pattern}, "2020-12"))
    return first.is_valid(text), compile_pattern(pattern).search(text), search(compile_ecma(pattern), text)


@pytest.mark.parametrize("seed", range(3))
def test_three_readers_of_a_pattern_agree(seed):
    """On a thousand texts each, line separators among them."""
    draw = random.Random(seed)  # noqa: S311 - the seed is the point
    pairs = [
        (_pattern(draw), "".join(draw.choice(LETTERS) for _ in range(draw.randint(0, 4))))
        for _ in range(1_000)
    ]

    apart = [(*map(ascii, pair), found) for pair in pairs if len(set(found := _answers(*pair))) > 1]

    assert apart == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^.$", "\r", False),
        ("^.$", "\u2028", False),
        ("^.$", "\x85", True),
        ("^[.]$", "\r", False),
        (r"\b", "é", False),
        (r"\B", "٠", True),
        (r"^\w(?!a)$", "é", False),
        (r"^[^\w](?!a)$", "é", True),
        (r"^(?!a)\s$", "\ufeff", True),
        (r"^(?!a)\s$", "\x85", False),
        (r"^[\w-.]+$", "a-.", True),
        ("^a$", "a\n", False),
        ("^b", "a\nb", False),
        ("^[^a]$", "\u2028", True),
    ],
)
def test_a_pattern_is_read_as_ecma_says(pattern, text, found):
    """By all three."""
    assert _answers(pattern, text) == (found, found, found)


@pytest.mark.parametrize("pattern", ["(?i)^.$", "(?m)^a.$", "a", r"\.", "[.]", r"[\]]", "("])
def test_what_needs_no_other_spelling_stays(pattern):
    """Nor does what ECMA-262 does not have, or what is broken."""
    assert spelt_out(pattern) == pattern


def test_names_of_pattern_properties_are_shown_as_written():
    """A reader looks for what stands in the file."""
    document = {
        "properties": {"a": {"pattern": r"^.\b$"}},
        "patternProperties": {"^.x$": {"type": "integer"}},
    }

    found = compile_schema(Schema("x", document, "2020-12")).violations({"a": "\r", "\rx": "s", "yx": "s"})

    assert [(item.pointer, item.rule, item.message) for item in found] == [
        ("/a", "/properties/a/pattern", r"does not match ^.\b$"),
        ("/yx", "/patternProperties/^.x$/type", "is string, not integer"),
    ]
