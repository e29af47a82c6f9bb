"""Any path and any document: a value or one of three errors, and never a changed document."""

import copy

from hypothesis import example as case
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts import jsonpath
from gc_contracts.jsonpath import JsonPathError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "b", "id", ""]), inner, max_size=4)
    ),
    max_leaves=12,
)
PIECES = st.sampled_from(
    [
        *[
            "$",
            "@",
            ".",
            "..",
            "*",
            "[",
            "]",
            "[*]",
            "(",
            ")",
            "()",
            "'",
            '"',
            "\\",
            "/",
            ",",
            ":",
            "-1",
            "0",
            " ",
            "?",
        ],
        *[
            "[0]",
            "['a']",
            "[?(",
            ")]",
            "@.a",
            "==",
            "!",
            "&&",
            "||",
            "=~",
            "/x/i",
            " in ",
            "[1,'a']",
            "{'a':1}",
            "true",
        ],
        *[
            "a",
            "id",
            ".length()",
            ".sum(",
            ".concat($.a)",
            ".append(1)",
            ".index(0)",
            "size",
            "empty",
            "null",
            "\\u",
            "é",
            "😀",
        ],
    ]
)
PATHS = st.one_of(
    st.text(max_size=20),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=8).map(lambda pieces: "$" + "".join(pieces)),
)


def outcome(path, document):
    """Return what a find gives, errors as their names."""
    try:
        return jsonpath.text(jsonpath.find(path, document))
    except JsonPathError as error:
        return type(error).__name__


@given(PATHS, JSON)
@case("$[?(@.a =~ /\\x{ffffffff}/)]", [{"a": ""}])
@case("$[?(@ =~ /[--a]/)]", ["-"])
@case("$[?(@ == 1e999999999)]", [1])
@case("$[?(@ size 1e99999999)]", [""])
@case("$[?(@ > 1e-999999999)]", [1.0])
@case("$.a.sum()", {"a": [10**400]})
@case("$.index(1e400)", [1])
@case("$['\\ud83d']", {"\ud83d": 1})
@case("$[99999999]", [])
@case("$[-2147483648:2147483647]", [1])
def test_every_find_ends_in_a_value_or_one_of_our_errors(path, document):
    """No other exception, and the same outcome twice, and the document as before."""
    before = copy.deepcopy(document)

    first, second = outcome(path, document), outcome(path, document)

    assert (first, document) == (second, before)
