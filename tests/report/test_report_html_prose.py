"""Texts of users' files are cut to a size, and nothing in them hides."""

import pytest

from gc_contracts.report.html.prose import Block, block, cut, excerpt, lines

REPLY = {"status": 200, "text": '{"a": 1}', "headers": {"Content-Type": "application/json"}}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"a": 1}, '{"a": 1}'),
        ({"a": "x" * 80}, '{\n  "a": "' + "x" * 80 + '"\n}'),
        (REPLY, 'HTTP 200\nContent-Type: application/json\n\n{"a": 1}'),
        ({"status": 204, "text": ""}, "HTTP 204\n\n(empty body)"),
        ({"raises": "read-timeout"}, '{"raises": "read-timeout"}'),
        ({"status": 200, "text": "a", "encoding": "b"}, '{"status": 200, "text": "a", "encoding": "b"}'),
        ({"status": 200, "text": None}, '{"status": 200, "text": null}'),
        ("a\u202eb", '"a\\u202eb"'),
        (None, "null"),
    ],
    ids=["short", "long", "reply", "empty-reply", "fault", "more-than-a-reply", "no-text", "turned", "null"],
)
def test_a_part_of_a_reproducer_is_shown_as_it_is_read_best(value, shown):
    """A response as HTTP has it, unless that would lose something; all else as JSON."""
    assert block("respond", value) == Block("respond", shown)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (["   19 |     ab", "             ^"], "   19 | ab\n         ^"),
        (["   19 |     ab", "          ^"], "   19 |   ab\n        ^"),
        (["   19 | …cd", "           ^"], "   19 | …cd\n           ^"),
        (["no number", "  ^"], "no number\n  ^"),
        ([], ""),
    ],
    ids=["indented", "caret-in-the-indentation", "cut", "unknown-form", "none"],
)
def test_an_excerpt_loses_the_indentation_and_the_caret_still_points_right(found, shown):
    """A phone has no room for blanks."""
    assert excerpt(found) == shown


def test_lines_stay_lines():
    """A body has several; what else cannot be seen is written by its number."""
    assert lines("a\nb\tc\u200b") == "a\nb\\tc\\u200b"


def test_a_cut_says_how_much_is_missing():
    """And what fits is left alone."""
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "abc … and 1 more characters")
