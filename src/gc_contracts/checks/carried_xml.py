"""Is a value carried as data in XML? Elements, attributes and texts of two documents, compared in pairs."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from gc_contracts._json import dumps
from gc_contracts.checks.carried import Change, Swap

Pair = tuple[ET.Element, ET.Element]


def xml_of(text: str) -> ET.Element | None:
    """Read XML; None where it is none, or declares things of its own."""
    if "<!" in text.replace("<![CDATA[", ""):
        return None
    try:
        return ET.fromstring(text)  # noqa: S314 - no declarations, so nothing is expanded or fetched
    except (ET.ParseError, ValueError):
        return None


def carries(value: str) -> bool:
    """Whether XML can hold a value as it is, and the platform's own tool writes it so.

    Control characters cannot stand in XML, line breaks and tabs may arrive as blanks, and the older tool
    writes what is beyond the BMP as two surrogates.
    """
    return all(" " <= char < "\ufffe" for char in value)


def xml_change(base: str, other: str, swap: Swap) -> Change | None:
    """Tell how another document differs besides the swapped value."""
    before, after = xml_of(base), xml_of(other)
    if before is None:
        return None
    if after is None:
        return Change("the body is no XML any more")
    return next(_changes((before, after), swap), None)


def _changes(pair: Pair, swap: Swap) -> Iterator[Change]:
    before, after = pair
    if not swap.fits(before.tag, after.tag) or len(before) != len(after):
        yield Change(f"<{before.tag.replace(swap.old, '…')}> has other elements")
        return
    if len(before.attrib) != len(after.attrib) or not all(map(swap.fits, before.attrib, after.attrib)):
        yield Change(f"<{before.tag}> has other attributes")
        return
    for one, two in _texts(pair):
        if swap.old in one and one != two and not swap.fits(one, two):
            yield Change(f"<{before.tag}> arrives with {dumps(two)}", structural=False)
    for children in zip(before, after, strict=True):
        yield from _changes(children, swap)


def _texts(pair: Pair) -> Iterator[tuple[str, str]]:
    before, after = pair
    yield before.text or "", after.text or ""
    yield before.tail or "", after.tail or ""
    yield from zip(before.attrib.values(), after.attrib.values(), strict=True)
