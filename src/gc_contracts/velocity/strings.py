"""The methods of java.lang.String (and CharSequence) that a template may call.

Source: recorded: reference table, group string-methods; documented: java.lang.String of Java 17.
"""

from typing import Any

from gc_contracts.java.errors import JavaError
from gc_contracts.java.patterns import java_pattern
from gc_contracts.java.units import count_units, join_units, split_units
from gc_contracts.velocity.equality import equals, string_hash
from gc_contracts.velocity.formatter import format_text
from gc_contracts.velocity.lengths import check_length, concatenated
from gc_contracts.velocity.objects import Array, Char, Stream, items_of, shown
from gc_contracts.velocity.overloads import Methods, compared, method

_BLANK = "\t\n\x0b\f\r\x1c\x1d\x1e\x1f \u1680" + "".join(
    chr(code) for code in (*range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x205F, 0x3000)
)
_CONTROL = "".join(map(chr, range(33)))
_OUT_OF_BOUNDS = "java.lang.StringIndexOutOfBoundsException"


def _length(text: str) -> int:
    return count_units(text)


def _char_at(text: str, index: int) -> Char:
    wide = split_units(text)
    if not 0 <= index < len(wide):
        # Java words it differently for texts it keeps in one byte a character.
        one_byte = all(char <= "\xff" for char in wide)
        detail = f"String index out of range: {index}" if one_byte else f"index {index}, length {len(wide)}"
        raise JavaError(_OUT_OF_BOUNDS, detail)
    return Char(wide[index])


def _code_point_at(text: str, index: int) -> int:
    wide = split_units(text)
    if not 0 <= index < len(wide):
        raise JavaError(_OUT_OF_BOUNDS, f"index {index}, length {len(wide)}")
    return ord(join_units(wide[index : index + 2])[0])


def _substring(text: str, begin: int, end: int | None = None) -> str:
    wide = split_units(text)
    stop = len(wide) if end is None else end
    if not 0 <= begin <= stop <= len(wide):
        raise JavaError(_OUT_OF_BOUNDS, f"begin {begin}, end {stop}, length {len(wide)}")
    return join_units(wide[begin:stop])


def _index_of(text: str, wanted: str | int, start: int = 0) -> int:
    wide, needle = split_units(text), split_units(_needle(wanted))
    return wide.find(needle, min(max(start, 0), len(wide)))


def _last_index_of(text: str, wanted: str | int, start: int | None = None) -> int:
    wide, needle = split_units(text), split_units(_needle(wanted))
    if start is None:
        return wide.rfind(needle)
    return -1 if start < 0 else wide.rfind(needle, 0, start + len(needle))


def _needle(wanted: str | int | None) -> str:
    if wanted is None or isinstance(wanted, str):
        return _given(wanted, "str", called="coder")
    return chr(wanted) if 0 <= wanted < 0x110000 else "\uffff\uffff"


def _given(value: Any, name: str, kind: str = "String", called: str = "isEmpty") -> str:
    """Return a text argument; null fails as Java's own code does."""
    if value is None:
        detail = f'Cannot invoke "{kind}.{called}()" because "{name}" is null'
        raise JavaError("java.lang.NullPointerException", detail)
    return shown(value)


def _starts_with(text: str, prefix: str, offset: int = 0) -> bool:
    wide = split_units(text)
    return 0 <= offset <= len(wide) and wide.startswith(
        split_units(_given(prefix, "prefix", called="length")), offset
    )


def _replace(text: str, old: Any, new: Any) -> str:
    target = _given(old, "target", "java.lang.CharSequence", "toString")
    replacement = _given(new, "replacement", "java.lang.CharSequence", "toString")
    wide, target = split_units(text), split_units(target)
    check_length(len(wide) + (wide.count(target) if target else len(wide) + 1) * len(replacement))
    return join_units(wide.replace(target, split_units(replacement)))


def _contains(text: str, wanted: Any) -> bool:
    return _given(wanted, "s", "java.lang.CharSequence", "toString") in text


def _split(text: str, pattern: str, limit: int = 0) -> Array:
    return Array(
        "[Ljava.lang.String;", java_pattern(_given(pattern, "regex", called="length")).split(text, limit)
    )


def _repeat(text: str, count: int) -> str:
    if count < 0:
        raise JavaError("java.lang.IllegalArgumentException", f"count is negative: {count}")
    check_length(len(text) * count)
    return text * count


def _folded(char: str) -> str:
    upper = char.upper()
    upper = upper if len(upper) == 1 else char
    lower = upper.lower()
    return lower if len(lower) == 1 else upper


def _compare(left: str, right: str) -> int:
    first, second = split_units(left), split_units(_given(right, "anotherString", called="value"))
    for one, other in zip(first, second, strict=False):
        if one != other:
            return ord(one) - ord(other)
    return len(first) - len(second)


def _ignoring_case(text: str) -> str:
    return "".join(map(_folded, split_units(text)))


def _equals_ignoring_case(left: str, right: str | None) -> bool:
    return right is not None and _ignoring_case(left) == _ignoring_case(right)


def _region_matches(text: str, start: int, other: str, other_start: int, length: int) -> bool:
    first, second = split_units(text), split_units(other)
    inside = 0 <= start <= len(first) - length and 0 <= other_start <= len(second) - length
    return inside and first[start : start + length] == second[other_start : other_start + length]


