"""Which file `records:` means: beside the contract, in its contracts folder or the project; nowhere else."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from gc_contracts.export.intake import nearest
from gc_contracts.load.files import is_file, shown

_ENDINGS = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
"""Endings that only files of records have; `.json` is suggested only to who wrote it."""


def find_records(written: str, bases: Iterable[Path], within: Iterable[Path]) -> tuple[Path | None, str]:
    """Find the file that `records` names, where the bases are looked at in turn.

    Args:
        written: the path as contract.yaml has it.
        bases: what it may be relative to, first come first served.
        within: the folders it has to lie in, links followed.

    Returns: the file and nothing, or None and what is wrong, as the end of a sentence.
    """
    if "\0" in written or PurePosixPath(written).is_absolute() or PureWindowsPath(written).anchor:
        return None, "which is no relative path"
    tried = [Path(os.path.normpath(base / written)) for base in dict.fromkeys(bases)]
    found = next(filter(is_file, tried), None)
    allowed = tuple(within)
    if found is None:
        outside = not any(_lies_in(path, allowed) for path in tried)
        return None, "which leads out of the project" if outside else "and there is no such file"
    if not _lies_in(found.resolve(), [folder.resolve() for folder in allowed]):
        return None, "which leads out of the project"
    return found, ""


def near_file(written: str, folders: Iterable[Path], here: Path) -> str:
    """Suggest a file of records of the same name or one like it, as `records` would name it; empty: none."""
    name, endings = PurePosixPath(written).name, _ENDINGS | {PurePosixPath(written).suffix.lower()}
    found: dict[str, Path] = {}
    for folder in folders:
        for path in _listed(folder, endings):
            found.setdefault(path.name, path)
    meant = name if name in found else nearest(name, found)
    return shown(found[meant], here) if meant else ""


def _listed(folder: Path, endings: frozenset[str]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in endings)
    except OSError:
        return []


def _lies_in(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
