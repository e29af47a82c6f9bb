"""What a planted bug is: the members that differ from the correct validator, and what should be found."""

from dataclasses import dataclass, field
from typing import Any

from validators.correct import Every
from validators.workitem import Workitem

ACCEPTS, REJECTS = "validator/accepts-invalid", "validator/rejects-valid"
CRASH, MUTATES, UNSTABLE = "validator/crash", "validator/mutates-record", "validator/unstable"


@dataclass(frozen=True, slots=True)
class Bug:
    """One planted bug, and what of it should be found."""

    about: str
    check: str
    keyword: str
    pointer: str
    parts: dict[str, Any] = field(repr=False)
    """The members that differ."""
    base: type[Every] = Every

    @property
    def schema(self) -> str:
        """Which of the two schemas it judges."""
        return "workitem" if self.base is Workitem else "every"

    def make(self) -> Every:
        """Build the validator."""
        return type("Planted", (self.base,), self.parts)()
