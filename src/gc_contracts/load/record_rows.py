"""The records of a file, one at a time: JSON Lines, CSV, or one JSON document, told by ending and by look.

What holds no record is noted and passed over. Lines stream; only a document is held in memory as a whole.
"""

import csv
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gc_contracts._json import Json, join
from gc_contracts.errors import LoadError
from gc_contracts.export.intake import worded
from gc_contracts.load.files import reason, refuse_wide
from gc_contracts.load.json_text import parse_json
from gc_contracts.schema.record import is_json
from gc_contracts.source import Source

if TYPE_CHECKING:
    from _csv import Reader

MAX_LINE = 10 * 1024 * 1024
"""Longest line that is read, in bytes."""
MAX_DOCUMENT = 100 * 1024 * 1024
"""Largest JSON document of records that is read, in bytes; a file of lines may be of any size."""

_HEAD = 64 * 1024
_DELIMITERS = ",;\t|"
_LISTED = 5

Row = tuple[int, dict[str, Json]]
"""A record, and its number: the line it ends on, or its place in a document's list, from 1."""


@dataclass(slots=True)
class RecordFile:
    """A file of records. Iterate once; then `first_bad` and `bad` tell what held no record."""

    path: Path
    file: str
    """Its name as reports show it."""
    wanted: frozenset[str]
    """The fields that will be asked for; they tell the delimiter of a CSV file."""
    form: Literal["lines", "csv", "document"] = field(default="lines", init=False)
    first_bad: LoadError | None = field(default=None, init=False)
    bad: list[int] = field(default_factory=list, init=False)
    """The numbers of the first few that hold no record."""
    bad_count: int = field(default=0, init=False)
    _list: str = field(default="", init=False)

    def __iter__(self) -> Iterator[Row]:
        """Yield the records in the file's order; a text of CSV stays a text.

        Raises:
            LoadError: the file cannot be read at all, or no further.
        """
        try:
            with self.path.open("rb") as stream:
                self._look(stream)
                yield from {"lines": self._lines, "csv": self._csv, "document": self._document}[self.form](
                    stream
                )
        except OSError as error:
            raise LoadError(f"this cannot be read: {reason(error)}", Source(self.file)) from None

    def source(self, number: int) -> Source:
        """Tell where a record stands."""
        if self.form == "document":
            return Source(self.file, pointer=join(self._list, number - 1))
        return Source(self.file, number, 1)

    def place(self, number: int) -> str:
        """Word where a record stands, without the file."""
        return f"record {number}" if self.form == "document" else f"line {number}"

    def _look(self, stream: BufferedReader) -> None:
        head = stream.read(_HEAD)
        refuse_wide(head, self.file)
        if b"\0" in head:
            message = "this is no text; records are read as JSON Lines, CSV or JSON"
            raise LoadError(message, Source(self.file))
        stream.seek(0)
        self.form = form_of(self.path.suffix.lower(), head)

    def _skip(self, number: int, error: Callable[[], LoadError]) -> None:
        """Note what holds no record; only the first is looked at closely."""
        self.bad_count += 1
        self.first_bad = self.first_bad or error()
        if len(self.bad) < _LISTED:
            self.bad.append(number)

    def _lines(self, stream: BufferedReader) -> Iterator[Row]:
        decode = json.JSONDecoder(parse_constant=_refuse).raw_decode
        for number, line in enumerate(iter(partial(stream.readline, MAX_LINE + 1), b""), 1):
            if len(line) > MAX_LINE:
                message = f"the line is longer than {MAX_LINE:,} bytes; what follows is not read"
                raise LoadError(message, Source(self.file, number, 1))
            text = ""
            try:
                text = (line.removeprefix(BOM_UTF8) if number == 1 else line).decode().strip()
                record, end = decode(text) if text else (None, 0)
            except (ValueError, RecursionError):
                end = -1
            if end != len(text):
                self._skip(number, partial(_no_json, line, self.source(number)))
            elif type(record) is dict:
                yield number, record
            elif text:
                self._no_record(number, record)

    def _no_record(self, number: int, value: Json) -> None:
        message = f"a record is an object, not {worded(value)}"
        self._skip(number, partial(LoadError, message, self.source(number)))

    def _csv(self, stream: BufferedReader) -> Iterator[Row]:
        first = stream.readline(MAX_LINE).removeprefix(BOM_UTF8).decode("utf-8", "replace")
        stream.seek(0)
        with TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            reader = csv.reader(text, delimiter=_delimiter(first, self.wanted))
            header = [name.strip() for name in self._next(reader) or []]
            if not any(header):
                message = "the file has no header row; its first line names the fields"
                raise LoadError(message, Source(self.file, 1, 1))
            while (row := self._next(reader)) is not None:
                yield from self._cells(reader.line_num, header, row)

    def _next(self, reader: "Reader") -> list[str] | None:
        """Give the next row that is one; None: there is no other."""
        while True:
            try:
                return next(reader, None)
            except csv.Error as error:
                number = reader.line_num
                self._skip(number, partial(LoadError, f"this is no CSV: {error}", self.source(number)))

    def _cells(self, number: int, header: list[str], row: list[str]) -> Iterator[Row]:
        if len(row) > len(header) and any(row[len(header) :]):
            message = f"the row has {len(row)} columns, and the header names {len(header)}"
            self._skip(number, partial(LoadError, message, self.source(number)))
        elif not ((text := "".join(row)).isascii() or is_json(text)):
            message = "a byte here is not UTF-8; save the file as UTF-8 (is it Windows-1252?)"
            self._skip(number, partial(LoadError, message, self.source(number)))
        elif row:
            yield number, dict(zip(header, row, strict=False))

    def _document(self, stream: BufferedReader) -> Iterator[Row]:
        data = stream.read(MAX_DOCUMENT + 1)
        if len(data) > MAX_DOCUMENT:
            message = f"the document is bigger than {MAX_DOCUMENT:,} bytes; write one record a line (.jsonl)"
            raise LoadError(message, Source(self.file, 1, 1))
        self._list, items = _listed(_parsed(data, self.file), self.file)
        for number, item in enumerate(items, 1):
            if type(item) is dict:
                yield number, item
            else:
                self._no_record(number, item)


