"""Whose line it is: which files are the team's own, among those a traceback runs through.

Shared by the worker, which reads tracebacks, and by us, who read what a killed process left.
"""

import linecache
import os
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

_OURS = os.path.realpath(os.path.join(__file__, ".."))  # noqa: PTH118 - pathlib costs every start 3 ms
_LIBRARY = os.path.realpath(os.path.join(os.__file__, ".."))  # noqa: PTH118 - as above
_INSTALLED = ("site-packages", "dist-packages")

_NONE: Mapping[str, str] = MappingProxyType({})

_OWN, _BESIDE, _FOREIGN = 0, 1, 2

Frame = tuple[str, int, str]
"""File, line and function of one call."""


class Team:
    """The files of a project: those below its root, else those below its import paths."""

    def __init__(self, root: str, paths: Iterable[str] = (), sources: Mapping[str, str] = _NONE) -> None:
        self._root = os.path.realpath(root)
        self._folders = tuple(map(os.path.realpath, paths))
        self._sources = sources
        """Code that stands in no file of its own, by the name it runs under."""
        self._nearness: dict[str, int] = {}
        """How near a file is, once asked: a crash may be told ten thousand times."""

    def place(self, calls: Iterable[Frame]) -> dict[str, Any]:
        """Describe the innermost line of the team's: file, line, function, text; {} where there is none.

        Args:
            calls: innermost last.
        """
        found = self._frame(list(calls)[::-1])
        if found is None:
            return {}
        file, line, function = found
        text = self._text(file, line)
        return {"file": self._spelt(file), "line": line, "function": function, "text": text}

    def _frame(self, innermost: list[Frame]) -> Frame | None:
        own = (call for call in innermost if self._near(call[0]) == _OWN)
        beside = (call for call in innermost if self._near(call[0]) == _BESIDE)
        return next(own, None) or next(beside, None)

    def _near(self, file: str) -> int:
        if file not in self._nearness:
            self._nearness[file] = self._seen(file)
        return self._nearness[file]

    def _seen(self, file: str) -> int:
        path = os.path.realpath(file)
        if file in self._sources:
            return _OWN
        if file.startswith("<") or _is_foreign(path):
            return _FOREIGN
        if _is_below(path, self._root):
            return _OWN
        return _BESIDE if any(_is_below(path, folder) for folder in self._folders) else _FOREIGN

    def _spelt(self, file: str) -> str:
        """Spell a file as the team would: relative to its root where it lies below it."""
        path = os.path.realpath(file)
        if file in self._sources or not _is_below(path, self._root):
            return file
        return os.path.relpath(path, self._root).replace(os.sep, "/")

    def _text(self, file: str, line: int) -> str:
        if file not in self._sources:
            return linecache.getline(file, line).strip()
        lines = self._sources[file].splitlines()
        return lines[line - 1].strip() if line <= len(lines) else ""


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_foreign(path: str) -> bool:
    """Whether a file is nobody's below any folder: installed, Python's, or the worker's."""
    installed = any(f"{os.sep}{name}{os.sep}" in path for name in _INSTALLED)
    return installed or path.startswith((_OURS + os.sep, _LIBRARY + os.sep))
