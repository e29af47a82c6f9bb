"""`$math`: the stock MathTool, which computes with doubles and takes numeric text.

Text is read like a Java number format does: up to the first character that does not belong (`5%` is 5,
`1e3` is 1, `1,000` is a thousand), and no number at all gives null. Tools 2.0 (with 1.7) drops `.0` from
whole results, 3.1 keeps it where an operand has a fraction.

Source: recorded: reference table, group math; assumed: `random` gives the lower bound, since the same input
must give the same output here.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from gc_contracts.java.numbers import Long, Number, is_number, number_text, to_double, to_integer
from gc_contracts.velocity.members import get_property
from gc_contracts.velocity.objects import MISSING, items_of, shown
from gc_contracts.velocity.overloads import Methods, Overload, method
from gc_contracts.velocity.tools import Tool

_JAVA = "org.apache.velocity.tools.generic.MathTool"
_NUMBER = re.compile(r"(-?)(?:(\d[\d,]*)(?:\.(\d*))?|\.(\d+))(?:E(-?\d{1,9}))?")
_NAMED = {"NaN": math.nan, "\u221e": math.inf, "-\u221e": -math.inf}
_LONGEST = 1_000


def math_tool(engine: str) -> Tool:
    """Build the tool for a generation."""
    return Tool(_JAVA, _METHODS_V2 if engine == "2" else _METHODS_V1)


def to_number(value: Any) -> Number | None:
    """Read a value as a number; None if it is none."""
    if is_number(value):
        number: Number = value
        return number
    return None if value is None else _parsed(shown(value)[:_LONGEST])


def _parsed(written: str) -> Number | None:
    for name, value in _NAMED.items():
        if written.startswith(name):
            return value
    match = _NUMBER.match(written)
    if match is None:
        return None
    sign, whole, fraction, only, exponent = match.groups()
    digits = f"{sign}{(whole or '0').replace(',', '')}.{fraction or only or '0'}E{exponent or 0}"
    number = to_double(float(digits))
    negative_zero = number == 0 and bool(sign)
    if number == math.floor(number) and abs(number) < 1 << 63 and not negative_zero:
        return Long(_whole(digits, number))
    return number


def _whole(digits: str, number: float) -> int:
    """Keep all digits of a long number."""
    mantissa, _, exponent = digits.partition("E")
    whole, _, fraction = mantissa.partition(".")
    return int(whole) if int(exponent) == 0 and not fraction.strip("0") else int(number)


def _matched(result: float, operands: Sequence[Number], *, keeps: bool) -> Number:
    """Give a result the kind its operands ask for."""
    pointed = keeps and any("." in number_text(item) for item in operands)
    if math.isnan(result) or math.isinf(result) or result != math.floor(result) or pointed:
        return to_integer(result, 64) if math.isinf(result) and not pointed else result
    if -(1 << 31) <= result < 1 << 31:
        return int(result)
    return Long(to_integer(result, 64))


def _folding(fold: Callable[[list[float]], float | None], *, keeps: bool) -> tuple[Overload, ...]:
    def run(_: Any, values: list[Any]) -> Number | None:
        operands = _numbers(values)
        if operands is None:
            return None
        result = fold([to_double(item) for item in operands])
        return None if result is None else _matched(result, operands, keeps=keeps)

    return (method("Object Object", lambda tool, one, two: run(tool, [one, two])), method("Object...", run))


def _numbers(values: Sequence[Any]) -> list[Number] | None:
    found = [to_number(item) for item in values]
    return None if any(item is None for item in found) else [item for item in found if item is not None]


def _left(values: list[float], step: Callable[[float, float], float]) -> float:
    result = values[0] if values else 0.0
    for item in values[1:]:
        result = step(result, item)
    return result


def _product(values: list[float]) -> float:
    return _left([1.0, *values], lambda one, two: one * two)


def _quotient(values: list[float]) -> float | None:
    if 0.0 in values[1:]:
        return None
    return _left(values, lambda one, two: one / two)


def _unary(change: Callable[[Number], Any]) -> tuple[Overload, ...]:
    def run(_: Any, value: Any) -> Any:
        number = to_number(value)
        return None if number is None else change(number)

    return (method("Object", run),)


def _binary(change: Callable[[Number, Number], Any]) -> tuple[Overload, ...]:
    def run(_: Any, left: Any, right: Any) -> Any:
        operands = _numbers([left, right])
        return None if operands is None else change(*operands)

    return (method("Object Object", run),)


def _power(left: Number, right: Number) -> Number:
    base, exponent = to_double(left), to_double(right)
    try:
        result = math.pow(base, exponent)
    except OverflowError:
        result = math.inf
    except ValueError:
        result = math.inf if base == 0 else math.nan
    return _matched(result, [left, right], keeps=True)


def _integers(change: Callable[[int, int], int]) -> tuple[Overload, ...]:
    def run(left: Number, right: Number) -> int | None:
        one, two = to_integer(left), to_integer(right)
        return None if two == 0 else to_integer(change(one, two))

    return _binary(run)


def _remainder(left: int, right: int) -> int:
    return int(math.copysign(abs(left) % abs(right), left))


def _truncated(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _rounded(change: Callable[[float], float]) -> tuple[Overload, ...]:
    def run(number: Number) -> int:
        value = to_double(number)
        finite = not math.isnan(value) and not math.isinf(value)
        return to_integer(float(change(value)) if finite else value)

    return _unary(run)


def _round_to(places: Number, number: Number) -> float:
    delta = 10
    for _ in range(1, min(to_integer(places), 64)):
        delta = to_integer(delta * 10)
    scaled = to_double(number) * delta
    if math.isnan(scaled) or math.isinf(scaled):
        return to_integer(scaled, 64) / delta if delta else math.nan
    rounded = to_integer(float(math.floor(scaled + 0.5)), 64)
    return rounded / delta if delta else math.copysign(math.inf, rounded) if rounded else math.nan


def _total(_: Any, values: Any, field: Any = MISSING) -> Number | None:
    if values is None or field is None:
        return None
    read = [item if field is MISSING else _field(item, field) for item in _elements(values)]
    found = [None if item is MISSING else to_number(item) for item in read]
    if MISSING in read or (field is MISSING and None in found):
        return None
    present = [item for item in found if item is not None]
    return _matched(sum(map(to_double, present)), present[:1], keeps=True)


def _elements(values: Any) -> list[Any]:
    return values if isinstance(values, list) else items_of(values) or []


def _field(item: Any, field: Any) -> Any:
    """Read an element's property; MISSING where it can have none."""
    if item is None or not shown(field):
        return MISSING
    return get_property(item, shown(field), converts=False)


