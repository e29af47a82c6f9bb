"""Is a value carried as data: one table for each syntax."""

import pytest

from gc_contracts.checks.carried import Change, Swap, form_change, json_change, plain, url_change

SWAP = Swap("aaaa", "a&b/c")
BASE = "https://example.com/x/aaaa?q=aaaa"


@pytest.mark.parametrize(
    ("base", "other", "words"),
    [
        (BASE, "https://example.com/x/a%26b%2Fc?q=a%26b%2Fc", None),
        ("/x/aaaa", "/x/a%26b%2Fc", None),
        (BASE, "https://example.com/x/a&b/c?q=a%26b%2Fc", "the path has 3 segments instead of 2"),
        (
            BASE,
            "https://example.com/x/a%26b%2Fc?q=a&b/c",
            "there are 2 query parameters instead of 1, `b/c` among them",
        ),
        (BASE, "https://example.com/x/a%26b%2Fc?q=a#b", "the URL is cut off at `#`"),
        ("https://aaaa.example.com/", "https://a&b/c.example.com/", "the request goes to https://a&b"),
        ("https://example.com/?aaaa", "https://example.com/?a&b/c", None),
        ("https://example.com/?q=1", "https://example.com/?r=1", "the query parameters have other names"),
        ("https://[aaaa", "https://[a&b/c", None),
        ("https://aaaa", "https://[a", "the URL can no longer be read"),
    ],
)
def test_a_url_is_compared_place_by_place(base, other, words):
    """Host, segments, parameters and fragment are the structure; each value has its place in it."""
    assert url_change(base, other, SWAP) == (words and Change(words))


@pytest.mark.parametrize(
    ("new", "base", "other", "words"),
    [
        ("a b", "/x/aaaa", "/x/a+b", 'the path segment arrives as "a+b"'),
        ("a+b", "/x?q=aaaa", "/x?q=a+b", 'the query parameter arrives as "a b"'),
        ("a b", "/x?q=aaaa", "/x?q=a%2520b", 'the query parameter arrives as "a%20b"'),
        ("a b", "/x/aaaa", "/x/a b", "the URL holds a blank, which no URL may"),
        ("a|b", "/x/aaaa", "/x/a|b", 'the URL holds "|", which no URL may'),
        ("a b", "/x y/aaaa", "/x y/a b", None),
    ],
)
def test_a_value_that_arrives_as_another_is_told_apart_from_a_broken_structure(new, base, other, words):
    """A template may rework a value on purpose; then only the structure counts."""
    assert url_change(base, other, Swap("aaaa", new)) == (words and Change(words, structural=False))


@pytest.mark.parametrize(
    ("base", "other", "words"),
    [
        ("a=aaaa&c=1", "a=a%26b%2Fc&c=1", None),
        ("a=aaaa&c=1", "a=a&b/c&c=1", "there are 3 form fields instead of 2, `b/c` among them"),
        ("aaaa=1&c=1", "x=1&c=1", "the form fields have other names"),
    ],
)
def test_a_form_is_compared_field_by_field(base, other, words):
    """`+` is a blank there."""
    assert form_change(base, other, SWAP) == (words and Change(words))


@pytest.mark.parametrize(
    ("base", "text", "words"),
    [
        ({"a": "aaaa"}, '{"a": "a&b/c"}', None),
        ({"aaaa": 1}, '{"a&b/c": 1}', None),
        (["aaaa", "aaaa"], '["a&b/c", "aaaa"]', None),
        ({"a": "aaaa"}, '{"a": "a', "the body is no JSON any more (Unterminated string starting at: line 1 column 7 (char 6))"),
        ({"a": "aaaa"}, '{"a": "", "b": 1}', "the body has other members: b"),
        ({"a": ["aaaa"]}, '{"a": ["x", 1]}', "/a of the body has 2 elements instead of 1"),
        ({"a": "aaaa"}, '{"a": 1}', "/a of the body is integer instead of string"),
        ({"a": '{"b": "aaaa"}'}, '{"a": "{\\"b\\": \\"a&b/c\\"}"}', None),
        ({"a": '{"b": "aaaa"}'}, '{"a": "{}"}', "/a of the body has other members"),
        ({"a": 1}, '{"a": 2}', None),
    ],
)  # fmt: skip
def test_json_is_compared_value_by_value(base, text, words):
    """JSON inside a text is compared as JSON."""
    assert json_change(base, text, SWAP) == (words and Change(words))


@pytest.mark.parametrize(("text", "verdict"), [("a1", True), ("", False), ("a b", False), ("é", False)])
def test_plain_text_has_nothing_that_a_syntax_could_read(text, verdict):
    """Letters and digits only."""
    assert plain(text) is verdict
