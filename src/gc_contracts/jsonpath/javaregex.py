r"""Java regular expressions → the dialect of the `regex` package (version 1 behaviour).

What the two read differently is spelt out: `.` and `$` know more line ends in Java, `\d \w \s` are ASCII,
letters beyond ASCII keep their case under `i` alone, and some escapes exist on one side only.
Source: documented: java.util.regex.Pattern, Java 17.
"""

import re

import regex

from gc_contracts.jsonpath.faults import Mistake

_LINE_ENDS = r"\n\r\u0085\u2028\u2029"
_CLASSES = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r" \t\n\x0b\f\r",
    "h": r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\u0085\u2028\u2029",
}
_UNICODE_CLASSES = {"d": r"\p{Nd}", "w": r"\w", "s": r"\s"}
_NAMED = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-\~",
    "Graph": r"!-\~",
    "Print": r"\x20-\~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
    "javaLowerCase": r"\p{Ll}",
    "javaUpperCase": r"\p{Lu}",
    "javaWhitespace": r"\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000",
    "javaMirrored": r"\p{Bidi_Mirrored}",
}
# Up to Java 18 a word, for `\b` alone, is made of letters and digits of every script.
_WORD = r"[\p{L}\p{Nd}_]"
_OUTSIDE = {
    "b": rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))",
    "B": rf"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))",
    "z": r"\Z",
    "Z": rf"(?=(?:\r\n|[{_LINE_ENDS}])?\Z)",
    "R": rf"(?:\r\n|[{_LINE_ENDS}\x0b\f])",
    "A": r"\A",
    "G": r"\G",
    "X": r"\X",
}
_CHARS = {"e": r"\x1b", "a": r"\x07", "t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f"}
_INLINE = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])")
_OCTAL = re.compile(r"[0-3][0-7]{2}|[0-7]{1,2}")
_GROUP = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(\((?!\?)|\(\?<(?![=!]))", re.DOTALL)
_QUANTITY = re.compile(r"\{\d+(?:,\d*)?\}")
_HEX = re.compile(r"\{([0-9a-fA-F]{1,6})\}")
LAST_CHAR = 0x10FFFF


def translate(source: str, flags: str) -> str:
    """Translate a pattern; raises Mistake for what Java refuses and `regex` would take."""
    return _Translator(source, frozenset(flags)).translate()


class _Translator:
    """One pass over the source. `scopes` holds the flags of each open group, innermost last."""

    def __init__(self, source: str, flags: frozenset[str]) -> None:
        self.source = source
        self.index = 0
        self.depth = 0
        self.scopes = [flags]
        self.groups = sum(found[1] is not None for found in _GROUP.finditer(source))

    def translate(self) -> str:
        out = []
        while self.index < len(self.source):
            out.append(self._piece())
        return "".join(out)

    @property
    def flags(self) -> frozenset[str]:
        return self.scopes[-1]

    def _piece(self) -> str:
        char = self.source[self.index]
        if char == "(" and not self.depth and (inline := _INLINE.match(self.source, self.index)):
            return self._inline(inline)
        self.index += 1
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class_opens()
        return self._in_class(char) if self.depth else self._outside(char)

    def _in_class(self, char: str) -> str:
        self.depth -= char == "]"
        return "\\" + char if char in "|~" else char

    def _outside(self, char: str) -> str:
        if char == "(":
            self.scopes.append(self.flags)
        elif char == ")" and len(self.scopes) > 1:
            self.scopes.pop()
        elif char == ".":
            return self._dot()
        elif char == "$":
            return self._dollar()
        elif char == "^" and "m" in self.flags:
            return self._line_start()
        elif char == "{" and not (_QUANTITY.match(self.source, self.index - 1) and self.index > 1):
            raise Mistake("no pattern: { has nothing to repeat")
        return self._literal(char)

    def _literal(self, char: str) -> str:
        return f"(?-i:{char})" if char > "\x7f" and not self.flags & {"u", "U"} else char

    def _inline(self, inline: re.Match[str]) -> str:
        self.index = inline.end()
        on, off = inline[1], inline[2] or ""
        if set(on + off) - set("dixmsuU"):
            raise Mistake(f"no pattern: unknown flag in {inline[0]}")
        flags = (self.flags | set(on)) - set(off)
        known_on, known_off = ("".join(letter for letter in part if letter in "ixm") for part in (on, off))
        if inline[3] == ")":
            self.scopes[-1] = flags
        else:
            self.scopes.append(flags)
        if not known_on and not known_off:
            return "(?:" if inline[3] == ":" else ""
        return f"(?{known_on}{'-' if known_off else ''}{known_off}{inline[3]}"

    def _dot(self) -> str:
        if "s" in self.flags:
            return "(?s:.)"
        return r"[^\n]" if "d" in self.flags else f"[^{_LINE_ENDS}]"

    def _dollar(self) -> str:
        line_end = r"\n" if "d" in self.flags else rf"\r\n|[{_LINE_ENDS}]"
        return rf"(?=(?:{line_end})|\Z)" if "m" in self.flags else rf"(?=(?:{line_end})?\Z)"

    def _line_start(self) -> str:
        """After a line end, but not at the end of the text, not even of an empty one."""
        after = r"(?<=\n)" if "d" in self.flags else rf"(?<=[{_LINE_ENDS}])(?<!\r(?=\n))"
        return rf"(?:\A|{after})(?!\Z)"

    def _class_opens(self) -> str:
        self.depth += 1
        negated = self.source.startswith("^", self.index)
        self.index += negated
        first = self.source.startswith("]", self.index)
        self.index += first
        return "[" + "^" * negated + r"\]" * first

    def _escape(self) -> str:
        if self.index >= len(self.source):
            raise Mistake("no pattern: a backslash at the end")
        letter = self.source[self.index]
        self.index += 1
        special = {
            "Q": self._quoted,
            "p": self._property,
            "P": self._property,
            "k": self._named_reference,
            "0": self._octal,
            "c": self._control,
            "x": self._hex,
        }
        if letter in special:
            return special[letter]()
        if letter in "123456789" and not self.depth:
            return self._reference(letter)
        return self._simple_escape(letter)

    def _simple_escape(self, letter: str) -> str:
        low = letter.lower()
        if low in _CLASSES:
            inner = _UNICODE_CLASSES.get(low, _CLASSES[low]) if "U" in self.flags else _CLASSES[low]
            return self._set(inner, negated=letter.isupper())
        if letter == "Z" and "d" in self.flags and not self.depth:
            return r"(?=\n?\Z)"
        if letter in _OUTSIDE and not self.depth:
            return _OUTSIDE[letter]
        if letter in _CHARS:
            return _CHARS[letter]
        if letter.isalpha() and letter.isascii() and letter != "u":
            raise Mistake(f"no pattern: unknown escape \\{letter}")
        return "\\" + letter if letter.isascii() else self._literal(letter)

    def _set(self, inner: str, *, negated: bool) -> str:
        if negated:
            return f"[^{inner}]"
        return inner if self.depth else f"[{inner}]"

    def _quoted(self) -> str:
        end = self.source.find(r"\E", self.index)
        quoted = self.source[self.index : end if end >= 0 else len(self.source)]
        self.index += len(quoted) + 2
        return str(regex.escape(quoted, special_only=False)) if quoted else ""

    def _property(self) -> str:
        letter = self.source[self.index - 1]
        end = self.source.find("}", self.index)
        if self.source.startswith("{", self.index):
            if end < 0:
                raise Mistake("no pattern: a property without its closing }")
            name, self.index = self.source[self.index + 1 : end], end + 1
        else:
            name, self.index = self.source[self.index : self.index + 1], self.index + 1
        if name in _NAMED:
            return self._set(_NAMED[name], negated=letter == "P")
        return f"\\{letter}{{{name.removeprefix('Is')}}}"

    def _named_reference(self) -> str:
        end = self.source.find(">", self.index)
        if not self.source.startswith("<", self.index) or end < 0:
            raise Mistake(r"no pattern: \k needs <name>")
        name, self.index = self.source[self.index + 1 : end], end + 1
        return f"(?P={name})"

    def _reference(self, digits: str) -> str:
        while self.source[self.index : self.index + 1].isdigit():
            longer = digits + self.source[self.index]
            if int(longer) > self.groups:
                break
            digits, self.index = longer, self.index + 1
        # A group that does not exist never matches.
        return f"(?:\\{digits})" if int(digits) <= self.groups else "(?!)"

    def _octal(self) -> str:
        found = _OCTAL.match(self.source, self.index)
        if not found:
            raise Mistake(r"no pattern: \0 needs an octal number")
        self.index = found.end()
        return f"\\x{int(found[0], 8):02x}"

    def _control(self) -> str:
        if self.index >= len(self.source):
            raise Mistake(r"no pattern: \c needs a character")
        code = ord(self.source[self.index]) ^ 64
        self.index += 1
        return self._code(code)

    def _hex(self) -> str:
        found = _HEX.match(self.source, self.index)
        if not found:
            return "\\x"
        self.index = found.end()
        return self._code(int(found[1], 16))

    def _code(self, code: int) -> str:
        if code > LAST_CHAR:
            raise Mistake("no pattern: no such character")
        return f"\\U{code:08x}"
