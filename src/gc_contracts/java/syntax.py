r"""Java's pattern syntax written as that of `regex`, with no flag left to that engine's reading.

What the two read differently is spelt out: line ends, `\b`, ASCII classes, case, quoting, references to
groups that do not exist. Possessive repetition, atomic groups, look-arounds and set operations are the same
in both. What Java refuses is refused in its words.
Source: documented: java.util.regex.Pattern, Java 17; settled by running Java 17.
"""

import re

from gc_contracts.java.brackets import bracketed, with_case
from gc_contracts.java.errors import JavaLimitError
from gc_contracts.java.escapes import escaped_char, escaped_class
from gc_contracts.java.reading import Reading, spelt
from gc_contracts.java.tables import ANY_BREAK, LINE_ENDS, NOT_IN_CRLF, edge

_MODIFIERS = re.compile(r"([idmsuxU]*)(-[idmsuxU]*)?")
_COUNTS = re.compile(r"\{(\d+)(,(\d*))?(\}?)")
_NAME = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?(>?)")
_GRAPHEMES = re.compile(r"\{g\}")
_MOST_COUNTED = 2**31 - 1
_LARGEST = 1_000_000
_NEVER = "(?!)"
_LOOKS = {"=": "(?=", "!": "(?!", ">": "(?>"}


def translated(pattern: str, flags: str = "") -> str:
    """Rewrite a pattern; `flags` are those of Java by their letters: `dimsuxU`.

    Raises:
        JavaError: Java refuses it.
        JavaLimitError: it repeats too much, or says what we have no words for.
    """
    return _Translator(Reading(pattern, _flags(frozenset(flags)))).run()


def _flags(flags: frozenset[str]) -> frozenset[str]:
    return flags | {"u"} if "U" in flags else flags


