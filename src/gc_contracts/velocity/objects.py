"""Java values that JSON has no word for, and how Java writes any value as text.

A template only ever sees these, plain JSON values and tools; none of them leads to a Python attribute.

Source: recorded: reference table, groups number-text, list-methods, map-methods, string-methods.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gc_contracts.java.numbers import number_class, number_text
from gc_contracts.velocity.lengths import Room


class Char(str):
    """A Character: one UTF-16 unit."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A Java array; `java` is the class name, such as `[Ljava.lang.String;`; 2.x writes it as a list."""

    java: str
    items: list[Any]
    listed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A collection that is no list: the keys, values or entries of a map."""

    java: str
    items: list[Any]
    unique: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class SubList:
    """Part of a list."""

    items: list[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A key and its value."""

    key: Any
    value: Any


@dataclass(slots=True, eq=False)
class Cursor:
    """An iterator: it can be used up."""

    java: str
    items: list[Any]
    position: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A stream that can only be counted."""

    java: str
    items: list[Any]


@dataclass(frozen=True, slots=True)
class JavaClass:
    """A class by its name; nothing can be reached through it."""

    name: str


@dataclass(frozen=True, slots=True)
class Key:
    """A map key that is no text: 1 and 1.0 and true are three keys in Java."""

    java: str
    written: str
    value: Any = field(compare=False)


class Custom:
    """A value that knows its own class, text and methods: tools, scopes, blocks."""

    java: str = "java.lang.Object"
    METHODS: Mapping[str, Any] = {}

    def written(self) -> str | None:
        """Return Java's toString."""
        return f"{self.java}@0"

    def lookup(self, name: str) -> Any:
        """Read a property that has no getter; MISSING if there is none."""
        del name
        return MISSING


_EACH = 16
"""What each value inside another takes of the room, however short."""
MISSING: Any = object()
"""Returned where there is no such property or method."""

_CLASSES: Mapping[type, str] = {
    str: "java.lang.String",
    Char: "java.lang.Character",
    bool: "java.lang.Boolean",
    list: "java.util.ArrayList",
    dict: "java.util.LinkedHashMap",
    Entry: "java.util.LinkedHashMap$Entry",
    SubList: "java.util.ArrayList$SubList",
    JavaClass: "java.lang.Class",
}


def class_name(value: Any) -> str:
    """Return the full name of a value's Java class."""
    named = _CLASSES.get(type(value))
    if named is not None:
        return named
    if isinstance(value, int | float | Decimal):
        simple = number_class(value)
        return f"java.math.{simple}" if simple.startswith("Big") else f"java.lang.{simple}"
    return str(value.java)


def key_of(value: Any) -> Any:
    """Return what stands for a key in our maps."""
    if value is None or (isinstance(value, str) and not isinstance(value, Char)):
        return value
    return Key(class_name(value), str(text(value)), value)


def key_value(key: Any) -> Any:
    """Return the key a template sees."""
    return key.value if isinstance(key, Key) else key


def text(value: Any) -> str | None:
    """Write a value as Java's toString does; None only where toString itself gives null.

    >>> text({"a": [1, 2.5, None, True]})
    '{a=[1, 2.5, null, true]}'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    return _object_text(value, Room())


def _object_text(value: Any, room: Room) -> str | None:
    if isinstance(value, dict):
        pairs = (_pair(key_value(key), item, room) for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return _listed(value, room)
    if isinstance(value, View | SubList) or (isinstance(value, Array) and value.listed):
        return _listed(value.items, room)
    if isinstance(value, Entry):
        return _pair(value.key, value.value, room)
    if isinstance(value, JavaClass):
        return f"class {value.name}"
    if isinstance(value, Array | Cursor | Stream):
        # Java prints an address here; there is none to print.
        return f"{value.java}@0"
    written: str | None = value.written()
    return written


def _listed(items: Iterable[Any], room: Room) -> str:
    return "[" + ", ".join(_inner(item, room) for item in items) + "]"


def _pair(key: Any, item: Any, room: Room) -> str:
    return f"{_inner(key, room)}={_inner(item, room)}"


def _inner(value: Any, room: Room) -> str:
    if value is None or isinstance(value, str | int | float | Decimal):
        written = shown(value)
        room.take(len(written) + _EACH)
        return written
    room.take(_EACH)
    inner = _object_text(value, room)
    return "null" if inner is None else inner


def shown(value: Any) -> str:
    """Write a value inside another: null is `null`."""
    if value is None:
        return "null"
    written = text(value)
    return "null" if written is None else written


def items_of(value: Any) -> list[Any] | None:
    """Return the elements of a collection or array; None for anything else."""
    if isinstance(value, list):
        return value
    if isinstance(value, Array | View | SubList):
        return value.items
    return None


def iterate(value: Any) -> Iterator[Any] | None:
    """Iterate as #foreach does: collections, arrays, the values of maps, iterators."""
    items = items_of(value)
    if items is not None:
        return iter(list(items))
    if isinstance(value, dict):
        return iter(list(value.values()))
    return _rest(value) if isinstance(value, Cursor) else None


def _rest(cursor: Cursor) -> Iterator[Any]:
    while cursor.position < len(cursor.items):
        cursor.position += 1
        yield cursor.items[cursor.position - 1]
