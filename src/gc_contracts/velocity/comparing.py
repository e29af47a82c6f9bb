"""Truth, comparison and arithmetic of values, as each generation of the engine has them.

Source: recorded: reference table, groups truth, comparison, logic, arithmetic, conversions.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gc_contracts.java.numbers import Number, is_number
from gc_contracts.velocity.arithmetic import compare_numbers
from gc_contracts.velocity.equality import equals
from gc_contracts.velocity.lengths import concatenated
from gc_contracts.velocity.objects import Char, Custom, class_name, items_of, text

_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?")
_TESTS: Mapping[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}
_LONGEST_NUMBER = 1_000


def truth_v1(value: Any) -> bool:
    """Tell whether a reference counts as true in 1.7: anything there, but false itself."""
    if value is None or isinstance(value, bool):
        return bool(value)
    return text(value) is not None


def truth_v2(value: Any) -> bool:
    """Tell whether a value counts as true in 2.4.1: empty texts, lists and maps and zero do not."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if isinstance(value, str):
        return isinstance(value, Char) or bool(value)
    if is_number(value):
        return bool(value != 0)
    items = value if isinstance(value, dict) else items_of(value)
    if items is not None:
        return bool(items)
    return not isinstance(value, Custom) or text(value) != ""


def equal_v1(left: Any, right: Any) -> bool:
    """Compare with `==` in 1.7: numbers by value, equal kinds by content, anything else by its text."""
    if is_number(left) and is_number(right):
        return compare_numbers(left, right) == 0
    if left is None or right is None:
        return (left is None or text(left) is None) and (right is None or text(right) is None)
    if class_name(left) == class_name(right):
        return equals(left, right)
    return text(left) == text(right)


def equal_v2(left: Any, right: Any) -> bool:
    """Compare with `==` in 2.4.1: as 1.7, but a text with a number in it equals that number."""
    if left is None or right is None:
        return left is right
    first, second = as_numbers(left, right)
    if first is not None and second is not None:
        return compare_numbers(first, second) == 0
    if class_name(left) == class_name(right):
        return equals(left, right)
    return text(left) == text(right)


def as_numbers(left: Any, right: Any) -> tuple[Number | None, Number | None]:
    """Read both sides as numbers, if at least one is: 2.4.1 converts the other."""
    first = left if is_number(left) else None
    second = right if is_number(right) else None
    if first is not None and second is None:
        second = _parsed(right)
    elif second is not None and first is None:
        first = _parsed(left)
    return first, second


def _parsed(value: Any) -> Decimal | None:
    written = text(value)
    if written is None or len(written) > _LONGEST_NUMBER or not _DECIMAL.fullmatch(written):
        return None
    return Decimal(written)


def ordered(operator: str, left: Number, right: Number) -> bool:
    """Compare two numbers with `<`, `>`, `<=` or `>=`."""
    return _TESTS[operator](compare_numbers(left, right))


def as_number(value: Any) -> Number | None:
    """Read a value as a number, as 2.4.1 does before it computes: text with a number in it is one."""
    if is_number(value):
        number: Number = value
        return number
    return None if value is None else _parsed(value)


def joins(left: Any, right: Any) -> bool:
    """Tell whether `+` joins texts: one side is one."""
    return any(isinstance(side, str) and not isinstance(side, Char) for side in (left, right))


def joined(left: Any, right: Any, literals: tuple[str, str]) -> str:
    """Join texts; of a side that is null its source text."""
    first = literals[0] if left is None else text(left)
    second = literals[1] if right is None and left is not None else text(right)
    return concatenated(first or "", second or "")