class _Translator:
    """Rewrites one pattern; `sizes` counts, group by group, what its repeats come to when written out."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.outer: list[frozenset[str]] = []
        self.sizes = [0]
        self.last = 0
        self.repeatable = False
        """Something stands before that a quantifier can apply to."""

    def run(self) -> str:
        """Rewrite all of it."""
        parts: list[str] = []
        while char := self.reading.peek():
            parts.append(self._next(char))
        if self.outer:
            raise self.reading.wrong("Unclosed group", 0)
        return "".join(parts)

    def _next(self, char: str) -> str:
        self.reading.at += 1
        if char in "?*+":
            return self._quantifier(char)
        if char == "{":
            return self._repeat()
        if char == "(":
            return self._open()
        self.repeatable = char != "|"
        if char == ")":
            return self._close()
        self.last = 1
        self.sizes[-1] += 1
        if char == "\\":
            return self._escape()
        return bracketed(self.reading) if char == "[" else self._plain(char)

    def _quantifier(self, char: str) -> str:
        if not self.repeatable:
            raise self.reading.wrong(f"Dangling meta character '{char}'")
        return char + self._manner()

    def _manner(self) -> str:
        """Take `?` or `+` behind a quantifier; another quantifier has nothing to apply to then."""
        self.repeatable = False
        return next((sign for sign in "?+" if self.reading.eat(sign)), "")

    def _repeat(self) -> str:
        self.reading.at -= 1
        match = self.reading.matched(_COUNTS)
        if match is None:
            self.reading.at += 1
            raise self.reading.wrong("Illegal repetition", 0)
        low, high = int(match[1]), int(match[3] or match[1])
        if high < low or high > _MOST_COUNTED:
            raise self.reading.wrong("Illegal repetition range")
        if not match[4]:
            raise self.reading.wrong("Unclosed counted closure", 0)
        self._grow(low)
        # Java repeats nothing where nothing stands before.
        return ("" if self.repeatable else "(?:)") + match.group() + self._manner()

    def _grow(self, times: int) -> None:
        self.sizes[-1] += self.last * max(times - 1, 0)
        self.last *= max(times, 1)
        if self.sizes[-1] > _LARGEST:
            raise JavaLimitError(f"A regular expression that repeats more than {_LARGEST} parts")

    def _plain(self, char: str) -> str:
        flags = self.reading.flags
        if char == ".":
            return r"[\s\S]" if "s" in flags else r"[^\n]" if "d" in flags else f"[^{LINE_ENDS}]"
        if char == "$":
            return self._end(lines="m" in flags)
        if char == "^":
            return self._line_start() if "m" in flags else r"\A"
        return "|" if char == "|" else self._literal(char)

    def _literal(self, char: str) -> str:
        written = with_case(self.reading, char, char)
        return written if written == spelt(char) else f"[{written}]"

    def _end(self, *, lines: bool) -> str:
        unix = "d" in self.reading.flags
        line_end = r"\n" if unix else rf"(?:\r\n|[{LINE_ENDS}])"
        ahead = rf"(?={line_end}|\Z)" if lines else rf"(?={line_end}?\Z)"
        return ahead if unix else f"(?:{ahead}{NOT_IN_CRLF})"

    def _line_start(self) -> str:
        """After a line end, but not at the end of the text, not even of an empty one."""
        after = r"(?<=\n)" if "d" in self.reading.flags else rf"(?<=[{LINE_ENDS}])(?<!\r(?=\n))"
        return rf"(?:(?:\A|{after})(?!\Z))"

    def _close(self) -> str:
        if not self.outer:
            raise self.reading.wrong("Unmatched closing ')'", 2)
        self.reading.flags = self.outer.pop()
        self.last = self.sizes.pop()
        self.sizes[-1] += self.last
        return ")"

    def _open(self) -> str:
        self.repeatable = False
        before = self.reading.flags
        written = self._special() if self.reading.eat("?") else self._capture("(")
        if written.startswith("("):
            self.outer.append(before)
            self.sizes.append(0)
        return written

    def _capture(self, written: str) -> str:
        self.reading.groups += 1
        return written

    def _special(self) -> str:
        sign = self.reading.take_next()
        if sign == "<":
            return self._behind(self.reading.take_next())
        if sign == ":":
            return "(?:"
        if sign in {"$", "@"}:
            raise self.reading.wrong("Unknown group type")
        if sign in _LOOKS:
            return _LOOKS[sign]
        self.reading.at -= 1
        return self._inline()

    def _behind(self, sign: str) -> str:
        if sign and sign in "=!":
            return f"(?<{sign}"
        self.reading.at -= 1
        name = self._name()
        if name in self.reading.names:
            raise self.reading.wrong(f"Named capturing group <{name}> is already defined")
        self.reading.names.add(name)
        return self._capture(f"(?<{name}>")

    def _name(self) -> str:
        match = self.reading.matched(_NAME)
        name, closed = (match[1], match[2]) if match else ("", "")
        if not name:
            raise self.reading.wrong("capturing group name does not start with a Latin letter", 0)
        if not closed:
            raise self.reading.wrong("named capturing group is missing trailing '>'", 0)
        return str(name)

    def _inline(self) -> str:
        match = self.reading.matched(_MODIFIERS)
        on, off = (match[1], match[2] or "") if match else ("", "")
        flags = _flags(self.reading.flags | set(on)) - set(off)
        ends = self.reading.take()
        if ends not in {":", ")"} or not ends:
            raise self.reading.wrong("Unknown inline modifier")
        self.reading.flags = flags
        return "(?:" if ends == ":" else ""

    def _escape(self) -> str:
        letter = self.reading.take_next()
        if not letter:
            raise self.reading.wrong("Unexpected internal error")
        held = escaped_class(self.reading, letter)
        if held is not None:
            return held
        if letter == "k" or letter in "123456789":
            return self._reference(letter)
        return self._special_escape(letter) or self._literal(escaped_char(self.reading, letter))

    def _special_escape(self, letter: str) -> str | None:
        if letter == "b" and self.reading.matched(_GRAPHEMES):
            raise JavaLimitError(r"A regular expression with \b{g}")
        if letter == "Z":
            return self._end(lines=False)
        if letter in {"b", "B"}:
            return edge("U" in self.reading.flags, none=letter == "B")
        fixed = {"A": r"\A", "G": r"\G", "z": r"\Z", "X": r"\X", "R": ANY_BREAK}
        return fixed.get(letter)

    def _reference(self, letter: str) -> str:
        if letter == "k":
            return self._again(f"(?P={self._referenced()})")
        number = int(letter)
        while self.reading.peek().isdecimal():
            longer = number * 10 + int(self.reading.peek())
            if longer > self.reading.groups:
                break
            number, self.reading.at = longer, self.reading.at + 1
        if number > self.reading.groups:
            return _NEVER
        return self._again(f"\\{number}")

    def _again(self, group: str) -> str:
        return f"(?i-f:{group})" if "i" in self.reading.flags else f"(?:{group})"

    def _referenced(self) -> str:
        if not self.reading.eat("<"):
            raise self.reading.wrong("\\k is not followed by '<' for named capturing group", 0)
        name = self._name()
        if name not in self.reading.names:
            raise self.reading.wrong(f"named capturing group <{name}> does not exist")
        return name
