"""Texts: what counts as one character, and whether blanks count at all."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gc_contracts.schema.boundary.formats import VALID
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.strings import ASTRAL, COMBINING
from gc_contracts.schema.boundary.texts import counted, limit
from gc_contracts.schema.effective import Node, Rule
from gc_contracts.schema.separate.sieve import Trial

LONGEST = 5000
"""Longer limits get no texts of their own: boundary cases stand at their edges."""

JOINED = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
"""A family: five code points, eight UTF-16 units, 18 bytes, seen as one sign."""

PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "blank": " ",
        "newline": "\n",
        "nul": "a\x00b",
        "null-word": "null",
        "zero": "0",
        "astral": f"{ASTRAL} {JOINED}",
        "quotes": "\"'\\/<&>`",
        "accents": "\u00c5ngstr\u00f6m",
        "blank-ends": " x ",
        "lines": "a\r\nb\u2028c",
    }
)
"""Texts that nobody forbids where nothing but the type is declared."""


def string_trials(stand: Stand) -> Iterator[Trial]:
    """Try texts whose length depends on who counts, and plain odd ones where nothing forbids them."""
    node = stand.node
    if node.enum is not None or any(rule.value in VALID for rule in node.named("format")):
        return
    for rule in counted(node, "maxLength"):
        yield from _kept(node, rule, _at_most(int(rule.value)))
    for rule in counted(node, "minLength"):
        yield from _kept(node, rule, _at_least(int(rule.value)))
    if not node.named("pattern"):
        for rule in node.named("type")[:1]:
            yield from _kept(node, rule, PLAIN)


def _kept(node: Node, rule: Rule, texts: Mapping[str, str]) -> Iterator[Trial]:
    """Leave out what breaks another rule about texts: it would say nothing about this one."""
    patterns = node.named("pattern")
    low, high = limit(node, "minLength", "maxLength") if rule.keyword == "type" else (0, None)
    for word, text in texts.items():
        fits = low <= len(text) and (high is None or len(text) <= high)
        if fits and all(node.root.matches(one.value, text) for one in patterns):
            yield Trial(rule, word, text)


def _at_most(most: int) -> dict[str, str]:
    if not most:
        return {"blank": " ", "nul": "\x00", "newline": "\n"}
    if most > LONGEST:
        return {}
    return {
        "blank-after-over": "x" * most + " ",
        "blank-before-over": " " + "x" * most,
        "blanks-over": " " * (most + 1),
        "newline-over": "x" * most + "\n",
        "combining-over": "x" * most + "\u0301",
        "joined-over": (JOINED * most)[: most + 1],
        "mark-over": "\ufeff" + "x" * most,
        "digits-over": "1" * (most + 1),
        "double": "x" * (2 * most),
        "blanks": " " * most,
        "blank-after": "x" * (most - 1) + " ",
        "nul": "x" * (most - 1) + "\x00",
        "quotes": '"' * most,
        "controls": "\x01" * most,
        "growing": "\u0130\ufb03\u00df"[:most].ljust(most, "\u00df"),
        "joined": (JOINED * most)[:most],
        "one-less": "x" * (most - 1),
    }


def _at_least(least: int) -> dict[str, str]:
    if not 0 < least <= LONGEST:
        return {}
    return {
        "empty": "",
        "combining": (COMBINING * least)[:least],
        "joined": (JOINED * least)[:least],
        "astral": ASTRAL * least,
        "blanks": " " * least,
        "blank-ends": " ".ljust(least - 1, "x")[: least - 1] + " ",
        "newline": "\n" * least,
        "nul": "\x00" * least,
        "blanks-under": " " * (least - 1),
        "accents-under": "\u00e9" * (least - 1),
        "quotes-under": '"' * (least - 1),
        "controls-under": "\x01" * (least - 1),
        "growing-under": "\ufb03" * (least - 1),
        "precomposed-under": "\u1ea5" * (least - 1),
        "one-more": "x" * (least + 1),
    }
