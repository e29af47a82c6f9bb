"""Java's regular expressions on top of `regex`, with a time limit.

Source: documented: java.util.regex.Matcher of Java 17; recorded: reference table, group string-methods.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from gc_contracts.errors import VelocityLimitError
from gc_contracts.velocity.objects import JavaError
from gc_contracts.velocity.regexsyntax import SYNTAX, translated
from gc_contracts.velocity.units import check_length, join_units, split_units

TIMEOUT = 0.25
"""Seconds one call may take."""
_LONGEST = 2_000
_RESTARTS, _RESTART_TIMEOUT = 5_000, 0.01


@dataclass(frozen=True, slots=True)
class JavaPattern:
    """A compiled pattern."""

    compiled: "regex.Pattern[str]"

    def matches(self, text: str) -> bool:
        """Tell whether all of the text matches."""
        try:
            return self.compiled.fullmatch(text, timeout=TIMEOUT) is not None
        except TimeoutError:
            raise VelocityLimitError("A regular expression took too long") from None

    def subject(self, text: str) -> str:
        """Return what is searched: Java finds empty matches inside an emoji too, but nothing else."""
        return split_units(text) if self.compiled.fullmatch("") else text

    def found(self, text: str, limit: int = 0) -> Iterator["regex.Match[str]"]:
        """Yield matches from left to right; behind an empty one the next begins one further, as in Java."""
        position, timeout = 0, TIMEOUT
        for _ in range(_RESTARTS):
            matches, position = _run(self.compiled, text, position, timeout, limit)
            yield from matches
            if position > len(text) or position < 0:
                return
            timeout = _RESTART_TIMEOUT
        raise VelocityLimitError("A regular expression with too many empty matches")

    def replace(self, text: str, replacement: str, *, once: bool = False) -> str:
        """Replace matches; `$1`, `${name}` and backslashes in the replacement mean what they do in Java.

        Raises:
            JavaError: the replacement names a group that is not there, or ends in a backslash or `$`.
        """
        subject = self.subject(text)
        parts: list[str] = []
        end = length = 0
        for match in self.found(subject, 1 if once else 0):
            parts += [subject[end : match.start()], _expanded(replacement, match)]
            length += len(parts[-1]) + len(parts[-2])
            check_length(length)
            end = match.end()
        return join_units("".join(parts) + subject[end:])

    def split(self, text: str, limit: int = 0) -> list[str]:
        """Split as Java's String.split: trailing empty texts go, unless the limit says otherwise."""
        subject, parts, end = self.subject(text), list[str](), 0
        for match in self.found(subject):
            if 0 < limit <= len(parts) + 1:
                break
            if match.end() == 0:
                continue
            parts.append(subject[end : match.start()])
            end = match.end()
        if not parts:
            return [text]
        parts.append(subject[end:])
        while limit == 0 and parts and not parts[-1]:
            parts.pop()
        return [join_units(part) for part in parts]


def java_pattern(pattern: str) -> JavaPattern:
    """Compile a Java pattern.

    Raises:
        JavaError: Java refuses it, or it says what we cannot translate.
    """
    if len(pattern) > _LONGEST:
        raise VelocityLimitError(f"A regular expression of {len(pattern)} characters")
    try:
        return JavaPattern(regex.compile(translated(pattern), regex.VERSION1))
    except (regex.error, OverflowError, RecursionError) as error:
        raise JavaError(SYNTAX, f"{error}\n{pattern}") from None


def _run(
    compiled: "regex.Pattern[str]", text: str, start: int, timeout: float, limit: int
) -> tuple[list["regex.Match[str]"], int]:
    """Find matches until one begins where an empty one stood; return where to go on, -1 for nowhere."""
    matches: list[regex.Match[str]] = []
    try:
        for match in compiled.finditer(text, start, timeout=timeout):
            if matches and matches[-1].end() == match.start() == matches[-1].start():
                return matches, match.start() + 1
            matches.append(match)
            if len(matches) == limit:
                break
    except TimeoutError:
        raise VelocityLimitError("A regular expression took too long") from None
    return matches, -1


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
        raise JavaError(
            "java.lang.IllegalArgumentException", "Illegal group reference: group index is missing"
        )
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
