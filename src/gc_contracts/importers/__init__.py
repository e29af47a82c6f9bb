"""Recordings of other tools as interactions of ours: HAR, VCR.py, Postman 2.1, Pact, Specmatic's examples.

A file is told by its shape, never by its name. Reading is pure: secrets are still in what comes back, and
`cassette.store.save` is the only way to disk.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from gc_contracts._json import Json
from gc_contracts.errors import LoadError
from gc_contracts.importers import har, pact, postman, stub, vcr
from gc_contracts.importers.model import Hints, Imported, Loss, SkippedError, Taken
from gc_contracts.importers.text import document
from gc_contracts.model.document import Document
from gc_contracts.model.recording import Interaction

__all__ = ["Hints", "Imported", "Loss", "document", "read"]
KNOWN = "HAR, VCR.py, Postman 2.1, Pact, an example of Specmatic"


class _Format(Protocol):
    """What a module of a format offers."""

    def version(self, data: Json) -> str: ...
    def entries(self, data: Json) -> Iterator[tuple[str, Any]]: ...
    def interaction(self, entry: Any, at: str, taken: Taken) -> Interaction: ...


_FORMATS: tuple[tuple[Callable[[Json], bool], _Format], ...] = (
    (har.is_har, har),
    (postman.is_postman, postman),
    (pact.is_pact, pact),
    (stub.is_stub, stub),
    (vcr.is_vcr, vcr),
)


def read(source: Document, hints: Hints | None = None) -> Imported:
    """Read a file of another tool.

    Args:
        source: the file, as `document` reads it.
        hints: what the file may leave out.

    Raises:
        LoadError: its shape is none that is known; says what would be right.
    """
    taken = Taken(hints or Hints())
    form = next((form for fits, form in _FORMATS if fits(source.data)), None)
    if form is None:
        return _bare(source, taken)
    if form is postman:
        postman.noticed(source.data, taken)
    for at, entry in form.entries(source.data):
        _one(form, entry, at, taken)
    return taken.done(form.version(source.data))


def _one(form: _Format, entry: Any, at: str, taken: Taken) -> None:
    try:
        taken.interactions.append(form.interaction(entry, at, taken))
    except SkippedError as error:
        taken.losses.append(Loss(at, error.what, error.why, whole=True))


def _bare(source: Document, taken: Taken) -> Imported:
    if version := postman.older(source.data):
        message = f"a collection of Postman {version}, not 2.1: export it again as v2.1"
        raise LoadError(message, source.locate())
    if not (taken.hints.url and taken.hints.status):
        message = (
            f"no recording that is known ({KNOWN}). Is it the body of a response? Then say --url and --status"
        )
        raise LoadError(message, source.locate())
    try:
        taken.interactions.append(stub.bare(source.text, taken.hints))
    except SkippedError as error:
        raise LoadError(f"{error.what}: {error.why}", source.locate()) from None
    return taken.done("body of a response")
