"""Java's regular expressions on top of `regex`, with a time limit.

Where the two differ the pattern is rewritten: `$` before a last line end, `.` that stops at all of Java's line
ends, ASCII `\\d \\w \\s`, `\\Q…\\E`, `\\h \\R \\e \\cX \\x{…}`; possessive repetition, class intersection, atomic groups and
lookbehind are the same in both.

Source: documented: java.util.regex.Pattern; recorded: reference table, group string-methods.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import regex

from gc_contracts.errors import VelocityLimitError
from gc_contracts.velocity.objects import JavaError
from gc_contracts.velocity.units import check_length, join_units, split_units

T = TypeVar("T")
TIMEOUT = 0.25
"""Seconds one call may take."""

_SYNTAX = "java.util.regex.PatternSyntaxException"
_LINE_END = r"(?:\r\n|[\n\r\u0085\u2028\u2029])"
_CLASSES = {
    "d": "0-9",
    "w": "a-zA-Z_0-9",
    "s": r" \t\n\x0b\f\r",
    "h": r" \xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
}
_FIXED = {
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
    "e": r"\x1b",
    "Z": rf"(?={_LINE_END}?\Z)",
    "z": r"\Z",
    "a": r"\x07",
}
_POSIX = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-~",
    "Graph": "!-~",
    "Print": " -~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
}
_FLAGS = re.compile(r"\(\?([idmsux]*)(?:-([idmsux]*))?([:)])")


class _Translator:
    """Rewrites one pattern, left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0
        self.dotall = self.multiline = False
        self.depth = 0
        self.groups = 0

    def run(self) -> str:
        parts: list[str] = []
        while self.at < len(self.pattern):
            parts.append(self._next())
        if self.depth:
            raise self.wrong("Unclosed group", len(self.pattern))
        return "".join(parts)

    def wrong(self, what: str, index: int) -> JavaError:
        return JavaError(_SYNTAX, f"{what} near index {index}\n{self.pattern}")

    def _next(self) -> str:
        char = self.pattern[self.at]
        if char == "\\":
            return self._escape(inside=False)
        if char == "[":
            return self._class()
        if char == "(":
            return self._open()
        self.at += 1
        if char == ")":
            if not self.depth:
                raise self.wrong("Unmatched closing ')'", self.at - 2 if self.at > 1 else 0)
            self.depth -= 1
        return self._plain(char)

    def _plain(self, char: str) -> str:
        if char == "." and not self.dotall:
            return r"[^\n\r\u0085\u2028\u2029]"
        if char == "$":
            return rf"(?={_LINE_END}|\Z)" if self.multiline else rf"(?={_LINE_END}?\Z)"
        if char == "^" and self.multiline:
            return r"(?:(?<=\A)|(?<=[\n\r\u0085\u2028\u2029])(?!\Z))"
        if char == "{":
            return self._repeat()
        return char

    def _repeat(self) -> str:
        match = re.compile(r"\d+(?:,\d*)?\}").match(self.pattern, self.at)
        if match is None:
            raise self.wrong("Illegal repetition", self.at - 1)
        self.at = match.end()
        return "{" + match.group()

    def _open(self) -> str:
        flags = _FLAGS.match(self.pattern, self.at)
        if flags is not None:
            self.at = flags.end()
            self.dotall = ("s" in flags[1] or self.dotall) and "s" not in (flags[2] or "")
            self.multiline = ("m" in flags[1] or self.multiline) and "m" not in (flags[2] or "")
            self.depth += flags[3] == ":"
            kept = "i" if "i" in flags[1] else ""
            return f"(?{kept}{flags[3]}" if kept or flags[3] == ":" else ""
        self.at += 1
        self.depth += 1
        if self.pattern[self.at : self.at + 1] != "?":
            self.groups += 1
        return "("

    def _class(self) -> str:
        start = self.at
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
                raise self.wrong("Unclosed character class", max(len(self.pattern) - 1, start))
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
            end = self.pattern.find(r"\E", self.at)
            quoted = self.pattern[self.at : end if end >= 0 else None]
            self.at = end + 2 if end >= 0 else len(self.pattern)
            return regex.escape(quoted, special_only=False)
        if char.lower() in _CLASSES:
            return self._shorthand(char, inside=inside)
        if char in "pP":
            return self._property(char, inside=inside)
        return self._special(char)

    def _special(self, char: str) -> str:
        if char in _FIXED:
            return _FIXED[char]
        if char == "c" and self.at < len(self.pattern):
            self.at += 1
            return f"\\x{ord(self.pattern[self.at - 1]) ^ 64:02x}"
        if char == "x" and self.pattern[self.at : self.at + 1] == "{":
            end = self.pattern.find("}", self.at)
            code = int(self.pattern[self.at + 1 : end], 16)
            self.at = end + 1
            return regex.escape(chr(code))
        if char == "k":
            match = re.compile(r"<(\w+)>").match(self.pattern, self.at)
            if match is None:
                raise self.wrong("\\k is not followed by '<' for named capturing group", self.at)
            self.at = match.end()
            return f"(?P={match[1]})"
        return self._letter(char)

    def _letter(self, char: str) -> str:
        if char.isascii() and char.isalpha() and char not in "tnrfxubBAGX":
            raise self.wrong("Illegal/unsupported escape sequence", self.at - 1)
        if char == "u":
            match = re.compile(r"[0-9a-fA-F]{4}").match(self.pattern, self.at)
            if match is None:
                raise self.wrong("Illegal Unicode escape sequence", self.at)
        return "\\" + char

    def _shorthand(self, char: str, *, inside: bool) -> str:
        members = _CLASSES[char.lower()]
        if char.islower():
            return members if inside else f"[{members}]"
        return f"[^{members}]"

    def _property(self, char: str, *, inside: bool) -> str:
        match = re.compile(r"\{(\w+(?:=\w+)?)\}|(\w)").match(self.pattern, self.at)
        if match is None:
            raise self.wrong("Unclosed character family", len(self.pattern) - 1)
        self.at = match.end()
        name = match[1] or match[2]
        if name in _POSIX:
            members = _POSIX[name]
            if char == "P":
                return f"[^{members}]"
            return members if inside else f"[{members}]"
        return f"\\{char}{{{name.removeprefix('Is').removeprefix('java')}}}"


