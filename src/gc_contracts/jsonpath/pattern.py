"""Java regular expressions on top of the `regex` package, matched against the whole text, with a time limit.

What differs between the two dialects is spelt out: `.`, `$`, `\\d \\w \\s \\b` (ASCII in Java), `\\Q…\\E`, `\\h`,
`\\z`, `\\p{…}` names.
Source: documented: java.util.regex.Pattern (Java 17); recorded: `conformance/jsonpath.jsonl`, group filter-regex.
"""

from collections.abc import Callable

import regex

from gc_contracts.jsonpath.faults import Broken, Mistake
from gc_contracts.jsonpath.tokens import Pattern

FLAGS = "dixmsuU"
SECONDS = 1.0
"""How long one match may take; the engine itself knows no limit."""

_LINE_ENDS = r"\n\r\u0085\u2028\u2029"
_CLASSES = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r" \t\n\x0b\f\r",
    "h": r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\u0085\u2028\u2029",
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
    "Print": r"\x20-~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
}
_OUTSIDE = {
    "b": r"(?:(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_]))",
    "B": r"(?:(?<=[a-zA-Z0-9_])(?=[a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?![a-zA-Z0-9_]))",
    "z": r"\Z",
    "Z": rf"(?=(?:\r\n|[{_LINE_ENDS}])?\Z)",
    "R": rf"(?:\r\n|[{_LINE_ENDS}\x0b\f])",
    "A": r"\A",
    "G": r"\G",
    "X": r"\X",
}
_CHARS = {"e": r"\x1b", "a": r"\x07", "t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f"}


def check_pattern(pattern: Pattern) -> None:
    """Raise Mistake where Java would refuse the pattern."""
    _compile(pattern)


def matcher(pattern: Pattern) -> Callable[[str], bool]:
    """Return a function that tells whether all of a text matches.

    Raises: Broken: the match took too long.
    """
    compiled = _compile(pattern)

    def matches(text: str) -> bool:
        try:
            return compiled.fullmatch(text, timeout=SECONDS) is not None
        except TimeoutError:
            raise Broken(f"/{pattern.source}/ takes too long") from None

    return matches


def _compile(pattern: Pattern) -> "regex.Pattern[str]":
    translated = _Translator(pattern.source, pattern.flags).translate()
    flags = regex.V1
    for letter, flag in {"i": regex.I, "x": regex.X, "m": regex.M}.items():
        flags |= flag if letter in pattern.flags else 0
    try:
        return regex.compile(translated, flags)
    except (regex.error, ValueError, OverflowError, IndexError) as fault:
        raise Mistake(f"no pattern: {fault}") from None


class _Translator:
    """One pass over the source; `depth` counts open character classes."""

    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.index = 0
        self.depth = 0
        if "s" in flags:
            self.dot = r"(?s:.)"
        else:
            self.dot = r"[^\n]" if "d" in flags else f"[^{_LINE_ENDS}]"
        line_end = r"\n" if "d" in flags else rf"\r\n|[{_LINE_ENDS}]"
        multiline = "m" in flags
        self.dollar = rf"(?=(?:{line_end})|\Z)" if multiline else rf"(?=(?:{line_end})?\Z)"

    def translate(self) -> str:
        out = []
        while self.index < len(self.source):
            out.append(self._piece())
        return "".join(out)

    def _piece(self) -> str:
        char = self.source[self.index]
        self.index += 1
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class_opens()
        if self.depth:
            self.depth -= char == "]"
            return "\\" + char if char in "|~" else char
        if char == "{" and not self._after_atom():
            raise Mistake("no pattern: { has nothing to repeat")
        return {".": self.dot, "$": self.dollar}.get(char, char)

    def _after_atom(self) -> bool:
        return self.index > 1 and self.source[self.index] in "0123456789" if self.index < len(self.source) else False

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
        if letter == "Q":
            return self._quoted()
        if letter in "pP":
            return self._property(letter)
        if letter == "k":
            return self._named_reference()
        if letter == "x" and self.source.startswith("{", self.index):
            end = self._closing("}")
            return regex.escape(chr(int(self.source[self.index + 1 : end[0]], 16))) if end else ""
        return self._simple_escape(letter)

    def _simple_escape(self, letter: str) -> str:
        if letter.lower() in _CLASSES:
            inner = _CLASSES[letter.lower()]
            if letter.isupper():
                return f"[^{inner}]"
            return inner if self.depth else f"[{inner}]"
        if letter in _OUTSIDE and not self.depth:
            return _OUTSIDE[letter]
        if letter in _CHARS:
            return _CHARS[letter]
        if letter.isalpha() and letter.isascii() and letter not in "xuc":
            raise Mistake(f"no pattern: unknown escape \\{letter}")
        return "\\" + letter

    def _quoted(self) -> str:
        end = self.source.find(r"\E", self.index)
        stop = end if end >= 0 else len(self.source)
        quoted = self.source[self.index : stop]
        self.index = stop + 2
        return str(regex.escape(quoted, special_only=False)) if quoted else ""

    def _property(self, letter: str) -> str:
        if not self.source.startswith("{", self.index):
            name, self.index = self.source[self.index : self.index + 1], self.index + 1
        else:
            end = self.source.find("}", self.index)
            if end < 0:
                raise Mistake("no pattern: a property without its closing }")
            name, self.index = self.source[self.index + 1 : end], end + 1
        if name in _POSIX:
            inner = _POSIX[name]
            return f"[^{inner}]" if letter == "P" else (inner if self.depth else f"[{inner}]")
        return f"\\{letter}{{{name.removeprefix('Is').removeprefix('java')}}}"

    def _named_reference(self) -> str:
        end = self.source.find(">", self.index)
        if not self.source.startswith("<", self.index) or end < 0:
            raise Mistake(r"no pattern: \k needs <name>")
        name, self.index = self.source[self.index + 1 : end], end + 1
        return f"(?P={name})"

    def _closing(self, char: str) -> tuple[int] | None:
        end = self.source.find(char, self.index)
        return (end,) if end >= 0 else None
