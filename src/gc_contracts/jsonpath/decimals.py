"""Numbers the way Java reads and writes them: exact decimals, and the text of a double.

Source: recorded: `conformance/jsonpath.jsonl`, group numbers; Java 17.
"""

import math
import re
from decimal import Decimal

_BIG_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?")
MAX_PLAIN, MIN_PLAIN = 7, -3


def decimal(text: str) -> Decimal | None:
    """Read an exact decimal; returns None where Java's BigDecimal refuses the text.

    >>> decimal("1.50"), decimal("1e2"), decimal(" 1")
    (Decimal('1.50'), Decimal('1E+2'), None)
    """
    return Decimal(text) if _BIG_DECIMAL.fullmatch(text) else None


def double_text(value: float) -> str:
    """Write a double as Java does.

    >>> double_text(2.0), double_text(1e7), double_text(0.0001)
    ('2.0', '1.0E7', '1.0E-4')
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if value == 0 or 5e-324 in {value, -value}:
        return {True: "-", False: ""}[math.copysign(1, value) < 0] + ("4.9E-324" if value else "0.0")
    sign, numerals, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, numerals)).rstrip("0") or "0"
    point = len(numerals) + int(exponent)
    return ("-" if sign else "") + _layout(digits, point)


def _layout(digits: str, point: int) -> str:
    if MIN_PLAIN < point <= MAX_PLAIN:
        whole = digits[:point].ljust(max(point, 0), "0") if point > 0 else "0"
        rest = digits[point:] if point > 0 else "0" * -point + digits
        return f"{whole}.{rest or '0'}"
    return f"{digits[0]}.{digits[1:] or '0'}E{point - 1}"


def number_text(value: float | Decimal) -> str:
    """Write any number of a document as Java does."""
    return double_text(value) if isinstance(value, float) else str(value)
