"""Read contracts: the files a team has, as subjects with what is expected of them.

Nothing here raises for a bad file: it comes back as a broken contract that says what is wrong and where.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.load.beside import told
from gc_contracts.load.files import CONTRACT_NAMES, entries, is_file, is_folder, shown, walk
from gc_contracts.load.folder import load_folder
from gc_contracts.load.subject import SEPARATOR, broken, item_of, load_bare, load_each, several
from gc_contracts.model.contract import Contract
from gc_contracts.source import Source

__all__ = ["Loaded", "find", "load", "load_all", "load_each_of"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All contracts of some paths, sorted by id, and the files whose shape is none of ours."""

    contracts: tuple[Contract, ...]
    unknown: tuple[str, ...]


def load(path: Path, root: Path) -> Contract | None:
    """Load one contract; None: a file of no known shape.

    Args:
        path: a subject, a contract file, or a folder with one subject; `file::label` for one of several.
        root: what ids and places are relative to.
    """
    if is_folder(path):
        owned = _of_folder(path, root)
        return owned and told(owned, root)
    name, _, item = path.name.partition(SEPARATOR)
    file = path.with_name(name) if item else path
    found = load_each_of(file, root)
    fitting = tuple(contract for contract in found if item_of(contract) == item) if item else found
    return several(found, file, root) if len(fitting) != 1 and found else next(iter(fitting), None)


def load_each_of(path: Path, root: Path) -> tuple[Contract, ...]:
    """Load what a file holds: one contract, several for Terraform's JSON, none for no shape of ours."""
    owned = load_folder(path.parent, root)
    if owned and (path.name in CONTRACT_NAMES or _same(owned.path, path)):
        return (owned.contract,)
    return tuple(told(contract, root) for contract in load_each(path, root))


def load_all(paths: Iterable[Path], root: Path) -> Loaded:
    """Load files and folders; a file that is named twice is loaded once."""
    contracts: dict[str, Contract] = {}
    unknown: set[str] = set()
    for path in dict.fromkeys(_files(paths)):
        found = _listed(path, root)
        contracts |= {contract.id: contract for contract in found}
        if not found:
            unknown.add(shown(path, root))
    return Loaded(tuple(contracts[id_] for id_ in sorted(contracts)), tuple(sorted(unknown)))


def find(folder: Path) -> tuple[Path, ...]:
    """List the files below a folder that are to be loaded, sorted.

    A folder with a contract file gives one: its subject, or the contract file where that is broken.
    Recordings, baselines, waivers and hidden files are left out.
    """
    return tuple(sorted(path for here, found in walk(folder) for path in _owned(here, found)))


def _listed(path: Path, root: Path) -> tuple[Contract, ...]:
    """Load a path that somebody named, or that was found."""
    if not is_folder(path) and SEPARATOR not in path.name:
        return load_each_of(path, root)
    contract = load(path, root)
    return (contract,) if contract else ()


def _owned(folder: Path, found: tuple[Path, ...]) -> Iterator[Path]:
    owned = load_folder(folder, folder)
    if owned is None:
        yield from found
    else:
        yield owned.path


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from find(path) if is_folder(path) else [path]


def _of_folder(folder: Path, root: Path) -> Contract | None:
    owned = load_folder(folder, root)
    if owned:
        return owned.contract
    loaded = [contract for path in entries(folder) if (contract := load_bare(path, root)) is not None]
    if len(loaded) == 1:
        return loaded[0]
    names = ", ".join(contract.id for contract in loaded[:5]) or "none"
    message = f"a folder with one subject is wanted; there are {len(loaded)}: {names}"
    return broken(LoadError(message, Source(shown(folder, root)), "file/incomplete"), folder)


def _same(one: Path, other: Path) -> bool:
    return one == other or (is_file(one) and is_file(other) and one.samefile(other))
