"""Java's regular expressions on top of `regex`, with a time limit: match, find, replace, split.

Source: documented: java.util.regex.Matcher, Java 17; recorded: `conformance/velocity.jsonl`, group
string-methods, and `conformance/jsonpath.jsonl`, group filter-regex.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gc_contracts.java.errors import JavaError, JavaLimitError
from gc_contracts.java.reading import SYNTAX
from gc_contracts.java.replacement import expanded
from gc_contracts.java.syntax import translated
from gc_contracts.java.units import join_units, split_units

if TYPE_CHECKING:
    import regex

SECONDS = 0.25
"""How long one call may take."""
LONGEST_TEXT = 4_000_000
_LONGEST_PATTERN = 2_000
_RESTARTS, _RESTART_SECONDS = 5_000, 0.01
_TOO_SLOW = "A regular expression took too long"


@dataclass(frozen=True, slots=True)
class JavaPattern:
    """A compiled pattern. All methods raise JavaLimitError where they would take too long."""

    compiled: "regex.Pattern[str]"

    def matches(self, text: str, seconds: float = SECONDS) -> bool:
        """Tell whether all of the text matches."""
        try:
            return self.compiled.fullmatch(text, timeout=seconds) is not None
        except TimeoutError:
            raise JavaLimitError(_TOO_SLOW) from None

    def subject(self, text: str) -> str:
        """Return what is searched: Java finds empty matches inside an emoji too, but nothing else."""
        return split_units(text) if self.compiled.fullmatch("") else text

    def found(self, text: str, limit: int = 0) -> Iterator["regex.Match[str]"]:
        """Yield matches from left to right; behind an empty one the next begins one further, as in Java."""
        position, seconds = 0, SECONDS
        for _ in range(_RESTARTS):
            matches, position = _run(self.compiled, text, position, seconds, limit)
            yield from matches
            if position > len(text) or position < 0:
                return
            seconds = _RESTART_SECONDS
        raise JavaLimitError("A regular expression with too many empty matches")

    def replace(self, text: str, replacement: str, *, once: bool = False) -> str:
        """Replace matches; `$1`, `${name}` and backslashes in the replacement mean what they do in Java.

        Raises:
            JavaError: the replacement names a group that is not there, or ends in a backslash or `$`.
        """
        subject = self.subject(text)
        parts: list[str] = []
        end = length = 0
        for match in self.found(subject, 1 if once else 0):
            parts += [subject[end : match.start()], expanded(replacement, match)]
            length += len(parts[-1]) + len(parts[-2])
            if length > LONGEST_TEXT:
                raise JavaLimitError(f"A text of {length} characters, more than {LONGEST_TEXT}")
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


@lru_cache(maxsize=256)
def java_pattern(pattern: str, flags: str = "") -> JavaPattern:
    r"""Compile a Java pattern; `flags` are Java's by their letters: `dimsuxU`.

    >>> java_pattern(r"a.b").matches("a\u2028b"), java_pattern(r"\bÉ", "iu").matches("é")
    (False, True)

    Raises:
        JavaError: Java refuses it.
        JavaLimitError: it is too long or too large, or says what we cannot translate.
    """
    import regex  # noqa: PLC0415 - late: few templates and paths have a pattern, and it takes 10 ms

    if len(pattern) > _LONGEST_PATTERN:
        raise JavaLimitError(f"A regular expression of {len(pattern)} characters")
    try:
        return JavaPattern(regex.compile(translated(pattern, flags), regex.VERSION1))
    except RecursionError:
        raise JavaLimitError("A regular expression that nests too deep") from None
    except (regex.error, OverflowError) as error:
        raise JavaError(SYNTAX, f"{error}\n{pattern}") from None


def _run(
    compiled: "regex.Pattern[str]", text: str, start: int, seconds: float, limit: int
) -> tuple[list["regex.Match[str]"], int]:
    """Find matches until one begins where an empty one stood; return where to go on, -1 for nowhere."""
    matches: list[regex.Match[str]] = []
    try:
        for match in compiled.finditer(text, start, timeout=seconds):
            if matches and matches[-1].end() == match.start() == matches[-1].start():
                return matches, match.start() + 1
            matches.append(match)
            if len(matches) == limit:
                break
    except TimeoutError:
        raise JavaLimitError(_TOO_SLOW) from None
    return matches, -1
