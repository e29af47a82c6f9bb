"""How one item ended: plain data that crosses processes."""

from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding
from gc_contracts.model.mutation import Mutation
from gc_contracts.model.recording import Cassette


class Outcome(StrEnum):
    """`error`: we could not run it; `skipped`: not verified, with a reason."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Result:
    """One item's outcome and findings, every severity; `failed` is decided by the run's threshold."""

    contract: str
    kind: CaseKind
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    examples: int = 0
    """How many single cases ran."""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    reason: str = ""
    """Why it was skipped, could not run, or has a mutation score that is too low."""
    mutation: Mutation | None = None
    """What became of the broken rules; None: none was broken."""
    told: tuple[str, ...] = ()
    """What the summary says in any case: which files were written."""
    recorded: tuple[Cassette, ...] = field(default=(), repr=False)
    """What was recorded, its secrets still in it: for the edge that runs the item, and for nobody else."""
