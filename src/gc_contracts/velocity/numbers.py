"""Numbers as Java has them: six kinds, their text, their arithmetic and their order.

A Python int is an Integer, Long or BigInteger by its size, as the platform's JSON reader makes them;
arithmetic keeps the wider kind, so results that are wider than their value are marked with a subclass. A
float is a Double.

Source: recorded: reference table, groups number-text and arithmetic.
"""

import math
import struct
from decimal import Context, Decimal, localcontext
from typing import Any

from gc_contracts.errors import VelocityLimitError

_INT, _LONG = 1 << 31, 1 << 63
_PRECISE = Context(prec=5000, Emax=10**9, Emin=-(10**9))
_MAX_DIGITS = 4000
_MAX_BITS = 100_000


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


def parse_integer(image: str) -> int:
    """Read an integer literal.

    Raises:
        VelocityLimitError: it has thousands of digits.
    """
    if len(image) > _MAX_DIGITS:
        raise VelocityLimitError(f"A number of {len(image)} digits")
    return int(image)


def parse_float(image: str) -> float:
    """Read a floating point literal; too large is infinite, as in Java."""
    return float(image)


def number_text(value: Number) -> str:
    """Write a number as Java's toString.

    >>> number_text(1e7), number_text(0.1), number_text(1e-4), number_text(100.0)
    ('1.0E7', '0.1', '1.0E-4', '100.0')
    """
    if isinstance(value, Float):
        return _float_text(value)
    if isinstance(value, float):
        return _double_text(float(value), repr(float(value)))
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return _integer_text(int(value))


def _integer_text(value: int) -> str:
    return str(value) if value.bit_length() < 12_000 else str(Decimal(value))


def _double_text(value: float, digits: str) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "-0.0" if math.copysign(1, value) < 0 else "0.0"
    if abs(value) == 5e-324:
        return "-4.9E-324" if value < 0 else "4.9E-324"
    sign, figures, exponent = Decimal(digits).as_tuple()
    mantissa = "".join(map(str, figures)).rstrip("0") or "0"
    # The value is 0.mantissa times ten to the power of `point`.
    point = len(figures) + int(exponent)
    return ("-" if sign else "") + _laid_out(mantissa, point, abs(value))


def _laid_out(mantissa: str, point: int, size: float) -> str:
    if 1e-3 <= size < 1e7:
        if point <= 0:
            return "0." + "0" * -point + mantissa
        whole = mantissa[:point].ljust(point, "0")
        return f"{whole}.{mantissa[point:] or '0'}"
    return f"{mantissa[0]}.{mantissa[1:] or '0'}E{point - 1}"


def _float_text(value: float) -> str:
    digits = next(
        (candidate for width in range(1, 10) if _as_float(float(candidate := f"{value:.{width}g}")) == value),
        repr(float(value)),
    )
    return _double_text(float(value), digits)


def _as_float(value: float) -> float:
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def to_float(value: Number) -> Float:
    """Narrow to 32 bits."""
    return Float(_as_float(to_double(value)))


def _decimal_text(value: Decimal) -> str:
    sign, figures, exponent = value.as_tuple()
    digits = "".join(map(str, figures))
    scale, adjusted = -int(exponent), len(digits) - 1 + int(exponent)
    prefix = "-" if sign else ""
    if scale >= 0 and adjusted >= -6:
        if scale == 0:
            return prefix + digits
        padded = digits.rjust(scale + 1, "0")
        return f"{prefix}{padded[:-scale]}.{padded[-scale:]}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{prefix}{digits[0]}{fraction}E{adjusted:+d}"


def to_double(value: Number) -> float:
    """Convert as Java's doubleValue."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def to_integer(value: Number, bits: int = 32) -> int:
    """Convert as Java's intValue, or longValue: fractions are cut, large integers wrap, doubles stop."""
    half = 1 << (bits - 1)
    if isinstance(value, float):
        if math.isnan(value):
            return 0
        if math.isinf(value) or not -half <= value < half:
            return -half if value < 0 else half - 1
    return (int(value) + half) % (2 * half) - half


