"""The functions of CEL that this engine knows, by name: each takes values and gives one.

Source: documented: CEL language definition, "List of Standard Definitions"; compared with cel-cpp.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from gc_contracts.rules.regexes import found
from gc_contracts.rules.times import PARTS, Moment, Span, moment, span
from gc_contracts.rules.values import TYPE_NAMES, TypeName, Uint, Value, type_name
from gc_contracts.rules.void import ERROR, UNKNOWN

_WHOLE = re.compile(r"[+-]?[0-9]{1,25}")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NO_TIME = frozenset({"null_type", "bool", "double", "list", "map", "bytes"})
_LARGEST = 2**62
"""Doubles whose integer part is surely one of 64 bits, however an engine rounds."""


def _size(value: Value) -> Value:
    return len(value) if type(value) in {str, bytes, list, dict} else ERROR


def _starts(text: Value, start: Value) -> Value:
    return text.startswith(start) if type(text) is type(start) is str else ERROR


def _ends(text: Value, end: Value) -> Value:
    return text.endswith(end) if type(text) is type(end) is str else ERROR


def _contains(text: Value, part: Value) -> Value:
    return part in text if type(text) is type(part) is str else ERROR


def _matches(text: Value, pattern: Value) -> Value:
    return found(pattern, text) if type(text) is type(pattern) is str else ERROR


def _int(value: Value) -> Value:
    name = type_name(value)
    if name == "int":
        return value
    if name == "double":
        return int(value) if abs(value) < _LARGEST else UNKNOWN
    if name == "uint":
        return int(value) if value < 2**63 else ERROR
    if name == "string" and _WHOLE.fullmatch(value):
        return int(value) if -(2**63) <= int(value) < 2**63 else ERROR
    return ERROR if name in {"null_type", "list", "map", "bytes", "bool"} else UNKNOWN


def _double(value: Value) -> Value:
    name = type_name(value)
    if name in {"int", "uint", "double"}:
        return float(value)
    if name == "string" and _NUMBER.fullmatch(value):
        return float(value)
    return ERROR if name in {"null_type", "list", "map", "bytes", "bool"} else UNKNOWN


def _uint(value: Value) -> Value:
    name = type_name(value)
    if name in {"int", "uint"}:
        return Uint(value) if value >= 0 else ERROR
    return ERROR if name in {"null_type", "list", "map", "bytes", "bool"} else UNKNOWN


def _string(value: Value) -> Value:
    name = type_name(value)
    if name == "string":
        return value
    if name in {"int", "uint"}:
        return str(int(value))
    if name == "bool":
        return "true" if value else "false"
    return ERROR if name in {"null_type", "list", "map"} else UNKNOWN


def _bool(value: Value) -> Value:
    if type(value) is bool:
        return value
    if type(value) is str:
        return {"true": True, "false": False}.get(value, UNKNOWN)
    return ERROR if type_name(value) in {"null_type", "list", "map", "bytes", "int", "double"} else UNKNOWN


def _bytes(value: Value) -> Value:
    if type(value) is str:
        return value.encode()
    return value if type(value) is bytes else UNKNOWN


def _type(value: Value) -> Value:
    name = type_name(value)
    return TypeName(name) if name in TYPE_NAMES else UNKNOWN


def _timestamp(value: Value) -> Value:
    if type(value) is str:
        return moment(value)
    return ERROR if type_name(value) in _NO_TIME else UNKNOWN


def _duration(value: Value) -> Value:
    if type(value) is str:
        return span(value)
    return ERROR if type_name(value) in _NO_TIME else UNKNOWN


def _part(name: str) -> Callable[[Value], Value]:
    def part(value: Value) -> Value:
        if isinstance(value, Moment):
            return PARTS[name](value)
        return UNKNOWN if isinstance(value, Span) else ERROR

    return part


def _dyn(value: Value) -> Value:
    return value


FREE: MappingProxyType[tuple[str, int], Callable[..., Value]] = MappingProxyType(
    {
        ("size", 1): _size,
        ("matches", 2): _matches,
        ("int", 1): _int,
        ("uint", 1): _uint,
        ("double", 1): _double,
        ("string", 1): _string,
        ("bool", 1): _bool,
        ("bytes", 1): _bytes,
        ("type", 1): _type,
        ("dyn", 1): _dyn,
        ("timestamp", 1): _timestamp,
        ("duration", 1): _duration,
    }
)
"""Functions called as `name(arguments)`, by name and number of arguments."""
METHODS: MappingProxyType[tuple[str, int], Callable[..., Value]] = MappingProxyType(
    {
        ("size", 1): _size,
        ("startsWith", 2): _starts,
        ("endsWith", 2): _ends,
        ("contains", 2): _contains,
        ("matches", 2): _matches,
        **{(name, 1): _part(name) for name in PARTS},
    }
)
"""Functions called as `target.name(arguments)`; the target counts as an argument."""
