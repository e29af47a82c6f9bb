"""Where a thing stands: file, line, column, JSON Pointer; and how to show the place.

Every finding and every error about a file carries a `Source`, so that a reader can click on it.
"""

import re
from dataclasses import dataclass

TAB = 4
_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line in JSON and YAML files as editors show them."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file. Lines and columns count from 1, columns in characters; 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0
    pointer: str = ""

    def __str__(self) -> str:
        """Write `file:line:column`, as editors and terminals link it."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


def caret(text: str, line: int, column: int, *, width: int = 96) -> list[str]:
    """Draw one source line with a caret under `column`, cut to `width` around the place.

    Returns: two lines, or none where `line` does not exist in `text`.
    """
    lines = _LINE_END.split(text)
    if not 1 <= line <= len(lines):
        return []
    shown = lines[line - 1].expandtabs(TAB)
    at = len(lines[line - 1][: max(column, 1) - 1].expandtabs(TAB))
    start = max(0, min(at - width // 2, len(shown) - width))
    prefix = f"{line:>5} | " + ("…" if start else "")
    body = shown[start : start + width]
    return [f"{prefix}{body}", " " * (len(prefix) + at - start) + "^"]
