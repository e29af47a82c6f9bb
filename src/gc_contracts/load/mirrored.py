"""`--gc-update-baseline`: today's contracts become the baseline, as copies byte for byte.

Only files that differ are written, each as a whole or not at all, so that the change reads well in a pull
request. A contract that cannot be read keeps what it was.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gc_contracts.load import load_all
from gc_contracts.load.baseline import Mirror
from gc_contracts.load.files import contract_files, entries, shown
from gc_contracts.load.rewrite import replaced
from gc_contracts.load.subject import SEPARATOR
from gc_contracts.model.contract import Contract, Kind


@dataclass(slots=True)
class Mirrored:
    """What was done: paths as people read them."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Contracts that cannot be read, which keep what they were."""


def mirror(places: Iterable[Mirror], paths: Iterable[Path], root: Path) -> Mirrored:
    """Write today's contracts into their mirrors.

    Args:
        places: the folders of the baseline, and the contracts folders that they mirror.
        paths: what is run; nothing else is touched.
        root: what paths are told relative to.

    Raises:
        OSError: a file cannot be read or written; those before it are.
    """
    done = Mirrored()
    asked = tuple(paths)
    for place in places:
        below = [path for path in asked if path.is_relative_to(place.today)]
        below += [place.today] if any(place.today.is_relative_to(path) for path in asked) else []
        _mirror(place, below, root, done)
    return done


def _mirror(place: Mirror, below: list[Path], root: Path, done: Mirrored) -> None:
    contracts = load_all([path for path in below if path.exists()], root).contracts
    wanted: set[Path] = set()
    for contract in contracts:
        files = list(_files(contract, root))
        wanted.update(place.old / file.relative_to(place.today) for file in files)
        if contract.kind is Kind.BROKEN:
            done.kept.append(contract.id)
            continue
        for file in files:
            _copied(file, place.old / file.relative_to(place.today), root, done)
    for stale in _stale(place, below, wanted):
        stale.unlink()
        done.removed.append(shown(stale, root))
        _prune(stale.parent, place.old)


def _files(contract: Contract, root: Path) -> Iterator[Path]:
    """Give the files that a contract is compared by: its subject's, and what tells how that is to be read.

    Most contract files say nothing of that, and their edits would be noise in the baseline.
    """
    subject, expected = root / contract.id.partition(SEPARATOR)[0], contract.expectations
    yield subject
    if expected.document is not None and (expected.product or SEPARATOR in contract.id):
        yield root / expected.document.file


def _copied(file: Path, target: Path, root: Path, done: Mirrored) -> None:
    data = file.read_bytes()
    known = target.read_bytes() if target.is_file() else None
    if data == known:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    replaced(target, data)
    (done.added if known is None else done.changed).append(shown(target, root))


def _stale(place: Mirror, below: Iterable[Path], wanted: set[Path]) -> list[Path]:
    """List contract files of the baseline that no contract of today has; what is not ours is left alone."""
    roots = [place.old / path.relative_to(place.today) for path in below]
    found = {file for root in roots for file in _contract_files(root)}
    return sorted(found - wanted)


def _contract_files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for here, _, _ in os.walk(path):
        yield from entries(Path(here))
        yield from contract_files(Path(here))


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that are empty now."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
