"""Numbers: what rounding, wrapping, floats and falsy limits make of a bound or a step."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from math import inf, nextafter
from types import MappingProxyType

from gc_contracts._json import Json, dumps
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.boundary.numbers import HIGH, LOW, Span, exact, numeric, span, written
from gc_contracts.schema.effective import Rule
from gc_contracts.schema.separate.sieve import Trial

SAFE = 1 << 53
"""Beyond it a double no longer tells neighbours apart."""

SPECIAL: Mapping[str, float] = MappingProxyType(
    {
        "zero": 0,
        "negative-zero": -0.0,
        "minus-one": -1,
        "beyond-32-bits": 1 << 31,
        "below-32-bits": -(1 << 31) - 1,
        "beyond-64-bits": 1 << 63,
        "below-64-bits": -(1 << 63) - 1,
        "exponent": 1e22,
        "forty-digits": 10**40,
        "beyond-double": 10**309,
        "smallest": 5e-324,
        "small-exponent": 1e-7,
        "tenths": 0.1 + 0.2,
        "largest": 1.7976931348623157e308,
    }
)


def number_trials(stand: Stand) -> Iterator[Trial]:
    """Try both sides of each bound as closely as doubles go, steps that floats miss, and odd numbers."""
    within = span(stand.node)
    for rule in numeric(stand.node, *LOW, *HIGH):
        yield from _bound(stand, rule, within)
    for rule in numeric(stand.node, "multipleOf", "divisibleBy"):
        yield from _steps(stand, rule, within)
    for rule in stand.node.rules[:1] if stand.node.enum is None else ():
        yield from _forms(stand, next(iter(stand.node.named("type")), rule), within)


def _bound(stand: Stand, rule: Rule, within: Span) -> Iterator[Trial]:
    bound, out = exact(rule.value), 1 if rule.keyword in HIGH else -1
    fractions = {"third-outside": Fraction(out, 3), "half-outside": Fraction(out, 2)}
    steps = {"itself": Fraction(0), "one-outside": Fraction(out), "one-inside": Fraction(-out)}
    for word, step in (steps | (fractions if "number" in stand.node.types else {})).items():
        yield Trial(rule, word, written(bound + step))
    if abs(bound) < SAFE and within.step is None:
        yield Trial(rule, "next-outside", nextafter(float(bound), out * inf))
        yield Trial(rule, "next-inside", nextafter(float(bound), -out * inf))
    if abs(bound) < SAFE and bound.denominator == 1:
        yield Trial(rule, "itself-as-float", float(bound))
    yield Trial(rule, "mirrored", -rule.value)
    yield Trial(rule, "zero", 0)
    yield Trial(rule, "negative-zero", -0.0)
    yield Trial(rule, "far", out * 10**40)
    if isinstance(stand.value, int):
        yield from (Trial(rule, f"wraps-{bits}", stand.value + out * (1 << bits)) for bits in (32, 64))


def _steps(stand: Stand, rule: Rule, within: Span) -> Iterator[Trial]:
    step, near = exact(rule.value), exact(stand.value)
    if step <= 0:
        return
    kept = {"step": step, "zero": Fraction(0), "negative": -step, "million": step * 10**6}
    missed = {
        "half": near + step / 2,
        "tenth": near + step / 10,
        "one-more": near + 1,
        "half-more": near + Fraction(1, 2),
    }
    close = {f"off-by-{digits}-digits": near + step / 10**digits for digits in (4, 7, 10)}
    for word, number in (kept | missed | close).items():
        if within.holds(number) and ("number" in stand.node.types or number.denominator == 1):
            yield Trial(rule, word, written(number))
    if step.denominator > 1:
        hard = _hard(step, within)
        yield from (Trial(rule, f"hard-{index + 1}", number) for index, number in enumerate(hard))
    if step.denominator == 1 and step > 1:
        yield Trial(rule, "beyond-doubles", step.numerator * 10**17 + 1)


def _hard(step: Fraction, within: Span) -> Iterator[float]:
    """Multiples that arithmetic with doubles takes for none: by remainder, by quotient, by product."""
    width = float(step)
    for first, fails in (
        (1, _remains),
        (1, _divides_badly),
        (1, _grows_badly),
        (123_456_789, _divides_badly),
    ):
        numbers = (count * step.numerator / step.denominator for count in range(first, first + 80))
        hard = (one for one in numbers if within.holds(exact(one)) and fails(one, width))
        yield from islice(hard, 1)


def _remains(number: float, width: float) -> bool:
    rest = number % width
    return 1e-12 < rest < width - 1e-12


def _divides_badly(number: float, width: float) -> bool:
    return not (number / width).is_integer()


def _grows_badly(number: float, width: float) -> bool:
    return not (number * round(1 / width)).is_integer()


def _forms(stand: Stand, rule: Rule, within: Span) -> Iterator[Trial]:
    """The stand's own number in other forms, then odd numbers as far as the bounds take them."""
    value = exact(stand.value)
    if abs(value) < SAFE:
        yield Trial(rule, "as-float", float(value))
        for word, part in (("half-above", Fraction(1, 2)), ("almost-whole", Fraction(1, 10**9))):
            inside = value + part if within.holds(value + part) else value - part
            yield Trial(rule, word, written(inside))
    yield Trial(rule, "negated", -stand.value)
    yield Trial(rule, "as-text", dumps(stand.value))
    for word, number in SPECIAL.items():
        if within.holds(exact(number)) and not (within.step and _is_vague(number, within.step)):
            yield Trial(rule, word, number)


def _is_vague(number: Json, step: Fraction) -> bool:
    """Tell whether a number is on a grid by its digits, and by its bits it is anybody's guess."""
    return abs(number) >= SAFE and (isinstance(number, float) or step.denominator > 1)
