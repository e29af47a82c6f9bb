"""Where a function's JavaScript is: the folder or archive that the team deploys, found beside its action.

An export holds no code. So what is looked at is what CX as Code names as `file_path`, and what lies beside
the action and has the function's entry module in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gc_contracts._json import Json
from gc_contracts.model.contract import Contract
from gc_contracts.worker.node.archive import ArchiveError, names

ENDINGS = ("", ".js", ".mjs", ".cjs")
USUAL = ("index.handler", "src/index.handler")
"""Entries tried where neither the file nor contract.yaml names one. Source: assumed: Lambda's own default."""
_HERE = "${path.module}"
"""Terraform's word for the folder of the file."""
_NEEDED = (
    "put the folder or the zip that is uploaded beside the action, or name the function in contract.yaml: "
    "`handler: path/module.method`, relative to its folder"
)


class NoSourceError(Exception):
    """No code is here; says what would be needed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Code that was found."""

    path: Path
    """A folder, or an archive."""
    handler: str
    shown: str

    @property
    def is_archive(self) -> bool:
        """Whether it has to be unpacked."""
        return self.path.suffix.lower() == ".zip"


def find_source(contract: Contract, root: str) -> Source:
    """Find a function's code.

    Args:
        contract: a function action.
        root: the project's root.

    Raises:
        NoSourceError: there is none, or there are several.
    """
    # What ids are relative to: the project's root for a suite, else where we are.
    base = next((base for base in (Path(root), Path()) if (base / contract.id).exists()), Path(root))
    folder = (base / contract.id).parent
    named = contract.expectations.handler
    declared = _text(contract.action.function, "handler")
    handlers = tuple(filter(None, (named, declared))) or USUAL
    path = _named_path(_text(contract.action.function, "file_path"), folder, base)
    for places in ((path,) if path else (), (folder,), tuple(_beside(folder))):
        found = list(_with_entry(places, handlers, base))
        if len({source.path for source in found}) > 1:
            raise NoSourceError(_several(found))
        if found:
            return found[0]
    if named:
        return Source(folder, named, _shown(folder, base))
    wanted = _module(handlers[0])
    raise NoSourceError(f"no JavaScript with `{wanted}.js` (.mjs, .cjs) is here: {_NEEDED}")


def _named_path(text: str, folder: Path, base: Path) -> Path | None:
    """Find what `file_path` names, from the action's folder or from the root; None: it is not there."""
    plain = text.replace("$" + _HERE, _HERE).replace(_HERE, ".")
    if not plain or "${" in plain:
        return None
    places = (folder / plain, base / plain)
    return next((place for place in places if place.is_dir() or place.is_file()), None)


def _beside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        is_code = path.is_dir() and path.name != "node_modules"
        if not path.name.startswith(".") and (is_code or path.suffix.lower() == ".zip"):
            yield path


def _with_entry(places: Iterable[Path], handlers: Iterable[str], base: Path) -> Iterator[Source]:
    for place in places:
        handler = next((each for each in handlers if _has(place, _module(each))), "")
        if handler:
            yield Source(place, handler, _shown(place, base))


def _has(place: Path, module: str) -> bool:
    wanted = [f"{module}{ending}" for ending in ENDINGS]
    if place.is_dir():
        return any((place / name).is_file() for name in wanted)
    try:
        return not names(place).isdisjoint(wanted)
    except ArchiveError:
        return False


def _module(handler: str) -> str:
    """Give the module's path in a handler's name.

    >>> _module("src/index.handler")
    'src/index'
    """
    path = PurePosixPath(handler)
    return str(path.with_name(path.name.partition(".")[0] or path.name))


def _text(function: Json, key: str) -> str:
    value = function.get(key) if isinstance(function, Mapping) else None
    return value if isinstance(value, str) else ""


def _shown(path: Path, base: Path) -> str:
    shown = path.relative_to(base) if path.is_relative_to(base) else path
    return "" if shown == Path() else shown.as_posix()


def _several(found: Iterable[Source]) -> str:
    shown = ", ".join(source.shown for source in found)
    return f"several folders may hold its code ({shown}): name one in contract.yaml with `handler:`"
