"""The size limit, as bytes of compact UTF-8 JSON: what is sent, not what a program happens to write."""

from collections.abc import Iterable, Iterator

from gc_contracts._json import Json, dumps, kind
from gc_contracts.model.case import RecordCase
from gc_contracts.schema.boundary.model import Gap, Place, Probe, Sample, Stand
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Node, Rule

SMALLEST, LARGEST = 64, 1 << 22
"""Limits outside are not built: no record, or one too large for a test."""

RULE = Rule("size", None, "")


def size_probes(sample: Sample, root: Node, most: int | None) -> Iterator[Probe]:
    """Fill records to the last byte and to one more, in ASCII and in letters of two bytes."""
    if most is None or not SMALLEST <= most <= LARGEST:
        return
    for stand in _roomy(sample, root):
        for variant, letter, over in (
            ("at", "x", 0),
            ("over", "x", 1),
            ("at-accents", "\u00e9", 0),
            ("over-accents", "\u00e9", 1),
        ):
            record = _filled(stand, letter, most + over)
            if record is not None:
                yield Probe(RULE, variant, record, valid=not over, pointer="")


def unfilled(cases: Iterable[RecordCase], most: int | None) -> Iterator[Gap]:
    """Say so where no case breaks the size limit alone."""
    if most is not None and not any(case.keyword == "size" for case in cases):
        yield Gap(
            "size", "", "", f"no record can pass {most} bytes without breaking another rule, as far as we see"
        )


def _roomy(sample: Sample, root: Node) -> Iterator[Stand]:
    """Texts without an upper length; else an undeclared property, where the object is open."""
    for place in sample.places:
        free = not place.node.named("maxLength", "pattern", "format", "enum", "const")
        if free and "string" in place.node.types and kind(_at(sample, place)) == "string":
            yield Stand(sample.value, place)
            return
    if isinstance(sample.value, dict) and root.closed is None:
        extra = Place("/undeclared", root.property("undeclared"), "properties.undeclared")
        if limit(extra.node, "minLength", "maxLength")[1] is None:
            yield Stand({**sample.value, "undeclared": ""}, extra)


def _at(sample: Sample, place: Place) -> Json:
    return Stand(sample.value, place).value


def _filled(stand: Stand, letter: str, size: int) -> Json:
    """Make a record of exactly `size` bytes; None: it is larger without any text."""
    spare = size - len(dumps(stand.put("")).encode())
    width = len(letter.encode())
    return stand.put(letter * (spare // width) + "x" * (spare % width)) if spare >= 0 else None
