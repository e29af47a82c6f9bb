"""The methods of numbers, booleans and classes that a template may call.

Source: recorded: reference table, group number-text; documented: java.lang of Java 17.
"""

import math
from collections.abc import Callable
from typing import Any

from gc_contracts.velocity.equality import equals, hash_code
from gc_contracts.velocity.numbers import BigInteger, Long, compare_numbers, to_double, to_float, to_integer
from gc_contracts.velocity.objects import JavaClass, shown, text
from gc_contracts.velocity.overloads import Methods, method


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
    return {**_VALUES, "compareTo": (method(kind, compare_numbers),)}


def _two(name: Callable[[Any, Any], Any], types: str) -> Any:
    return (method(types, lambda _, left, right: name(left, right)),)


INTEGER: Methods = {
    **_of_kind("Integer"),
    "max": _two(max, "int int"),
    "min": _two(min, "int int"),
    "sum": _two(lambda left, right: to_integer(left + right), "int int"),
    "parseInt": (),
    "toHexString": (method("int", lambda _, value: format(value & 0xFFFFFFFF, "x")),),
    "toBinaryString": (method("int", lambda _, value: format(value & 0xFFFFFFFF, "b")),),
    "toString": (method("", text), method("int", lambda _, value: shown(value))),
}
LONG: Methods = {
    **_of_kind("Long"),
    "toString": (method("", text), method("long", lambda _, value: shown(value))),
}
DOUBLE: Methods = {
    **_of_kind("Double"),
    "isNaN": (method("", math.isnan),),
    "isInfinite": (method("", math.isinf),),
    "toString": (method("", text), method("double", lambda _, value: shown(float(value)))),
}
FLOAT: Methods = {**DOUBLE, "compareTo": (method("Float", compare_numbers),)}
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
    "booleanValue": (method("", lambda value: value),),
    "compareTo": (method("Boolean", lambda left, right: int(left) - int(right)),),
}


def _simple(java: JavaClass) -> str:
    return java.name.rpartition(".")[2]


CLASS: Methods = {
    "getName": (method("", lambda java: java.name),),
    "getSimpleName": (method("", _simple),),
    "toString": (method("", text),),
    "equals": (method("Object", lambda java, other: java == other),),
}
