"""How one item ended: plain data that crosses processes."""

from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding
from gc_contracts.model.mutation import Mutation
from gc_contracts.model.recording import Cassette
from gc_contracts.source import Source


class Outcome(StrEnum):
    """`error`: we could not run it; `skipped`: not verified, with a reason."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Covered:
    """How often an item tried one rule: a keyword of a schema, or one way to vary an input or a response."""

    rule: str
    """A pointer into the subject's file; for an action what is varied: an input, a place in the response."""
    what: str
    """The keyword, or the variation: `maxLength`, `quote`, `empty body`."""
    cases: int
    """0: none tries it alone, for the reason `why`."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that differs from the baseline, whether or not it hurts anybody."""

    side: str
    """`record`, `input`, `output`, `request`, `result`; `contract`: it is new, gone or of another kind."""
    pointer: str
    """Into the record, input or output; a part of the request; empty: the contract as a whole."""
    says: str
    """In one sentence, without its full stop."""
    effect: str = ""
    """What it does to the records that are taken: `narrows`, `widens`, `both`, `none`, or empty."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a team knows and accepts for a time, and the entry of waivers.yaml that says so."""

    finding: Finding
    reason: str
    owner: str
    until: str
    """The last day on which it is accepted, as `2026-12-31`."""
    source: Source
    """Where the entry stands."""


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
    covered: tuple[Covered, ...] = ()
    """What was tried how often; empty unless a report is written that shows it."""
    changes: tuple[Changed, ...] = ()
    """What differs from the baseline; only of the item `compat`."""
    waived: tuple[Waived, ...] = ()
    """Findings that were accepted; they are not among `findings`."""
    recorded: tuple[Cassette, ...] = field(default=(), repr=False)
    """What was recorded, its secrets still in it: for the edge that runs the item, and for nobody else."""
