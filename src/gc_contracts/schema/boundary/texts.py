"""Texts made for a node: of its lengths, patterns and formats; plain ones first."""

from collections.abc import Iterator
from itertools import count, islice, product
from string import ascii_lowercase

from gc_contracts._json import Json
from gc_contracts.schema.boundary.formats import VALID
from gc_contracts.schema.boundary.numbers import is_number
from gc_contracts.schema.effective import Node, Rule

LONGEST = 1 << 20
"""Texts beyond a million characters are not built."""


def limit(node: Node, low: str, high: str) -> tuple[int, int | None]:
    """Read the tightest pair of a lower and an upper count."""
    lows = [rule.value for rule in node.named(low) if _is_count(rule.value)]
    highs = [rule.value for rule in node.named(high) if _is_count(rule.value)]
    return int(max(lows, default=0)), int(min(highs)) if highs else None


def counted(node: Node, keyword: str) -> list[Rule]:
    """Give the declarations of a counting keyword whose value is a count."""
    return [rule for rule in node.named(keyword) if _is_count(rule.value)]


def texts(node: Node) -> Iterator[str]:
    """Yield distinct texts a node takes, plain ones first."""
    low, high = limit(node, "minLength", "maxLength")
    if low > (high if high is not None else LONGEST):
        return
    yield from (
        text for text in _candidates(node, low, high) if _fits(text, low, high) and _matches(node, text)
    )


def texts_of(node: Node, length: int) -> Iterator[str]:
    """Yield texts of one exact length that keep the other rules about text, as far as we can build them."""
    if not 0 <= length <= LONGEST:
        return
    yield from (text for text in _sized(node, length) if len(text) == length and _matches(node, text))


def _candidates(node: Node, low: int, high: int | None) -> Iterator[str]:
    names = [rule.value for rule in node.named("format") if isinstance(rule.value, str)]
    for name in names:
        yield from VALID.get(name, ())
    for rule in _patterns(node):
        yield from islice(node.root.examples(rule.value, low, high), 200)
    if not names and not node.named("pattern"):
        yield from _words(low, high)
    elif low == 0:
        yield ""


def _words(low: int, high: int | None) -> Iterator[str]:
    if low > LONGEST:
        return
    word = "sample"[:high].ljust(low, "x")
    yield word
    for size in count(1):
        if high is not None and size > high:
            return
        for letters in product(ascii_lowercase, repeat=size):
            text = "".join(letters).ljust(low, "x")
            if text != word:
                yield text


def _sized(node: Node, length: int) -> Iterator[str]:
    patterns = _patterns(node)
    for rule in patterns:
        yield from islice(node.root.examples(rule.value, length, length), 5)
    if not patterns:
        for rule in node.named("format"):
            yield from _padded(rule.value, length)
        yield "x" * length


def _padded(name: Json, length: int) -> Iterator[str]:
    """Stretch an example of a format that has room for it."""
    if name in {"uri", "iri", "uri-reference", "iri-reference"}:
        yield "https://example.com/".ljust(length, "a")
    elif name in {"email", "idn-email"}:
        yield "@example.com".rjust(length, "a")
    elif name == "json-pointer":
        yield "/".ljust(length, "a")


def _patterns(node: Node) -> list[Rule]:
    """The patterns we can run; the others are left to the validator."""
    return [rule for rule in node.named("pattern") if node.root.pattern(rule.value) is not None]


def _matches(node: Node, text: str) -> bool:
    return all(node.root.matches(rule.value, text) for rule in _patterns(node))


def _fits(text: str, low: int, high: int | None) -> bool:
    return low <= len(text) and (high is None or len(text) <= high)


def _is_count(value: Json) -> bool:
    return is_number(value) and value >= 0 and value == int(value)
