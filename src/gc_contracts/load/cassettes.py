"""The recordings of one contract: the files below `cassettes/` in its folder.

A broken file is a problem of the contract and costs only itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from gc_contracts.cassette.read import read
from gc_contracts.errors import LoadError
from gc_contracts.export.intake import nearest, worded
from gc_contracts.load.beside import FOLDER, files_of
from gc_contracts.load.files import parse
from gc_contracts.load.recorded import RecordedFile
from gc_contracts.load.wording import problems
from gc_contracts.model.contract import Contract, Problem
from gc_contracts.model.document import Document
from gc_contracts.model.recording import Cassette
from gc_contracts.source import Source

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest recording that is read."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """What a folder's recordings are, and what is wrong with them."""

    cassettes: tuple[Cassette, ...] = ()
    problems: tuple[Problem, ...] = ()


def complete(contract: Contract, folder: Path, root: Path, *, recording: bool = False) -> Contract:
    """Give an action with its recordings, and what is wrong with them and with examples that name one.

    `recording`: this run makes the recordings that are not there.
    """
    files = files_of(folder)
    found = read_all(folder, root)
    unknown = () if recording else tuple(_unknown(contract, files))
    read = {cassette.name for cassette in found.cassettes}
    return replace(
        contract,
        cassettes=found.cassettes,
        unreadable=tuple(name for name, _ in files if name not in read),
        problems=(*contract.problems, *found.problems, *unknown),
    )


def read_all(folder: Path, root: Path) -> Recordings:
    """Read all recordings of a folder."""
    found = [read_file(path, name, root) for name, path in files_of(folder)]
    cassettes = tuple(cassette for each in found for cassette in each.cassettes)
    return Recordings(cassettes, tuple(problem for each in found for problem in each.problems))


def read_file(path: Path, name: str, root: Path) -> Recordings:
    """Read one recording."""
    try:
        parsed = parse(path, root, LARGEST)
    except LoadError as error:
        return Recordings(problems=(Problem(error.check, error.message, error.source or Source(str(path))),))
    document = parsed.document
    flaws = tuple(
        Problem("file/unreadable", flaw.message, Source(document.file, flaw.line, flaw.column), flaw.hint)
        for flaw in parsed.flaws
    )
    return _checked(document, name) if not flaws else Recordings(problems=flaws)


def _checked(document: Document, name: str) -> Recordings:
    if not isinstance(document.data, dict):
        message = f"the file is {worded(document.data)}, where a recording is an object"
        hint = "a recording has `version: 1` and a list of `interactions`"
        return Recordings(problems=(Problem("file/incomplete", message, document.locate(), hint),))
    try:
        RecordedFile.model_validate(document.data)
    except ValidationError as error:
        return Recordings(problems=problems(error, document, RecordedFile))
    return Recordings((read(document.data, name, document),))


def _unknown(contract: Contract, files: tuple[tuple[str, Path], ...]) -> Iterator[Problem]:
    """Tell the examples that name a recording which is not there."""
    there = [name for name, _ in files]
    for run in contract.expectations.runs:
        if run.cassette and run.cassette not in there:
            yield _missing(contract, run.cassette, f"{run.pointer}/cassette", there)


def _missing(contract: Contract, name: str, pointer: str, there: list[str]) -> Problem:
    document = contract.expectations.document
    source = document.locate(pointer) if document else contract.locate()
    near = nearest(name, there)
    hint = f"did you mean `{near}`?" if near else "record it: `pytest --gc-contracts --gc-record once`"
    return Problem("file/incomplete", f"there is no recording `{FOLDER}/{name}.yaml`", source, hint)
