"""What a pattern finds: ECMA-262 by default, Java on request, and what is refused with its place."""

import pytest

from gc_contracts.errors import SchemaError
from gc_contracts.schema.pattern import compile  # noqa: A004 - its one verb

ECMA = [
    ("searches-inside", "b", "abc", True),
    ("dollar-is-the-end", "^a$", "a\n", False),
    ("caret-is-the-start", "^a$", "b\na", False),
    ("dot-takes-astral", "^.$", "😀", True),
    ("dot-stops-at-cr", "^.$", "\r", False),
    ("dot-stops-at-line-separator", "^.$", "\u2028", False),
    ("dot-takes-next-line", "^.$", "\u0085", True),
    ("digit-is-ascii", r"^\d$", "٣", False),
    ("word-is-ascii", r"^\w$", "é", False),
    ("space-takes-no-break", r"^\s$", "\u00a0", True),
    ("space-takes-bom", r"^\s$", "\ufeff", True),
    ("space-leaves-next-line", r"^\s$", "\u0085", False),
    ("boundary-is-ascii", r"a\b", "aé", True),
    ("inner-boundary", r"a\Bb", "ab", True),
    ("negated-set-takes-newline", "^[^a]$", "\n", True),
    ("empty-set-takes-nothing", "[]", "a", False),
    ("full-set-takes-newline", "^[^]$", "\n", True),
    ("surrogate-pair-is-one", r"^\uD83D\uDE00$", "😀", True),
    ("braced-code-point", r"^\u{1F600}$", "😀", True),
    ("backspace-in-a-set", r"^[\b]$", "\b", True),
    ("control-letter", r"^\cA\x41\0$", "\x01A\0", True),
    ("property", r"^\p{Lu}\P{Lu}$", "Éé", True),
    ("script", r"^\p{Script=Greek}$", "α", True),
    ("dash-after-a-class", r"^[\w-.]$", "-", True),
    ("lone-brace", "^a{,3}$", "a{,3}", True),
    ("unset-group-is-empty", r"^(a)?\1b$", "b", True),
    ("named-group", r"^(?<n>a|b)\k<n>$", "bb", True),
    ("named-group-differs", r"^(?<n>a|b)\k<n>$", "ab", False),
    ("look-ahead", r"^(?=.*\d)\w{3}$", "a1b", True),
    ("look-behind", r"(?<=a+)b", "aab", True),
    ("negative-look-behind", r"(?<!a)b", "ab", False),
    ("local-flags", "^(?i:a)b$", "Ab", True),
    ("branches-bind-loosely", "^a|b$", "ax", True),
    ("lazy", "^a+?$", "aaa", True),
]
JAVA = [
    ("dollar-before-last-newline", "^a$", "a\n", True),
    ("dollar-before-last-crlf", "^a$", "a\r\n", True),
    ("small-z-is-the-end", r"\Aa\z", "a\n", False),
    ("dot-stops-at-next-line", "^.$", "\u0085", False),
    ("space-is-ascii", r"^\s$", "\u00a0", False),
    ("flag-for-the-rest", "^(?i)abc$", "ABC", True),
    ("flag-is-ascii-only", "(?i)^é$", "É", False),
    ("possessive", "^a++a$", "aaa", False),
    ("atomic", "^(?>a|ab)c$", "abc", False),
    ("quoted", r"^\Qa.b\E$", "a.b", True),
    ("quoted-is-literal", r"^\Qa.b\E$", "axb", False),
    ("intersection", "^[a-z&&[^b]]$", "b", False),
    ("intersection-keeps", "^[a-z&&[^b]]$", "c", True),
    ("nested-set", "^[a[bc]]$", "c", True),
    ("posix-class", r"^\p{Alpha}$", "é", False),
    ("one-letter-property", r"^\pL$", "é", True),
    ("unset-group-fails", r"^(a)?\1b$", "b", False),
    ("boundary-is-unicode", r"a\b", "aé", False),
    ("horizontal-blank", r"^\h$", "\u2003", True),
    ("line-break", r"^a\Rb$", "a\r\nb", True),
]
REFUSED = [
    ("open-group", "(a", "`)` is missing (character 3)"),
    ("closed-too-often", "a)", "`)` closes nothing (character 2)"),
    ("counts-swapped", "a{3,2}", "the counts are in the wrong order (character 7)"),
    ("range-swapped", "[b-a]", "the range b-a is in the wrong order (character 5)"),
    ("nothing-to-repeat", "*", "nothing to repeat (character 1)"),
    ("repeated-repeat", "a**", "nothing to repeat (character 3)"),
    ("repeated-anchor", "^*", "nothing to repeat (character 2)"),
    ("unknown-escape", r"\q", r"`\q` means nothing (character 2)"),
    ("global-flag", "(?i)a", "`(?` begins no group that we know (character 4)"),
    ("unknown-property", r"\p{Foo}", "no Unicode property is called `Foo` (character 8)"),
    ("open-set", "[a", "`]` is missing (character 3)"),
    ("lone-backslash", "a\\", "it ends with a single `\\` (character 3)"),
    ("no-such-group", r"\1", "there is no group 1 (character 3)"),
    ("no-such-name", r"(?<a>x)\k<b>", "no group is called `b` (character 13)"),
    ("half-a-code", r"\x4", r"`\x` needs 2 hexadecimal digits (character 4)"),
    ("count-too-large", "a{9999999}", "it counts beyond 1000000 (character 11)"),
]


