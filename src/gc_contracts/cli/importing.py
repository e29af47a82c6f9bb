"""`gc-contracts import`: files of other tools in, recordings out, and every loss told."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gc_contracts._json import Json
from gc_contracts.cassette.render import render
from gc_contracts.cassette.store import save
from gc_contracts.cli.rules import rules_of
from gc_contracts.errors import GcContractsError, LoadError
from gc_contracts.importers import Imported, importer, refusal
from gc_contracts.importers.hosts import based
from gc_contracts.importers.tagged import read_tagged
from gc_contracts.importers.urls import is_web
from gc_contracts.load.beside import FOLDER
from gc_contracts.load.files import Parsed, parse, shown
from gc_contracts.model.document import Document
from gc_contracts.model.recording import Cassette
from gc_contracts.redact.hiding import Hiding, redactor
from gc_contracts.redact.placeholder import ANY
from gc_contracts.redact.rules import rules
from gc_contracts.run.literals import environment_secrets

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is imported: what a browser saw in an hour."""
MOST = 20
"""Losses of a file that are told one by one."""
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and where to."""

    files: tuple[Path, ...]
    to: Path = Path()
    name: str = ""
    url: str = ""
    """Scheme and host that take the place of a stand-in."""
    force: bool = False
    dry_run: bool = False


def import_files(order: Order, say: Callable[[str], object]) -> int:
    """Import each file; one that cannot be read costs only itself.

    Returns: 0 if all files gave a recording, else 1.
    """
    if order.url and not is_web(order.url):
        say("--url is scheme and host, e.g. https://api.example.com")
        return 1
    if order.name and len(order.files) > 1:
        say("--name is for one file; leave it out, and each recording is named as its file")
        return 1
    failed = 0
    for file in order.files:
        try:
            for line in _imported(file, order):
                say(line)
        except (GcContractsError, OSError) as error:
            failed += 1
            say(f"{_shown(file)}: {_words(error)}")
    return 1 if failed else 0


def _imported(file: Path, order: Order) -> Iterator[str]:
    parsed = parse(file, Path.cwd(), LARGEST)
    data = _data(parsed)
    read = importer(data)
    if read is None:
        raise LoadError(refusal(data))
    found = based(read(data), order.url)
    path = order.to / FOLDER / f"{order.name or _named(file)}.yaml"
    hiding = redactor(_credentials(found), rules(rules_of(Path.cwd())))
    safe = _written(found, path, order, hiding) if found.interactions else None
    yield f"{_shown(file)} ({found.form}): {_count(found)}{_target(path, order) if safe else ''}"
    yield from _taken_out(safe) if safe else ()
    yield from _lost(found, parsed.document, hiding)
    yield from _twice(parsed, hiding)
    if not safe:
        raise LoadError("nothing in it can be imported" if found.losses else "it holds no interactions")


def _data(parsed: Parsed) -> Json:
    """Give the file's data; where its text has tags, as what they mean."""
    if not any("tag" in flaw.message for flaw in parsed.flaws):
        return parsed.document.data
    try:
        return read_tagged(parsed.document.text)
    except ValueError as error:
        raise LoadError(" ".join(str(error).split())) from None


def _credentials(found: Imported) -> dict[str, str]:
    """Name what is looked for everywhere: secrets of the environment and those that the file itself keeps."""
    made: dict[str, str] = {}
    for number, (name, value) in enumerate((*environment_secrets(os.environ), *found.secrets)):
        made[f"{name}_{number}" if name in made else name] = value
    return made


def _written(found: Imported, path: Path, order: Order, hiding: Hiding) -> Cassette:
    cassette = Cassette(path.stem, found.interactions)
    if order.dry_run:
        return hiding.cassette(cassette)
    if path.exists() and not order.force:
        raise LoadError(f"{_shown(path)} is there already; --force replaces it, --name gives another name")
    return save(path, cassette, hiding)


def _named(file: Path) -> str:
    stem = file.name
    for suffix in (".json", ".yaml", ".yml", ".har", ".postman_collection", ".postman"):
        stem = stem.removesuffix(suffix)
    return _ODD.sub("-", stem).strip("-.") or "imported"


def _count(found: Imported) -> str:
    number = len(found.interactions)
    return "1 interaction" if number == 1 else f"{number} interactions"


def _target(path: Path, order: Order) -> str:
    return f" -> {_shown(path)}{' (not written: --dry-run)' if order.dry_run else ''}"


def _taken_out(safe: Cassette) -> Iterator[str]:
    names = Counter(name for name, _ in set(ANY.findall(render(safe))))
    if names:
        yield "  taken out: " + ", ".join(f"{name} ({count})" for name, count in sorted(names.items()))


def _lost(found: Imported, document: Document, hiding: Hiding) -> Iterator[str]:
    for loss in found.losses[:MOST]:
        source = document.locate(loss.pointer)
        yield f"  lost: {document.file}:{source.line}: {hiding.data(loss.what)}: {hiding.data(loss.why)}"
    if len(found.losses) > MOST:
        yield f"  and {len(found.losses) - MOST} more"


def _twice(parsed: Parsed, hiding: Hiding) -> Iterator[str]:
    """Tell keys that come twice: only the last one's value was read."""
    for flaw in [flaw for flaw in parsed.flaws if "stands here again" in flaw.message][:MOST]:
        message = f"{hiding.data(flaw.message)}: {flaw.hint}"
        yield f"  lost: {parsed.document.file}:{flaw.line}: {message}"


def _shown(path: Path) -> str:
    return shown(path, Path.cwd())


def _words(error: GcContractsError | OSError) -> str:
    if isinstance(error, GcContractsError):
        place = (
            f"line {error.source.line}, column {error.source.column}: "
            if error.source and error.source.line
            else ""
        )
        return place + error.message
    return (error.strerror or str(error)).lower()
