"""Properties and methods of values: the only way a template reaches into anything.

Every class has a table of what may be called; nothing outside the tables exists, so no Python attribute can
be named. `getClass` gives a name and no more.

Source: recorded: reference table, groups properties, string-methods, conversions.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from gc_contracts.java.numbers import number_class
from gc_contracts.velocity.containers import ARRAY, COLLECTION, CURSOR, ENTRY, LIST, MAP, STREAM
from gc_contracts.velocity.objects import (
    MISSING,
    Array,
    Char,
    Cursor,
    Custom,
    Entry,
    JavaClass,
    Stream,
    SubList,
    View,
    class_name,
    key_of,
)
from gc_contracts.velocity.overloads import Methods, choose, method
from gc_contracts.velocity.scalars import (
    BIG_DECIMAL,
    BIG_INTEGER,
    BOOLEAN,
    CLASS,
    DOUBLE,
    FLOAT,
    INTEGER,
    LONG,
)
from gc_contracts.velocity.strings import CHARACTER, STRING

_BY_TYPE: Mapping[type, Methods] = {
    str: STRING,
    Char: CHARACTER,
    bool: BOOLEAN,
    list: LIST,
    SubList: LIST,
    dict: MAP,
    View: COLLECTION,
    Array: ARRAY,
    Entry: ENTRY,
    Cursor: CURSOR,
    Stream: STREAM,
    JavaClass: CLASS,
}
_NUMBERS: Mapping[str, Methods] = {
    "Integer": INTEGER,
    "Long": LONG,
    "Double": DOUBLE,
    "Float": FLOAT,
    "BigInteger": BIG_INTEGER,
    "BigDecimal": BIG_DECIMAL,
}
_GET_CLASS = (method("", lambda value: JavaClass(class_name(value))),)


def methods_of(value: Any) -> Methods:
    """Return the table of a value's class."""
    found = _BY_TYPE.get(type(value))
    if found is not None:
        return found
    if isinstance(value, int | float | Decimal):
        return _NUMBERS[number_class(value)]
    methods: Methods = value.METHODS
    return methods


def call_method(value: Any, name: str, arguments: Sequence[Any], *, converts: bool) -> Any:
    """Call a method; MISSING if there is none for these arguments.

    Raises:
        JavaError: the method throws.
    """
    overloads = _GET_CLASS if name == "getClass" else methods_of(value).get(name)
    if not overloads:
        return MISSING
    chosen = choose(overloads, arguments, converts=converts)
    if chosen is None:
        return MISSING
    overload, given = chosen
    return overload.call(value, *given)


def get_property(value: Any, name: str, *, converts: bool) -> Any:
    """Read a property as the engine does: a getter, a map's key, a boolean getter; MISSING if there is none.

    2.4.1 also calls a method of that very name, before it looks for the key.
    """
    if type(value) is dict and name not in MAP:
        return value.get(name) if name not in {"class", "Class"} else JavaClass(class_name(value))
    getter = _getter(value, ("get" + name, "get" + _flipped(name)))
    if getter is MISSING and converts:
        getter = _getter(value, (name,))
    if getter is not MISSING:
        return getter
    if isinstance(value, dict):
        return value.get(name)
    found = _own(value, name)
    return found if found is not MISSING else _getter(value, ("is" + name, "is" + _flipped(name)))


def _own(value: Any, name: str) -> Any:
    return value.lookup(name) if isinstance(value, Custom) else MISSING


def _flipped(name: str) -> str:
    first = name[0]
    return (first.upper() if first.islower() else first.lower()) + name[1:]


def _getter(value: Any, names: Sequence[str]) -> Any:
    table = methods_of(value)
    for name in names:
        overloads = _GET_CLASS if name == "getClass" else table.get(name, ())
        for overload in overloads:
            if not overload.types:
                return overload.call(value)
    return MISSING


def put_property(value: Any, name: str, item: Any) -> bool:
    """Set a property; only maps have any."""
    if isinstance(value, dict):
        value[key_of(name)] = item
        return True
    return False
