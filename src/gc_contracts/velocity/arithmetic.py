"""How the engine computes with Java's numbers: literals, `+ - * / %`, and order.

Source: recorded: reference table, groups arithmetic and comparison.
"""

import math
import struct
from decimal import Context, Decimal, localcontext
from typing import Any

from gc_contracts.errors import VelocityLimitError
from gc_contracts.java.numbers import (
    BigInteger,
    Long,
    Number,
    is_number,
    number_class,
    number_text,
    to_double,
)

_INT = 1 << 31
_PRECISE = Context(prec=5000, Emax=10**9, Emin=-(10**9))
_MAX_DIGITS = 4000
_MAX_BITS = 100_000


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
