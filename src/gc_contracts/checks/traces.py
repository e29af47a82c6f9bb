"""One input in one place: what a template prints where a single use of an input holds another value.

Conditions ask the run's own input, so that the way through the template is the run's; everything printed
holds the benign value but for one use. What differs then is that use's doing alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gc_contracts._json import Json
from gc_contracts.action.context import dummies, request_context
from gc_contracts.checks.parts import parsed, parts_of, references_of
from gc_contracts.checks.uses import Uses
from gc_contracts.errors import VelocityError
from gc_contracts.model.action import Part
from gc_contracts.model.check import Seen
from gc_contracts.velocity import Template
from gc_contracts.velocity.tracing import Piece, conditions_ask, joined, pieces, traced

_ASKED = "input asked"
"""A name that no template can spell."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A text in pieces, benign and tried; both went the same way."""

    plain: tuple[Piece, ...]
    tried: tuple[Piece, ...]

    @property
    def moved(self) -> tuple[int, ...]:
        """The pieces that the input reaches."""
        return tuple(
            at for at, (one, two) in enumerate(zip(self.plain, self.tried, strict=True)) if one != two
        )

    def with_piece(self, at: int, text: str) -> str:
        """Give the benign text with another piece in one place."""
        return joined([*self.plain[:at], Piece(text), *self.plain[at + 1 :]])

    def spans(self, at: int) -> tuple[int, int]:
        """Tell where a piece stands in the benign text."""
        start = len(joined(self.plain[:at]))
        return start, start + len(self.plain[at].text)


@dataclass(frozen=True, slots=True)
class Tracer:
    """A part's template made ready for tracing."""

    template: Template
    uses: Uses
    _marked: Template
    _asking: Template
    _credentials: Mapping[str, str]
    _login: Mapping[str, Json]
    _strict: bool

    def pieces(self, given: Mapping[str, Json]) -> tuple[Piece, ...] | None:
        """Render with an input; None where the template stops, or nobody can tell who printed what."""
        return self._rendered(self._marked, self._context(given))

    def trace(self, base: Mapping[str, Json], given: Mapping[str, Json]) -> Trace | None:
        """Render with the benign input and with another; None where they go different ways."""
        return self._compared(base, given, self._context(given)["input"])

    def reach(self, base: Mapping[str, Json], given: Mapping[str, Json]) -> tuple[int, ...]:
        """Tell which pieces an input reaches, on the way that the benign input takes."""
        found = self._compared(base, given, self._context(base)["input"])
        return found.moved if found else ()

    def raw(self, given: Mapping[str, Json]) -> str:
        """Give what `input.rawRequest` holds."""
        return str(self._context(given)["input"]["rawRequest"])

    def _compared(self, base: Mapping[str, Json], given: Mapping[str, Json], asked: Json) -> Trace | None:
        plain, tried = (
            self._rendered(self._asking, {**self._context(one), _ASKED: asked}) for one in (base, given)
        )
        if plain is None or tried is None or len(plain) != len(tried):
            return None
        pairs = zip(plain, tried, strict=True)
        same = all(one.offset == two.offset and (one.offset >= 0 or one == two) for one, two in pairs)
        return Trace(plain, tried) if same else None

    def _context(self, given: Mapping[str, Json]) -> dict[str, Any]:
        simple = {name: value for name, value in given.items() if value is not None}
        return request_context(simple, self._credentials, self._login)

    def _rendered(self, template: Template, context: Mapping[str, Json]) -> tuple[Piece, ...] | None:
        try:
            return pieces(template.render(context, self._strict))
        except VelocityError:
            return None


def tracer(seen: Seen, part: Part) -> Tracer | None:
    """Make a part ready; None where it does not parse."""
    template = parsed(seen, part)
    if template is None:
        return None
    found = {name: references_of(seen, part) for name, part in parts_of(seen).items()}
    credentials = {**dummies(found, "credentials"), **seen.contract.expectations.credentials}
    login = dummies(found, "authResponse")
    try:
        marked = traced(template)
        asking = conditions_ask(marked, {"input": _ASKED})
        strict = seen.settings.emulation.strict_request
        return Tracer(template, Uses.of(template), marked, asking, credentials, dict(login), strict)
    except RecursionError:
        return None


def put(found: Sequence[Piece], at: int, text: str) -> tuple[Piece, ...]:
    """Give the pieces with another text in one place."""
    return (*found[:at], replace(found[at], text=text), *found[at + 1 :])
