"""The words of this engine: a change of one rule, and the whole schema with it."""

from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Change:
    """One rule of a schema object made wrong."""

    keyword: str
    """The rule; empty: a rule that was not there."""
    words: str
    """How it was changed, for people."""
    node: Json
    """The schema object with the change."""
    calm: tuple[Json, ...] = ()
    """For a rule that is misread: schemas of values on which the right and the wrong reading surely agree."""
    letters: str = ""
    """As `calm`, for texts: a class of characters; a text of no other is read alike."""
    weaker: bool = False
    """Whether the changed rule surely takes all that the right one takes."""
    wild: tuple[Json, ...] = ()
    """Values that may show it, where the schema object stands."""
    members: tuple[tuple[str, Json], ...] = ()
    """(name, value) that may show it as a member there."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A schema with one rule wrong at one place."""

    rule: str
    """The keyword's pointer in the schema document; for a rule that was added, its schema object's."""
    words: str
    schema: Schema
    change: Change | None = None
    """None: the size limit, which stands in no document."""
    place: str = ""
    """The schema object's pointer."""
