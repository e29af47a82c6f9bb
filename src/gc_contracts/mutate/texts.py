"""Rules about text made wrong: patterns opened, loosened or anchored otherwise, formats half checked."""

from collections.abc import Iterator, Mapping

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.mutate.model import Change
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.schema.pattern.whole import bound

Node = Mapping[str, Json]

_HALF: Mapping[str, tuple[tuple[str, str], ...]] = {
    "date": (
        ("by its digits only", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        ("without a calendar", r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"),
    ),
    "date-time": (
        ("by its date only", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        ("without a time zone", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}"),
    ),
    "time": (("by its digits only", r"^[0-9]{2}:[0-9]{2}:[0-9]{2}"),),
    "email": (("by its @ only", "@"),),
    "uri": (("by its colon only", ":"), ("by its scheme only", "^[A-Za-z][A-Za-z0-9+.-]*:")),
    "uuid": (("by its digits only", "^[0-9A-Fa-f-]{36}$"),),
    "ipv4": (("by its digits only", r"^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$"),),
}
"""Formats as they are checked by who takes a short way."""


def patterns(node: Node, keyword: str) -> Iterator[Change]:
    """Open a pattern's ends, bind them, ignore case, and read `$` as the end of the last line."""
    text = node[keyword]
    if not isinstance(text, str):
        return
    for words, wrong, weaker in _wrong(text):
        if wrong != text:
            odd = ("\u212a", "\u017f") if words == "ignoring case" else ()
            yield Change(keyword, words, {**node, keyword: wrong}, weaker=weaker, wild=odd)


def _wrong(text: str) -> Iterator[tuple[str, str, bool]]:
    if text.startswith("^"):
        yield "open at the start", text[1:], True
    if _ends(text):
        yield "open at the end", text[:-1], True
    left, right = _bound(text)
    if not left:
        yield "matched at the start only", f"^(?:{text})", False
    if not (left and right):
        yield "matched as a whole", f"^(?:{text})$", False
    if any(letter.isalpha() for letter in text):
        yield "ignoring case", f"(?i:{text})", True
    yield "with `$` before a last newline", before_newline(text), True


def _bound(text: str) -> tuple[bool, bool]:
    """Tell whether both ends are bound already: then binding them is no change."""
    try:
        tree = compile_pattern(text).tree
    except SchemaError:
        return text.startswith("^"), _ends(text)
    return bound(tree, left=True), bound(tree, left=False)


def _ends(text: str) -> bool:
    slashes = len(text) - 1 - len(text[:-1].rstrip("\\"))
    return text.endswith("$") and slashes % 2 == 0


def before_newline(text: str) -> str:
    r"""Let each `$` of a pattern match before a last newline too, as Python, Java and Perl do.

    >>> before_newline("^[$]+$")
    '^[$]+\\n?$'
    """
    found, at, inside = [], 0, False
    while at < len(text):
        size = 2 if text[at] == "\\" else 1
        piece = text[at : at + size]
        inside = piece == "[" or (inside and piece != "]")
        found.append(r"\n?$" if piece == "$" and not inside else piece)
        at += size
    return "".join(found)


def formats(node: Node, keyword: str) -> Iterator[Change]:
    """Check a format by half."""
    for words, pattern in _HALF.get(node[keyword], ()) if isinstance(node[keyword], str) else ():
        rest = {word: item for word, item in node.items() if word != keyword}
        also = rest.get("allOf")
        known = [*(also if isinstance(also, list) else []), {"pattern": pattern}]
        yield Change(keyword, words, {**rest, "allOf": known})
