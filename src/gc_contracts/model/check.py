"""A check: a pure generator over what was seen of one item, and what it sees."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json, spelt, unwritable
from gc_contracts.model.case import ActionCase, Case, CaseKind, FuzzCase, Plan, RecordCase
from gc_contracts.model.contract import Contract, Kind
from gc_contracts.model.execution import Execution
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.interaction import Request
from gc_contracts.model.judgement import Comparison
from gc_contracts.model.recording import Cassette
from gc_contracts.model.schema import Violation
from gc_contracts.model.verdict import Said, Verdict
from gc_contracts.settings import Settings


@dataclass(frozen=True, slots=True)
class RecordRun:
    """A record case and what the validator said of it.

    `second` is the independent engine's word, asked only where the first contradicts the case.
    """

    case: RecordCase | FuzzCase
    record: object
    violations: tuple[Violation, ...]
    second: bool | None = None
    verdict: Verdict | None = None
    """What the validator under test said; None: there is none."""
    again: Verdict | None = None
    """What it said of the same record when asked a second time, where that differs."""

    @property
    def weight(self) -> tuple[bool, bool, int, int, str]:
        """For choosing what shows most plainly what is meant: an object, JSON, small, of plain letters."""
        text = spelt(self.record)
        odd = sum(not (letter.isascii() and letter.isalnum()) for letter in text)
        return not isinstance(self.record, dict), not self.is_json, len(text), odd, text

    @property
    def is_json(self) -> bool:
        """Whether JSON can hold the record: NaN and the infinities it cannot."""
        return not unwritable(self.record)

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with the record, by our engines."""
        return not self.violations

    def says(self, *words: Said) -> bool:
        """Tell whether the validator under test said one of these."""
        return self.verdict is not None and self.verdict.said in words

    @property
    def contradicts(self) -> bool:
        """Whether the validator under test said the opposite of what is so, and stays with it."""
        spoken = self.says(Said.VALID, Said.INVALID) and self.again is None
        return spoken and self.says(Said.VALID) is not self.is_valid


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a cassette did in one run."""

    used: tuple[int, ...] = ()
    """Indexes of the interactions that answered, in order."""
    unmatched: tuple[Request, ...] = ()
    """Requests that none of its interactions answers."""


@dataclass(frozen=True, slots=True)
class ActionRun:
    """An action case and its execution."""

    case: ActionCase
    execution: Execution
    instead: Mapping[str, Json] = field(default_factory=dict)
    """Parts of ours that stood in for broken ones, by name; empty: the action ran as it is."""
    twin: Execution | None = None
    """For a handler beside templates: what those give for the same case."""
    replayed: Replayed | None = None
    """What the case's cassette did; None: it has none, or it was recorded."""
    recorded: Cassette | None = None
    """What this run recorded, its secrets still in it; None: nothing."""
    unrecorded: str = ""
    """Why nothing could be recorded that should have been."""


Run = RecordRun | ActionRun


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one item showed: its contract, plan and runs (none for `static`)."""

    contract: Contract
    plan: Plan
    runs: tuple[Run, ...]
    settings: Settings
    comparison: Comparison | None = None
    """What comparing with the baseline came to; only of the item `compat`."""

    @property
    def actions(self) -> tuple[ActionRun, ...]:
        """The action runs, in plan order."""
        return tuple(run for run in self.runs if isinstance(run, ActionRun))

    @property
    def records(self) -> tuple[RecordRun, ...]:
        """The record runs, in plan order."""
        return tuple(run for run in self.runs if isinstance(run, RecordRun))


Look = Callable[[Seen], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """What a plug-in supplies: an id, the items it looks at, and how it looks.

    `look` yields findings with the severity its evidence gives; a team's contract.yaml may override it.
    """

    id: str
    kinds: frozenset[CaseKind]
    look: Look
    severity: Severity = Severity.ERROR
    """What docs call its usual severity."""
    about: frozenset[Kind] = frozenset(Kind)
    """Which contracts it looks at."""


__all__ = ["ActionRun", "Case", "Check", "Look", "RecordRun", "Replayed", "Run", "Seen"]
