"""Texts at the edges: lengths in code points, patterns from all sides, formats one mistake at a time."""

from collections.abc import Iterator
from itertools import count, islice, product
from string import ascii_lowercase

from gc_contracts._json import Json
from gc_contracts.schema.boundary.formats import INVALID, VALID
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.effective import Node, Rule
from gc_contracts.schema.pattern import Pattern

LONGEST = 1 << 20
"""Texts beyond a million characters are not built."""

ASTRAL = "\U0001f600"
"""One code point, two UTF-16 units, four bytes."""

COMBINING = "e\u0301"
"""Two code points that are read as one letter."""


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


def string_probes(stand: Stand) -> Iterator[Probe]:
    """Probe lengths, patterns and formats of a text, and the empty one."""
    for keyword in ("minLength", "maxLength"):
        for rule in counted(stand.node, keyword):
            yield from _length(stand, rule)
    for rule in stand.node.named("pattern"):
        yield from _pattern(stand, rule)
    for rule in stand.node.named("format"):
        yield from _format(stand, rule)
    for rule in stand.node.named("type")[:1]:
        yield Probe(rule, "empty", stand.put(""), valid=True)


def _length(stand: Stand, rule: Rule) -> Iterator[Probe]:
    upper, bound = rule.keyword == "maxLength", int(rule.value)
    outside = bound + 1 if upper else bound - 1
    for text in islice(texts_of(stand.node, bound), 2):
        yield Probe(rule, "at", stand.put(text), valid=True)
    for text in islice(texts_of(stand.node, outside), 3):
        yield Probe(rule, "over" if upper else "under", stand.put(text), valid=False)
    if upper and bound < LONGEST:
        yield Probe(rule, "over", stand.put("x" * outside), valid=False)
        yield from _wide(stand, rule, bound)
    elif outside > 0:
        yield Probe(rule, "under", stand.put("x" * outside), valid=False)
        yield Probe(rule, "astral", stand.put(ASTRAL * outside), valid=False)
    elif bound == 1:
        yield Probe(rule, "under", stand.put(""), valid=False)


def _wide(stand: Stand, rule: Rule, bound: int) -> Iterator[Probe]:
    """Lengths that come out differently in bytes, UTF-16 units or letters as people see them."""
    if 0 < bound <= 5000:
        yield Probe(rule, "astral", stand.put(ASTRAL * bound), valid=True)
        yield Probe(rule, "accents", stand.put("\u00e9" * bound), valid=True)
        if bound > 1:
            text = (COMBINING * bound)[: bound + 1]
            yield Probe(rule, "combining", stand.put(text), valid=False)


def _pattern(stand: Stand, rule: Rule) -> Iterator[Probe]:
    pattern = stand.node.root.pattern(rule.value)
    if pattern is None:
        return
    low, high = limit(stand.node, "minLength", "maxLength")
    for index, text in enumerate(islice(pattern.examples(low, high), 2)):
        yield Probe(rule, f"example-{index + 1}", stand.put(text), valid=True)
    for index, text in enumerate(islice(pattern.counterexamples(low, high), 4)):
        yield Probe(rule, f"counterexample-{index + 1}", stand.put(text), valid=False)
    room = None if high is None else max(high - 1, 0)
    for text in islice(pattern.examples(max(low - 1, 0), room), 2):
        yield from _around(stand, rule, text)
    if low == 0:
        yield Probe(rule, "empty", stand.put(""), valid=None)
    formats = [text for one in stand.node.named("format") for text in VALID.get(str(one.value), ())]
    for text in (*formats, "\u00a7" * max(low, 1), "0" * max(low, 1), "a" * max(low, 1)):
        yield Probe(rule, "other", stand.put(text), valid=False)


def _around(stand: Stand, rule: Rule, text: str) -> Iterator[Probe]:
    """A match with something beside it: what `match`, `fullmatch`, `$` and multi-line mode disagree about."""
    around = {
        "suffixed": text + "\u00a7", "prefixed": "\u00a7" + text, "newline": text + "\n",
        "second-line": "\u00a7\n" + text, "first-line": text + "\n\u00a7", "blank-after": text + " ",
    }  # fmt: skip
    for variant, edited in around.items():
        yield Probe(rule, variant, stand.put(edited), valid=None)


def _format(stand: Stand, rule: Rule) -> Iterator[Probe]:
    name = rule.value if isinstance(rule.value, str) else ""
    for index, text in enumerate(VALID.get(name, ())):
        yield Probe(rule, f"example-{index + 1}", stand.put(text), valid=True)
    for variant, text in INVALID.get(name, {}).items():
        yield Probe(rule, variant, stand.put(text), valid=False)
    low, high = limit(stand.node, "minLength", "maxLength")
    for pattern in _patterns(stand.node):
        yield from (
            Probe(rule, "matching", stand.put(text), valid=False)
            for text in islice(pattern.examples(low, high), 20)
        )


def _candidates(node: Node, low: int, high: int | None) -> Iterator[str]:
    names = [rule.value for rule in node.named("format") if isinstance(rule.value, str)]
    for name in names:
        yield from VALID.get(name, ())
    for pattern in _patterns(node):
        yield from islice(pattern.examples(low, high), 200)
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
    for pattern in patterns:
        yield from islice(pattern.examples(length, length), 5)
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


def _patterns(node: Node) -> list[Pattern]:
    found = (node.root.pattern(rule.value) for rule in node.named("pattern"))
    return [pattern for pattern in found if pattern is not None]


def _matches(node: Node, text: str) -> bool:
    rules = (rule for rule in node.named("pattern") if node.root.pattern(rule.value))
    return all(node.root.matches(rule.value, text) for rule in rules)


def _fits(text: str, low: int, high: int | None) -> bool:
    return low <= len(text) and (high is None or len(text) <= high)


def _is_count(value: Json) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value)
    )