def _decimal(value: Number, *, exact: bool = True) -> Decimal:
    """Convert to BigDecimal: 1.7 takes a double's exact value, 2.4.1 its shortest text (5 becomes 5.0)."""
    if isinstance(value, Decimal):
        return value
    if number_class(value) == "BigInteger":
        return Decimal(int(value))
    double = to_double(value)
    if math.isnan(double) or math.isinf(double):
        raise ArithmeticError("Infinite or NaN")
    return Decimal(double) if exact else Decimal(number_text(double))


def _exact(left: Number, right: Number) -> bool:
    """Tell whether Java would compute with BigDecimal."""
    kinds = {number_class(left), number_class(right)}
    return "BigDecimal" in kinds or ("BigInteger" in kinds and bool(kinds & {"Double", "Float"}))


def _widened(result: int, left: Number, right: Number) -> int:
    kinds = {number_class(left), number_class(right)}
    if "BigInteger" in kinds:
        return BigInteger(result)
    return Long(result) if "Long" in kinds and -_INT <= result < _INT else int(result)


def calculated(operator: str, left: Any, right: Any, *, exact: bool = True) -> Number | None:
    """Compute `+ - * / %`; None where the engine gives up without an error: no numbers, or division by zero.

    Raises:
        ArithmeticError: the remainder of a BigDecimal, or by a negative BigInteger, as in Java.
    """
    if not is_number(left) or not is_number(right) or (operator in "/%" and right == 0):
        return None
    if _exact(left, right):
        return _exactly(operator, _decimal(left, exact=exact), _decimal(right, exact=exact))
    if isinstance(left, float) or isinstance(right, float):
        return _doubles(operator, to_double(left), to_double(right))
    return _integers(operator, int(left), int(right), left, right)


def _exactly(operator: str, first: Decimal, second: Decimal) -> Number:
    if operator == "%":
        raise ArithmeticError("Cannot calculate the modulo of BigDecimals.")
    with localcontext(_PRECISE):
        if operator == "/":
            return _divided(first, second)
        return first + second if operator == "+" else first - second if operator == "-" else first * second


def _divided(first: Decimal, second: Decimal) -> Decimal:
    """Divide to the scale of the dividend, halves away from zero to the nearest below: Java's HALF_DOWN."""
    exponent = first.as_tuple().exponent
    with localcontext(_PRECISE) as context:
        context.rounding = "ROUND_HALF_DOWN"
        return (first / second).quantize(Decimal(1).scaleb(int(exponent)))


def _doubles(operator: str, left: float, right: float) -> float:
    try:
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "*":
            return left * right
        return left / right if operator == "/" else math.fmod(left, right)
    except (OverflowError, ValueError):
        return math.nan


def _integers(operator: str, first: int, second: int, left: Number, right: Number) -> int:
    if operator == "*" and first.bit_length() + second.bit_length() > _MAX_BITS:
        raise VelocityLimitError(f"A product of more than {_MAX_BITS} bits")
    if operator == "%" and either_is(left, right, "BigInteger"):
        if second < 0:
            raise ArithmeticError("BigInteger: modulus not positive")
        return BigInteger(first % second)
    results = {
        "+": lambda: first + second,
        "-": lambda: first - second,
        "*": lambda: first * second,
        "/": lambda: _quotient(first, second),
        "%": lambda: first - second * _quotient(first, second),
    }
    return _widened(results[operator](), left, right)


def either_is(left: Number, right: Number, name: str) -> bool:
    """Tell whether one of two numbers is of this class."""
    return name in {number_class(left), number_class(right)}


def _quotient(first: int, second: int) -> int:
    """Divide towards zero."""
    result = abs(first) // abs(second)
    return result if (first < 0) == (second < 0) else -result


def compare_numbers(left: Number, right: Number) -> int:
    """Order two numbers as the engine does: -1, 0 or 1; NaN counts as equal, as it does there."""
    if _exact(left, right):
        first, second = _decimal(left), _decimal(right)
        return (first > second) - (first < second)
    if isinstance(left, float) or isinstance(right, float):
        return (to_double(left) > to_double(right)) - (to_double(left) < to_double(right))
    return (left > right) - (left < right)


def double_bits(value: float) -> int:
    """Return the 64 bits of a double."""
    return int(struct.unpack(">q", struct.pack(">d", value))[0])


def negated(value: Number) -> Number:
    """Return the negative of a number, of the same kind."""
    if isinstance(value, BigInteger | Long):
        return type(value)(-value)
    return -value
