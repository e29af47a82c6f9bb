r"""Escapes and bracketed classes: everything in a pattern that stands for one character.

Source: documented: ECMA-262 with the `u` flag, which JSON Schema recommends, and beside it what the
standard's Annex B takes in every browser: `\-` and other escaped punctuation, `[\w-.]`, a lone `{`.
Java: java.util.regex.Pattern of JDK 17.
"""

from gc_contracts.schema.pattern.charset import (
    ALL,
    DIGIT,
    JAVA_NEWLINE,
    JAVA_SPACE,
    NEWLINE,
    SPACE,
    WORD,
    CharSet,
    fold,
    of_ranges,
    of_text,
    unicode_property,
)
from gc_contracts.schema.pattern.reader import Reader

_HEX = "0123456789abcdefABCDEF"
_CONTROL = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_JAVA_CONTROL = {"a": "\a", "e": "\x1b"}
_JAVA_BLANK = of_text("\t \u00a0\u1680\u180e\u202f\u205f\u3000") | of_ranges([(0x2000, 0x200A)])
_JAVA_VERTICAL = of_text("\n\v\f\r\x85\u2028\u2029")
_POSIX = {
    "Lower": of_ranges([(97, 122)]),
    "Upper": of_ranges([(65, 90)]),
    "ASCII": of_ranges([(0, 127)]),
    "Alpha": of_ranges([(65, 90), (97, 122)]),
    "Digit": DIGIT,
    "Alnum": of_ranges([(48, 57), (65, 90), (97, 122)]),
    "Punct": of_ranges([(33, 47), (58, 64), (91, 96), (123, 126)]),
    "Graph": of_ranges([(33, 126)]),
    "Print": of_ranges([(32, 126)]),
    "Blank": of_text(" \t"),
    "Cntrl": of_ranges([(0, 31), (127, 127)]),
    "XDigit": of_text(_HEX),
    "Space": JAVA_SPACE,
}


def dot(reader: Reader) -> CharSet:
    """Give what `.` stands for here: any character but a line break."""
    if "s" in reader.flags:
        return ALL
    return ~(JAVA_NEWLINE if reader.java else NEWLINE)


def escape_class(reader: Reader, letter: str) -> CharSet | None:
    r"""Read `\d`, `\W`, `\p{…}` and their like after their letter; None: it is no class."""
    if letter in "pP":
        return _property(reader, negate=letter == "P")
    named = {"d": DIGIT, "w": WORD, "s": JAVA_SPACE if reader.java else SPACE}
    if reader.java:
        named |= {"h": _JAVA_BLANK, "v": _JAVA_VERTICAL}
    found = named.get(letter.lower())
    return ~found if found is not None and letter.isupper() else found


def _property(reader: Reader, *, negate: bool) -> CharSet:
    if reader.eat("{"):
        name = reader.until("}")
    elif reader.java:
        name = reader.take()
    else:
        reader.fail("`\\p` needs a name in braces")
    found = _POSIX.get(name) if reader.java else None
    if found is None:
        plain = name[2:] if reader.java and name[:2] in {"Is", "In"} else name
        found = unicode_property(plain) if plain.replace("_", "").replace("=", "").isalnum() else None
    if found is None:
        reader.fail(f"no Unicode property is called `{name}`")
    return ~found if negate else found


def escape_char(reader: Reader, letter: str) -> str:
    r"""Read the one character that an escape stands for, after its letter."""
    if not letter:
        reader.fail("it ends with a single `\\`")
    control = _CONTROL | (_JAVA_CONTROL if reader.java else {"v": "\v"})
    if letter in control:
        return control[letter]
    if letter == "c":
        return _control_letter(reader)
    if letter in "xu":
        return _coded(reader, letter)
    if letter == "0":
        return _octal(reader)
    if not letter.isalnum() if letter.isascii() else reader.java:
        return letter
    reader.at -= 1
    return reader.fail(f"`\\{letter}` means nothing")


def _control_letter(reader: Reader) -> str:
    char = reader.take()
    if not (char.isascii() and char.isalpha()):
        reader.fail("`\\c` needs a letter")
    return chr(ord(char) & 31)


def _octal(reader: Reader) -> str:
    digits = reader.digits("01234567", 3)
    if not reader.java:
        return reader.fail("octal escapes are not allowed") if digits else "\0"
    return chr(int(digits, 8)) if digits else reader.fail("`\\0` needs octal digits")


def _coded(reader: Reader, letter: str) -> str:
    braces = "u" if not reader.java else "x"
    if letter == braces and reader.eat("{"):
        digits = reader.until("}")
        if not digits or set(digits) - set(_HEX) or int(digits, 16) > 0x10FFFF:
            reader.fail("no such code point")
        return chr(int(digits, 16))
    size = 2 if letter == "x" else 4
    digits = reader.digits(_HEX, size)
    if len(digits) < size:
        reader.fail(f"`\\{letter}` needs {size} hexadecimal digits")
    return _paired(reader, int(digits, 16))


def _paired(reader: Reader, code: int) -> str:
    r"""Join `\uD83D\uDE00` to the one character they encode."""
    start = reader.at
    if 0xD800 <= code < 0xDC00 and reader.eat("\\u"):
        low = reader.digits(_HEX, 4)
        if len(low) == 4 and 0xDC00 <= int(low, 16) < 0xE000:
            return chr(0x10000 + ((code - 0xD800) << 10) + int(low, 16) - 0xDC00)
        reader.at = start
    return chr(code)


def bracketed(reader: Reader) -> CharSet:
    """Read a class after its `[`, with the `]` that ends it."""
    negate = reader.eat("^")
    chars = CharSet(())
    first = True
    while not (reader.peek() == "]" and not (first and reader.java)):
        if not reader.peek():
            reader.fail("`]` is missing")
        if reader.java and reader.eat("&&"):
            chars &= _operand(reader)
            continue
        chars |= _member(reader)
        first = False
    reader.take()
    chars = fold(chars) if "i" in reader.flags else chars
    return ~chars if negate else chars


def _operand(reader: Reader) -> CharSet:
    """Read what follows `&&`, up to the end of the class or the next `&&`."""
    chars = CharSet(())
    while reader.peek() not in {"]", ""} and reader.peek(2) != "&&":
        chars |= _member(reader)
    return chars


def _member(reader: Reader) -> CharSet:
    if reader.java and reader.eat("["):
        return bracketed(reader)
    low = _atom(reader)
    if reader.peek() != "-" or reader.peek(2) in {"-]", "-"} or (reader.java and reader.peek(2) == "-["):
        return low if isinstance(low, CharSet) else of_text(low)
    reader.take()
    high = _atom(reader)
    if isinstance(low, CharSet) or isinstance(high, CharSet):
        return _loose(reader, low, high)
    if low > high:
        reader.fail(f"the range {low}-{high} is in the wrong order")
    return of_ranges([(ord(low), ord(high))])


def _loose(reader: Reader, low: str | CharSet, high: str | CharSet) -> CharSet:
    r"""Read `[\w-.]` as Annex B does: two members and a dash."""
    if reader.java:
        reader.fail("a class cannot begin or end a range")
    sets = [part if isinstance(part, CharSet) else of_text(part) for part in (low, high)]
    return sets[0] | sets[1] | of_text("-")


def _atom(reader: Reader) -> str | CharSet:
    char = reader.take()
    if char != "\\":
        return char or reader.fail("`]` is missing")
    letter = reader.take()
    if letter == "b" and not reader.java:
        return "\b"
    named = escape_class(reader, letter) if letter else None
    return named if named is not None else escape_char(reader, letter)
