"""The size limit: letters that take more bytes, or fewer, than they are taken for."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from gc_contracts._json import dumps, kind
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.size import LARGEST, RULE, SMALLEST
from gc_contracts.schema.separate.sieve import Trial

LETTERS: Mapping[str, str] = MappingProxyType({"quotes": '"', "astral": "\U0001f600", "controls": "\x01"})


def size_trials(stands: Sequence[Stand], most: int | None) -> Iterator[Trial]:
    """Fill the first free text with letters that are escaped, or wide, to the last byte and one more."""
    if most is None or not SMALLEST <= most <= LARGEST:
        return
    for stand in stands:
        free = not stand.node.named("maxLength", "pattern", "format", "enum", "const")
        if free and kind(stand.value) == "string" and stand.record is stands[0].record:
            yield from _filled(stand, most)
            return


def _filled(stand: Stand, most: int) -> Iterator[Trial]:
    spare = most - len(dumps(stand.put("")).encode())
    for word, letter in LETTERS.items() if spare > 0 else ():
        width = len(dumps(letter).encode()) - 2
        text = letter * (spare // width) + "x" * (spare % width)
        yield Trial(RULE, word, stand.put(text))
        yield Trial(RULE, f"{word}-over", stand.put(f"{text}x"))
