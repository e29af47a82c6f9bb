"""The methods of numbers, booleans and classes that a template may call.

Source: recorded: reference table, group number-text; documented: java.lang of Java 17.
"""

import math
from collections.abc import Callable
from typing import Any

from gc_contracts.java.numbers import BigInteger, Long, to_double, to_float, to_integer
from gc_contracts.velocity.arithmetic import compare_numbers
from gc_contracts.velocity.equality import equals, hash_code
from gc_contracts.velocity.objects import JavaClass, shown, text
from gc_contracts.velocity.overloads import Methods, Overload, compared, method, parse_double, parse_whole


def _java_long(value: Any) -> int:
    return Long(to_integer(value, 64))


_COMMON: Methods = {
    "equals": (method("Object", equals),),
    "hashCode": (method("", hash_code),),
    "toString": (method("", text),),
}

_VALUES: Methods = {
    **_COMMON,
    "intValue": (method("", to_integer),),
    "longValue": (method("", _java_long),),
    "doubleValue": (method("", to_double),),
    "floatValue": (method("", to_float),),
    "shortValue": (method("", lambda value: to_integer(to_integer(value), 16)),),
    "byteValue": (method("", lambda value: to_integer(to_integer(value), 8)),),
}


def _of_kind(kind: str) -> Methods:
    return {**_VALUES, "compareTo": compared(kind, compare_numbers)}


def _two(name: Callable[[Any, Any], Any], types: str) -> Any:
    return (method(types, lambda _, left, right: name(left, right)),)


def _hash(kind: str) -> tuple[Overload, ...]:
    """Make `hashCode()` and the static `hashCode(value)`."""
    convert = float if kind == "double" else Long if kind == "long" else int
    return (method("", hash_code), method(kind, lambda _, value: hash_code(convert(value))))


def _parse_integer(_: Any, value: str | None) -> int:
    return parse_whole(value, 32)


def _parse_long(_: Any, value: str | None) -> int:
    return Long(parse_whole(value, 64))


def _parse_double(_: Any, value: str | None) -> float:
    return parse_double(value)


def _parse_boolean(_: Any, value: str | None) -> bool:
    return value is not None and value.lower() == "true"


INTEGER: Methods = {
    **_of_kind("Integer"),
    "hashCode": _hash("int"),
    "max": _two(max, "int int"),
    "min": _two(min, "int int"),
    "sum": _two(lambda left, right: to_integer(left + right), "int int"),
    "parseInt": (method("String", _parse_integer),),
    "valueOf": (method("int", lambda _, value: value), method("String", _parse_integer)),
    "signum": (method("int", lambda _, value: (value > 0) - (value < 0)),),
    "toHexString": (method("int", lambda _, value: format(value & 0xFFFFFFFF, "x")),),
    "toBinaryString": (method("int", lambda _, value: format(value & 0xFFFFFFFF, "b")),),
    "toString": (method("", text), method("int", lambda _, value: shown(value))),
}
LONG: Methods = {
    **_of_kind("Long"),
    "hashCode": _hash("long"),
    "signum": (method("long", lambda _, value: (value > 0) - (value < 0)),),
    "max": _two(lambda left, right: Long(max(left, right)), "long long"),
    "min": _two(lambda left, right: Long(min(left, right)), "long long"),
    "sum": _two(lambda left, right: Long(to_integer(left + right, 64)), "long long"),
    "parseLong": (method("String", _parse_long),),
    "valueOf": (method("long", lambda _, value: Long(value)), method("String", _parse_long)),
    "toString": (method("", text), method("long", lambda _, value: shown(value))),
}
DOUBLE: Methods = {
    **_of_kind("Double"),
    "isNaN": (method("", math.isnan), method("double", lambda _, value: math.isnan(value))),
    "isInfinite": (method("", math.isinf), method("double", lambda _, value: math.isinf(value))),
    "hashCode": _hash("double"),
    "parseDouble": (method("String", _parse_double),),
    "valueOf": (method("double", lambda _, value: value), method("String", _parse_double)),
    "max": _two(max, "double double"),
    "min": _two(min, "double double"),
    "sum": _two(lambda left, right: left + right, "double double"),
    "toString": (method("", text), method("double", lambda _, value: shown(float(value)))),
}
FLOAT: Methods = {**DOUBLE, "compareTo": compared("Float", compare_numbers)}
BIG_INTEGER: Methods = {
    **_of_kind("BigInteger"),
    "add": (method("BigInteger", lambda left, right: BigInteger(left + right)),),
    "abs": (method("", lambda value: BigInteger(abs(value))),),
    "signum": (method("", lambda value: (value > 0) - (value < 0)),),
}
BIG_DECIMAL: Methods = {
    **_of_kind("BigDecimal"),
    "toPlainString": (method("", lambda value: f"{value:f}"),),
    "scale": (method("", lambda value: -int(value.as_tuple().exponent)),),
}
BOOLEAN: Methods = {
    **_COMMON,
    "parseBoolean": (method("String", _parse_boolean),),
    "valueOf": (method("boolean", lambda _, value: value), method("String", _parse_boolean)),
    "booleanValue": (method("", lambda value: value),),
    "compareTo": compared("Boolean", lambda left, right: int(left) - int(right)),
}


def _simple(java: JavaClass) -> str:
    return java.name.rpartition(".")[2]


CLASS: Methods = {
    "getName": (method("", lambda java: java.name),),
    "getSimpleName": (method("", _simple),),
    "toString": (method("", text),),
    "equals": (method("Object", lambda java, other: java == other),),
}
