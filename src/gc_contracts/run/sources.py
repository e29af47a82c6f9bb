"""The texts of code under test, its own files: to find what is written there beside a telling name.

What is named, and what that imports of the project's own; of a function every script in its folder or
archive. Read as text and never run; what cannot be read is left out.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from gc_contracts.action.function import is_javascript
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.settings import Settings
from gc_contracts.worker.node.source import NoSourceError, find_source

MOST = 200
"""Files of one contract."""
LARGEST = 1_000_000
"""Bytes of a file that is read."""
_IMPORT = re.compile(r"^\s*(?:from\s+([\w.]+)\s+import\s+\(?([\w, \t]*)|import\s+([\w., \t]+))", re.MULTILINE)
_SCRIPTS = (".js", ".mjs", ".cjs", ".json")
_LIBRARY = os.path.realpath(Path(os.__file__).parent)


def code_texts(contract: Contract, settings: Settings) -> Iterator[str]:
    """Give the texts of a contract's code under test."""
    if contract.kind is Kind.ACTION and contract.action.code is not None:
        yield contract.action.code.text
        yield from _python(_imported(contract.action.code.text, ""), settings)
    if contract.kind is Kind.ACTION and is_javascript(contract):
        yield from _javascript(contract, settings)
        return
    named = contract.expectations.handler or contract.expectations.validator
    module = named.partition(":")[0] if isinstance(named, str) else getattr(named, "__module__", "")
    if module:
        yield from _python([module], settings)


def _python(modules: Iterable[str], settings: Settings) -> Iterator[str]:
    """Give the texts of modules and of what they import, those of the project."""
    waiting, seen = list(modules), set[str]()
    while waiting and len(seen) < MOST:
        module = waiting.pop()
        path = None if module in seen else _file(module, settings)
        seen.add(module)
        text = _read(path) if path else ""
        package = module if path and path.name == "__init__.py" else module.rpartition(".")[0]
        waiting += _imported(text, package)
        yield text


def _imported(text: str, package: str) -> list[str]:
    """List the modules that a text imports; what a package gives may be a module too."""
    found: list[str] = []
    for source, members, plain in _IMPORT.findall(text):
        names = [name.split()[0] for name in (members or plain).split(",") if name.strip()]
        base = _absolute(source, package)
        found += names if plain else [base, *(f"{base}.{name}".strip(".") for name in names)]
    return found


def _absolute(source: str, package: str) -> str:
    up = len(source) - len(source.lstrip("."))
    if not up:
        return source
    folders = package.split(".")
    return ".".join([*folders[: len(folders) - up + 1], *filter(None, [source.lstrip(".")])])


def _file(module: str, settings: Settings) -> Path | None:
    if not module or module.partition(".")[0] in sys.stdlib_module_names:
        return None
    inside = module.replace(".", "/")
    for folder in (settings.project.root, *settings.project.paths):
        for name in (f"{inside}.py", f"{inside}/__init__.py"):
            path = Path(settings.project.root, folder, name)
            if path.is_file() and _is_own(path):
                return path
    return None


def _is_own(path: Path) -> bool:
    installed = {"site-packages", "dist-packages"}.intersection(path.parts)
    return not installed and not path.is_relative_to(_LIBRARY)


def _javascript(contract: Contract, settings: Settings) -> Iterator[str]:
    try:
        source = find_source(contract, settings.project.root)
    except (NoSourceError, OSError):
        return
    yield from _archived(source.path) if source.is_archive else _in_folder(source.path)


def _in_folder(folder: Path) -> Iterator[str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _SCRIPTS)
    own = [path for path in paths if "node_modules" not in path.parts]
    yield from map(_read, own[:MOST])


def _archived(path: Path) -> Iterator[str]:
    try:
        with ZipFile(path) as archive:
            own = [each for each in archive.infolist() if each.filename.endswith(_SCRIPTS)]
            small = [
                each for each in own if each.file_size <= LARGEST and "node_modules/" not in each.filename
            ]
            yield from (archive.read(each).decode("utf-8", "replace") for each in small[:MOST])
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace") if path.stat().st_size <= LARGEST else ""
    except OSError:
        return ""