def _average(_: Any, values: Any, field: Any = MISSING) -> Number | None:
    total, count = _total(None, values, field), len(_elements(values or []))
    if total is None:
        return None
    average = to_double(total) / count if count else math.nan
    return 0 if math.isnan(average) else _matched(average, [total], keeps=True)


def _of_elements(compute: Callable[..., Any]) -> tuple[Overload, ...]:
    types = ("Collection", "Collection String", "Object[] String", "Object...")
    return tuple(method(item, compute) for item in types)


def _methods(*, keeps: bool) -> Methods:
    return {
        "add": _folding(lambda values: _left([0.0, *values], lambda one, two: one + two), keeps=keeps),
        "sub": _folding(lambda values: _left(values, lambda one, two: one - two), keeps=keeps),
        "mul": _folding(_product, keeps=keeps),
        "div": _folding(_quotient, keeps=keeps),
        "max": _folding(lambda values: max([5e-324, *values]), keeps=keeps),
        "min": _folding(lambda values: min([1.7976931348623157e308, *values]), keeps=keeps),
        "pow": _binary(_power),
        "idiv": _integers(_truncated),
        "mod": _integers(_remainder),
        "abs": _unary(lambda number: _matched(abs(to_double(number)), [number], keeps=True)),
        "ceil": _rounded(math.ceil),
        "floor": _rounded(math.floor),
        "round": _rounded(round),
        "roundTo": _binary(_round_to),
        "toInteger": _unary(to_integer),
        "toDouble": _unary(to_double),
        "toNumber": _unary(lambda number: number),
        "random": _binary(lambda low, _: low),
        "getTotal": _of_elements(_total),
        "getAverage": _of_elements(_average),
    }


_BASE_V1 = _methods(keeps=False)
_METHODS_V1: Methods = {
    **_BASE_V1,
    # Tools 2.0 has these for numbers too, so that a call with nothing but numbers is ambiguous.
    "getTotal": (*_BASE_V1["getTotal"], method("double...", _total), method("long...", _total)),
    "getAverage": (*_BASE_V1["getAverage"], method("double...", _average), method("long...", _average)),
}
_BASE_V2 = _methods(keeps=True)
_METHODS_V2: Methods = {
    **_BASE_V2,
    "toLong": _unary(lambda number: Long(to_integer(number, 64))),
}
