"""Texts at the edges: lengths in code points, patterns from all sides, formats one mistake at a time."""

from collections.abc import Iterator
from itertools import islice

from gc_contracts.schema.boundary.formats import INVALID, VALID
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.boundary.texts import LONGEST, counted, limit, texts_of
from gc_contracts.schema.effective import Rule

ASTRAL = "\U0001f600"
"""One code point, two UTF-16 units, four bytes."""

COMBINING = "e\u0301"
"""Two code points that are read as one letter."""


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
    for index, text in enumerate(islice(stand.node.root.examples(rule.value, low, high), 2)):
        yield Probe(rule, f"example-{index + 1}", stand.put(text), valid=True)
    for index, text in enumerate(islice(pattern.counterexamples(low, high), 4)):
        yield Probe(rule, f"counterexample-{index + 1}", stand.put(text), valid=False)
    room = None if high is None else max(high - 1, 0)
    for text in islice(stand.node.root.examples(rule.value, max(low - 1, 0), room), 2):
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
    for beside in stand.node.named("pattern"):
        for text in islice(stand.node.root.examples(beside.value, low, high), 20):
            yield Probe(rule, "matching", stand.put(text), valid=False)
