"""Report files: each ending's way to write the one report, and the one door to disk."""

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from gc_contracts._json import Json

_MODULES: Mapping[str, str] = MappingProxyType(
    {".json": "json", ".sarif": "sarif", ".md": "markdown", ".html": "html"}
)
"""Which module beside this one writes which ending: each has `text(data)`. Loaded when it is asked for."""
FORMATS = tuple(_MODULES)
_NEEDS: Mapping[str, tuple[str, str]] = MappingProxyType({".html": ("jinja2", "html")})
"""Which library an ending needs that not everybody has, and the extra that brings it."""
SHOWS_COVERAGE = frozenset({".json", ".html"})
"""Endings of reports that show what was tried how often."""


def missing(ending: str) -> str:
    """Say what to install before a report with this ending can be written; empty: nothing."""
    library, extra = _NEEDS.get(ending, ("", ""))
    if not library or find_spec(library) is not None:
        return ""
    return f"{ending} needs {library}: pip install 'pytest-gc-contracts[{extra}]'"


def written(data: Mapping[str, Json], path: Path) -> None:
    """Write the report in the format of the path's ending, as a whole or not at all.

    Args:
        data: the report, version 1, as `report.json.report` makes it.
        path: where to; an ending of FORMATS.

    Raises:
        OSError: the folder cannot be made or the file cannot be written.
    """
    render: Callable[[Mapping[str, Json]], str] = import_module(f"{__package__}.{_MODULES[path.suffix]}").text
    _put(render(data), path)


def _put(text: str, path: Path) -> None:
    """Write beside its place first, then move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
