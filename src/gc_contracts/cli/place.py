"""Where a project keeps things: the folder of recordings, and the team's rules of redaction."""

import configparser
import tomllib
from collections.abc import Iterator
from pathlib import Path

from gc_contracts.errors import SettingsError

FOLDER = "cassettes"
_INI = (
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)


def target(to: str, root: Path) -> Path:
    """Give the folder that recordings go to.

    Args:
        to: a folder, a file beside which it lies, or the name of a contract's folder; empty: here.
        root: the folder to look from.

    Raises:
        SettingsError: there is no such folder or contract, or there are several.
    """
    path = root / to
    if path.is_file():
        path = path.parent
    if not path.is_dir():
        path = _contract(to, root)
    folder = path if path.name == FOLDER else path / FOLDER
    return folder.relative_to(root) if folder.is_relative_to(root) else folder


def _contract(name: str, root: Path) -> Path:
    base = root / "contracts"
    parts = Path(name).parts
    found = [each for each in sorted(base.rglob("*")) if each.is_dir() and each.parts[-len(parts) :] == parts]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(each.relative_to(root).as_posix() for each in found[:5])
    said = f"several: {listed}" if found else "none; make the folder first"
    raise SettingsError(
        f"--to {name}: a folder or a contract below contracts/ is wanted, and there is {said}"
    )


def rules_of(root: Path) -> tuple[str, ...]:
    """Read ini option `gc_redact` of the project, from the file nearest above that pytest reads too.

    Raises:
        SettingsError: that file cannot be read: what is secret here is then not known.
    """
    for folder in (root, *root.parents):
        try:
            found = list(_in(folder))
        except (OSError, ValueError, configparser.Error) as error:
            raise SettingsError(f"gc_redact cannot be read in {folder.name}: {str(error)[:120]}") from None
        if found:
            return tuple(found[0])
    return ()


def _in(folder: Path) -> Iterator[list[str]]:
    for name, section in _INI:
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(folder / name, encoding="utf-8")
        if parser.has_option(section, "gc_redact"):
            yield _lines(parser.get(section, "gc_redact"))
    project = folder / "pyproject.toml"
    if project.is_file():
        pytest = tomllib.loads(project.read_text(encoding="utf-8")).get("tool", {}).get("pytest", {})
        for table in (pytest, pytest.get("ini_options", {})):
            if table.get("gc_redact"):
                yield _lines(table["gc_redact"])


def _lines(value: str | list[str]) -> list[str]:
    return [
        line.strip() for line in (value.splitlines() if isinstance(value, str) else value) if line.strip()
    ]
