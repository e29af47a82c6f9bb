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

Frame = tuple[str, int, str]
"""File, line and function of one call."""


class Team:
    """The files of a project: those below its root, else those below its import paths."""

    def __init__(self, root: str, paths: Iterable[str] = (), sources: Mapping[str, str] = _NONE) -> None:
        self._root = os.path.realpath(root)
        self._folders = tuple(os.path.realpath(f"{self._root}{os.sep}{path}") for path in paths)
        self._sources = sources
        """Code that stands in no file of its own, by the name it runs under."""

    def frame(self, calls: Iterable[Frame]) -> Frame | None:
        """Pick the innermost call, the last one, that is in the team's own code."""
        innermost = list(calls)[::-1]
        own = (call for call in innermost if self._below_root(call[0]))
        near = (call for call in innermost if self._below_paths(call[0]))
        return next(own, None) or next(near, None)

    def relative(self, file: str) -> str:
        """Spell a file as the team would: relative to its root where it lies below it."""
        if file in self._sources:
            return file
        path = os.path.realpath(file)
        if _is_below(path, self._root):
            return os.path.relpath(path, self._root).replace(os.sep, "/")
        return path

    def place(self, calls: Iterable[Frame]) -> dict[str, Any]:
        """Describe the innermost line of the team's: file, line, function, text; {} where there is none."""
        found = self.frame(calls)
        if found is None:
            return {}
        file, line, function = found
        return {
            "file": self.relative(file),
            "line": line,
            "function": function,
            "text": self._text(file, line),
        }

    def _text(self, file: str, line: int) -> str:
        if file not in self._sources:
            return linecache.getline(file, line).strip()
        lines = self._sources[file].splitlines()
        return lines[line - 1].strip() if line <= len(lines) else ""

    def _below_root(self, file: str) -> bool:
        return file in self._sources or (_is_file(file) and _is_below(os.path.realpath(file), self._root))

    def _below_paths(self, file: str) -> bool:
        path = os.path.realpath(file)
        return _is_file(file) and any(_is_below(path, folder) for folder in self._folders)


def _is_file(file: str) -> bool:
    return not file.startswith("<")


def _is_below(path: str, folder: str) -> bool:
    """Whether a file is the team's below a folder: not installed, not Python's, not the worker's."""
    inside = path.startswith(folder.rstrip(os.sep) + os.sep)
    return inside and not _is_foreign(path)


def _is_foreign(path: str) -> bool:
    installed = any(f"{os.sep}{name}{os.sep}" in path for name in _INSTALLED)
    return installed or path.startswith((_OURS + os.sep, _LIBRARY + os.sep))
