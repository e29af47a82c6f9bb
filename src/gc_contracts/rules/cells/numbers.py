"""Numbers that stand for all: each constant, and of each gap between two as many as there are fields.

Fields that are compared with each other share their constants, so every order they can stand in is among
the cells.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import floor

from gc_contracts._json import Json
from gc_contracts.rules.looks import Looks
from gc_contracts.schema.boundary.numbers import Span, exact, is_number, span, written
from gc_contracts.schema.effective import Node

_FEW = 2


def number_cells(node: Node, looks: Looks) -> tuple[list[tuple[Json, str]], bool]:
    """Choose numbers a node takes, each with a word, and tell whether they stand for all it takes."""
    within = span(node)
    marks = sorted({exact(value) for value in looks.constants if is_number(value)})
    whole = "number" not in node.types
    found = [(mark, "at") for mark in marks]
    found += [(edge, "edge") for edge in (within.low, within.high) if edge is not None]
    for low, high in pairwise([None, *_marks(marks, within), None]):
        found += _between(low, high, max(looks.count, 1 if marks else _FEW), whole=whole)
    if not looks.exact:
        found += _guesses(marks, within.step or Fraction(1))
    kept = {number: word for number, word in reversed(found) if _taken(number, within)}
    numbers = [
        (written(number), kept[number]) for number in dict.fromkeys(n for n, _ in found) if number in kept
    ]
    return list(numbers), looks.exact and _plain(within, whole=whole)


def _marks(marks: list[Fraction], within: Span) -> list[Fraction]:
    return sorted({*marks, *(edge for edge in (within.low, within.high) if edge is not None)})


def _between(
    low: Fraction | None, high: Fraction | None, count: int, *, whole: bool
) -> Iterator[tuple[Fraction, str]]:
    """Yield numbers of an open gap: the nearest to both ends, `count` at least where there are as many."""
    if low is None and high is None:
        yield from ((Fraction(number), "usual") for number in range(count))
    elif high is None and low is not None:
        yield from ((Fraction(floor(low) + number), "above") for number in range(1, count + 1))
    elif low is None and high is not None:
        yield from ((Fraction(-floor(-high) - number), "below") for number in range(1, count + 1))
    elif low is not None and high is not None:
        inside = [floor(low) + number for number in range(1, count + 1)]
        ends = [*((number, "above") for number in inside), (-floor(-high) - 1, "below")]
        yield from ((Fraction(number), word) for number, word in ends if low < number < high)
        if not whole:
            parts = count + 1
            yield from ((low + (high - low) * part / parts, "between") for part in range(1, parts))


def _guesses(marks: list[Fraction], step: Fraction) -> Iterator[tuple[Fraction, str]]:
    """Yield numbers that arithmetic often wants."""
    yield from ((Fraction(number), "small") for number in (0, 1, 2, -1, 3))
    for mark in marks:
        yield from ((number, "near") for number in (mark + step, mark - step, mark * 2, mark / 2, -mark))


def _taken(number: Fraction, within: Span) -> bool:
    on_grid = within.step is None or (number / within.step).denominator == 1
    return within.holds(number) and on_grid


def _plain(within: Span, *, whole: bool) -> bool:
    """Tell whether a gap holds what we took from it: whole numbers step by one, others without steps.

    A coarser grid has a number in a gap that none of ours is.
    """
    return within.step == 1 if whole else within.step is None
