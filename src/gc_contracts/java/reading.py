"""A place in the text of a Java pattern, the flags in force there, and how Java refuses what it finds."""

import re

from gc_contracts.java.errors import JavaError
from gc_contracts.java.units import count_units

SYNTAX = "java.util.regex.PatternSyntaxException"
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)|\\.", re.DOTALL)
_BLANKS = re.compile(r"(?:[ \t\n\x0b\f\r]|#[^\n\r\u0085\u2028\u2029]*)+")
_BLANKS_OF_UNIX = re.compile(r"(?:[ \t\n\x0b\f\r]|#[^\n]*)+")


class Reading:
    """Reads a pattern from left to right; under the flag `x` it passes over blanks and comments."""

    __slots__ = ("at", "flags", "groups", "names", "pattern", "text")

    def __init__(self, pattern: str, flags: frozenset[str]) -> None:
        self.pattern = pattern
        self.text = _QUOTED.sub(_unquoted, pattern)
        self.at = 0
        self.flags = flags
        self.groups = 0
        self.names: set[str] = set()

    def peek(self) -> str:
        """Show the next character without taking it; empty at the end."""
        if "x" in self.flags:
            blanks = _BLANKS_OF_UNIX if "d" in self.flags else _BLANKS
            if match := blanks.match(self.text, self.at):
                self.at = match.end()
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """Take one character."""
        char = self.peek()
        self.at += 1
        return char

    def take_next(self) -> str:
        """Take the very next character, blank or not."""
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def eat(self, expected: str) -> bool:
        """Take a character if it comes next."""
        if self.peek() != expected:
            return False
        self.at += 1
        return True

    def matched(self, form: "re.Pattern[str]") -> "re.Match[str] | None":
        """Take what has this form, if it comes next."""
        self.peek()
        match = form.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match

    def wrong(self, what: str, back: int = 1) -> JavaError:
        """Build the exception Java throws; the place is so many characters before the next one."""
        at = min(self.at - back, len(self.text))
        near = f" near index {at}" if at >= 0 else ""
        # Java counts characters up to here and units of the whole.
        mark = "\n" + " " * at + "^" if 0 <= at < count_units(self.pattern) else ""
        return JavaError(SYNTAX, f"{what}{near}\n{self.pattern}{mark}")


def _unquoted(match: re.Match[str]) -> str:
    r"""Spell out `\Q…\E`: Java does so before it looks at anything else."""
    if match[1] is None:
        return match[0]
    return "".join(_escaped(char, first=not index) for index, char in enumerate(match[1]))


def _escaped(char: str, *, first: bool) -> str:
    if first and char.isascii() and char.isdigit():
        # Behind `\1` it must not become part of the number.
        return f"\\x{ord(char):02x}"
    return "\\" + char if char.isascii() and not char.isalnum() else char


def spelt(char: str) -> str:
    """Write one character so that it means itself everywhere in a pattern of `regex`."""
    return char if char.isascii() and char.isalnum() else f"\\U{ord(char):08x}"