@pytest.mark.parametrize(
    ("pattern", "text", "found"), [row[1:] for row in ECMA], ids=[row[0] for row in ECMA]
)
def test_a_pattern_is_read_as_ecma_262(pattern, text, found):
    """ECMA-262 by code points, searched for anywhere in the text."""
    assert compile(pattern).search(text) == found


@pytest.mark.parametrize(
    ("pattern", "text", "found"), [row[1:] for row in JAVA], ids=[row[0] for row in JAVA]
)
def test_a_pattern_is_read_as_java_on_request(pattern, text, found):
    """java.util.regex of JDK 17."""
    assert compile(pattern, "java").search(text) == found


@pytest.mark.parametrize(("pattern", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_pattern_is_refused_with_its_place(pattern, reason):
    """The message says what is wrong and at which character."""
    with pytest.raises(SchemaError) as caught:
        compile(pattern)

    assert str(caught.value) == f"pattern `{pattern}`: {reason}"


@pytest.mark.parametrize("pattern", ["(" * 100 + ")" * 100, "a" * 20_001], ids=["nesting", "length"])
def test_a_pattern_over_a_limit_is_refused(pattern):
    """Neither depth nor length can exhaust us."""
    with pytest.raises(SchemaError, match=r"deeper than 60|longer than 20000"):
        compile(pattern)


@pytest.mark.parametrize("pattern", ["a{", "{", "a{,3}"])
def test_java_refuses_a_brace_that_begins_no_count(pattern):
    """Where ECMA-262 takes it as text."""
    with pytest.raises(SchemaError, match="begins no count"):
        compile(pattern, "java")


def test_a_search_that_takes_too_long_is_not_answered():
    """Backtracking is stopped, and the caller is told so."""
    pattern = compile("^(?:a|aa)+$")

    with pytest.raises(TimeoutError):
        pattern.search("a" * 64 + "!")


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        ("^a$", True), ("^a|b$", False), ("^(?:a|b)$", True), ("(?:^a|^b)$", True), ("^a", False), ("a$", False),
        ("(^a$|^b$)", True), (r"^\ba$", True), (".*^a$", False), ("(?=^a$)a", False), ("", False), ("^$", True),
    ],
)  # fmt: skip
def test_a_pattern_is_anchored_if_every_branch_binds_both_ends(pattern, anchored):
    """A branch that is bound at one end only lets anything in at the other."""
    assert compile(pattern).anchored == anchored
