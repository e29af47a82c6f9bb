"""What a comparison comes to: proven, broken with a record that shows it, or openly not decided."""

from dataclasses import dataclass
from enum import StrEnum

from gc_contracts._json import Json
from gc_contracts.diff.change import Change
from gc_contracts.model.schema import Violation


class Level(StrEnum):
    """Who must be able to read whom. The transitive ones ask every older version, not only the last."""

    BACKWARD = "backward"
    """The new version takes all that the old one took."""
    FORWARD = "forward"
    """The old version takes all that the new one takes."""
    FULL = "full"
    BACKWARD_TRANSITIVE = "backward-transitive"
    FORWARD_TRANSITIVE = "forward-transitive"
    FULL_TRANSITIVE = "full-transitive"

    @property
    def directions(self) -> "tuple[Level, ...]":
        """The plain directions it asks for."""
        plain = Level(self.value.removesuffix("-transitive"))
        return (Level.BACKWARD, Level.FORWARD) if plain is Level.FULL else (plain,)

    @property
    def transitive(self) -> bool:
        """Whether every older version is asked."""
        return self.value.endswith("-transitive")


class Outcome(StrEnum):
    """How a comparison ends."""

    PROVEN = "proven"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Break:
    """One change at one place, and the smallest record found that one version takes and the other refuses."""

    direction: Level
    change: Change | None
    """None: the record differs, and no single change explains it."""
    record: Json
    violations: tuple[Violation, ...]
    """What the refusing version says of the record."""
    version: int = 0
    """Which of the older versions, oldest first, it is about."""

    @property
    def key(self) -> tuple[str, str]:
        """Its place and kind: told once."""
        if self.change is not None:
            return self.change.pointer, self.change.kind
        first = self.violations[0]
        return first.pointer, first.keyword


@dataclass(frozen=True, slots=True)
class Open:
    """Something that could break a version, with neither a proof nor a record that shows it."""

    direction: Level
    change: Change | None
    reason: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a version may follow others."""

    level: Level
    breaks: tuple[Break, ...] = ()
    open: tuple[Open, ...] = ()
    proofs: tuple[str, ...] = ()
    """How each direction that holds was proved."""
    assumed: tuple[str, ...] = ()
    """Members that records were taken not to hold, as their own schema does not declare them."""

    @property
    def outcome(self) -> Outcome:
        """Broken where a record shows it, else undecided where anything is open, else proven."""
        if self.breaks:
            return Outcome.BROKEN
        return Outcome.UNDECIDED if self.open else Outcome.PROVEN
