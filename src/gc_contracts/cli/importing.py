"""`gc-contracts import`: read, take the secrets out, write, and say what was lost.

Rule: a file that cannot be read costs only itself, and nothing that is there is replaced unasked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from gc_contracts.cassette.render import render
from gc_contracts.cassette.store import save
from gc_contracts.cli.place import rules_of, target
from gc_contracts.errors import GcContractsError, LoadError, SettingsError
from gc_contracts.importers import Hints, Imported, document, read
from gc_contracts.model.document import Document
from gc_contracts.model.recording import Cassette
from gc_contracts.redact import Rules, redactor, rules
from gc_contracts.redact.hiding import Hiding
from gc_contracts.redact.placeholder import ANY
from gc_contracts.source import Source

__all__ = ["Hints", "Wish", "run"]
LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is read."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    files: tuple[Path, ...]
    to: str = ""
    name: str = ""
    only: str = "*"
    hints: Hints = field(default_factory=Hints)
    redact: tuple[str, ...] = ()
    dry_run: bool = False
    force: bool = False


def run(wish: Wish, root: Path, say: Say) -> int:
    """Import the files, and give the exit code: 0 imported, 1 something was not, 2 it makes no sense."""
    try:
        if wish.name and len(wish.files) > 1:
            raise SettingsError("--name names one recording; give it one FILE")
        folder = target(wish.to, root)
        known = rules((*rules_of(root), *wish.redact))
    except GcContractsError as error:
        say(f"gc-contracts import: {error}")
        return 2
    done = [_tried(path, wish, folder, known, say) for path in wish.files]
    return 0 if all(done) else 1


def _tried(path: Path, wish: Wish, folder: Path, known: Rules, say: Say) -> bool:
    try:
        return _one(path, wish, folder, known, say)
    except (GcContractsError, OSError) as error:
        shown = error if isinstance(error, LoadError) else f"{path.as_posix()}: {_reason(error)}"
        say(f"{shown}")
        return False


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _one(path: Path, wish: Wish, folder: Path, known: Rules, say: Say) -> bool:
    source = document(_text(path), path.as_posix())
    found = read(source, wish.hints)
    kept = tuple(each for each in found.interactions if fnmatchcase(each.request.url, wish.only))
    name = wish.name or _name(path)
    place = folder / f"{name}.yaml"
    if kept and place.exists() and not (wish.force or wish.dry_run):
        raise SettingsError(f"{place.as_posix()} is there already; --force replaces it, --name names another")
    safe = _written(place, Cassette(name, kept), redactor(found.secrets, known), wish) if kept else None
    say(_headline(path, found, safe, place, wish))
    for line in _told(found, source, len(found.interactions) - len(kept)):
        say(f"  {line}")
    return safe is not None or not found.lost


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise LoadError(f"the file has more than {LARGEST} bytes", Source(path.as_posix()))
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is no UTF-8; save the file as UTF-8"
        raise LoadError(message, Source(path.as_posix(), 1, 1)) from None


def _name(path: Path) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", path.name.rpartition(".")[0] or path.name)
    return plain.strip(".-") or "imported"


def _written(place: Path, cassette: Cassette, hiding: Hiding, wish: Wish) -> Cassette:
    return hiding.cassette(cassette) if wish.dry_run else save(place, cassette, hiding)


def _headline(path: Path, found: Imported, safe: Cassette | None, place: Path, wish: Wish) -> str:
    start = f"{path.as_posix()}: {found.form}: "
    if safe is None:
        return f"{start}0 interactions, nothing is written"
    number = len(safe.interactions)
    count = "1 interaction" if number == 1 else f"{number} interactions"
    verb = "would go to" if wish.dry_run else "→"
    return f"{start}{count} {verb} {place.as_posix()}{_taken_out(safe)}"


def _taken_out(safe: Cassette) -> str:
    found = sorted({(name, number) for name, number in ANY.findall(render(safe))})
    names = [name for name, _ in found]
    counted = [f"{name} ({names.count(name)})" for name in dict.fromkeys(names)]
    return f"; taken out: {', '.join(counted)}" if counted else ""


def _told(found: Imported, source: Document, passed: int) -> Iterator[str]:
    """Say each kind of loss once, with its first place and how often it comes."""
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for loss in found.losses:
        groups.setdefault((loss.what, loss.why, loss.whole), []).append(loss.pointer)
    for (what, why, whole), places in groups.items():
        at = replace(source.locate(places[0]), column=0)
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        yield f"{'lost' if whole else 'not carried over'}: {at}: {what}: {why}{more}"
    if found.lost:
        yield f"{found.lost} of {found.lost + len(found.interactions)} interactions lost"
    if passed:
        yield f"{passed} passed over by --only"
