"""Java's `equals` and `hashCode` of plain values, lists and maps.

Source: recorded: reference table, groups list-methods, map-methods, number-text.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gc_contracts.java.numbers import number_class, to_integer
from gc_contracts.velocity.arithmetic import double_bits
from gc_contracts.velocity.lengths import Room
from gc_contracts.velocity.objects import Entry, SubList, View, class_name, items_of, key_value, text

_MOST = 300_000
"""Values looked at in one comparison or hash."""


def equals(left: Any, right: Any) -> bool:
    """Compare as Java's equals: kinds of numbers differ, lists and maps compare by content."""
    return _equal(left, right, Room(_MOST))


def _equal(left: Any, right: Any, room: Room) -> bool:
    room.take()
    if isinstance(left, list | SubList) and isinstance(right, list | SubList):
        first, second = items_of(left) or [], items_of(right) or []
        pairs = zip(first, second, strict=False)
        return left is right or (len(first) == len(second) and all(_equal(*pair, room) for pair in pairs))
    if isinstance(left, dict) and isinstance(right, dict):
        if left is right:
            return True
        return left.keys() == right.keys() and all(
            _equal(item, right[key], room) for key, item in left.items()
        )
    return _equal_atoms(left, right, room)


def _equal_atoms(left: Any, right: Any, room: Room) -> bool:
    if left is None or right is None:
        return left is right
    if isinstance(left, View) and isinstance(right, View) and left.unique and right.unique:
        return len(left.items) == len(right.items) and all(
            any(_equal(item, other, room) for other in right.items) for item in left.items
        )
    if isinstance(left, Entry) and isinstance(right, Entry):
        return _equal(left.key, right.key, room) and _equal(left.value, right.value, room)
    if isinstance(left, str | int | float | Decimal) and isinstance(right, str | int | float | Decimal):
        return class_name(left) == class_name(right) and text(left) == text(right)
    return left is right


def contains(items: Iterable[Any], value: Any) -> bool:
    """Tell whether an equal element is there."""
    room = Room(_MOST)
    return any(_equal(value, item, room) for item in items)


def hash_code(value: Any) -> int:
    """Compute Java's hashCode of plain values, lists and maps."""
    return _hash(value, Room(_MOST))


def _hash(value: Any, room: Room) -> int:
    room.take()
    if value is None:
        return 0
    if isinstance(value, bool):
        return 1231 if value else 1237
    if isinstance(value, str):
        return string_hash(value)
    if isinstance(value, int):
        return _integer_hash(value)
    if isinstance(value, float):
        return _long_hash(_bits(value))
    return _composed_hash(value, room)


def string_hash(value: str) -> int:
    """Compute String.hashCode over UTF-16 units."""
    result = 0
    data = value.encode("utf-16-le", "surrogatepass")
    for index in range(0, len(data), 2):
        result = (result * 31 + data[index] + 256 * data[index + 1]) & 0xFFFFFFFF
    return to_integer(result)


def _integer_hash(value: int) -> int:
    kind = number_class(value)
    if kind == "BigInteger":
        return _big_hash(int(value))
    return _long_hash(value) if kind == "Long" else to_integer(value)


def _big_hash(value: int) -> int:
    """Hash the size in blocks of 32 bits, the highest first, and then the sign."""
    size, result = abs(value), 0
    for shift in range(32 * ((size.bit_length() - 1) // 32), -1, -32) if size else ():
        result = (31 * result + (size >> shift & 0xFFFFFFFF)) & 0xFFFFFFFF
    return to_integer(result if value >= 0 else -result)


def _long_hash(value: int) -> int:
    unsigned = value & 0xFFFFFFFFFFFFFFFF
    return to_integer((unsigned ^ (unsigned >> 32)) & 0xFFFFFFFF)


def _bits(value: float) -> int:
    return double_bits(value)


def _composed_hash(value: Any, room: Room) -> int:
    if isinstance(value, dict):
        return to_integer(
            sum(_entry_hash(key_value(key), item, room) & 0xFFFFFFFF for key, item in value.items())
        )
    if isinstance(value, Entry):
        return _entry_hash(value.key, value.value, room)
    if isinstance(value, list | SubList):
        result = 1
        for item in items_of(value) or []:
            result = (31 * result + _hash(item, room)) & 0xFFFFFFFF
        return to_integer(result)
    if isinstance(value, View):
        return to_integer(sum(_hash(item, room) for item in value.items))
    return string_hash(class_name(value))


def _entry_hash(key: Any, value: Any, room: Room) -> int:
    return _hash(key, room) ^ _hash(value, room)
