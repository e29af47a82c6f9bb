"""Texts that stand for all: each constant and its near misses, each size and each piece that counts."""

from collections.abc import Callable, Iterator
from itertools import islice, product

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.rules.cells.moments import moment_texts
from gc_contracts.rules.fields import Sort, Use
from gc_contracts.rules.looks import Looks
from gc_contracts.schema import pattern as patterns
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler
from gc_contracts.schema.boundary.texts import limit, texts_of
from gc_contracts.schema.effective import Node

_OTHERS = 24
"""Texts of the schema's own that are looked at for one that no constant equals."""
_OVERLAID = 6
_PIECES = 4
"""Pieces asked for whose every combination is looked for."""


def text_cells(at: Place, looks: Looks, takes: Callable[[Json], bool]) -> tuple[list[tuple[Json, str]], bool]:
    """Choose texts, each with a word, and tell whether they stand for all that the node takes.

    `takes` tells whether the schema takes a text there; nothing else is left to choose from.
    """
    named = [value for value in looks.constants if isinstance(value, str)]
    equal = [
        value
        for use in looks.uses
        if use.sort is Sort.ORDER
        for value in use.values
        if isinstance(value, str)
    ]
    found: list[tuple[Json, str]] = [(value, "at") for value in named]
    found += _sized(at.node, looks)
    if looks.sorts & {Sort.MOMENT, Sort.OPAQUE}:
        found += moment_texts(looks, takes)
    found += [(text, "piece") for use in looks.uses if use.sort is Sort.TEXT for text in _pieces(use)]
    found += [(text, "piece") for text in (*_joined(looks), *_overlaid(at, looks))]
    found += [(text, "other") for text in _others(at, named, looks.count + 1)]
    found += [pair for value in named for pair in _near(value)]
    found.append(("", "empty"))
    found = [pair for pair in found if takes(pair[0])]
    return found, _stand_for_all(at.node, looks, [text for text, _ in found if text not in equal])


def _others(at: Place, named: list[str], count: int) -> list[str]:
    """Take the node's own texts that nobody names, the plainest first."""
    samples = (sample.value for sample in islice(Sampler().of_kind("string", at), _OTHERS + len(named)))
    return list(islice(dict.fromkeys(text for text in samples if text not in named), count))


def _near(text: str) -> Iterator[tuple[Json, str]]:
    yield text.swapcase(), "case"
    yield text[:-1], "prefix"
    yield text + " ", "blank"
    yield text + "x", "longer"


def _sized(node: Node, looks: Looks) -> Iterator[tuple[Json, str]]:
    if Sort.SIZE not in looks.sorts:
        return
    low, high = limit(node, "minLength", "maxLength")
    for size, word in _sizes(looks.sizes, low, high):
        yield from ((text, word) for text in islice(texts_of(node, size), 1))


def _sizes(marks: tuple[int, ...], low: int, high: int | None) -> list[tuple[int, str]]:
    near = [(mark, "at") for mark in marks]
    near += [(mark + step, "longer" if step > 0 else "shorter") for mark in marks for step in (1, -1)]
    near += [(low, "shortest"), *([] if high is None else [(high, "longest")])]
    return [(size, word) for size, word in near if size >= low and (high is None or size <= high)]


def _pieces(use: Use) -> Iterator[str]:
    """Yield texts with a piece at its place, at another, in part; for a pattern its examples and misses."""
    (piece,) = use.values
    if use.name == "matches":
        yield from _of_pattern(piece)
        return
    yield from (piece, f"{piece}x", f"x{piece}", f"x{piece}x", piece[:-1], piece[1:], piece.swapcase())


def _joined(looks: Looks) -> Iterator[str]:
    """Yield texts that have two pieces, one behind the other."""
    asked = [use for use in looks.uses if use.sort is Sort.TEXT]
    firsts = list(dict.fromkeys(text for use in asked for text in islice(_pieces(use), 1)))
    yield from (left + right for left, right in product(firsts[:_PIECES], repeat=2) if left != right)


def _overlaid(at: Place, looks: Looks) -> Iterator[str]:
    """Yield texts of each size, or that keep a pattern, with pieces written over their ends."""
    asked = [use for use in looks.uses if use.sort is Sort.TEXT and use.name != "matches"]
    bases = [text for text, _ in _sized(at.node, looks)]
    if at.node.named("pattern", "format"):
        bases += [sample.value for sample in islice(Sampler().of_kind("string", at), _OVERLAID)]
    if not asked:
        return
    heads = ["", *(use.values[0] for use in asked if use.name != "endsWith")]
    tails = ["", *(use.values[0] for use in asked if use.name != "startsWith")]
    for base, head, tail in product(bases, heads, tails):
        yield _over(base, head, tail)
        if tail:
            yield _over(base, head, tail + base[-1:])


def _over(text: str, head: str, tail: str) -> str:
    headed = head + text[len(head) :]
    return headed[: len(headed) - len(tail)] + tail if tail else headed


def _of_pattern(text: str) -> Iterator[str]:
    try:
        found = patterns.compile(text)
    except SchemaError:
        return
    yield from islice(found.examples(), 3)
    yield from islice(found.counterexamples(), 4)


def _stand_for_all(node: Node, looks: Looks, texts: list[Json]) -> bool:
    """Tell whether each combination of answers that texts could give is given by one of them.

    Equality needs nothing more: each constant is tried, and one text that none equals.
    """
    asked = [use for use in looks.uses if use.sort in {Sort.TEXT, Sort.SIZE} or _ordering(use)]
    told = all(use.sort is not Sort.ORDER and use.other is None and use.name != "matches" for use in asked)
    pieces = list({(use.name, use.values[0]): use for use in asked if use.sort is Sort.TEXT}.values())
    if not looks.exact or not told or len(pieces) > _PIECES:
        return False
    marks = looks.sizes if Sort.SIZE in looks.sorts else ()
    given = {
        (_class(len(text), marks), tuple(_answer(use, text) for use in pieces))
        for text in texts
        if isinstance(text, str)
    }
    answers = list(product((True, False), repeat=len(pieces)))
    return all(each in given for each in product(_classes(node, marks), answers))


def _ordering(use: Use) -> bool:
    """Tell whether a use asks which of two texts comes first."""
    against_text = use.other is not None or any(isinstance(value, str) for value in use.values)
    return use.sort is Sort.ORDER and use.name not in {"==", "!="} and against_text


def _classes(node: Node, marks: tuple[int, ...]) -> set[int]:
    low, high = limit(node, "minLength", "maxLength")
    top = max(marks, default=0) + 1
    most = max(low, top) if high is None else min(high, max(low, top))
    return {_class(size, marks) for size in range(low, most + 1)}


def _class(size: int, marks: tuple[int, ...]) -> int:
    """Number the gap or mark a size falls on."""
    return sum(2 * (size > mark) + (size == mark) for mark in marks)


def _answer(use: Use, text: str) -> bool:
    piece: str = use.values[0]
    if use.name == "contains":
        return piece in text
    return text.startswith(piece) if use.name == "startsWith" else text.endswith(piece)
