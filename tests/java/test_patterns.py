"""Java's regular expressions. Every row was run on Java 17."""

import pytest

from gc_contracts.java.errors import JavaError, JavaLimitError
from gc_contracts.java.patterns import java_pattern


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "matches"),
    [
        ("a.c", "", "abc", True),
        ("a.c", "", "a\rc", False),
        ("a.c", "s", "a\rc", True),
        ("a.c", "d", "a\rc", True),
        ("^$", "m", "", False),
        (r"a+\Z", "", "aa", True),
        (r"(?s)a.\z", "", "a\n", True),
        (r"\h\R", "", " \r\n", True),
        (r"(?>\r\n|\r)\n", "", "\r\n", False),
        ("É", "i", "é", False),
        ("É", "iu", "é", True),
        ("k", "i", "\u212a", False),
        ("k", "iu", "\u212a", True),
        ("i", "iu", "ı", True),
        ("ß", "iu", "ss", False),
        ("[À-Ö]", "iu", "é", True),
        ("[À-Ö]", "i", "é", False),
        ("[^a-c]", "i", "B", False),
        (r"(é)\1", "iu", "éÉ", True),
        ("(?:a(?i)b|c)d", "", "Cd", True),
        ("(?:a(?i)b|c)d", "", "cD", False),
        (r"\d", "", "٣", False),
        (r"\d", "U", "٣", True),
        (r"\w+", "U", "aé", True),
        (r"\Qa.c\E", "", "a.c", True),
        (r"\Qa.c\E+", "", "a.ccc", True),
        (r"\Qa.c\E", "", "abc", False),
        (r"(?<n>a)\k<n>", "", "aa", True),
        (r"(a)\11", "", "aa1", True),
        (r"a|\1", "", "a", True),
        (r"[a-z&&[^b]]", "", "b", False),
        (r"[^a&&b]", "", "b", True),
        (r"[a\Q]\E]", "", "]", True),
        (r"[]a]", "", "]", True),
        (r"[a-\x{63}]", "", "b", True),
        (r"\p{Alpha}\p{L}", "", "aé", True),
        (r"\p{Alpha}", "U", "é", True),
        (r"\p{Lu}", "i", "a", True),
        (r"\p{IsAlphabetic}\p{javaLowerCase}\p{sc=Latin}\pL", "", "éééé", True),
        (r"[^\P{Lu}]", "", "É", True),
        (r"\x{41}\0102\cI\u00e9\e", "", "AB\té\x1b", True),
        (r"\uD83D\uDE00", "", "😀", True),
        (r"\N{LATIN SMALL LETTER A}", "", "a", True),
        ("a b # c", "x", "ab", True),
        ("[a b]", "x", " ", False),
        ("a+ +b", "x", "aab", True),
        ("{2}a", "", "a", True),
        ("a{2}{3}", "", "aa", True),
        ("[~~||+--]+", "", "~|+,-", True),
    ],
)
def test_a_pattern_matches_what_it_matches_in_java(pattern, flags, text, matches):
    """Line ends, case, classes, quoting, escapes and references as `java.util.regex` has them."""
    assert java_pattern(pattern, flags).matches(text) is matches


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        (r"\b", "é a", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        (r"\b", "\u0301", []),
        (r"\bb", "e\u0301b b", [(4, 5)]),
        ("$", "a\r\n", [(1, 1), (3, 3)]),
        ("$*", "a", [(0, 0), (1, 1)]),
        ("(?m)^", "a\r\nb\n", [(0, 0), (3, 3)]),
        ("(?m)$", "a\r\nb", [(1, 1), (4, 4)]),
        ("a*", "baac", [(0, 0), (1, 3), (3, 3), (4, 4)]),
        (r"\Ga", "aab", [(0, 1), (1, 2)]),
    ],
)
def test_matches_are_found_where_java_finds_them(pattern, text, places):
    """Words of every script, marks that stand on letters, line ends, and empty matches."""
    assert [match.span() for match in java_pattern(pattern).found(text)] == places


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "Unclosed group near index 1\n("),
        (")", "Unmatched closing ')'\n)"),
        ("[", "Unclosed character class near index 0\n[\n^"),
        ("a**", "Dangling meta character '*' near index 2\na**\n  ^"),
        ("{", "Illegal repetition near index 1\n{"),
        ("a{,2}", "Illegal repetition near index 2\na{,2}\n  ^"),
        ("a{3,2}", "Illegal repetition range near index 5\na{3,2}\n     ^"),
        ("[z-a]", "Illegal character range near index 3\n[z-a]\n   ^"),
        ("[a--b]", "Illegal character range near index 3\n[a--b]\n   ^"),
        ("[&&]", "Bad class syntax near index 2\n[&&]\n  ^"),
        (r"\y", "Illegal/unsupported escape sequence near index 1\n\\y\n ^"),
        (r"\0", "Illegal octal escape sequence near index 2\n\\0"),
        (r"\x4", "Illegal hexadecimal escape sequence near index 3\n\\x4"),
        (r"\u00", "Illegal Unicode escape sequence near index 4\n\\u00"),
        (r"\p{Nope}", "Unknown character property name {Nope} near index 7\n\\p{Nope}\n       ^"),
        (r"\p{L", "Unclosed character family near index 4\n\\p{L"),
        (r"\k<n>", "named capturing group <n> does not exist near index 4\n\\k<n>\n    ^"),
        (r"\k", "\\k is not followed by '<' for named capturing group near index 2\n\\k"),
        ("(?q)a", "Unknown inline modifier near index 2\n(?q)a\n  ^"),
        ("(?P<n>a)", "Unknown inline modifier near index 2\n(?P<n>a)\n  ^"),
        ("(?<1>a)", "capturing group name does not start with a Latin letter near index 3\n(?<1>a)\n   ^"),
    ],
)
def test_what_java_refuses_is_refused_in_its_words(pattern, message):
    """Also what other engines would take."""
    with pytest.raises(JavaError) as caught:
        java_pattern(pattern)

    assert (caught.value.java, caught.value.message) == ("java.util.regex.PatternSyntaxException", message)


