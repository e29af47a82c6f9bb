"""The methods of lists, maps, their views, iterators, arrays and streams that a template may call.

Source: recorded: reference table, groups list-methods, map-methods, foreach; documented: Java 17, java.util.
"""

from collections.abc import Callable
from typing import Any

from gc_contracts.java.errors import JavaError, JavaLimitError
from gc_contracts.velocity.equality import contains, equals, hash_code
from gc_contracts.velocity.objects import (
    Array,
    Cursor,
    Entry,
    SubList,
    View,
    items_of,
    key_of,
    key_value,
    text,
)
from gc_contracts.velocity.overloads import Methods, method

_LONGEST = 100_000
_OUT_OF_BOUNDS = "java.lang.IndexOutOfBoundsException"
_NO_ELEMENT = "java.util.NoSuchElementException"


def _items(value: Any) -> list[Any]:
    return items_of(value) or []


def _checked(value: Any, index: int) -> int:
    size = len(_items(value))
    if not 0 <= index < size:
        raise JavaError(_OUT_OF_BOUNDS, f"Index {index} out of bounds for length {size}")
    return index


def _get(value: Any, index: int) -> Any:
    return _items(value)[_checked(value, index)]


def _grown(items: list[Any], more: int) -> list[Any]:
    if len(items) + more > _LONGEST:
        raise JavaLimitError(f"A list of more than {_LONGEST} elements")
    return items


def _set(value: Any, index: int, item: Any) -> Any:
    items = _items(value)
    old = items[_checked(value, index)]
    items[index] = item
    return old


def _insert(value: Any, index: int, item: Any) -> str:
    items = _items(value)
    if not 0 <= index <= len(items):
        raise JavaError(_OUT_OF_BOUNDS, f"Index: {index}, Size: {len(items)}")
    _grown(items, 1).insert(index, item)
    return ""


def _add(value: Any, item: Any) -> bool:
    _grown(_items(value), 1).append(item)
    return True


def _add_all(value: Any, others: Any) -> bool:
    added = list(_items(others))
    _grown(_items(value), len(added)).extend(added)
    return bool(added)


def _remove_at(value: Any, index: int) -> Any:
    return _items(value).pop(_checked(value, index))


def _remove(value: Any, item: Any) -> bool:
    index = _index_of(value, item)
    if index >= 0:
        _items(value).pop(index)
    return index >= 0


def _index_of(value: Any, item: Any) -> int:
    return next((index for index, other in enumerate(_items(value)) if equals(item, other)), -1)


def _last_index_of(value: Any, item: Any) -> int:
    found = [index for index, other in enumerate(_items(value)) if equals(item, other)]
    return found[-1] if found else -1


def _sub_list(value: Any, begin: int, end: int) -> SubList:
    size = len(_items(value))
    if begin < 0:
        raise JavaError(_OUT_OF_BOUNDS, f"fromIndex = {begin}")
    if end > size:
        raise JavaError(_OUT_OF_BOUNDS, f"toIndex = {end}")
    if begin > end:
        raise JavaError("java.lang.IllegalArgumentException", f"fromIndex({begin}) > toIndex({end})")
    return SubList(_items(value)[begin:end])


def _clear(value: Any) -> str:
    (value if isinstance(value, dict) else _items(value)).clear()
    return ""


def _contains_all(value: Any, others: Any) -> bool:
    return all(contains(_items(value), item) for item in _items(others))


def _to_array(value: Any) -> Array:
    return Array("[Ljava.lang.Object;", list(_items(value)))


def _iterator(java: str) -> Callable[[Any], Cursor]:
    return lambda value: Cursor(java, list(_items(value)))


def _next(cursor: Cursor) -> Any:
    if cursor.position >= len(cursor.items):
        raise JavaError(_NO_ELEMENT, None)
    cursor.position += 1
    return cursor.items[cursor.position - 1]


COLLECTION: Methods = {
    "size": (method("", lambda value: len(_items(value))),),
    "isEmpty": (method("", lambda value: not _items(value)),),
    "contains": (method("Object", lambda value, item: contains(_items(value), item)),),
    "containsAll": (method("Collection", _contains_all),),
    "toArray": (method("", _to_array),),
    "iterator": (method("", _iterator("java.util.LinkedHashMap$LinkedKeyIterator")),),
    "equals": (method("Object", equals),),
    "hashCode": (method("", hash_code),),
    "toString": (method("", text),),
}