def form_of(suffix: str, head: bytes) -> Literal["lines", "csv", "document"]:
    r"""Tell how a file keeps its records, by its ending and its first bytes.

    >>> form_of(".json", b'{"id": 1}\n{"id": 2}'), form_of(".jsonl", b'[{"id": 1}]'), form_of("", b"id,name")
    ('lines', 'document', 'csv')
    """
    start = head.removeprefix(BOM_UTF8).lstrip()
    if suffix in {".csv", ".tsv"}:
        return "csv"
    if start.startswith(b"["):
        return "document"
    if suffix in {".jsonl", ".ndjson"} or not start:
        return "lines"
    if start.startswith(b"{"):
        return "lines" if _is_line(start) else "document"
    return "document" if suffix == ".json" else "csv"


def _is_line(start: bytes) -> bool:
    """Tell whether a first line is a record by itself, and another follows."""
    line, _, rest = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict) and rest.lstrip().startswith(b"{")
    except (ValueError, RecursionError):
        return False


def _refuse(name: str) -> Json:
    raise ValueError(name)


def _no_json(raw: bytes, here: Source) -> LoadError:
    """Say what is wrong with a line, and in which column."""
    try:
        _parsed(raw, here.file)
    except LoadError as error:
        column = error.source.column if error.source else 1
        return LoadError(error.message, Source(here.file, here.line, column))
    return LoadError("this is no JSON that can be read", here)


def _parsed(raw: bytes, file: str) -> Json:
    data = raw.removeprefix(BOM_UTF8)
    try:
        return json.loads(data, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise LoadError(message, Source(file, line, 1)) from None
    except (ValueError, RecursionError):
        parse_json(data.decode(), file)  # raises, and says what is wrong and where
        raise LoadError("this is no JSON that can be read", Source(file, 1, 1)) from None


def _listed(data: Json, file: str) -> tuple[str, list[Json]]:
    """Find the list of records: the document, or the one member of it that is a list of objects."""
    if isinstance(data, list):
        return "", data
    members = data.items() if isinstance(data, dict) else ()
    lists = {
        name: value for name, value in members if isinstance(value, list) and all(map(_is_object, value))
    }
    if len(lists) == 1:
        name, items = lists.popitem()
        return join("", name), items
    found = f"here are {', '.join(f'`{name}`' for name in lists)}" if lists else "here is none"
    message = f"records are a list, or an object with one list of them; {found}"
    raise LoadError(message, Source(file, 1, 1))


def _is_object(value: Json) -> bool:
    return isinstance(value, dict)


def _delimiter(first: str, wanted: frozenset[str]) -> str:
    """Choose what splits the header into most of the wanted names, then into most names."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        except csv.Error:  # said when the rows are read
            return 0, 0
        return len(wanted.intersection(names)), len(names)

    return max(_DELIMITERS, key=fit)
