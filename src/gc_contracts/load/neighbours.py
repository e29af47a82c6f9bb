"""The other contracts of a run, by name: what a reference's `subject` may mean.

Where files lie is listed once, without reading any. A file is read when a name leads to it; all are read only
where a name is that of no folder and no file, for then a schema may bear it.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from gc_contracts.load.files import contract_files, entries, is_folder, walk
from gc_contracts.load.folder import load_folder
from gc_contracts.load.names import names, path_names
from gc_contracts.load.subject import load_bare
from gc_contracts.model.contract import Contract, Kind

Index = dict[str, list[Path]]


class Neighbours:
    """Finds contracts by name below the contracts folders; what was read is kept for the run."""

    def __init__(self, root: Path, folders: Iterable[Path]) -> None:
        self.root = root
        self.folders = tuple(dict.fromkeys(folders))
        self._loaded: dict[Path, Contract | None] = {}
        self._beside: dict[Path, Index] = {}

    def named(self, name: str, near: Path) -> tuple[Contract, ...]:
        """Give the contracts that answer to a name: by folder or file, else by what they bear.

        Args:
            name: a folder's name, a file's without its endings, or the name or id of a schema.
            near: the folder of who asks; outside all contracts folders, those beside it are looked at too.
        """
        indexes = [self._below, *([] if self.base(near) else [self._around(near)])]
        places = [place for index in indexes for place in index.get(name, ())]
        found = [one for one in self._contracts(places) if name in names(one)]
        return tuple(found) or self._borne(name, indexes)

    def known(self, near: Path) -> tuple[str, ...]:
        """List the names that schemas answer to, for who asks for one that none has."""
        indexes = [self._below, *([] if self.base(near) else [self._around(near)])]
        schemas = (one for one in self._everything(indexes) if one.kind is Kind.SCHEMA)
        return tuple(sorted({name for one in schemas for name in names(one)}))

    def base(self, folder: Path) -> Path | None:
        """Tell the contracts folder that a folder lies in."""
        return next((base for base in self.folders if folder.is_relative_to(base)), None)

    def _borne(self, name: str, indexes: list[Index]) -> tuple[Contract, ...]:
        return tuple(one for one in self._everything(indexes) if name in (one.name, *_ids(one)))

    def _everything(self, indexes: list[Index]) -> Iterator[Contract]:
        return self._contracts(place for index in indexes for places in index.values() for place in places)

    def _contracts(self, places: Iterable[Path]) -> Iterator[Contract]:
        """Load each place once; yields a contract once, whatever number of files speaks of it."""
        found = {one.id: one for place in dict.fromkeys(places) if (one := self._load(place)) is not None}
        yield from found.values()

    def _load(self, place: Path) -> Contract | None:
        if place not in self._loaded:
            owned = load_folder(place, self.root) if is_folder(place) else None
            self._loaded[place] = owned.contract if owned else load_bare(place, self.root)
        return self._loaded[place]

    @cached_property
    def _below(self) -> Index:
        return _index(pair for folder in self.folders for pair in walk(folder))

    def _around(self, near: Path) -> Index:
        """List what lies beside a folder and in it; not deeper, for anything may lie there."""
        if near not in self._beside:
            self._beside[near] = _index((folder, entries(folder)) for folder in _siblings(near))
        return self._beside[near]


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
