"""Values that break what is built carelessly: each is one small thing, with the word reports use for it.

A list, not a generator: the same tree gives the same cases, and a reader sees all that is tried.
"""

from collections.abc import Iterator

TEXTS: tuple[tuple[str, str], ...] = (
    ("quote", '"'),
    ("apostrophe", "'"),
    ("backslash", "\\"),
    ("newline", "\n"),
    ("crlf", "\r\n"),
    ("tab", "\t"),
    ("ampersand", "&"),
    ("equals", "="),
    ("plus", "+"),
    ("hash", "#"),
    ("percent", "%"),
    ("encoded-slash", "%2F"),
    ("question-mark", "?"),
    ("slash", "/"),
    ("dot-dot", ".."),
    ("space", " "),
    ("semicolon", ";"),
    ("comma", ","),
    ("less-than", "<"),
    ("open-brace", "{"),
    ("close-brace", "}"),
    ("dollar", "$"),
    ("directive", "#if"),
    ("reference", "${x}"),
    ("accent", "\u00e9"),
    ("emoji", "\U0001f600"),
    ("control", "\u0001"),
)
"""By variation: what it means to URL, query, JSON, form, header or template is up to the template."""

NUMBERS: tuple[tuple[str, int | float], ...] = (
    ("zero", 0),
    ("minus-one", -1),
    ("fraction", 0.1),
    ("minus-zero", -0.0),
    ("over-int", 2**31),
    ("over-double", 2**53 + 1),
    ("over-long", 2**63),
    ("exponent", 1e21),
    ("tiny", 1e-7),
)

LONG = 5_000
"""Characters of a long text, where the contract sets no limit."""


def embeddings(fragment: str, benign: str) -> Iterator[str]:
    """Put a fragment into a benign text in several ways, the most telling first.

    A contract may allow it in one place only, or only at the benign text's length.

    >>> list(embeddings("&", "abcd"))
    ['ab&cd', 'abcd&', '&abcd', 'ab&d', 'abc&', '&bcd']
    """
    middle, cut = len(benign) // 2, len(fragment)
    yield benign[:middle] + fragment + benign[middle:]
    yield benign + fragment
    yield fragment + benign
    yield benign[:middle] + fragment + benign[middle + cut :]
    yield benign[: max(len(benign) - cut, 0)] + fragment
    yield fragment + benign[cut:]