LIST: Methods = {
    **COLLECTION,
    "get": (method("int", _get),),
    "set": (method("int Object", _set),),
    "add": (method("Object", _add), method("int Object", _insert)),
    "addAll": (method("Collection", _add_all),),
    "remove": (method("int", _remove_at), method("Object", _remove)),
    "indexOf": (method("Object", _index_of),),
    "lastIndexOf": (method("Object", _last_index_of),),
    "subList": (method("int int", _sub_list),),
    "clear": (method("", _clear),),
    "iterator": (method("", _iterator("java.util.ArrayList$Itr")),),
}

ARRAY: Methods = {
    name: LIST[name]
    for name in (
        "size",
        "isEmpty",
        "contains",
        "containsAll",
        "get",
        "set",
        "indexOf",
        "lastIndexOf",
        "iterator",
        "subList",
    )
}

CURSOR: Methods = {
    "hasNext": (method("", lambda cursor: cursor.position < len(cursor.items)),),
    "next": (method("", _next),),
}

STREAM: Methods = {"count": (method("", lambda stream: len(stream.items)),)}


def _put(value: dict[Any, Any], key: Any, item: Any) -> Any:
    old = value.get(key_of(key))
    value[key_of(key)] = item
    return old


def _put_if_absent(value: dict[Any, Any], key: Any, item: Any) -> Any:
    old = value.get(key_of(key))
    return old if old is not None else _put(value, key, item)


def _replace(value: dict[Any, Any], key: Any, item: Any) -> Any:
    return _put(value, key, item) if key_of(key) in value else None


def _replace_if(value: dict[Any, Any], key: Any, old: Any, item: Any) -> bool:
    found = key_of(key) in value and equals(value[key_of(key)], old)
    if found:
        _put(value, key, item)
    return found


def _remove_entry(value: dict[Any, Any], key: Any, item: Any) -> bool:
    found = key_of(key) in value and equals(value[key_of(key)], item)
    if found:
        value.pop(key_of(key))
    return found


def _put_all(value: dict[Any, Any], other: dict[Any, Any]) -> str:
    value.update(other)
    return ""


def _keys(value: dict[Any, Any]) -> View:
    return View("java.util.LinkedHashMap$LinkedKeySet", [key_value(key) for key in value])


def _values(value: dict[Any, Any]) -> View:
    return View("java.util.LinkedHashMap$LinkedValues", list(value.values()), unique=False)


def _entries(value: dict[Any, Any]) -> View:
    entries = [Entry(key_value(key), item) for key, item in value.items()]
    return View("java.util.LinkedHashMap$LinkedEntrySet", entries)


MAP: Methods = {
    "get": (method("Object", lambda value, key: value.get(key_of(key))),),
    "getOrDefault": (method("Object Object", lambda value, key, other: value.get(key_of(key), other)),),
    "put": (method("Object Object", _put),),
    "putIfAbsent": (method("Object Object", _put_if_absent),),
    "replace": (method("Object Object", _replace), method("Object Object Object", _replace_if)),
    "putAll": (method("Map", _put_all),),
    "remove": (
        method("Object", lambda value, key: value.pop(key_of(key), None)),
        method("Object Object", _remove_entry),
    ),
    "containsKey": (method("Object", lambda value, key: key_of(key) in value),),
    "containsValue": (method("Object", lambda value, item: contains(value.values(), item)),),
    "keySet": (method("", _keys),),
    "values": (method("", _values),),
    "entrySet": (method("", _entries),),
    "size": (method("", len),),
    "isEmpty": (method("", lambda value: not value),),
    "clear": (method("", _clear),),
    "equals": (method("Object", equals),),
    "hashCode": (method("", hash_code),),
    "toString": (method("", text),),
}

ENTRY: Methods = {
    "getKey": (method("", lambda entry: entry.key),),
    "getValue": (method("", lambda entry: entry.value),),
    "equals": (method("Object", equals),),
    "hashCode": (method("", hash_code),),
    "toString": (method("", text),),
}

MUTATING = frozenset({"replace", "add", "addAll", "set", "remove", "clear", "put", "putAll", "putIfAbsent"})
"""Methods that change their receiver: a template that has one gets a copy of the context."""