@dataclass(frozen=True, slots=True)
class JavaPattern:
    """A compiled pattern."""

    compiled: "regex.Pattern[str]"

    def matches(self, text: str) -> bool:
        """Tell whether all of the text matches."""
        return _timed(lambda: self.compiled.fullmatch(split_units(text), timeout=TIMEOUT)) is not None

    def found(self, text: str, limit: int = 0) -> Iterator["regex.Match[str]"]:
        """Yield matches from left to right, as Java's find."""
        matches: list[regex.Match[str]] = _timed(lambda: list(_first(self.compiled, text, limit)))
        yield from matches

    def replace(self, text: str, replacement: str, *, once: bool = False) -> str:
        """Replace matches; `$1`, `${name}` and backslashes in the replacement mean what they do in Java.

        Raises:
            JavaError: the replacement names a group that is not there, or ends in a backslash or `$`.
        """
        wide, replacement = split_units(text), split_units(replacement)
        parts: list[str] = []
        end = length = 0
        for match in self.found(wide, 1 if once else 0):
            parts += [wide[end : match.start()], _expanded(replacement, match)]
            length += len(parts[-1]) + len(parts[-2])
            check_length(length)
            end = match.end()
        return join_units("".join(parts) + wide[end:])

    def split(self, text: str, limit: int = 0) -> list[str]:
        """Split as Java's String.split: trailing empty texts go, unless the limit says otherwise."""
        wide, parts, end = split_units(text), list[str](), 0
        for match in self.found(wide):
            if 0 < limit <= len(parts) + 1:
                break
            if match.end() == 0 or (match.start() == match.end() == len(wide)):
                continue
            parts.append(wide[end : match.start()])
            end = match.end()
        if not parts:
            return [text]
        parts.append(wide[end:])
        while limit == 0 and parts and not parts[-1]:
            parts.pop()
        return [join_units(part) for part in parts]


def java_pattern(pattern: str) -> JavaPattern:
    """Compile a Java pattern.

    Raises:
        JavaError: Java refuses it, or it says what we cannot translate.
    """
    translated = _Translator(split_units(pattern)).run()
    try:
        return JavaPattern(regex.compile(translated, regex.VERSION1))
    except (regex.error, OverflowError, RecursionError) as error:
        raise JavaError(_SYNTAX, f"{error}\n{pattern}") from None


def _first(compiled: "regex.Pattern[str]", text: str, limit: int) -> Iterator["regex.Match[str]"]:
    for count, match in enumerate(compiled.finditer(text, timeout=TIMEOUT), start=1):
        yield match
        if count == limit:
            return


def _timed(run: Callable[[], T]) -> T:
    try:
        return run()
    except TimeoutError:
        raise VelocityLimitError(f"A regular expression took more than {TIMEOUT} seconds") from None


def _expanded(replacement: str, match: "regex.Match[str]") -> str:
    if "\\" not in replacement and "$" not in replacement:
        return replacement
    parts, index = list[str](), 0
    while index < len(replacement):
        char = replacement[index]
        if char == "\\":
            if index + 1 == len(replacement):
                raise JavaError("java.lang.IllegalArgumentException", "character to be escaped is missing")
            parts.append(replacement[index + 1])
            index += 2
        elif char == "$":
            group, index = _group(replacement, index + 1, match)
            parts.append(group)
        else:
            parts.append(char)
            index += 1
    return "".join(parts)


def _group(replacement: str, index: int, match: "regex.Match[str]") -> tuple[str, int]:
    following = replacement[index : index + 1]
    if not following:
        raise JavaError("java.lang.IllegalArgumentException", "Illegal group reference: group index is missing")
    if following == "{":
        end = replacement.find("}", index)
        name = replacement[index + 1 : end]
        if end < 0 or name not in match.re.groupindex:
            raise JavaError("java.lang.IllegalArgumentException", f"No group with name {{{name}}}")
        return match.group(name) or "", end + 1
    if not (following.isascii() and following.isdigit()):
        raise JavaError("java.lang.IllegalArgumentException", "Illegal group reference")
    return _numbered(replacement, index, match)


def _numbered(replacement: str, index: int, match: "regex.Match[str]") -> tuple[str, int]:
    number, count = int(replacement[index]), match.re.groups
    if number > count:
        raise JavaError("java.lang.IndexOutOfBoundsException", f"No group {number}")
    index += 1
    while index < len(replacement) and replacement[index].isascii() and replacement[index].isdigit():
        longer = number * 10 + int(replacement[index])
        if longer > count:
            break
        number, index = longer, index + 1
    return match.group(number) or "", index
