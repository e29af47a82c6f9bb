"""Which Java method a call means: parameter types, conversions, the most specific one.

1.7 takes a method only if every argument already has the right type (and, by a slip of its own, takes any
number of arguments for a method without parameters, to fail later). 2.4.1 also converts numbers, booleans
and text.

Source: recorded: reference table, groups string-methods, conversions.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gc_contracts.java.errors import JavaError
from gc_contracts.java.numbers import Number, is_number, to_double, to_integer
from gc_contracts.velocity.objects import Char, class_name, text


@dataclass(frozen=True, slots=True)
class Overload:
    """One method: parameter types (`Object...` last for any number) and what it does with the receiver."""

    types: tuple[str, ...]
    call: Callable[..., Any]


def compared(kind: str, compare: Callable[..., Any]) -> tuple[Overload, ...]:
    """Make a `compareTo`: any other class is accepted, to fail as in Java."""
    return (method(kind, compare), method("Object", _not_cast))


def _not_cast(value: Any, other: Any) -> None:
    if other is None:
        raise JavaError("java.lang.NullPointerException", None)
    message = f"class {class_name(other)} cannot be cast to class {class_name(value)}"
    raise JavaError("java.lang.ClassCastException", message)


Methods = Mapping[str, tuple[Overload, ...]]


def method(types: str, call: Callable[..., Any]) -> Overload:
    """Write an overload in one line: types are words separated by blanks."""
    return Overload(tuple(types.split()), call)


_DOUBLE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?")
_PRIMITIVES: Mapping[str, tuple[str, ...]] = {
    "boolean": ("Boolean",),
    "char": ("Character",),
    "int": ("Integer",),
    "long": ("Long", "Integer"),
    "float": ("Float", "Long", "Integer"),
    "double": ("Double", "Float", "Long", "Integer"),
}
_WIDER: Mapping[str, tuple[str, ...]] = {
    "long": ("int",),
    "float": ("int", "long"),
    "double": ("int", "long", "float"),
}
_SUPERTYPES: Mapping[str, tuple[str, ...]] = {
    "String": ("CharSequence", "Comparable"),
    "CharSequence": (),
    "Character": ("Comparable",),
    "Boolean": ("Comparable",),
    "Integer": ("Number", "Comparable"),
    "Long": ("Number", "Comparable"),
    "Double": ("Number", "Comparable"),
    "Float": ("Number", "Comparable"),
    "BigInteger": ("Number", "Comparable"),
    "BigDecimal": ("Number", "Comparable"),
    "ArrayList": ("List", "Collection", "Iterable"),
    "ArrayList$SubList": ("List", "Collection", "Iterable"),
    "List": ("Collection", "Iterable"),
    "Collection": ("Iterable",),
    "LinkedHashMap": ("Map",),
    "LinkedHashMap$LinkedKeySet": ("Collection", "Iterable"),
    "LinkedHashMap$LinkedValues": ("Collection", "Iterable"),
    "LinkedHashMap$LinkedEntrySet": ("Collection", "Iterable"),
    "String[]": ("Object[]",),
}


def simple_name(value: Any) -> str | None:
    """Return a value's class without its package; None for null."""
    if value is None:
        return None
    name = class_name(value)
    if name.startswith("[L"):
        return name[2:-1].rpartition(".")[2] + "[]"
    return name.rpartition(".")[2]


def _assignable(formal: str, actual: str | None) -> bool:
    """Tell whether a value of class `actual` may be given for `formal` as it is."""
    if actual is None:
        return formal not in _PRIMITIVES
    if formal in {"Object", actual}:
        return True
    return actual in _PRIMITIVES.get(formal, ()) or formal in _SUPERTYPES.get(actual, ())


def _narrower(first: str, second: str) -> bool:
    """Tell whether a parameter of type `first` is at least as special as one of type `second`."""
    if second in {"Object", first}:
        return True
    return first in _WIDER.get(second, ()) or second in _SUPERTYPES.get(first, ())


def choose(
    overloads: Sequence[Overload], arguments: Sequence[Any], *, converts: bool
) -> tuple[Overload, list[Any]] | None:
    """Pick the method for these arguments, and what is to be given to it.

    Raises:
        JavaError: a text or number does not convert, or there are arguments for a method without parameters.
    """
    classes = [simple_name(item) for item in arguments]
    applicable = [item for item in overloads if _applies(item.types, classes, loose=not converts)]
    if not applicable and converts:
        applicable = [item for item in overloads if _converts(item.types, arguments, classes)]
    best = _most_special(applicable)
    if best is None:
        return None
    if not best.types and arguments:
        raise JavaError("java.lang.IllegalArgumentException", "wrong number of arguments")
    return best, _given(best.types, list(arguments), classes)


