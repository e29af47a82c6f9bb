"""What a team's own validator said of one record."""

from dataclasses import dataclass
from enum import StrEnum

from gc_contracts._json import Json

OPENING = "validator.open"
"""Id of the case that stands for importing and building a validator, before it is shown any record."""


class Said(StrEnum):
    """How one question to a validator ended."""

    VALID = "valid"
    INVALID = "invalid"
    CRASH = "crash"
    """It raised something that is no verdict, ended its process, or gave back what is no verdict."""
    HANG = "hang"
    """It gave no answer in time and was killed."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong in code under test, and where in that code: the innermost line that is the team's."""

    kind: str
    """The exception's class, `exit` for a process that ended, `answer` for what is no verdict, `timeout`."""
    message: str
    file: str = ""
    """Relative to the project's root where it lies below it; empty: no line of the team's is known."""
    line: int = 0
    function: str = ""
    text: str = ""
    """The source line."""
    output: str = ""
    """The end of what the code printed."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Tells troubles apart as people do: by what was raised and the text of the line that raised it."""
        return self.kind, self.file, self.function, self.text.strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator said of a record."""

    said: Said
    errors: tuple[str, ...] = ()
    """Its own words, where it gives any."""
    trouble: Trouble | None = None
    """For a crash and a hang."""
    mutated: bool = False
    """Whether the record is another one afterwards."""
    after: Json = None
    """The record afterwards, where it is another one."""