@pytest.mark.parametrize(
    ("pattern", "replacement", "replaced"),
    [
        ("[aeiou]", "", "Mx Mstrmnn"),
        (r"(\w+) (\w+)", "$2, $1", "Mustermann, Max"),
        (r"(?<first>\w+) (\w+)", r"${first}\$$11", "Max$Max1"),
        ("n*", "-", "-M-a-x- -M-u-s-t-e-r-m-a--"),
        ("(?i)m", r"\$", "$ax $uster$ann"),
        (r"\p{Upper}", "_", "_ax _ustermann"),
        ("a{2}|nn$", "!", "Max Musterma!"),
        ("(x)|t", "<$1>", "Ma<x> Mus<>ermann"),
    ],
)
def test_a_replacement_means_what_it_means_in_java(pattern, replacement, replaced):
    """Numbers take as many digits as there are groups; a group that took no part is empty."""
    assert java_pattern(pattern).replace("Max Mustermann", replacement) == replaced


@pytest.mark.parametrize(
    ("replacement", "error"),
    [
        ("$2", "java.lang.IndexOutOfBoundsException: No group 2"),
        ("$", "java.lang.IllegalArgumentException: Illegal group reference: group index is missing"),
        ("$x", "java.lang.IllegalArgumentException: Illegal group reference"),
        ("${n}", "java.lang.IllegalArgumentException: No group with name {n}"),
        ("\\", "java.lang.IllegalArgumentException: character to be escaped is missing"),
    ],
)
def test_a_replacement_without_its_group_fails_in_javas_words(replacement, error):
    """As soon as something is to be replaced."""
    with pytest.raises(JavaError) as caught:
        java_pattern("(a)").replace("a", replacement)

    assert str(caught.value) == error
    assert java_pattern("(a)").replace("b", replacement) == "b"


@pytest.mark.parametrize(
    ("pattern", "limit", "parts"),
    [
        (",", 0, ["a", "b", "", "c"]),
        (",", -1, ["a", "b", "", "c", "", ""]),
        (",", 2, ["a", "b,,c,,"]),
        ("x", 0, ["a,b,,c,,"]),
        ("(?=b)", 0, ["a,", "b,,c,,"]),
    ],
)
def test_a_text_is_split_as_java_splits_it(pattern, limit, parts):
    """Empty texts at the end go, unless there is a limit."""
    assert java_pattern(pattern).split("a,b,,c,,", limit) == parts


def test_empty_matches_stand_between_units():
    """An emoji is two."""
    assert java_pattern("").split("a😀") == ["a", "\ud83d", "\ude00"]


@pytest.mark.parametrize(
    "pattern",
    ["a" * 2_001, "(" * 900 + ")" * 900, "(?:a{1000}){2000}", "a{2147483647}", r"\b{g}"],
    ids=["length", "nesting", "repeats", "count", "graphemes"],
)
def test_what_would_cost_too_much_is_stopped(pattern):
    """Java would take them; compiling them must not eat the memory."""
    with pytest.raises(JavaLimitError):
        java_pattern(pattern)


def test_a_match_that_takes_too_long_is_stopped():
    """Backtracking may take for ever."""
    with pytest.raises(JavaLimitError, match="took too long"):
        java_pattern("(a|aa)+b").matches("a" * 60)
