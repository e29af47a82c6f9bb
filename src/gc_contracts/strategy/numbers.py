"""Numbers within bounds and on a grid, exact in decimals: a multiple is drawn, never searched."""

from fractions import Fraction
from math import ceil, floor, inf, isinf, nextafter

from hypothesis import strategies as st

from gc_contracts._json import Json
from gc_contracts.schema.boundary.numbers import Span, span, written
from gc_contracts.schema.effective import Node
from gc_contracts.strategy.conflict import conflict

_TURNS = 10**9
"""Farthest multiple of a fraction where nothing bounds it: its digits still fit a double."""


def numbers(node: Node, *, whole: bool) -> st.SearchStrategy[Json]:
    """Draw numbers that a node takes; `whole`: integers only.

    Raises: SchemaError: there is none.
    """
    limits = span(node)
    step = _grid(limits.step, whole=whole)
    if step is not None:
        return _multiples(node, limits, step, whole=whole)
    floats = _floats(node, limits)
    low, high = _turns(limits, Fraction(1))
    if low is not None and high is not None and low > high:
        return floats
    return st.one_of(st.integers(low, high), floats)


def _grid(step: Fraction | None, *, whole: bool) -> Fraction | None:
    """Give the grid of a place; the integers among the multiples of p/q are the multiples of p."""
    if step is None:
        return Fraction(1) if whole else None
    return Fraction(step.numerator) if whole else step


def _multiples(node: Node, limits: Span, step: Fraction, *, whole: bool) -> st.SearchStrategy[Json]:
    low, high = _turns(limits, step)
    if low is not None and high is not None and low > high:
        raise conflict(node, *_names(node, whole=whole))
    if step == 1:
        return st.integers(low, high)
    if step.denominator > 1:
        low = (
            max(-_TURNS, high - _TURNS if high is not None and high < 0 else -_TURNS) if low is None else low
        )
        high = max(_TURNS, low + _TURNS) if high is None else high
    return st.integers(low, high).map(lambda turn: written(turn * step))


def _turns(limits: Span, step: Fraction) -> tuple[int | None, int | None]:
    """Give the smallest and the largest multiple within the bounds."""
    low = high = None
    if limits.low is not None:
        low = ceil(limits.low / step)
        low += limits.low_open and low * step == limits.low
    if limits.high is not None:
        high = floor(limits.high / step)
        high -= limits.high_open and high * step == limits.high
    return low, high


def _floats(node: Node, limits: Span) -> st.SearchStrategy[Json]:
    low, high = _float(limits.low, inf), _float(limits.high, -inf)
    if limits.low is not None and limits.low_open and low is not None and Fraction(low) == limits.low:
        low = nextafter(low, inf)
    if limits.high is not None and limits.high_open and high is not None and Fraction(high) == limits.high:
        high = nextafter(high, -inf)
    if low is not None and high is not None and low > high:
        return _exact(node, limits)
    return st.floats(low, high, allow_nan=False, allow_infinity=False)


def _float(bound: Fraction | None, inward: float) -> float | None:
    """Give the nearest float inside a bound; None: no bound a float could cross."""
    if bound is None:
        return None
    try:
        near = float(bound)
    except OverflowError:
        return None
    if isinf(near):
        return None
    outside = Fraction(near) < bound if inward > 0 else Fraction(near) > bound
    return nextafter(near, inward) if outside else near


def _exact(node: Node, limits: Span) -> st.SearchStrategy[Json]:
    """Give the one value of bounds that meet, or say that they do not."""
    if limits.low is not None and limits.low == limits.high and limits.holds(limits.low):
        return st.just(written(limits.low))
    raise conflict(node, *_names(node, whole=False))


def _names(node: Node, *, whole: bool) -> tuple[str, str]:
    """Name the two keywords to blame: the bounds where they cross, else the grid and the nearer bound."""
    limits = span(node)
    low = next((k for k in ("exclusiveMinimum", "minimum") if node.named(k)), "minimum")
    high = next((k for k in ("exclusiveMaximum", "maximum") if node.named(k)), "maximum")
    crossed = limits.low is not None and limits.high is not None and limits.low >= limits.high
    if crossed or not (whole or node.named("multipleOf")):
        return low, high
    return ("multipleOf" if node.named("multipleOf") else "type"), high
