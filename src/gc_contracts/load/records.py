"""What a contract needs of a file of records: the distinct values of some fields, and where each stands.

A file is read once, whatever number of its fields is asked for, and nothing else of it is kept.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gc_contracts._json import Json, identity
from gc_contracts.errors import LoadError
from gc_contracts.load.record_rows import RecordFile
from gc_contracts.model.contract import Problem
from gc_contracts.schema.record import is_json
from gc_contracts.source import Source

_INTEGER = re.compile(r"\s*[-+]?[0-9]{1,4000}\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\s*", re.ASCII)
_NUMBERS = frozenset({"integer", "number"})
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Want:
    """A field to read, and the JSON types its schema lets through: what a text of CSV may stand for."""

    field: str
    types: frozenset[str] = frozenset()


@dataclass(slots=True)
class Column:
    """The distinct values of one field, each with the number of the first record that has it."""

    want: Want
    is_text: bool
    """Whether a text of CSV can stand for nothing but itself."""
    numbers: dict[Hashable, int] = field(default_factory=dict)
    repeated: tuple[Json, int, int] | None = None
    """The first value that stands a second time, with both numbers."""
    repeats: int = 0
    _odd: dict[Hashable, Json] = field(default_factory=dict)
    _values: tuple[Json, ...] | None = None

    def take(self, value: Json, number: int) -> None:
        """Keep a value; null names nothing, and what no JSON can hold is none."""
        # Nearly all are plain texts, and there may be millions.
        plain = type(value) is str and value.isascii()
        if value is None or not (plain or is_json(value)):
            return
        key = value if plain else identity(value)
        if key in self.numbers:
            self.repeats += 1
            self.repeated = self.repeated or (value, self.numbers[key], number)
            return
        self.numbers[key] = number
        if key is not value:
            self._odd[key] = value

    def take_text(self, text: str | None, number: int) -> None:
        """Keep what a text of CSV stands for; an empty one is absent."""
        if not text or self.is_text:
            self.take(text or None, number)
            return
        first, *others = readings(text, self.want.types)
        self.take(first, number)
        for value in filter(is_json, others):
            key = identity(value)
            self.numbers.setdefault(key, number)
            if key is not value:
                self._odd[key] = value

    def value(self, key: Hashable) -> Json:
        """Give the value that a key stands for."""
        return self._odd.get(key, key)

    @property
    def values(self) -> tuple[Json, ...]:
        """All of them, in the file's order."""
        if self._values is None:
            self._values = tuple(map(self.value, self.numbers)) if self._odd else tuple(self.numbers)
        return self._values


@dataclass(frozen=True, slots=True)
class Table:
    """What was read of a file of records."""

    rows: RecordFile
    columns: dict[Want, Column]
    count: int
    """How many records it holds."""
    names: tuple[str, ...]
    """The fields of its first record."""
    problem: Problem | None
    """What could not be read; then a value that is missing here proves nothing."""


def read(path: Path, file: str, wants: frozenset[Want]) -> Table:
    """Read some fields of a file of records; never raises, the trouble is in the table.

    Args:
        path: the file.
        file: its name as reports show it.
        wants: the fields.
    """
    found = RecordFile(path, file, frozenset(want.field for want in wants))
    columns = {want: Column(want, not want.types - {"string"}) for want in wants}
    count, stop = 0, None
    names: tuple[str, ...] = ()
    try:
        for number, record in found:
            count += 1
            names = names or tuple(record)
            for want, column in columns.items():
                take = column.take_text if found.form == "csv" else column.take
                take(record.get(want.field), number)
    except LoadError as error:
        stop = error
    return Table(found, columns, count, names, _problem(found, stop))


def _problem(rows: RecordFile, stop: LoadError | None) -> Problem | None:
    error = rows.first_bad or stop
    if error is None:
        return None
    source = error.source or Source(rows.file)
    message = error.message
    if rows.bad_count > 1:
        more = ", …" if rows.bad_count > len(rows.bad) else ""
        what = "records" if rows.form == "document" else "lines"
        message += f" ({rows.bad_count:,} {what} cannot be used: {', '.join(map(str, rows.bad))}{more})"
    return Problem(
        "file/unreadable", message, source, "Correct the file: until then, nothing is said of what it lacks."
    )


def readings(text: str, types: frozenset[str]) -> tuple[Json, ...]:
    """Give what a text of CSV may stand for in a field of these types; the text itself where none fits.

    >>> readings("7", frozenset({"integer"})), readings("x", frozenset({"integer"}))
    ((7,), ('x',))
    """
    return tuple(_typed(text, types)) if types - {"string"} else (text,)


def _typed(text: str, types: frozenset[str]) -> Iterator[Json]:
    number = _number(text) if types & _NUMBERS else None
    word = _BOOLEANS.get(text.strip().lower()) if "boolean" in types else None
    if "string" in types or (number is None and word is None):
        yield text
    if number is not None:
        yield number
    if word is not None:
        yield word


def _number(text: str) -> int | float | None:
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else None
