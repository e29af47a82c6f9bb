"""The odd corners of filters: comparisons across types, lists, patterns as Java means them."""

import pytest

from gc_contracts import jsonpath


def hits(condition, values):
    """Return the values of `v` for which a condition holds."""
    return jsonpath.find(f"$[?({condition})].v", [{"v": value} for value in values])


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("@.v == 1", [1, 1.0, "1"]),
        ("@.v == '1'", [1, 1.0, "1"]),
        ("@.v === 1", [1, 1.0]),
        ("1 == @.v", [1, 1.0, "1", "01"]),
        ("@.v < 2", [1, 1.0]),
        ("@.v < '2'", ["1", "01"]),
        ("@.v == true", [True]),
        ("@.v == null", [None]),
        ("@.v == [1]", [[1]]),
        ("[1] == @.v", []),
        ("@.v == {'a':1}", [{"a": 1}]),
        ("@.v contains 1", [[1]]),
        ("@.v in [1, null]", [1, 1.0, "1", None]),
        ("@.v nin [1, null, true]", ["01", [1], {"a": 1}]),
        ("@.v size 2", ["01"]),
        ("@.v anyof [1,2]", [[1]]),
        ("@.v noneof [2]", [[1]]),
        ("@.v subsetof [1,2]", [[1]]),
        ("@.v all [1]", []),
        ("@.v =~ /\\d.?0?/", [1, 1.0, "1", "01", [1]]),
        ("@.v =~ 'x'", []),
    ],
)
def test_operators_across_types(condition, expected):
    """Text and number are equal when their text is; order never mixes; containers need equal number types."""
    values = [1, 1.0, "1", "01", True, None, [1], {"a": 1}]

    found = hits(condition, values)

    assert [(type(item), item) for item in found] == [(type(item), item) for item in expected]


def test_texts_in_lists_can_be_paths_or_quoted():
    """An element that reads as a path is one and equals nothing; quotes around an element go."""
    assert hits("@.v in ['$.x', \"'a'\", 'b']", ["$.x", "a", "'a'", "b"]) == ["a", "b"]


def test_a_filter_on_an_object_tests_the_object_itself():
    """Its members are never looked at one by one."""
    document = {"o": {"k": 1, "m": {"k": 1}}}

    assert jsonpath.find("$.o[?(@.k == 1)].k", document) == [1]


def test_the_root_in_an_existence_test_is_the_element():
    """The engine forgets the document there; in comparisons it does not."""
    document = {"l": [{"a": 1}, {}], "a": 2}

    assert jsonpath.find("$.l[?($.a)]", document) == [{"a": 1}]
    assert jsonpath.find("$.l[?($.a == 2)]", document) == [{"a": 1}, {}]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("/a.c/", "a\rc", False),
        ("/a.c/s", "a\rc", True),
        ("/É/i", "é", False),
        ("/É/iu", "é", True),
        (r"/\d/U", "٣", True),
        ("/b/", "abc", False),
    ],
)
def test_patterns_are_javas(pattern, text, matches):
    """They match all of the text, with the flags behind the second slash."""
    assert bool(hits(f"@.v =~ {pattern}", [text])) is matches


@pytest.mark.parametrize(
    "pattern",
    ["/a{,2}/", "/(?q)a/", "/(/", r"/\p{Nope}/", r"/\b{g}/"],
)
def test_patterns_java_refuses_make_the_path_invalid(pattern):
    """Also those that other engines would take, and those that we cannot read."""
    with pytest.raises(jsonpath.InvalidPath):
        jsonpath.compile(f"$[?(@ =~ {pattern})]")
