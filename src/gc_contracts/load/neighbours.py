"""The other contracts of a run, by name: what a reference's `subject` may mean.

Where files lie is listed once, without reading any. A file is read when a name leads to it; all are read only
where a name is that of no folder and no file, for then a schema may bear it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from gc_contracts.load.files import contract_files, entries, is_folder, walk
from gc_contracts.load.folder import load_folder
from gc_contracts.load.names import names, path_names
from gc_contracts.load.subject import load_each
from gc_contracts.model.contract import Contract, Kind

Index = dict[str, list[Path]]


class Neighbours:
    """Finds contracts by name below the contracts folders; what was read is kept for the run."""

    def __init__(self, root: Path, folders: Iterable[Path]) -> None:
        self.root = root
        self.folders = tuple(dict.fromkeys(folders))
        self._loaded: dict[Path, tuple[Contract, ...]] = {}
        self._known: dict[Path, _Area] = {}

    def named(self, name: str, near: Path) -> tuple[Contract, ...]:
        """Give the contracts that answer to a name: by folder or file, else by what they bear.

        Args:
            name: a folder's name, a file's without its endings, or the name or id of a schema.
            near: the folder of who asks. The contracts folder it lies in comes first, or what lies beside it.
        """
        for area in self._areas(near):
            places = area.places.get(name, ())
            found = [one for one in self._contracts(places) if name in names(one)] or area.bearers.get(name)
            if found:
                return tuple(found)
        return ()

    def known(self, near: Path) -> tuple[str, ...]:
        """List the names that schemas answer to, for who asks for one that none has."""
        return tuple(sorted({name for area in self._areas(near) for name in area.schemas}))

    def base(self, folder: Path) -> Path | None:
        """Tell the contracts folder that a folder lies in."""
        return next((base for base in self.folders if folder.is_relative_to(base)), None)

    def _areas(self, near: Path) -> Iterator["_Area"]:
        """Give where to look: the contracts folder of who asks, or what lies beside it; then the others."""
        base = self.base(near)
        if base is None:
            yield self._area(near, ((folder, entries(folder)) for folder in _siblings(near)))
        for folder in sorted(self.folders, key=lambda each: each != base):
            yield self._area(folder, walk(folder))

    def _area(self, folder: Path, found: Iterable[tuple[Path, tuple[Path, ...]]]) -> "_Area":
        if folder not in self._known:
            self._known[folder] = _Area(_index(found), self._contracts)
        return self._known[folder]

    def _contracts(self, places: Iterable[Path]) -> Iterator[Contract]:
        """Load each place once; yields a contract once, whatever number of files speaks of it."""
        loaded = map(self._load, dict.fromkeys(places))
        yield from {one.id: one for found in loaded for one in found}.values()

    def _load(self, place: Path) -> tuple[Contract, ...]:
        if place not in self._loaded:
            owned = load_folder(place, self.root) if is_folder(place) else None
            self._loaded[place] = (owned.contract,) if owned else load_each(place, self.root)
        return self._loaded[place]


class _Area:
    """A part of the disk: which place each name leads to, and, once asked, which name each contract bears."""

    def __init__(self, places: Index, load: Callable[[Iterable[Path]], Iterator[Contract]]) -> None:
        self.places = places
        self._load = load

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """All of them: every file is read."""
        return tuple(self._load(place for places in self.places.values() for place in places))

    @cached_property
    def bearers(self) -> dict[str, list[Contract]]:
        """The contracts by the name and the ids that stand in their files."""
        found: dict[str, list[Contract]] = {}
        for contract in self.contracts:
            for name in dict.fromkeys((contract.name, *_ids(contract))):
                found.setdefault(name, []).append(contract)
        return found

    @cached_property
    def schemas(self) -> frozenset[str]:
        """The names that schemas answer to."""
        return frozenset(name for one in self.contracts if one.kind is Kind.SCHEMA for name in names(one))


def _index(found: Iterable[tuple[Path, tuple[Path, ...]]]) -> Index:
    """Tell which place each name of a folder or a file leads to: a folder with a contract file is one."""
    index: Index = {}
    for folder, files in found:
        owns = bool(files and contract_files(folder))
        for file in files:
            for name in path_names(file, owns=owns):
                index.setdefault(name, []).append(folder if owns else file)
    return index


def _siblings(folder: Path) -> list[Path]:
    try:
        return [folder.parent, *sorted(filter(is_folder, folder.parent.iterdir()))]
    except OSError:
        return [folder]


def _ids(contract: Contract) -> Iterator[str]:
    """Give the ids an org knows the subject by, where the file has one."""
    data = contract.document.data if contract.document else None
    holders = (data, data.get("entity")) if isinstance(data, dict) else ()
    yield from (
        holder["id"] for holder in holders if isinstance(holder, dict) and isinstance(holder.get("id"), str)
    )
