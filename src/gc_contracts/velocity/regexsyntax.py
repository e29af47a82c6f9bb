r"""Java's pattern syntax written as that of `regex`.

Where the two differ the pattern is rewritten: `$` before a last line end, `.` that stops at all of Java's
line ends, ASCII `\d \w \s`, `\Q…\E`, `\h \R \e \cX \x{…}`, references to groups that do not exist;
possessive repetition, class intersection, atomic groups and lookbehind are the same in both. What Java
refuses is refused in its words.

Source: documented: java.util.regex.Pattern of Java 17; settled by running Java.
"""

import re

import regex

from gc_contracts.velocity.objects import JavaError
from gc_contracts.velocity.regextables import CLASSES, FIXED, LAST_LINE_END, LINE_END, NOT_IN_CRLF, POSIX

SYNTAX = "java.util.regex.PatternSyntaxException"
_FLAGS = re.compile(r"\(\?([idmsuxU]*)(?:-([idmsuxU]*))?([:)])")
_REPEAT = re.compile(r"\{(\d+)(,(\d*))?\}")
_OCTAL = re.compile(r"[0-3][0-7]{2}|[0-7]{1,2}")
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)>")
_FAMILY = re.compile(r"\{(\w+(?:=\w+)?)\}|(\w)")
_HEX4 = re.compile(r"[0-9a-fA-F]{4}")
_NEVER = "(?!)"


def translated(pattern: str) -> str:
    """Rewrite a pattern.

    Raises:
        JavaError: Java refuses it.
    """
    return _Translator(pattern).run()


