"""Where a character of a template stands: line and column the way the engine counts them.

Lines end at CR, LF or CRLF; columns count UTF-16 units from 1, and a tab stands on the next multiple of
eight. A string literal that holds references is a template of its own: its positions are moved to where the
literal stands, and every offset can still be traced to the template the user wrote.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from gc_contracts.java.units import count_units

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = 8


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """A text and where it comes from; `inside` is the literal it was taken out of."""

    text: str
    inside: "Spot | None" = None
    offsets: tuple[int, ...] | None = None
    """Of a literal's text: the offset of each character in the user's template."""
    lines: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the line starts once."""
        starts = (0, *(match.end() for match in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "lines", starts)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        index = bisect_right(self.lines, offset) - 1
        line, column = index + 1, _column(self.text, self.lines[index], offset)
        return self._moved(line, column)

    def last_unit(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character's last unit, where the engine sees the end of the text."""
        line, column = self.line_column(offset)
        return line, column + (self.text[offset : offset + 1] > "\uffff")

    def after(self, offset: int) -> tuple[int, int]:
        """Return the place behind a character, where the engine reports what is missing at the end."""
        index = bisect_right(self.lines, offset) - 1
        if self.text[offset : offset + 1] in {"\r", "\n"}:
            return self._moved(index + 2, 0)
        line, column = self.last_unit(offset)
        return line, column + 1

    def absolute(self, offset: int) -> int:
        """Return the offset in the user's template."""
        if self.offsets is None:
            return offset
        return self.offsets[min(offset, len(self.offsets) - 1)]

    def _moved(self, line: int, column: int) -> tuple[int, int]:
        if self.inside is None:
            return line, column
        base_line, base_column = self.inside.line_column
        return line + base_line - 1, column + base_column if line == 1 else column


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """One character of one text; line and column are worked out only when somebody asks."""

    positions: Positions
    offset: int

    @property
    def line_column(self) -> tuple[int, int]:
        """Line and column, from 1."""
        return self.positions.line_column(self.offset)

    def named(self, name: str) -> str:
        """Write the place in a template of this name, as the engine does."""
        line, column = self.line_column
        return f"{name}[line {line}, column {column}]"

    @property
    def absolute(self) -> int:
        """Offset in the user's template, from 0."""
        return self.positions.absolute(self.offset)

    @property
    def source_line_column(self) -> tuple[int, int]:
        """Line and column in the user's template; behind a doubled quote the engine counts otherwise."""
        positions = self.positions
        while positions.inside is not None:
            positions = positions.inside.positions
        return positions.line_column(self.absolute)


def _column(text: str, start: int, offset: int) -> int:
    """Column of the unit at `offset` in the line that begins at `start`."""
    before = text[start:offset]
    width = _width(before)
    return (width // _TAB + 1) * _TAB if text[offset : offset + 1] == "\t" else width + 1


def _width(before: str) -> int:
    if "\t" in before:
        *tabbed, rest = before.split("\t")
        width = 0
        for part in tabbed:
            width = ((width + count_units(part)) // _TAB + 1) * _TAB
        return width + count_units(rest)
    return count_units(before)