def _applies(types: tuple[str, ...], classes: Sequence[str | None], *, loose: bool) -> bool:
    if not types:
        return loose or not classes
    if types[-1].endswith("..."):
        return _applies_to_rest(types, classes)
    return len(types) == len(classes) and all(map(_assignable, types, classes))


def _applies_to_rest(types: tuple[str, ...], classes: Sequence[str | None]) -> bool:
    fixed, element = types[:-1], types[-1].removesuffix("...")
    if len(classes) < len(fixed) or not all(map(_assignable, fixed, classes)):
        return False
    rest = classes[len(fixed) :]
    return (len(rest) == 1 and _is_array_of(element, rest[0])) or all(
        _assignable(element, item) for item in rest
    )


def _is_array_of(element: str, actual: str | None) -> bool:
    return actual is not None and actual.endswith("[]") and _assignable(element, actual[:-2])


def _most_special(candidates: Sequence[Overload]) -> Overload | None:
    """Return the one that is more special than all others; None where the call is ambiguous."""
    for item in candidates:
        if all(item is other or _more_special(item.types, other.types) for other in candidates):
            return item
    return None


def _more_special(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if len(first) != len(second):
        return len(first) > len(second)
    plain_first, plain_second = (_plain(item) for item in (first, second))
    narrower = all(map(_narrower, plain_first, plain_second))
    if first and first[-1].endswith("...") and second[-1] == "Object..." and plain_first[-1] in _PRIMITIVES:
        # An array of numbers is no array of objects.
        return False
    if first[-1].endswith("...") != second[-1].endswith("..."):
        return not first[-1].endswith("...")
    return narrower


def _plain(types: tuple[str, ...]) -> list[str]:
    return [item.removesuffix("...") for item in types]


def _given(types: tuple[str, ...], arguments: list[Any], classes: Sequence[str | None]) -> list[Any]:
    if types and types[-1].endswith("..."):
        fixed, element = len(types) - 1, types[-1].removesuffix("...")
        rest = arguments[fixed:]
        if rest == [None]:
            # Java takes a single null for the array itself.
            raise JavaError("java.lang.NullPointerException", "the array of arguments is null")
        if len(rest) == 1 and _is_array_of(element, classes[-1]):
            rest = list(rest[0].items)
        return [*arguments[:fixed], rest]
    return [_converted(formal, item) for formal, item in zip(types, arguments, strict=False)]


def _converts(types: tuple[str, ...], arguments: Sequence[Any], classes: Sequence[str | None]) -> bool:
    if len(types) != len(arguments) or (types and types[-1].endswith("...")):
        return False
    return all(
        _assignable(formal, actual) or _convertible(formal, item)
        for formal, actual, item in zip(types, classes, arguments, strict=True)
    )


def _convertible(formal: str, value: Any) -> bool:
    scalar = isinstance(value, str | bool) or is_number(value)
    if formal in {"int", "long", "double", "float", "boolean"}:
        return scalar and not isinstance(value, Char)
    return formal == "String" and scalar


def _converted(formal: str, value: Any) -> Any:
    if formal in {"int", "long"}:
        return _to_whole(value, 32 if formal == "int" else 64)
    if formal in {"double", "float"}:
        return to_double(_to_number(value))
    if formal == "boolean":
        return _to_boolean(value)
    return text(value) if formal == "String" and value is not None else value


def _to_whole(value: Any, bits: int) -> int:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return parse_whole(value, bits)
    whole = to_integer(value, 64)
    if not -(1 << (bits - 1)) <= whole < 1 << (bits - 1):
        raise JavaError("java.lang.NumberFormatException", f"value out of range: {whole}")
    return to_integer(value, bits)


def parse_whole(value: str | None, bits: int) -> int:
    """Read a whole number as Integer.parseInt and Long.parseLong do."""
    if value is None:
        raise JavaError("java.lang.NumberFormatException", "Cannot parse null string")
    digits = value[1:] if value[:1] in {"-", "+"} else value
    if not digits.isdecimal() or len(digits) > 20 or not -(1 << (bits - 1)) <= int(value) < 1 << (bits - 1):
        raise JavaError("java.lang.NumberFormatException", f'For input string: "{value}"')
    return int(value)


def parse_double(value: str | None) -> float:
    """Read a number as Double.parseDouble does."""
    if value is None:
        raise JavaError("java.lang.NullPointerException", None)
    if not _DOUBLE.fullmatch(value.strip()):
        problem = f'For input string: "{value}"' if value.strip() else "empty String"
        raise JavaError("java.lang.NumberFormatException", problem)
    return float(value.strip().rstrip("dDfF"))


def _to_number(value: Any) -> Number:
    if isinstance(value, str):
        return parse_double(value)
    return int(value) if isinstance(value, bool) else value


def _to_boolean(value: Any) -> bool:
    if isinstance(value, str):
        return value.lower() == "true"
    return value if isinstance(value, bool) else to_integer(value) != 0
