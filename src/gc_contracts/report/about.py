"""What a report says beyond its results: only who runs the suite knows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Result
from gc_contracts.model.waiver import Idle

Rerun = Callable[[Result, Finding], str]
"""Writes the command that shows a finding of a result again."""


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check as reports name it: its usual severity, and a sentence that says what it sees."""

    severity: Severity
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The surroundings of a run, as reports show them."""

    rerun: Rerun | None = None
    fail_on: Severity = Severity.ERROR
    checks: Mapping[str, CheckText] = field(default_factory=dict)
    """Those that looked, by id; the families of one team's own among them."""
    baseline: tuple[str, ...] = ()
    """What was compared with, oldest first, as it was named."""
    version: str = ""
    """Ours."""
    idle: tuple[Idle, ...] = ()
    """The entries of waivers.yaml that accepted nothing."""
    root: str = ""
    """Where pytest's root folder lies in its repository, as `services/flows`; empty: it is its root."""
