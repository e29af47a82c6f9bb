"""The team's rules of redaction where no pytest runs: ini option `gc_redact` of the project it is in."""

import configparser
import tomllib
from collections.abc import Iterator
from pathlib import Path

from gc_contracts.errors import SettingsError

_INI = (
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)


def rules_of(folder: Path) -> tuple[str, ...]:
    """Read `gc_redact` from the nearest file above that sets it.

    Raises:
        SettingsError: a file cannot be read, so that nobody knows what is secret here.
    """
    for each in (folder, *folder.parents):
        try:
            found = next(_in(each), None)
        except (OSError, ValueError, configparser.Error) as error:
            words = " ".join(str(error).split())[:120]
            raise SettingsError(f"gc_redact cannot be read in {each.name}: {words}") from None
        if found:
            return found
    return ()


def _in(folder: Path) -> Iterator[tuple[str, ...]]:
    for name, section in _INI:
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(folder / name, encoding="utf-8")
        if parser.has_option(section, "gc_redact"):
            yield _lines(parser.get(section, "gc_redact"))
    project = folder / "pyproject.toml"
    if project.is_file():
        given = tomllib.loads(project.read_text(encoding="utf-8")).get("tool", {}).get("pytest", {})
        for table in (given, given.get("ini_options", {})):
            if table.get("gc_redact"):
                yield _lines(table["gc_redact"])


def _lines(value: str | list[str]) -> tuple[str, ...]:
    listed = value.splitlines() if isinstance(value, str) else value
    return tuple(line.strip() for line in listed if line.strip())
