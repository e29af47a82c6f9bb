r"""What stands behind a backslash: one character, or a class of them.

Source: documented: java.util.regex.Pattern, Java 17; settled by running Java 17.
"""

import re
import unicodedata

from gc_contracts.java.reading import Reading
from gc_contracts.java.tables import (
    CHARACTERS,
    CLASSES,
    CLASSES_BY_UNICODE,
    GENERAL,
    JAVA,
    POSIX,
    POSIX_OF_UNICODE,
    UNICODE,
    WITHOUT_CASE,
)

_OCTAL = re.compile(r"[0-3][0-7]{2}|[0-7]{1,2}")
_HEX = re.compile(r"[0-9a-fA-F]{2}")
_HEX_DIGITS = re.compile(r"[0-9a-fA-F]*")
_HEX_BRACED = re.compile(r"\{([0-9a-fA-F]+)(\}?)")
_HEX_UNIT = re.compile(r"[0-9a-fA-F]{4}")
_HEX_LOW = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_BRACED = re.compile(r"\{([^}]*)(\}?)")
_LAST = 0x10FFFF


def escaped_class(reading: Reading, letter: str) -> str | None:
    r"""Write the class behind `\d`, `\W`, `\p` and their like as a set; None: it is another letter."""
    if letter and letter in "pP":
        return f"[{'^' if letter == 'P' else ''}{_property(reading)}]"
    held = (CLASSES_BY_UNICODE if "U" in reading.flags else CLASSES).get(letter.lower())
    return held and f"[{'^' if letter.isupper() else ''}{held}]"


def _property(reading: Reading) -> str:
    if reading.peek() != "{":
        return _of_general(reading, reading.take() or "\0")
    match = reading.matched(_BRACED)
    if match is None or not match[2]:
        raise reading.wrong("Unclosed character family", 0)
    name = re.sub(r"[ \t\n\x0b\f\r]", "", match[1]) if "x" in reading.flags else match[1]
    if not name:
        raise reading.wrong("Empty character family")
    key, is_pair, value = name.partition("=")
    if is_pair:
        return _of_pair(reading, key, value)
    if name.startswith("In"):
        return rf"\p{{Block={name[2:]}}}"
    return _of_unicode(reading, name[2:]) if name.startswith("Is") else _of_general(reading, name)


def _of_pair(reading: Reading, key: str, value: str) -> str:
    kind = key.lower()
    if kind in {"sc", "script"}:
        return rf"\p{{Script={value}}}"
    if kind in {"blk", "block"}:
        return rf"\p{{Block={value}}}"
    if kind in {"gc", "general_category"} and value in GENERAL:
        return _of_general(reading, value)
    raise reading.wrong(f"Unknown Unicode property {{name=<{key}>, value=<{value}>}}")


def _of_unicode(reading: Reading, name: str) -> str:
    known = name.upper().replace("_", "")
    if known in UNICODE:
        return WITHOUT_CASE.get(known, UNICODE[known]) if "i" in reading.flags else UNICODE[known]
    if name in GENERAL or name in POSIX:
        return _of_general(reading, name)
    return rf"\p{{Script={name}}}"


def _of_general(reading: Reading, name: str) -> str:
    known = POSIX_OF_UNICODE.get(name.upper()) if "U" in reading.flags else None
    if known:
        return _of_unicode(reading, known)
    held = POSIX.get(name) or GENERAL.get(name) or JAVA.get(name)
    if held is None:
        raise reading.wrong(f"Unknown character property name {{{name}}}")
    return WITHOUT_CASE.get(name, held) if "i" in reading.flags else held


def escaped_char(reading: Reading, letter: str) -> str:
    """Read the one character that an escape stands for, after its letter.

    Raises:
        JavaError: Java knows no such escape.
    """
    if letter in CHARACTERS:
        return CHARACTERS[letter]
    readers = {"0": _octal, "c": _control, "x": _hexadecimal, "u": _unit, "N": _named}
    if letter in readers:
        return readers[letter](reading)
    if letter.isascii() and letter.isalnum():
        raise reading.wrong("Illegal/unsupported escape sequence")
    return letter


def _octal(reading: Reading) -> str:
    match = reading.matched(_OCTAL)
    if match is None:
        raise reading.wrong("Illegal octal escape sequence", 0)
    return chr(int(match[0], 8))


def _control(reading: Reading) -> str:
    char = reading.take_next()
    if not char:
        raise reading.wrong("Illegal control escape sequence", 2)
    return chr(ord(char) ^ 64)


def _hexadecimal(reading: Reading) -> str:
    if match := reading.matched(_HEX):
        return chr(int(match[0], 16))
    match = reading.matched(_HEX_BRACED)
    if match is None:
        raise reading.wrong("Illegal hexadecimal escape sequence", -_hex_ahead(reading))
    if int(match[1], 16) > _LAST:
        raise reading.wrong("Hexadecimal codepoint is too big", 2)
    if not match[2]:
        raise reading.wrong("Unclosed hexadecimal escape sequence", 0)
    return chr(int(match[1], 16))


def _hex_ahead(reading: Reading) -> int:
    match = _HEX_DIGITS.match(reading.text, reading.at)
    return len(match[0]) if match else 0


def _unit(reading: Reading) -> str:
    match = reading.matched(_HEX_UNIT)
    if match is None:
        raise reading.wrong("Illegal Unicode escape sequence", -_hex_ahead(reading))
    code = int(match[0], 16)
    if 0xD800 <= code < 0xDC00 and (low := reading.matched(_HEX_LOW)):
        return chr(0x10000 + ((code - 0xD800) << 10) + int(low[1], 16) - 0xDC00)
    return chr(code)


def _named(reading: Reading) -> str:
    match = reading.matched(_BRACED)
    if match is None:
        raise reading.wrong("Illegal character name escape sequence", 0)
    if not match[2]:
        raise reading.wrong("Unclosed character name escape sequence")
    try:
        return unicodedata.lookup(match[1])
    except KeyError:
        raise reading.wrong(f"Unknown character name [{match[1]}]") from None
