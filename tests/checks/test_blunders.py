"""The guess at why a value is misjudged: what Python invites, told by the value."""

import pytest

from gc_contracts.checks.blunders import accepted
from gc_contracts.checks.overdone import refused


@pytest.mark.parametrize(
    ("keyword", "limit", "value", "told"),
    [
        ("type", "integer", True, "isinstance(True, int)"),
        ("type", ["number", "null"], False, "isinstance(True, int)"),
        ("type", "string", None, "null is a value"),
        ("type", "integer", 1.5, "A number with a fraction"),
        ("type", "integer", "1", "Text is text"),
        ("type", "string", [], "Test the type before"),
        ("pattern", "^a+$", "a\n", "re.fullmatch"),
        ("pattern", "^a+$", "b\na", "re.MULTILINE"),
        ("pattern", "^a+$", "A", "re.IGNORECASE"),
        ("pattern", "^a+$", " a", "without strip()"),
        ("pattern", "^[0-9]+$", "٣", "re.ASCII"),
        ("pattern", "^a+$", "ab", "A beginning that matches"),
        ("maxLength", 0, "x", "0 is false in Python"),
        ("maximum", 0, 1, "0 is false in Python"),
        ("maxLength", 3, "abc ", "without strip()"),
        ("minLength", 2, "😀", "UTF-16 units"),
        ("minLength", 3, "éé", "in bytes"),
        ("maxLength", 3, "abcdef", ""),
        ("exclusiveMinimum", 1, 1, "The bound itself is excluded"),
        ("enum", ["Open", "closed"], "open", "casefold()"),
        ("enum", ["open"], "ope", "`in` on a text"),
        ("enum", [1], True, "True == 1"),
        ("enum", ["open"], None, "null is a value"),
        ("const", "a", "zzz", ""),
        ("format", "date", "2026-02-30", "the calendar"),
        ("format", "email", "x", ""),
        ("required", ["a"], {}, "`name in record`"),
        ("uniqueItems", True, [1, 1.0], "1 equals 1.0"),
        ("multipleOf", 0.01, 0.015, "Decimal"),
        ("size", 10, {}, "ensure_ascii=False"),
        ("anyOf", [], 1, ""),
    ],
    ids=lambda value: str(value)[:20].replace("\n", "-") or "nothing",
)
def test_what_is_accepted_tells_what_was_probably_written(keyword, limit, value, told):
    """One sentence; none where there is no guess."""
    guess = accepted(keyword, limit, value)

    assert (told in guess) if told else guess == ""


@pytest.mark.parametrize(
    ("keyword", "limit", "value", "told"),
    [
        ("type", ["string", "null"], None, "`name in record` can"),
        ("maxLength", 3, "ééé", "code points"),
        ("minLength", 2, "  ", "without strip()"),
        ("minimum", 0, 0, "`if not value`"),
        ("type", "integer", 1.0, "1.0 is an integer"),
        ("type", "number", 1, "Every integer is a number"),
        ("pattern", "a$", "ba", "re.search"),
        ("maximum", 5, 5, "The bound itself is allowed"),
        ("maxItems", 1, ["a"], "The bound itself is allowed"),
        ("uniqueItems", True, [1, True], "True == 1"),
        ("multipleOf", 0.01, 0.07, "Decimal"),
        ("size", 10, {"a": 1}, "json.dumps"),
        ("additionalProperties", None, 1, "The schema is open"),
        ("required", None, 1, "`required` names"),
        ("format", "date", "2024-02-29", ""),
    ],
    ids=lambda value: str(value)[:20] or "nothing",
)
def test_what_is_refused_tells_what_was_probably_overdone(keyword, limit, value, told):
    """One sentence; none where there is no guess."""
    guess = refused(keyword, limit, value)

    assert (told in guess) if told else guess == ""


def test_a_pattern_nobody_can_run_gives_no_guess():
    """A hint is no place to fail."""
    assert accepted("pattern", "a++(", "a\n") == ""
