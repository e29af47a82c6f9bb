"""A file as read: its text, its data, and where each value stands in the text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from gc_contracts._json import Json
from gc_contracts.source import Source, caret


class Positions(Protocol):
    """Where values stand in a text."""

    def find(self, pointer: str, offset: int) -> tuple[int, int]:
        """Give (line, column) of the value at `pointer`, or of character `offset` inside that text value.

        A negative offset means the value itself. A pointer that leads nowhere gives the nearest ancestor.
        """
        ...


Scan = Callable[[str], Positions]
"""Text to Positions; run only for a file that has something to report."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file. `file` is the path as shown to people, with forward slashes."""

    file: str
    text: str
    data: Json
    scan: Scan = field(repr=False, compare=False)

    def locate(self, pointer: str = "", offset: int = -1) -> Source:
        """Tell the place of a value, or of a character inside a text value, in this file."""
        line, column = self.scan(self.text).find(pointer, offset)
        return Source(self.file, line, column, pointer)

    def excerpt(self, source: Source) -> list[str]:
        """Draw the line of a place with a caret under it."""
        return caret(self.text, source.line, source.column)
