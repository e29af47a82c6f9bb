"""The team's own rules: what else is a secret here, and what is none though its name sounds so."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from gc_contracts.errors import SettingsError
from gc_contracts.redact.names import Place, Telling, plain, telling

Edit = Callable[..., object]
"""A team's function `Interaction -> Interaction`, called before anything else looks at it."""
KINDS = "header: NAME, query: NAME, field: NAME, pattern: REGEX, keep: header|query|field NAME"
_PLACES = {"header": Place.HEADER, "query": Place.QUERY, "field": Place.FIELD}


@dataclass(frozen=True, slots=True)
class Rules:
    """What a team adds to our tables and takes from them.

    Names are compared without case and separators; `*` stands at their end for any ending. A form's fields
    are asked as `field` and as `query`.
    """

    told: frozenset[tuple[Place, str]] = frozenset()
    kept: frozenset[tuple[Place, str]] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()
    """Texts that are secrets wherever they stand; a group in it says which piece."""
    edits: tuple[Edit, ...] = ()

    def telling(self, name: str, place: Place) -> Telling:
        """Tell how far a name is believed here."""
        if self.told or self.kept:
            bare = plain(name)
            if _listed(self.kept, place, bare):
                return Telling.NO
            if _listed(self.told, place, bare):
                return Telling.STRONG
        return telling(name, place)


def _listed(names: frozenset[tuple[Place, str]], place: Place, bare: str) -> bool:
    if (place, bare) in names:
        return True
    return any(
        at is place and name.endswith("*") and bare.startswith(name.removesuffix("*")) for at, name in names
    )


def rules(lines: Iterable[str | Edit]) -> Rules:
    """Read rules as ini option `gc_redact` and hook `pytest_gc_redact` give them.

    Raises:
        SettingsError: a line is no rule, or its pattern is no regular expression.

    >>> rules(["field: ssn", "keep: field tokenType"]).telling("SSN", Place.FIELD).name
    'STRONG'
    """
    found = Rules()
    for line in lines:
        found = replace(found, edits=(*found.edits, line)) if callable(line) else _with(found, line.strip())
    return found


def _with(found: Rules, line: str) -> Rules:
    kind, _, rest = (piece.strip() for piece in line.partition(":"))
    place, _, name = rest.partition(" ")
    if kind == "pattern" and rest:
        return replace(found, patterns=(*found.patterns, _pattern(rest)))
    if kind == "keep" and place in _PLACES and plain(name):
        return replace(found, kept=found.kept | {(_PLACES[place], _name(name))})
    if kind in _PLACES and plain(rest):
        return replace(found, told=found.told | {(_PLACES[kind], _name(rest))})
    raise SettingsError(f"gc_redact: {line!r} is no rule. A rule is one of: {KINDS}")


def _name(name: str) -> str:
    return plain(name) + ("*" if name.strip().endswith("*") else "")


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise SettingsError(f"gc_redact: {text!r} is no regular expression: {error}") from None
