"""waivers.yaml: the findings a team accepts, checked entry by entry; a bad one costs none of the others.

`waivers.schema.json` beside this module is the list of its keys for editors; a test keeps the two alike.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import ConfigDict, Field, RootModel, ValidationError, field_validator, model_validator

from gc_contracts._json import Json
from gc_contracts.errors import LoadError
from gc_contracts.export.intake import worded
from gc_contracts.load.expected import Strict, Text
from gc_contracts.load.files import Parsed, parse, read_text, shown
from gc_contracts.load.subject import broken
from gc_contracts.load.wording import problems
from gc_contracts.model.contract import Contract, Kind, Problem
from gc_contracts.model.document import Document
from gc_contracts.model.waiver import Waiver
from gc_contracts.source import Source

_PRINT = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Entry(Strict):
    """Findings of a check in a contract that are accepted for a time."""

    check: Text = Field(description="The check's id, or a glob: `template/*`.")
    contract: Text = Field(
        description="The contract's file, from this file's folder or as reports show it; or a glob."
    )
    place: str = Field(
        default="", description="The finding's `place`, as the JSON report has it; absent: all places."
    )
    fingerprint: str = Field(
        default="", description="The finding's `fingerprint` in a report, instead of `place`."
    )
    reason: Text = Field(description="Why it is accepted.")
    owner: Text = Field(description="Who looks at it again: a team or a person.")
    until: Annotated[str, Field(json_schema_extra={"format": "date"})] = Field(
        description="The last day on which it is accepted: 2026-12-31."
    )

    @field_validator("fingerprint")
    @classmethod
    def _print(cls, text: str) -> str:
        if not _PRINT.fullmatch(text):
            raise ValueError("it must be 16 digits of 0-9 and a-f, as reports show it")
        return text

    @field_validator("until")
    @classmethod
    def _day(cls, text: str) -> str:
        """Take a day that is in the calendar; its text then sorts as days do."""
        try:
            date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            raise ValueError(f"`{text[:20]}` is no day; write it as 2026-12-31") from None
        return text

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if {"place", "fingerprint"} <= self.model_fields_set:
            raise ValueError("give `place` or `fingerprint`, not both")
        return self


class Entries(RootModel[list[Entry]]):
    """Known findings that a team accepts for a time."""

    model_config = ConfigDict(strict=True, frozen=True, defer_build=True)


def read_waivers(path: Path, root: Path) -> tuple[tuple[Waiver, ...], Contract | None]:
    """Read a file of waivers.

    Args:
        path: the file.
        root: what ids are relative to.

    Returns: the entries that are good; where anything is wrong, the contract that says so.
    """
    file = shown(path, root)
    try:
        if not read_text(path, file).strip():
            return (), None
        parsed = parse(path, root)
    except LoadError as error:
        return (), broken(error, path)
    found = [*_of_text(parsed), *_wrong(parsed.document)]
    waivers = tuple(_waivers(parsed.document, f"{shown(path.parent, root)}/".removeprefix("./")))
    if not found:
        return waivers, None
    return waivers, Contract(file, Kind.BROKEN, path.stem, parsed.document, None, problems=tuple(found))


def _of_text(parsed: Parsed) -> Iterator[Problem]:
    for flaw in parsed.flaws:
        yield Problem(
            "file/unreadable", flaw.message, Source(parsed.document.file, flaw.line, flaw.column), flaw.hint
        )


def _wrong(document: Document) -> tuple[Problem, ...]:
    data = document.data if document.data is not None else []
    if not isinstance(data, list):
        message = f"a file of waivers is a list of entries, not {worded(data)}"
        return (Problem("file/incomplete", message, document.locate(), "begin each entry with `- check:`"),)
    try:
        Entries.model_validate(data)
    except ValidationError as error:
        return problems(error, document, Entries)
    return ()


def _waivers(document: Document, folder: str) -> Iterator[Waiver]:
    entries = document.data if isinstance(document.data, list) else []
    for at, data in enumerate(entries):
        entry = _entry(data)
        if entry is None:
            continue
        yield Waiver(
            entry.check,
            entry.contract,
            entry.reason,
            entry.owner,
            entry.until,
            document.locate(f"/{at}"),
            entry.place if "place" in entry.model_fields_set else None,
            entry.fingerprint,
            folder,
        )


def _entry(data: Json) -> Entry | None:
    try:
        return Entry.model_validate(data)
    except ValidationError:
        return None
