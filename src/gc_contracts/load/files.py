"""The only reader of contract files: path to text to data, with the place of everything.

Every way a file can be bad ends in a LoadError that names the place and what would be right.
"""

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gc_contracts._json import Json
from gc_contracts.errors import LoadError
from gc_contracts.load.flaw import Flaw, refuse
from gc_contracts.load.json_text import parse_json
from gc_contracts.model.document import Document
from gc_contracts.positions import Places, scan_json
from gc_contracts.source import Source

MAX_BYTES = 10 * 1024 * 1024
"""Largest file that is read, inclusive: 10 MB are 10,485,760 bytes."""
SUFFIXES = (".json", ".yaml", ".yml")
CONTRACT_NAMES = ("contract.yaml", "contract.yml", "contract.json")
WAIVER_NAMES = ("waivers.yaml", "waivers.yml")

_SKIPPED_FOLDERS = frozenset({"cassettes", "baseline"})
_SKIPPED_FILES = frozenset({*CONTRACT_NAMES, *WAIVER_NAMES})
_WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as data, and what its text may not hold."""

    document: Document
    flaws: tuple[Flaw, ...]


def shown(path: Path, root: Path) -> str:
    """Give the path as ids and reports show it: relative to `root`, forward slashes, plain text."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:
        relative = str(path)
    return Path(relative).as_posix().encode("utf-8", "backslashreplace").decode()


def parse(path: Path, root: Path, most: int = MAX_BYTES) -> Parsed:
    """Read a file as JSON, or as YAML where its name says so; a YAML file may hold JSON.

    `most`: bytes of the largest file that is read.

    Raises:
        LoadError: it cannot be read, is no UTF-8, too big, nests too deep, or is neither JSON nor YAML.
    """
    file = shown(path, root)
    text = read_text(path, file, most)
    if path.suffix.lower() == ".json":
        return _parsed(file, text, *parse_json(text, file))
    if text.lstrip().startswith(("{", "[")):
        try:
            return _parsed(file, text, *parse_json(text, file))
        except LoadError:
            pass  # flow YAML begins the same way; its own error is the better one
    if not text.strip():
        raise refuse(file, text, 0, "the file is empty; it should hold a data schema or an action")
    from gc_contracts.load.yaml_text import compose, scan_yaml  # noqa: PLC0415 - late: most folders hold none

    composed = compose(text, file)
    return Parsed(Document(file, text, composed.data, lru_cache(1)(scan_yaml)), composed.flaws)


def _parsed(file: str, text: str, data: Json, flaws: tuple[Flaw, ...]) -> Parsed:
    # One scan serves all findings of a file.
    return Parsed(Document(file, text, data, lru_cache(1)(scan_json)), flaws)


def read_text(path: Path, file: str, most: int = MAX_BYTES) -> str:
    """Read a file as UTF-8 text, without its BOM.

    Raises:
        LoadError: there is no such file, it is too big, or not UTF-8; UTF-16 is named and refused.
    """
    try:
        data = _read_bytes(path, file, most)
    except OSError as error:
        raise LoadError(f"this cannot be read: {reason(error)}", Source(file)) from None
    except ValueError:  # a NUL in the path
        raise LoadError("this is no path of a file", Source(file)) from None
    refuse_wide(data, file)
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(data.removeprefix(BOM_UTF8), error.start, file) from None


def _read_bytes(path: Path, file: str, most: int) -> bytes:
    if path.is_dir():
        next(path.iterdir(), None)  # one that may not be listed has that as its trouble
        raise LoadError("this is a folder, and its name is that of a file; rename it", Source(file))
    if path.exists() and not path.is_file():
        raise LoadError("this is no regular file; put the export itself here", Source(file))
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        limit = f"{most:,} bytes ({most // 1024 // 1024} MB)"
        why = "; no export or schema is" if most == MAX_BYTES else ""
        raise LoadError(f"the file is bigger than {limit}{why}", Source(file, 1, 1))
    return data


def reason(error: OSError) -> str:
    """Say why the system gives us no file."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "permission is denied; make it readable"
    return (error.strerror or "the system refuses").lower()


def refuse_wide(data: bytes, file: str) -> None:
    """Refuse a file whose first bytes are those of UTF-16 or UTF-32.

    Raises:
        LoadError: it names the encoding, and how to save the file.
    """
    name = next((name for mark, name in _WIDE.items() if data.startswith(mark)), "")
    if not name and b"\x00" in data[:4]:
        name = "UTF-16"
    if name:
        message = f"the file is {name}, not UTF-8; save it as UTF-8 (in PowerShell: `-Encoding utf8`)"
        raise LoadError(message, Source(file, 1, 1))


def _not_utf8(data: bytes, start: int, file: str) -> LoadError:
    before = data[:start].decode()
    message = f"byte 0x{data[start]:02X} is not UTF-8; save the file as UTF-8 (is it Windows-1252?)"
    return refuse(file, f"{before}?", len(before), message)


def places(document: Document) -> Places:
    """Give the places of a document that this module made; they tell keys from values."""
    found = document.scan(document.text)
    if not isinstance(found, Places):
        raise TypeError(f"{document.file} was not read here")
    return found


def contract_files(folder: Path) -> tuple[Path, ...]:
    """Give the folder's contract files: one, if all is well."""
    return tuple(folder / name for name in CONTRACT_NAMES if is_file(folder / name))


def is_file(path: Path) -> bool:
    """Tell whether a file is there; what may not be asked counts as none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell a folder to look into from one whose name is that of a file, which is somebody's mistake."""
    try:
        return path.is_dir() and path.suffix.lower() not in SUFFIXES
    except OSError:
        return False


def is_subject_name(path: Path) -> bool:
    """Tell whether a file may be a subject, by all but its content."""
    return (
        path.suffix.lower() in SUFFIXES and path.name not in _SKIPPED_FILES and not path.name.startswith(".")
    )


def entries(folder: Path) -> tuple[Path, ...]:
    """List what stands in one folder and may be a subject, sorted."""
    return next((found for _, found in walk(folder)), ())


def walk(folder: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Yield (folder, entries that may be subjects), sorted, without recordings, baselines and what is hidden.

    A folder that may not be listed, or whose name ends like a file's, is such an entry, so that somebody
    learns of it.
    """
    locked: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=locked.append):
        odd = [name for name in folders if is_subject_name(Path(name))]
        folders[:] = sorted(
            name for name in folders if name not in _SKIPPED_FOLDERS and name[0] != "." and name not in odd
        )
        entries = [Path(here) / name for name in [*files, *odd]]
        yield Path(here), tuple(sorted(entry for entry in entries if is_subject_name(entry)))
    for error in locked:
        yield Path(error.filename), (Path(error.filename),)