def _region_matches_case(text: str, ignore: bool, start: int, other: str, at: int, length: int) -> bool:
    fold = _ignoring_case if ignore else split_units
    return _region_matches(fold(text), start, fold(other), at, length)


def _lines(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return parts[:-1] if not parts[-1] else parts


def _indent(text: str, count: int) -> str:
    lines = _lines(text)
    check_length(len(text) + len(lines) * max(count, 0))
    if count >= 0:
        return "".join(" " * count + line + "\n" for line in lines)
    return "".join(line[min(-count, len(line) - len(line.lstrip(_BLANK))) :] + "\n" for line in lines)


def _join(delimiter: Any, items: Any) -> str:
    parts = [shown(item) for item in (items if isinstance(items, list) else items_of(items) or [])]
    between = _given(delimiter, "delimiter", "java.lang.CharSequence", "toString")
    check_length(sum(map(len, parts)) + len(between) * len(parts))
    return join_units(between.join(parts))


def _chars(text: str) -> Stream:
    return Stream("java.util.stream.IntPipeline$Head", [ord(char) for char in split_units(text)])


def _bytes(text: str) -> Array:
    encoded = text.encode("utf-8", "replace")
    return Array("[B", [byte - 256 if byte > 127 else byte for byte in encoded])


def _value_of(_: str, value: Any) -> str:
    return shown(value)


STRING: Methods = {
    "length": (method("", _length),),
    "isEmpty": (method("", lambda text: not text),),
    "isBlank": (method("", lambda text: not text.strip(_BLANK)),),
    "charAt": (method("int", _char_at),),
    "codePointAt": (method("int", _code_point_at),),
    "codePointCount": (method("int int", lambda text, begin, end: len(_substring(text, begin, end))),),
    "substring": (method("int", _substring), method("int int", _substring)),
    "subSequence": (method("int int", _substring),),
    "indexOf": (
        method("int", _index_of),
        method("int int", _index_of),
        method("String", _index_of),
        method("String int", _index_of),
    ),
    "lastIndexOf": (
        method("int", _last_index_of),
        method("int int", _last_index_of),
        method("String", _last_index_of),
        method("String int", _last_index_of),
    ),
    "contains": (method("CharSequence", _contains),),
    "startsWith": (method("String", _starts_with), method("String int", _starts_with)),
    "endsWith": (
        method("String", lambda text, suffix: text.endswith(_given(suffix, "suffix", called="length"))),
    ),
    "equals": (method("Object", equals),),
    "equalsIgnoreCase": (method("String", _equals_ignoring_case),),
    "contentEquals": (
        method(
            "CharSequence",
            lambda text, other: text == _given(other, "cs", "java.lang.CharSequence", "length"),
        ),
    ),
    "compareTo": compared("String", _compare),
    "compareToIgnoreCase": (
        method(
            "String", lambda text, other: _compare(_ignoring_case(text), _ignoring_case(_given(other, "s2")))
        ),
    ),
    "concat": (method("String", lambda text, other: concatenated(text, _given(other, "str"))),),
    "replace": (method("char char", _replace), method("CharSequence CharSequence", _replace)),
    "replaceAll": (
        method(
            "String String",
            lambda text, old, new: java_pattern(_given(old, "regex")).replace(
                text, _given(new, "replacement")
            ),
        ),
    ),
    "replaceFirst": (
        method(
            "String String",
            lambda text, old, new: java_pattern(_given(old, "regex")).replace(
                text, _given(new, "replacement"), once=True
            ),
        ),
    ),
    "matches": (
        method("String", lambda text, pattern: java_pattern(_given(pattern, "regex")).matches(text)),
    ),
    "split": (method("String", _split), method("String int", _split)),
    "trim": (method("", lambda text: text.strip(_CONTROL)),),
    "strip": (method("", lambda text: text.strip(_BLANK)),),
    "stripLeading": (method("", lambda text: text.lstrip(_BLANK)),),
    "stripTrailing": (method("", lambda text: text.rstrip(_BLANK)),),
    "toUpperCase": (method("", str.upper),),
    "toLowerCase": (method("", str.lower),),
    "hashCode": (method("", string_hash),),
    "toString": (method("", lambda text: text),),
    "intern": (method("", lambda text: text),),
    "repeat": (method("int", _repeat),),
    "regionMatches": (
        method("int String int int", _region_matches),
        method("boolean int String int int", _region_matches_case),
    ),
    "toCharArray": (method("", lambda text: Array("[C", [Char(char) for char in split_units(text)])),),
    "getBytes": (method("", _bytes),),
    "chars": (method("", _chars),),
    "codePoints": (method("", lambda text: Stream("java.util.stream.IntPipeline$Head", list(text))),),
    "lines": (method("", lambda text: Stream("java.util.stream.ReferencePipeline$Head", _lines(text))),),
    "indent": (method("int", _indent),),
    "valueOf": (method("Object", _value_of),),
    "format": (
        method("String Object...", lambda _, pattern, items: format_text(_given(pattern, "format"), items)),
    ),
    "formatted": (method("Object...", format_text),),
    "join": (
        method("CharSequence CharSequence...", lambda _, between, items: _join(between, items)),
        method("CharSequence Iterable", lambda _, between, items: _join(between, items)),
    ),
}

CHARACTER: Methods = {
    "charValue": (method("", lambda char: char),),
    "compareTo": compared("Character", lambda char, other: ord(char) - ord(other)),
    "equals": (method("Object", equals),),
    "hashCode": (method("", ord),),
    "toString": (method("", str.__str__),),
}
