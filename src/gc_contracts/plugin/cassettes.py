"""Recordings by the names that tests have for them, each read once a run."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.load.cassettes import read_file
from gc_contracts.load.files import shown
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.index import Index

FOLDER = "cassettes"
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A recording, where it lies or will, and its index."""

    cassette: Cassette
    index: Index
    path: Path | None
    """None: it was handed over, not read."""
    shown: str
    is_there: bool = True


@dataclass(slots=True, eq=False)
class Shelf:
    """The recordings that tests of one run asked for; one that changes is read again."""

    root: Path
    folders: tuple[Path, ...]
    """The contracts folders."""
    _kept: dict[Path, tuple[tuple[int, int], Shelved]] = field(default_factory=dict)

    def find(self, name: str | Cassette, test: Path, *, may_be_missing: bool) -> Shelved:
        """Give a recording by its name.

        Args:
            name: its name or path, as tests write it.
            test: the test's file.
            may_be_missing: whether it is about to be made.

        Raises:
            LoadError: it is not there, is broken, or the name fits several.
        """
        __tracebackhide__ = True
        if isinstance(name, Cassette):
            return Shelved(name, Index(name), None, name.name)
        path = self._path(name, test.parent)
        if path.is_file():
            return self._read(path)
        if not may_be_missing:
            raise LoadError(self._missing(name, path))
        empty = Cassette(path.stem)
        return Shelved(empty, Index(empty), path, shown(path, self.root), is_there=False)

    def _path(self, name: str, here: Path) -> Path:
        if name.endswith(ENDINGS):
            return Path(os.path.normpath(here / name))
        beside = here / FOLDER / f"{name}.yaml"
        found = [] if beside.is_file() else sorted(self._of_contracts(name))
        if len(found) > 1:
            listed = ", ".join(shown(path, self.root) for path in found)
            raise LoadError(f"{len(found)} recordings are called {name!r}: {listed}; give the path of one")
        return found[0] if found else beside

    def _of_contracts(self, name: str) -> Iterator[Path]:
        """Look for `subject/recording` below the contracts folders."""
        subject, _, rest = name.partition("/")
        for folder in self.folders if rest else ():
            yield from (each for each in folder.rglob(f"{subject}/{FOLDER}/{rest}.yaml") if each.is_file())

    def _read(self, path: Path) -> Shelved:
        stat = path.stat()
        state = stat.st_mtime_ns, stat.st_size
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            kept = self._kept[path] = state, self._fresh(path)
        return kept[1]

    def _fresh(self, path: Path) -> Shelved:
        found = read_file(path, path.stem, self.root)
        if found.problems:
            problem = found.problems[0]
            raise LoadError(problem.message, problem.source)
        (cassette,) = found.cassettes
        return Shelved(cassette, Index(cassette), path, shown(path, self.root))

    def _missing(self, name: str, path: Path) -> str:
        there = sorted(each.stem for each in path.parent.glob("*.yaml"))
        near = get_close_matches(path.stem, there, n=3, cutoff=0.4) or there[:3]
        also = f"; beside it there are: {', '.join(near)}" if near else ""
        words = f"there is no recording {name!r} at {shown(path, self.root)}"
        return f"{words}: record it with `pytest --gc-record once`{also}"
