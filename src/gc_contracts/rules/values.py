"""CEL's values and what its operators make of them: errors are values here, and so is not knowing.

A value is what JSON has, an unsigned integer, bytes, or a type. Where this engine is not sure what cel-cpp
says, it says `UNKNOWN`: nobody is accused on a guess.

Source: documented: CEL language definition, "Values" and "Numeric Values"; compared with cel-cpp.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gc_contracts.rules.times import Moment, Span, added
from gc_contracts.rules.void import ERROR, UNKNOWN, Void

__all__ = [
    "ERROR",
    "TYPE_NAMES",
    "UNKNOWN",
    "TypeName",
    "Uint",
    "Value",
    "Void",
    "arithmetic",
    "equal",
    "fetched",
    "fits",
    "negative",
    "ordered",
    "type_name",
    "void",
]

Value = Any
"""None, bool, int, Uint, float, str, bytes, list, dict with text keys, Moment, Span, TypeName, or a Void."""


class Uint(int):
    """An unsigned integer: a type of its own to arithmetic, a number like others to comparison."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as a value: what `type(x)` gives."""

    name: str


_NAMES: dict[type, str] = {
    type(None): "null_type",
    bool: "bool",
    int: "int",
    Uint: "uint",
    float: "double",
    str: "string",
    bytes: "bytes",
    list: "list",
    dict: "map",
    TypeName: "type",
    Moment: "timestamp",
    Span: "duration",
}
TYPE_NAMES = frozenset(_NAMES.values()) - {"timestamp", "duration"}
"""Types that CEL names by one word."""
_INT = (-(2**63), 2**63 - 1)
_UINT = (0, 2**64 - 1)


def type_name(value: Value) -> str:
    """Name the type of a value; empty for what is none of CEL's, as an integer beyond 64 bits."""
    name = _NAMES.get(type(value), "")
    return "" if name == "int" and not fits(value) else name


def fits(value: int, bounds: tuple[int, int] = _INT) -> bool:
    """Tell whether an integer is one of 64 bits."""
    return bounds[0] <= value <= bounds[1]


def fetched(value: Value) -> Value:
    """Take a value out of a record: what the other engine cannot hold is unknown there.

    An integer beyond 64 bits passes: it can still be compared.
    """
    if type(value) is str:
        return value if value.isascii() or _encodes(value) else UNKNOWN
    if type(value) is float:
        return value if math.isfinite(value) else UNKNOWN
    return value if type(value) in _NAMES else UNKNOWN


def _encodes(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def void(*values: Value) -> Void | None:
    """Give what operands make of an operation before it begins: an error wins, for it is sure."""
    if ERROR in (voids := [value for value in values if isinstance(value, Void)]):
        return ERROR
    return UNKNOWN if voids else None


def equal(left: Value, right: Value) -> bool | Void:
    """Compare as `==` does: across types nothing is equal, but numbers are by what they are."""
    if _is_number(left) and _is_number(right):
        order = _order(left, right)
        return order if isinstance(order, Void) else order == 0
    if type(left) is not type(right):
        return False
    if type(left) is list:
        return len(left) == len(right) and _all_equal(zip(left, right, strict=True))
    if type(left) is dict:
        return left.keys() == right.keys() and _all_equal((item, right[key]) for key, item in left.items())
    return bool(left == right)


def _all_equal(pairs: Any) -> bool | Void:
    found: bool | Void = True
    for left, right in pairs:
        same = equal(left, right)
        if same is False:
            return False
        found = same if same is UNKNOWN else found
    return found


def _is_number(value: Value) -> bool:
    return type(value) in {int, Uint, float}


def _order(left: Value, right: Value) -> int | Void | None:
    """Tell -1, 0 or 1; None where one is not a number.

    Beyond 2**53 a double is no longer every integer, and the engines differ: only what both readings say.
    """
    if left != left or right != right:  # noqa: PLR0124 - what NaN is
        return None
    exact = int(left > right) - int(left < right)
    if type(left) is not float and type(right) is not float and fits(left) and fits(right):
        return exact
    try:
        rounded = int(float(left) > float(right)) - int(float(left) < float(right))
    except OverflowError:
        return UNKNOWN
    return exact if rounded == exact else UNKNOWN


_WANTED: dict[str, frozenset[int]] = {
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}


def ordered(operator: str, left: Value, right: Value) -> bool | Void:
    """Compare as `<` `<=` `>` `>=` do: numbers with numbers, texts, bytes and booleans with their like."""
    if _is_number(left) and _is_number(right):
        order = _order(left, right)
    elif type(left) is type(right) and type(left) in {str, bytes, bool, Moment, Span}:
        order = (left > right) - (left < right)
    else:
        return ERROR
    return order if isinstance(order, Void) else order in _WANTED[operator]


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """Apply `+` `-` `*` `/` `%`: both sides of one type, no silent overflow."""
    name = type_name(left)
    if not name or not type_name(right):
        return UNKNOWN
    if {Moment, Span}.intersection((type(left), type(right))):
        return added(operator, left, right)
    if name != type_name(right):
        return ERROR
    if name in {"int", "uint"}:
        return _whole(operator, left, right, _INT if name == "int" else _UINT)
    if name == "double":
        return _double(operator, left, right)
    return left + right if operator == "+" and name in {"string", "bytes", "list"} else ERROR


_WHOLE: dict[str, Callable[[int, int], int]] = {
    "+": int.__add__,
    "-": int.__sub__,
    "*": int.__mul__,
    "/": lambda left, right: abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1),
    "%": lambda left, right: abs(left) % abs(right) * (-1 if left < 0 else 1),
}


def _whole(operator: str, left: int, right: int, bounds: tuple[int, int]) -> Value:
    if operator in "/%" and right == 0:
        return ERROR
    overflows = operator == "%" and right == -1 and left == bounds[0]
    result = _WHOLE[operator](left, right)
    if overflows or not fits(result, bounds):
        return ERROR
    return Uint(result) if bounds is _UINT else int(result)


def _double(operator: str, left: float, right: float) -> Value:
    if operator == "%":
        return ERROR
    if operator == "/":
        return _quotient(left, right)
    result: float = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__}[operator](right)
    return result


def _quotient(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or left != left:  # noqa: PLR0124 - what NaN is
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def negative(value: Value) -> Value:
    """Apply the unary minus."""
    name = type_name(value)
    if name == "double":
        return -value
    if name != "int":
        return ERROR if name else UNKNOWN
    return -value if fits(-value) else ERROR