class _Translator:
    """Rewrites one pattern, left to right; `flags` are those in force at this place."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0
        self.flags: frozenset[str] = frozenset()
        self.outer: list[frozenset[str]] = []
        self.groups = 0
        self.names: set[str] = set()
        self.repeatable = False
        """Something stands before that a quantifier can apply to."""

    def run(self) -> str:
        """Rewrite all of it."""
        parts: list[str] = []
        while self.at < len(self.pattern):
            parts.append(self._next(self.pattern[self.at]))
        if self.outer:
            raise self.wrong("Unclosed group", len(self.pattern))
        return "".join(parts)

    def wrong(self, what: str, index: int) -> JavaError:
        """Build the exception Java throws."""
        return JavaError(SYNTAX, f"{what} near index {index}\n{self.pattern}")

    def _next(self, char: str) -> str:
        if char in "?*+":
            return self._quantifier(char)
        if char == "{":
            return self._repeat()
        if char == "(":
            return self._open()
        if "x" in self.flags and (char.isspace() or char == "#"):
            return self._comment(char)
        self.repeatable = char != "|"
        if char == "\\":
            return self._escape(inside=False)
        if char == "[":
            return self._class()
        self.at += 1
        return self._close() if char == ")" else self._plain(char)

    def _comment(self, char: str) -> str:
        end = self.pattern.find("\n", self.at) if char == "#" else self.at
        self.at = end + 1 if end >= 0 else len(self.pattern)
        return ""

    def _quantifier(self, char: str) -> str:
        if not self.repeatable:
            raise self.wrong(f"Dangling meta character '{char}'", self.at)
        self.at += 1
        return char + self._manner()

    def _manner(self) -> str:
        """Take `?` or `+` behind a quantifier; another quantifier has nothing to apply to then."""
        self.repeatable = False
        following = self.pattern[self.at : self.at + 1]
        if following in {"?", "+"}:
            self.at += 1
            return following
        return ""

    def _repeat(self) -> str:
        match = _REPEAT.match(self.pattern, self.at)
        if match is None:
            raise self.wrong("Illegal repetition", self.at + 1)
        self.at = match.end()
        if match[3] and int(match[3]) < int(match[1]):
            raise self.wrong("Illegal repetition range", self.at - 1)
        # Java repeats nothing where nothing stands before.
        return ("" if self.repeatable else "(?:)") + match.group() + self._manner()

    def _close(self) -> str:
        if not self.outer:
            raise self.wrong("Unmatched closing ')'", max(self.at - 2, 0))
        self.flags = self.outer.pop()
        return ")"

    def _plain(self, char: str) -> str:
        if char == ".":
            return "(?s:.)" if "s" in self.flags else r"[^\n\r\u0085\u2028\u2029]"
        if char == "$":
            return rf"(?={LINE_END}|\Z){NOT_IN_CRLF}" if "m" in self.flags else LAST_LINE_END
        if char == "^" and "m" in self.flags:
            return r"(?:(?<=\A)|(?<=[\n\u0085\u2028\u2029]|\r(?!\n))(?!\Z))"
        return char if char in "^|" or char.isalnum() else regex.escape(char, special_only=False)

    def _open(self) -> str:
        self.repeatable = False
        flags = _FLAGS.match(self.pattern, self.at)
        if flags is not None:
            return self._inline(flags)
        self.outer.append(self.flags)
        self.at += 1
        if self.pattern[self.at : self.at + 1] != "?":
            self.groups += 1
            return "("
        return self._special_group()

    def _special_group(self) -> str:
        named = _NAME.match(self.pattern, self.at + 1)
        if named is not None:
            self.groups += 1
            if named[1] in self.names:
                raise self.wrong(f"Named capturing group <{named[1]}> is already defined", self.at)
            self.names.add(named[1])
            self.at = named.end()
            return f"(?<{named[1]}>"
        for opening in ("?=", "?!", "?>", "?<=", "?<!"):
            if self.pattern.startswith(opening, self.at):
                self.at += len(opening)
                return "(" + opening
        raise self.wrong("Unknown inline modifier", self.at + 1)

    def _inline(self, match: "re.Match[str]") -> str:
        self.at = match.end()
        before = self.flags
        self.flags = (self.flags | set(match[1])) - set(match[2] or "")
        switched = "i" if "i" in self.flags - before else "-i" if "i" in before - self.flags else ""
        if match[3] == ":":
            self.outer.append(before)
            return f"(?{switched}:"
        return f"(?{switched})" if switched else ""

    def _class(self) -> str:
        self.at += 1
        parts = ["["]
        if self.pattern[self.at : self.at + 1] == "^":
            parts.append("^")
            self.at += 1
        if self.pattern[self.at : self.at + 1] == "]":
            parts.append(r"\]")
            self.at += 1
        while self.pattern[self.at : self.at + 1] != "]":
            if self.at >= len(self.pattern):
                raise self.wrong("Unclosed character class", len(self.pattern) - 1)
            parts.append(self._in_class())
        self.at += 1
        return "".join(parts) + "]"

    def _in_class(self) -> str:
        char = self.pattern[self.at]
        if char == "\\":
            return self._escape(inside=True)
        if char == "[":
            return self._class()
        self.at += 1
        # What `regex` would take for set operators is plain in Java, apart from `&&`.
        doubled = char in "-~|" and self.pattern[self.at : self.at + 1] == char
        return "\\" + char if doubled else char

    def _escape(self, *, inside: bool) -> str:
        self.at += 2
        if self.at > len(self.pattern):
            raise self.wrong("Unexpected internal error", len(self.pattern))
        char = self.pattern[self.at - 1]
        if char == "Q":
            return self._quoted()
        if char.lower() in CLASSES:
            return self._shorthand(char, inside=inside)
        if char in "pP":
            return self._property(char, inside=inside)
        if inside and char in "ABbGZzRXk123456789":
            raise self.wrong("Illegal/unsupported escape sequence", self.at - 1)
        return self._reference(char) if char in "k123456789" else self._special(char)

    def _quoted(self) -> str:
        end = self.pattern.find(r"\E", self.at)
        quoted = self.pattern[self.at : end if end >= 0 else None]
        self.at = end + 2 if end >= 0 else len(self.pattern)
        return regex.escape(quoted, special_only=False)

    def _reference(self, char: str) -> str:
        if char != "k":
            return self._numbered(int(char))
        match = _NAME.match(self.pattern, self.at)
        if match is None:
            raise self.wrong("\\k is not followed by '<' for named capturing group", self.at)
        self.at = match.end()
        if match[1] not in self.names:
            raise self.wrong(f"named capturing group <{match[1]}> does not exist", self.at - 1)
        return f"(?P={match[1]})"

    def _numbered(self, number: int) -> str:
        while self.pattern[self.at : self.at + 1].isdigit():
            longer = number * 10 + int(self.pattern[self.at])
            if longer > self.groups:
                break
            number, self.at = longer, self.at + 1
        return f"(?:\\{number})" if number <= self.groups else _NEVER

    def _special(self, char: str) -> str:
        if char in FIXED:
            return FIXED[char]
        if char == "c" and self.at < len(self.pattern):
            self.at += 1
            return f"\\x{(ord(self.pattern[self.at - 1]) ^ 64) & 0xFF:02x}"
        if char == "0":
            octal = _OCTAL.match(self.pattern, self.at)
            if octal is None:
                raise self.wrong("Illegal octal escape sequence", self.at)
            self.at = octal.end()
            return f"\\x{int(octal.group(), 8):02x}"
        return self._hexadecimal() if char == "x" else self._letter(char)

    def _hexadecimal(self) -> str:
        match = re.compile(r"\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2})").match(self.pattern, self.at)
        if match is None or int(match[1] or match[2], 16) > 0x10FFFF:
            raise self.wrong("Illegal hexadecimal escape sequence", self.at)
        self.at = match.end()
        return regex.escape(chr(int(match[1] or match[2], 16)), special_only=False)

    def _letter(self, char: str) -> str:
        if char.isascii() and char.isalpha() and char not in "tnrfubBAGX":
            raise self.wrong("Illegal/unsupported escape sequence", self.at - 1)
        if char == "u" and not _HEX4.match(self.pattern, self.at):
            raise self.wrong("Illegal Unicode escape sequence", self.at)
        return "\\" + char

    def _shorthand(self, char: str, *, inside: bool) -> str:
        members = CLASSES[char.lower()]
        if char.islower():
            return members if inside else f"[{members}]"
        return f"[^{members}]"

    def _property(self, char: str, *, inside: bool) -> str:
        match = _FAMILY.match(self.pattern, self.at)
        if match is None:
            raise self.wrong("Unclosed character family", len(self.pattern) - 1)
        self.at = match.end()
        name = match[1] or match[2]
        if name in POSIX:
            members = POSIX[name]
            if char == "P":
                return f"[^{members}]"
            return members if inside else f"[{members}]"
        return f"\\{char}{{{name.removeprefix('Is').removeprefix('java')}}}"
