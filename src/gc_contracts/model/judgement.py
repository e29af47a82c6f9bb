"""What came of comparing a contract with an older version of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json
from gc_contracts.model.case import ActionCase
from gc_contracts.model.finding import Severity
from gc_contracts.model.result import Changed


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing that somebody should know before this goes out; becomes a finding."""

    check: str
    severity: Severity
    message: str
    place: str
    """What makes it one: place and kind, never a line."""
    old_pointer: str = ""
    """Into the old file."""
    new_pointer: str = ""
    """Into the new file."""
    hint: str = ""
    reproduce: Mapping[str, Json] = field(default_factory=dict)
    """`record`, `input` or `output`, as the direction has it."""
    case: ActionCase | None = None
    """The run that shows it, where one does."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A contract beside its baseline: what differs, and what of that hurts whom."""

    judgements: tuple[Judgement, ...] = ()
    changes: tuple[Changed, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be verified."""
