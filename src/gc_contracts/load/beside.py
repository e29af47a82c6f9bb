"""Where an action's recordings lie: `cassettes/` in the folder that is its own.

Light, for collecting asks it.
"""

import re
from dataclasses import replace
from pathlib import Path

from gc_contracts.load.files import SUFFIXES, contract_files, entries, is_file
from gc_contracts.model.contract import Contract, Kind

FOLDER = "cassettes"
_RUN = re.compile(rb'^\s*"?run"?\s*:', re.MULTILINE)


def folder_of(contract: Contract, root: Path) -> Path | None:
    """Give the folder that is an action's own: it has a contract file, or nothing else that may be a subject.

    None: it is no action, or others share its folder, and nobody could tell whose a recording is.
    """
    if contract.kind is not Kind.ACTION:
        return None
    folder = (root / (contract.document.file if contract.document else contract.id)).parent
    return folder if contract_files(folder) or len(entries(folder)) == 1 else None


def files_of(folder: Path) -> tuple[tuple[str, Path], ...]:
    """List a contract folder's recordings by name, sorted; hidden files are none."""
    base = folder / FOLDER
    paths = sorted(path for path in base.rglob("*") if path.suffix.lower() in SUFFIXES)
    named = ((path.relative_to(base).with_suffix("").as_posix(), path) for path in paths)
    return tuple((name, path) for name, path in named if not _is_hidden(name) and is_file(path))


def told(contract: Contract, root: Path) -> Contract:
    """Let an action know whether recorded runs lie beside it: a cheap look, for collecting."""
    return replace(contract, has_runs=True) if _keeps_runs(contract, root) else contract


def _keeps_runs(contract: Contract, root: Path) -> bool:
    if contract.kind is not Kind.ACTION:
        return False
    folder = (root / (contract.document.file if contract.document else contract.id)).parent
    if not (folder / FOLDER).is_dir() or folder_of(contract, root) is None:
        return False
    return any(_keeps_run(path) for _, path in files_of(folder))


def _keeps_run(path: Path) -> bool:
    try:
        return bool(_RUN.search(path.read_bytes()))
    except OSError:
        return False


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
