"""Places that findings about recordings point at: in the cassette's file, or in the template that changed."""

from dataclasses import dataclass

from gc_contracts._json import split
from gc_contracts.checks.code_places import of_word
from gc_contracts.checks.make import Spot
from gc_contracts.model.check import ActionRun, Seen
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.differences import Difference
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class InCassette(Spot):
    """A place in a cassette's file."""

    cassette: Cassette | None = None

    def source(self, seen: Seen) -> Source:
        """Translate to line and column of the cassette."""
        document = self.cassette.document if self.cassette else None
        return document.locate(self.pointer) if document else seen.contract.locate()

    def excerpt(self, seen: Seen) -> tuple[str, ...]:
        """Show the line there, with a caret."""
        document = self.cassette.document if self.cassette else None
        return tuple(document.excerpt(self.source(seen))) if document else ()


def in_cassette(cassette: Cassette, pointer: str) -> Spot:
    """Point into a cassette; places in several cassettes are several."""
    return InCassette(pointer, subject=cassette.name, cassette=cassette)


def of_interaction(cassette: Cassette, number: int) -> Spot:
    """Point at an interaction."""
    return in_cassette(cassette, cassette.interactions[number].pointer or f"/interactions/{number}")


def of_request(seen: Seen, differences: tuple[Difference, ...]) -> Spot:
    """Point at the template that makes what is different, and at its name where that is found."""
    request, first = seen.contract.action.request, differences[0]
    subject = ",".join(f"{one.part} {one.name}".strip() for one in differences)
    if first.part == "method":
        return Spot("/config/request/requestType", subject=subject)
    part = request.url if first.part in {"url", "query"} else request.body
    if first.part == "header":
        part = next((text for name, text in request.headers.items() if name.lower() == first.name), None)
    if part is None:
        return of_word(seen, first.name, subject)
    at = next((at for one in differences if (at := part.text.find(_last(one) or "\0")) >= 0), -1)
    return Spot(part.pointer, part, at, subject)


def _last(one: Difference) -> str:
    """Give the name of a field as a template spells it."""
    return split(one.name)[-1] if one.part == "body" and one.name.startswith("/") else one.name


def file_of(cassette: Cassette) -> str:
    """Name a cassette's file as reports show it."""
    return cassette.document.file if cassette.document else f"cassettes/{cassette.name}.yaml"


def where(cassette: Cassette, number: int) -> str:
    """Say where an interaction stands, counting from 1."""
    return f"{file_of(cassette)}, interaction {number + 1}"


def cassette_of(run: ActionRun) -> Cassette:
    """Give the cassette of a run that has one."""
    if run.case.cassette is None:
        raise TypeError(f"{run.case.id} has no cassette")
    return run.case.cassette
