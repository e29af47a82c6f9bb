"""What an importer gives: interactions, and everything it could not carry over, by place.

Rule: nothing is dropped without a word; what is no interaction becomes a `Loss`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gc_contracts.model.recording import Interaction


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file of another tool may leave out, said by who imports it."""

    url: str = ""
    """Scheme and host, for files that name none; the whole URL for a bare body."""
    method: str = "GET"
    """For a bare body."""
    status: int = 0
    """For a bare body; 0: not said, and a bare body is refused."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a recording cannot hold, or that the file does not tell."""

    pointer: str
    what: str
    why: str
    whole: bool = False
    """Whether an interaction is missing for it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another tool became."""

    form: str
    """Its format, e.g. `HAR 1.2`."""
    interactions: tuple[Interaction, ...] = ()
    losses: tuple[Loss, ...] = ()
    secrets: Mapping[str, str] = field(default_factory=dict)
    """What the file itself keeps as a login, by name: looked for in every interaction."""

    @property
    def lost(self) -> int:
        """How many interactions are missing."""
        return sum(loss.whole for loss in self.losses)


@dataclass(slots=True)
class Taken:
    """A file while it is being read; both lists grow in the file's order."""

    hints: Hints
    interactions: list[Interaction] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def lose(self, pointer: str, what: str, why: str) -> None:
        """Note a detail that is not carried over."""
        self.losses.append(Loss(pointer, what, why))

    def done(self, form: str) -> Imported:
        """Give the outcome."""
        return Imported(form, tuple(self.interactions), tuple(self.losses), dict(self.secrets))


class SkippedError(Exception):
    """One interaction cannot be carried over; the others of its file can."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
