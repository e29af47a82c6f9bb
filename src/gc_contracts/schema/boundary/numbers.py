"""Numbers at the edges: exact steps, both sides of every bound, and what floats get wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count, islice
from math import ceil, floor, gcd, isfinite

from gc_contracts._json import Json
from gc_contracts.schema.boundary.model import Probe, Stand
from gc_contracts.schema.effective import Node, Rule

LOW = ("minimum", "exclusiveMinimum")
HIGH = ("maximum", "exclusiveMaximum")


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers a node takes: bounds with their openness, and the grid they stand on."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    step: Fraction | None

    def holds(self, number: Fraction) -> bool:
        """Tell whether a number is inside the bounds; the grid is not asked."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below


def span(node: Node) -> Span:
    """Read the tightest bounds and the common grid of a node."""
    lows = [(exact(rule.value), rule.keyword in LOW[1:]) for rule in numeric(node, *LOW)]
    highs = [(exact(rule.value), rule.keyword not in HIGH[1:]) for rule in numeric(node, *HIGH)]
    low, low_open = max(lows, default=(None, False))
    high, high_closed = min(highs, default=(None, True))
    return Span(low, high, low_open, not high_closed, _grid(node))


def numeric(node: Node, *keywords: str) -> list[Rule]:
    """Give the rules of some keywords whose value is a usable number."""
    return [rule for rule in node.named(*keywords) if is_number(rule.value)]


def is_number(value: Json) -> bool:
    """Tell a finite number from everything else, booleans included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or isfinite(value)


def exact(number: float) -> Fraction:
    """Read a JSON number as it is written: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(Decimal(repr(number)))


def written(number: Fraction) -> int | float:
    """Write a number as JSON: whole ones as integers."""
    if number.denominator == 1:
        return number.numerator
    try:
        return float(number)
    except OverflowError:
        return floor(number)


def numbers(node: Node) -> Iterator[int | float]:
    """Yield distinct numbers a node takes, plain ones first."""
    within = span(node)
    found = False
    for number in _walk(within, within.step or Fraction(1)):
        found = True
        yield written(number)
    if not found and within.step is None and within.low is not None and within.high is not None:
        width = within.high - within.low
        yield from (
            written(within.low + width / part)
            for part in range(2, 12)
            if within.holds(within.low + width / part)
        )


def number_probes(stand: Stand) -> Iterator[Probe]:
    """Probe each bound from both sides, each step off its grid, and numbers that engines stumble over."""
    within = span(stand.node)
    for rule in numeric(stand.node, *LOW, *HIGH):
        yield from _bound(stand, rule, within)
    for rule in numeric(stand.node, "multipleOf", "divisibleBy"):
        yield from _steps(stand, rule, within)
    for rule in stand.node.named("type")[:1]:
        yield from _special(stand, rule, within)


def _bound(stand: Stand, rule: Rule, within: Span) -> Iterator[Probe]:
    bound, up = exact(rule.value), 1 if rule.keyword in HIGH else -1
    step = within.step or _fine(bound)
    edge = (floor if up > 0 else ceil)(bound / step) * step
    is_open = rule.keyword.startswith("exclusive")
    inside = edge - up * step if is_open and edge == bound else edge
    outside = [bound, inside + up * step] if is_open else [inside + up * step, bound + up]
    words = ("at", "over" if up > 0 else "under")
    yield Probe(rule, words[0], stand.put(written(inside)), valid=True)
    for number in [*outside, bound + up * 1000]:
        yield Probe(rule, words[1], stand.put(written(number)), valid=False)
    yield Probe(rule, "far", stand.put(written(Fraction(floor(bound)) + up * 10**15)), valid=False)


def _steps(stand: Stand, rule: Rule, within: Span) -> Iterator[Probe]:
    step = exact(rule.value)
    if step <= 0:
        return
    for index, number in enumerate(islice(_walk(within, within.step or step, start=7), 2)):
        yield Probe(rule, f"multiple-{index + 1}", stand.put(written(number)), valid=True)
    near = exact(stand.value) if is_number(stand.value) else step
    for part in (Fraction(1), step / 2, step / 10, step / 3):
        for sign in (1, -1):
            yield Probe(rule, "between", stand.put(written(near + sign * part)), valid=False)


def _special(stand: Stand, rule: Rule, within: Span) -> Iterator[Probe]:
    if "number" in stand.node.types:
        yield Probe(rule, "negative-zero", stand.put(-0.0), valid=True)
        yield Probe(rule, "fraction", stand.put(0.1 + 0.2), valid=True)
        yield Probe(rule, "tiny", stand.put(1e-300), valid=True)
        yield Probe(rule, "huge", stand.put(1e300), valid=True)
    if within.high is None:
        yield Probe(rule, "beyond-double", stand.put(2**53 + 1), valid=True)
    if within.low is None:
        yield Probe(rule, "beyond-double-negative", stand.put(-(2**53) - 1), valid=True)


def _grid(node: Node) -> Fraction | None:
    steps = [exact(rule.value) for rule in numeric(node, "multipleOf", "divisibleBy") if rule.value > 0]
    if "number" not in node.types:
        steps.append(Fraction(1))
    total: Fraction | None = None
    for step in steps:
        total = step if total is None else _common(total, step)
    return total


def _common(left: Fraction, right: Fraction) -> Fraction:
    a, b = left.numerator * right.denominator, right.numerator * left.denominator
    return Fraction(a * b // gcd(a, b), left.denominator * right.denominator)


def _walk(within: Span, step: Fraction, start: int = 1) -> Iterator[Fraction]:
    """Yield the grid inside the bounds: from the multiple nearest to `start` upwards, then downwards."""
    first = start
    if within.low is not None:
        first = max(first, ceil(within.low / step))
    if within.high is not None:
        first = min(first, floor(within.high / step))
    for sign in (1, -1):
        for index in count(0 if sign > 0 else 1):
            number = (first + sign * index) * step
            inside = within.holds(number)
            if inside:
                yield number
            # An open bound may refuse the very first step only.
            if not inside and index > 1:
                break


def _fine(bound: Fraction) -> Fraction:
    """A step finer than the bound is written with, and coarse enough for a double to hold."""
    size = len(str(abs(floor(bound))))
    digits = next((n for n in range(16) if (bound * 10**n).denominator == 1), 15)
    return Fraction(1, 10 ** max(0, min(digits + 1, 15 - size)))
