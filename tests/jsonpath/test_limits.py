"""Paths that would run for hours end, and say so."""

import time

import pytest

from gc_contracts import jsonpath
from gc_contracts.errors import Failed
from gc_contracts.jsonpath import JsonPathError

WIDE = {"wide": [{"a": [0] * 20} for _ in range(60)]}
SLOW = [{"t": "a" * 28 + "!"}] * 500


def _nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = {"a": [value]}
    return value


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("$" + "..*" * 50, WIDE),
        ("$..[?($..* == @..*)]", WIDE),
        ("$" + "..*" * 5, _nested(300)),
        ("$[?(@.t =~ /(a|aa)+/)]", SLOW),
        ("$[?(@.t =~ /(a|a)*b/)]", SLOW),
    ],
    ids=["scans", "scans compared", "scans of a deep document", "a slow pattern", "another"],
)
def test_what_would_not_end_ends(path, document):
    """With a value or an error of ours, after two seconds of work at most."""
    begin = time.process_time()

    try:
        ended = jsonpath.find(path, document)
    except Failed as error:
        ended = error.message

    assert ended is not None
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "path",
    [
        "$" + "[?(@.a" * 200 + ")]" * 200,
        "$" + ".concat($" * 200 + ")" * 200,
        "$[?(" + "(" * 200 + "@.a" + ")" * 200 + ")]",
        "$" + "[" * 200 + "]" * 200,
        "$" + ".a" * 200,
        "$[99999999999999999999]",
        "$[?(@.a == 1e400)]",
    ],
)
def test_depth_and_size_end_with_a_value_or_an_error_of_ours(path):
    """Never with one of Python's."""
    try:
        ended = jsonpath.find(path, _nested(300))
    except JsonPathError as error:
        ended = error.message

    assert ended is not None


def test_a_large_document_is_scanned_whole():
    """The limit is far from what a response needs."""
    assert len(jsonpath.find("$..id", [{"id": index} for index in range(100_000)])) == 100_000
