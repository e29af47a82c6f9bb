"""The digits Java up to 18 writes for a double or float: mostly the shortest that tell it apart, not always.

Three habits make the difference: whole numbers below 2^63 are written from the integer itself, a number in
scientific form always gets two digits before a shorter one is considered, and the bounds are compared as if
the neighbours were equally far away.
Source: documented: JDK-4511638; recorded: `conformance/jsonpath.jsonl`, group numbers, Java 17; settled by
running Java 17 on some 260,000 numbers.
"""

import math
from dataclasses import dataclass

MANTISSA_BITS = 53
LONG_BITS = 64
LONG = 1 << (LONG_BITS - 1)
SMALL_MIN_EXPONENT, SMALL_MAX_EXPONENT = -21, 62
SCIENTIFIC_BELOW, SCIENTIFIC_FROM = -3, 8


@dataclass(frozen=True, slots=True)
class Width:
    """A kind of binary number: the bits of its fraction, and how far the smallest lies below 1."""

    bits: int
    lowest: int


DOUBLE = Width(MANTISSA_BITS, 1074)
FLOAT = Width(24, 149)


@dataclass(frozen=True, slots=True)
class _Binary:
    """A positive number as odd integer × 2^shift."""

    odd: int
    shift: int
    precision: int
    exponent: int


def digits(value: float, width: Width = DOUBLE) -> tuple[str, int]:
    """Return the digits of a positive number and where the point stands: 0.digits × 10^point.

    >>> digits(1.5), digits(2e23), digits(0.001)
    (('15', 1), ('19999999999999998', 24), ('1', -2))
    """
    binary = _binary(value, width)
    if binary.exponent <= SMALL_MAX_EXPONENT and binary.shift >= 0:
        return _whole_digits(int(value), binary)
    found, point = _generate(value, binary)
    return found.rstrip("0") or "0", point


def _binary(value: float, width: Width) -> _Binary:
    fraction, exponent = math.frexp(value)
    whole = int(math.ldexp(fraction, MANTISSA_BITS))
    zeros = (whole & -whole).bit_length() - 1
    # Subnormal numbers have fewer bits than the others.
    precision = min(width.bits, exponent + width.lowest)
    return _Binary(whole >> zeros, exponent - MANTISSA_BITS + zeros, precision, exponent - 1)


def _whole_digits(whole: int, binary: _Binary) -> tuple[str, int]:
    beyond = binary.exponent - binary.precision - 1
    dropped = math.floor(beyond * math.log10(2)) if beyond > 1 else 0
    whole = (2 * whole + 10**dropped) // (2 * 10**dropped)
    text = str(whole)
    return text.rstrip("0") or "0", len(text) + dropped


@dataclass(slots=True)
class _Scaled:
    """value = number / unit × 10^exponent, and half the distance to a neighbour likewise."""

    number: int
    unit: int
    margin: int
    exponent: int
    inclusive: bool
    low: bool = False
    high: bool = False

    def next_digit(self) -> int:
        digit, rest = divmod(self.number, self.unit)
        self.number, self.margin = 10 * rest, 10 * self.margin
        if not self.inclusive and _in_long(self.margin) <= 0:
            # Java counts in a long here: a margin that outgrows it ends the digits …
            self.low = self.high = True
            return digit
        top = self.number + self.margin - 10 * self.unit
        # … and a sum that does is negative, so not high.
        fits = self.inclusive or self.number + self.margin < LONG
        self.low = self.number < self.margin
        self.high = fits and (top > 0 or (top == 0 and self.inclusive))
        return digit

    def rounds_up(self, last: int) -> bool:
        if not self.high or not self.low:
            return self.high
        difference = 2 * self.number - 10 * self.unit
        return difference > 0 or (difference == 0 and last % 2 == 1)


def _in_long(value: int) -> int:
    return (value + LONG) % (2 * LONG) - LONG


def _generate(value: float, binary: _Binary) -> tuple[str, int]:
    scaled = _scale(value, binary)
    digit = scaled.next_digit()
    out = [digit]
    if digit == 0 and not scaled.high:
        scaled.exponent -= 1
        out = []
    if not SCIENTIFIC_BELOW <= scaled.exponent < SCIENTIFIC_FROM:
        scaled.low = scaled.high = False
    while not scaled.low and not scaled.high:
        out.append(scaled.next_digit())
    whole = int("".join(map(str, out))) + scaled.rounds_up(out[-1])
    text = str(whole).rjust(len(out), "0")
    return text, scaled.exponent + 1 + len(text) - len(out)


def _scale(value: float, binary: _Binary) -> _Scaled:
    exponent = _estimate(value, binary.exponent)
    fives, tens = max(0, -exponent), max(0, exponent)
    width = binary.odd.bit_length()
    tiny = max(0, width - binary.exponent - 1)
    number_twos = fives + tiny + binary.exponent
    unit_twos = tens + tiny
    margin_twos = number_twos - binary.precision
    number_twos -= width - 1
    common = min(number_twos, unit_twos)
    margin_twos -= common + (width == 1)
    up = max(0, -margin_twos)
    number_twos, unit_twos = number_twos - common + up, unit_twos - common + up
    big = max(width + number_twos + _five_bits(fives), unit_twos + 1 + _five_bits(tens + 1)) >= LONG_BITS
    return _Scaled(
        binary.odd * 5**fives << number_twos,
        5**tens << unit_twos,
        5**fives << (margin_twos + up),
        exponent,
        big,
    )


def _five_bits(power: int) -> int:
    return (5**power).bit_length() if power and power < 27 else 3 * power


def _estimate(value: float, exponent: int) -> int:
    """Guess the decimal exponent: a line through the logarithm, at most one too high."""
    fraction = math.frexp(value)[0] * 2
    return math.floor((fraction - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981)
