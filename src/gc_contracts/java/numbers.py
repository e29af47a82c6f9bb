"""Numbers as Java has them: six kinds, their text, and what becomes of one kind in another.

A Python int is an Integer, Long or BigInteger by its size, as the platform's JSON reader makes them; results
that are wider than their value are marked with a subclass. A float is a Double, a Decimal a BigDecimal.
Source: documented: java.lang and java.math, Java 17; recorded: `conformance/velocity.jsonl`, group
number-text, and `conformance/jsonpath.jsonl`, group numbers; settled by running Java 17.
"""

import math
import re
import struct
from decimal import Decimal
from typing import Any

from gc_contracts.java.doubles import DOUBLE, FLOAT, digits

_INT, _LONG = 1 << 31, 1 << 63
_BIG_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?0*\d{1,9})?")
_MAX_PLAIN, _MIN_PLAIN = 7, -3
_LONG_TEXT = 12_000


class Long(int):
    """A Long whose value would fit an Integer."""


class BigInteger(int):
    """A BigInteger whose value would fit a Long."""


class Float(float):
    """A 32-bit number."""


Number = int | float | Decimal


def is_number(value: Any) -> bool:
    """Tell whether Java would call the value a Number; a boolean is none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def number_class(value: Number) -> str:
    """Return the simple name of the Java class."""
    if isinstance(value, Decimal):
        return "BigDecimal"
    if isinstance(value, float):
        return "Float" if isinstance(value, Float) else "Double"
    if isinstance(value, BigInteger) or not -_LONG <= value < _LONG:
        return "BigInteger"
    return "Long" if isinstance(value, Long) or not -_INT <= value < _INT else "Integer"


def decimal(text: str) -> Decimal | None:
    """Read a BigDecimal; returns None where Java refuses the text.

    >>> decimal("1.50"), decimal("1e2"), decimal(" 1")
    (Decimal('1.50'), Decimal('1E+2'), None)
    """
    if not _BIG_DECIMAL.fullmatch(text):
        return None
    value = Decimal(text)
    # A BigDecimal knows no negative zero.
    return value or value.copy_abs()


def number_text(value: Number) -> str:
    """Write a number as Java's toString.

    >>> number_text(1e7), number_text(0.1), number_text(1e-4), number_text(2e23), number_text(Decimal("1.50"))
    ('1.0E7', '0.1', '1.0E-4', '1.9999999999999998E23', '1.50')
    """
    if isinstance(value, float):
        return _floating_text(value)
    if isinstance(value, Decimal):
        return str(value)
    whole = int(value)
    # Python refuses to write thousands of digits at once; a decimal does not mind.
    return str(whole) if whole.bit_length() < _LONG_TEXT else str(Decimal(whole))


def _floating_text(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    sign = "-" if math.copysign(1, value) < 0 else ""
    if value == 0:
        return sign + "0.0"
    if isinstance(value, Float):
        return sign + _laid_out(*digits(abs(value), FLOAT))
    return sign + _laid_out(*_double_digits(abs(float(value))))


def _double_digits(value: float) -> tuple[str, int]:
    shortest = Decimal(repr(value)).as_tuple()
    point = len(shortest.digits) + int(shortest.exponent)
    if _MIN_PLAIN < point <= _MAX_PLAIN:
        # Here the two agree, and `repr` is much faster.
        return "".join(map(str, shortest.digits)).rstrip("0") or "0", point
    return digits(value, DOUBLE)


def _laid_out(numerals: str, point: int) -> str:
    """Place the point: the value is 0.numerals × 10^point."""
    if not _MIN_PLAIN < point <= _MAX_PLAIN:
        return f"{numerals[0]}.{numerals[1:] or '0'}E{point - 1}"
    if point <= 0:
        return "0." + "0" * -point + numerals
    return f"{numerals[:point].ljust(point, '0')}.{numerals[point:] or '0'}"


def to_double(value: Number) -> float:
    """Convert as Java's doubleValue."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def to_float(value: Number) -> Float:
    """Narrow to 32 bits."""
    double = to_double(value)
    try:
        return Float(struct.unpack("f", struct.pack("f", double))[0])
    except OverflowError:
        return Float(math.copysign(math.inf, double))


def to_integer(value: Number, bits: int = 32) -> int:
    """Convert as Java's intValue, or longValue: fractions are cut, large integers wrap, doubles stop."""
    half = 1 << (bits - 1)
    if isinstance(value, float):
        if math.isnan(value):
            return 0
        if math.isinf(value) or not -half <= value < half:
            return -half if value < 0 else half - 1
    if isinstance(value, Decimal) and int(value.as_tuple().exponent) >= bits:
        # A multiple of 2^bits, which need not be written out.
        return 0
    return (int(value) + half) % (2 * half) - half
