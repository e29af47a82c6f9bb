"""What is wrong with a file's text itself, before anybody asks what it says.

A flaw that stops reading is raised as LoadError; the others let unknown files pass and stop a subject.
"""

from dataclasses import dataclass

from gc_contracts.errors import LoadError
from gc_contracts.positions import Lines
from gc_contracts.source import Source

MAX_DEPTH = 200
"""Deepest nesting of lists and objects that is read; the platform itself takes 50."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something the text may not hold, though it can be read. `fatal`: not where it is a subject."""

    message: str
    line: int
    column: int
    hint: str = ""
    fatal: bool = True


def refuse(file: str, text: str, offset: int, message: str) -> LoadError:
    """Make the error for a text that cannot be read, at the place of one character."""
    return LoadError(message, Source(file, *Lines(text).place(min(offset, len(text)))))
