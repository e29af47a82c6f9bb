"""Numbers that stand for all: each constant, and of each gap between two as many as there are fields.

Fields that are compared with each other share their constants, so every order they can stand in is among
the cells.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from gc_contracts._json import Json
from gc_contracts.rules.looks import Looks
from gc_contracts.schema.boundary.numbers import Span, exact, is_number, span, written
from gc_contracts.schema.effective import Node

_FEW = 2
"""Numbers where nothing is compared."""


def number_cells(node: Node, looks: Looks) -> tuple[list[tuple[Json, str]], bool]:
    """Choose numbers a node takes, each with a word, and tell whether they stand for all it takes."""
    within = span(node)
    marks = sorted({exact(value) for value in looks.constants if is_number(value)})
    edges = [edge for edge in (within.low, within.high) if edge is not None]
    found = [*((mark, "at") for mark in marks), *((edge, "edge") for edge in edges)]
    count = max(looks.count, 1 if marks else _FEW)
    for low, high in pairwise([None, *sorted({*marks, *edges}), None]):
        found += _between(low, high, count, within.step)
    if not looks.exact:
        found += _guesses(marks, within.step or Fraction(1))
    kept: dict[Fraction, str] = {}
    for number, word in found:
        if _taken(number, within):
            kept.setdefault(number, word)
    return [(written(number), word) for number, word in kept.items()], looks.exact


def _between(
    low: Fraction | None, high: Fraction | None, count: int, grid: Fraction | None
) -> Iterator[tuple[Fraction, str]]:
    """Yield numbers of an open gap: the nearest to both ends, `count` at least where there are as many."""
    step = grid or Fraction(1)
    steps = range(1, count + 1)
    if low is None and high is None:
        yield from ((step * number, "usual") for number in range(count))
    elif low is None and high is not None:
        yield from ((step * (ceil(high / step) - number), "below") for number in steps)
    elif low is not None:
        above = [(step * (floor(low / step) + number), "above") for number in steps]
        ends = above if high is None else [*above, (step * (ceil(high / step) - 1), "below")]
        yield from (pair for pair in ends if high is None or low < pair[0] < high)
        if grid is None and high is not None:
            yield from ((low + (high - low) * part / (count + 1), "between") for part in steps)


def _guesses(marks: list[Fraction], step: Fraction) -> Iterator[tuple[Fraction, str]]:
    """Yield numbers that arithmetic often wants."""
    yield from ((Fraction(number), "small") for number in (0, 1, 2, -1, 3))
    for mark in marks:
        yield from ((number, "near") for number in (mark + step, mark - step, mark * 2, mark / 2, -mark))


def _taken(number: Fraction, within: Span) -> bool:
    on_grid = within.step is None or (number / within.step).denominator == 1
    return within.holds(number) and on_grid
