"""Numbers the way Java reads and writes them: exact decimals, and the text of a double.

Source: recorded: `conformance/jsonpath.jsonl`, group numbers; Java 17.
"""

import math
import re
from decimal import Decimal

from gc_contracts.jsonpath.doubles import digits

_BIG_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?0*\d{1,9})?")
MAX_PLAIN, MIN_PLAIN = 7, -3


def decimal(text: str) -> Decimal | None:
    """Read an exact decimal; returns None where Java's BigDecimal refuses the text.

    >>> decimal("1.50"), decimal("1e2"), decimal(" 1")
    (Decimal('1.50'), Decimal('1E+2'), None)
    """
    if not _BIG_DECIMAL.fullmatch(text):
        return None
    value = Decimal(text)
    # Exact decimals know no negative zero.
    return value or value.copy_abs()


def double_text(value: float) -> str:
    """Write a double as Java does.

    >>> double_text(2.0), double_text(1e7), double_text(0.0001)
    ('2.0', '1.0E7', '1.0E-4')
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    sign = "-" if math.copysign(1, value) < 0 else ""
    return sign + ("0.0" if value == 0 else _layout(*_digits(abs(value))))


def _digits(value: float) -> tuple[str, int]:
    shortest = Decimal(repr(value)).as_tuple()
    point = len(shortest.digits) + int(shortest.exponent)
    if MIN_PLAIN < point <= MAX_PLAIN:
        # Here the two agree, and `repr` is much faster.
        return "".join(map(str, shortest.digits)).rstrip("0") or "0", point
    return digits(value)


def _layout(numerals: str, point: int) -> str:
    if MIN_PLAIN < point <= MAX_PLAIN:
        whole = numerals[:point].ljust(max(point, 0), "0") if point > 0 else "0"
        rest = numerals[point:] if point > 0 else "0" * -point + numerals
        return f"{whole}.{rest or '0'}"
    return f"{numerals[0]}.{numerals[1:] or '0'}E{point - 1}"


def number_text(value: float | Decimal) -> str:
    """Write any number of a document as Java does."""
    return double_text(value) if isinstance(value, float) else str(value)
