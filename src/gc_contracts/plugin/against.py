"""`--gc-baseline`: which older versions a run compares with; `--gc-update-baseline` writes them."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from gc_contracts.errors import SettingsError
from gc_contracts.load.baseline import Mirror, Scope
from gc_contracts.load.baselines import USUAL, Baselines, Place, named, usual
from gc_contracts.load.files import shown
from gc_contracts.load.mirrored import Mirrored, mirror


def baselines(config: pytest.Config, folders: tuple[Path, ...], paths: tuple[Path, ...]) -> Baselines:
    """Find the baselines that were asked for, or those that lie in the contracts folders.

    A run that writes the baseline compares with none: what it finds would be gone with it.
    """
    apart = (path for path in paths if not any(path.is_relative_to(folder) for folder in folders))
    asked = (*folders, *apart)
    places = () if config.getoption("gc_update_baseline") else _places(config, asked, folders)
    _refuse_revision(config, folders)
    return Baselines(Scope(config.rootpath, asked, paths or folders), places)


def _places(config: pytest.Config, asked: tuple[Path, ...], folders: tuple[Path, ...]) -> tuple[Place, ...]:
    refs, here = _refs(config)
    try:
        return tuple(named(ref, here, asked) for ref in refs) or usual(folders, config.rootpath)
    except SettingsError as error:
        raise pytest.UsageError(str(error)) from None


def _refs(config: pytest.Config) -> tuple[list[str], Path]:
    """Give what was named, and where it was: a flag where pytest was started, an ini option at its file."""
    given = config.getoption("gc_baseline")
    if given:
        return given, config.invocation_params.dir
    return config.getini("gc_baseline") or [], config.rootpath


def _refuse_revision(config: pytest.Config, folders: tuple[Path, ...]) -> None:
    """Refuse to write what cannot be written: several baselines, or a revision."""
    if not config.getoption("gc_update_baseline"):
        return
    refs, here = _refs(config)
    if len(refs) > 1:
        raise pytest.UsageError("--gc-update-baseline writes one baseline: name one with --gc-baseline")
    if refs and (here / refs[0]).exists() and not (here / refs[0]).is_dir():
        raise pytest.UsageError(f"--gc-baseline {refs[0]}: this is no folder that could be written")
    if refs and not (here / refs[0]).is_dir() and _is_revision(refs[0], folders, here):
        raise pytest.UsageError(
            f"--gc-update-baseline writes a folder, and {refs[0]} is a git revision: commit to it"
        )


def _is_revision(ref: str, folders: tuple[Path, ...], here: Path) -> bool:
    try:
        return named(ref, here, folders).revision is not None
    except SettingsError:
        return False


def update(config: pytest.Config, folders: tuple[Path, ...], paths: Iterable[Path]) -> list[str]:
    """Write the baseline, and say what was written.

    Raises:
        OSError: a file cannot be read or written.
    """
    refs, here = _refs(config)
    mirrors = [Mirror(folder / USUAL, folder) for folder in folders if folder.is_dir()]
    if refs:
        place, alone = here / refs[0], len(mirrors) == 1
        mirrors = [Mirror(place if alone else place / one.today.name, one.today) for one in mirrors]
    done = mirror(mirrors, paths, config.rootpath)
    names = ", ".join(shown(one.old, config.rootpath) for one in mirrors)
    return [f"baseline {names}: {_counted(done)}", *_each(done)]


def _counted(done: Mirrored) -> str:
    parts = [("added", done.added), ("changed", done.changed), ("removed", done.removed)]
    counts = [f"{len(files)} {word}" for word, files in parts if files]
    return ", ".join(counts) or "as it was"


def _each(done: Mirrored) -> Iterable[str]:
    for sign, files in (("+", done.added), ("~", done.changed), ("-", done.removed)):
        yield from (f"  {sign} {file}" for file in files)
    yield from (f"  {name} cannot be read: it keeps what it was" for name in done.kept)
