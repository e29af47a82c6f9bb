"""Which waivers are about a contract: those of each waivers.yaml in its folder or in one above it.

So a finding is accepted in the same way however its contract was picked, by a folder or by its own path.
Light, for most projects accept nothing; a file is read once a run.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gc_contracts.load.files import WAIVER_NAMES, is_file, shown
from gc_contracts.load.subject import SEPARATOR
from gc_contracts.model.contract import Contract, Kind, Problem
from gc_contracts.model.waiver import Waiver
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """A file of waivers as read. `broken`: the contract that says what is wrong with it."""

    path: Path
    waivers: tuple[Waiver, ...] = ()
    broken: Contract | None = None
    _exact: dict[str, list[tuple[int, Waiver]]] = field(default_factory=dict)
    _globs: list[tuple[int, Waiver]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for at, waiver in enumerate(self.waivers):
            if waiver.is_literal:
                self._exact.setdefault(waiver.contract, []).append((at, waiver))
            else:
                self._globs.append((at, waiver))

    def of(self, contract: str) -> list[Waiver]:
        """Give the entries about a contract, in their order, without asking all of them."""
        folder = self.waivers[0].folder if self.waivers else ""
        names = dict.fromkeys((contract, contract.removeprefix(folder)))
        found = [numbered for name in names for numbered in self._exact.get(name, ())]
        found += [numbered for numbered in self._globs if numbered[1].is_for(contract)]
        return [waiver for _, waiver in sorted(found, key=lambda numbered: numbered[0])]


@dataclass(slots=True, eq=False)
class Waivers:
    """The waivers of one run."""

    root: Path
    folders: tuple[Path, ...]
    """The contracts folders: waivers of a contract outside the root are looked for up to there."""
    new: Waiver | None = None
    """What the entries say that this run is to write, about every contract; None: it writes none."""
    _files: dict[Path, WaiverFile | None] = field(default_factory=dict)

    def of(self, contract: str) -> tuple[Waiver, ...]:
        """Give the entries about a contract, by its id; the nearest file's first."""
        if contract.rpartition("/")[2] in WAIVER_NAMES:
            return ()  # a file of waivers accepts nothing that is wrong with itself
        found = [waiver for file in self.files(contract) for waiver in file.of(contract)]
        if self.new is not None:
            found.append(replace(self.new, source=Source(shown(self.home(contract), self.root))))
        return tuple(found)

    def files(self, contract: str) -> Iterator[WaiverFile]:
        """Give the files that speak of a contract, the nearest first."""
        for folder in self._up(contract):
            file = self.file(folder)
            if file is not None:
                yield file

    def file(self, folder: Path) -> WaiverFile | None:
        """Read the waivers that lie in a folder; None: there are none."""
        if folder not in self._files:
            path = waiver_path(folder)
            self._files[folder] = None if path is None else _read(path, self.root)
        return self._files[folder]

    def home(self, contract: str) -> Path:
        """Tell the file that a new entry about a contract belongs into, whether or not it is there."""
        near = next(self.files(contract), None)
        if near is not None:
            return near.path
        folder = _folder(self.root, contract)
        base = next((base for base in self.folders if folder.is_relative_to(base)), folder)
        return base / WAIVER_NAMES[0]

    def _up(self, contract: str) -> Iterator[Path]:
        folder = _folder(self.root, contract)
        tops = [top for top in (self.root, *self.folders) if folder.is_relative_to(top)]
        top = min(tops, key=lambda path: len(path.parts), default=folder)
        return (each for each in (folder, *folder.parents) if each.is_relative_to(top))

    def broken(self, path: Path) -> Contract | None:
        """Give the contract that says what is wrong with a file; None: it is good, or none of ours."""
        if path.name not in WAIVER_NAMES:
            return None
        file = self.file(path.parent)
        if file is None:
            return None
        return file.broken if file.path == path else _second(path, file.path.name, self.root)


def waiver_path(folder: Path) -> Path | None:
    """Give the file of waivers in a folder."""
    return next((folder / name for name in WAIVER_NAMES if is_file(folder / name)), None)


def _second(path: Path, first: str, root: Path) -> Contract:
    message = f"the folder has a second file of waivers; {first} is read"
    problem = Problem("file/incomplete", message, Source(shown(path, root), 1, 1), "keep one of them")
    return Contract(shown(path, root), Kind.BROKEN, path.stem, None, None, problems=(problem,))


def _folder(root: Path, contract: str) -> Path:
    return Path(os.path.normpath(root / contract.partition(SEPARATOR)[0])).parent


def _read(path: Path, root: Path) -> WaiverFile:
    # Late: pydantic and YAML are heavy, and most projects have no such file.
    from gc_contracts.load.waivers_read import read_waivers  # noqa: PLC0415 - as said

    return WaiverFile(path, *read_waivers(path, root))


def gathered(waivers: Waivers, contracts: Iterable[str]) -> tuple[WaiverFile, ...]:
    """Give every file that speaks of one of these contracts, or lies in a contracts folder, by its path."""
    found = {file.path: file for contract in contracts for file in waivers.files(contract)}
    found |= {file.path: file for folder in waivers.folders if (file := waivers.file(folder)) is not None}
    return tuple(found[path] for path in sorted(found))


def broken_waivers(waivers: Waivers, contracts: Iterable[str]) -> tuple[Contract, ...]:
    """Give what is wrong with the files that speak of some contracts, each as a contract of its own."""
    return tuple(file.broken for file in gathered(waivers, contracts) if file.broken is not None)
