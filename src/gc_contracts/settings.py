"""What a run was asked to do: built once at the edge, passed down, never looked up.

`Emulation` is the one place for what no source settles about the platform; each field says what we
assume and why.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from gc_contracts.model.finding import Severity

Level = Literal["backward", "forward", "full", "backward-transitive", "forward-transitive", "full-transitive"]
"""As `diff.verdict.Level` has them; this module is for every layer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulation:
    """The open questions about the platform, as switches."""

    velocity: Literal["1.7", "2"] = "1.7"
    """Template engine generation. Assumed: input names may hold `-`, which 1.7 takes as it is."""
    strict_request: bool = True
    """Strict references in URL, headers and body. Assumed from the success template, where it is recorded."""
    strict_success: bool = True
    """Strict references in the success template. Recorded: the workshop's `has not been set` message."""
    empty_body: Literal["object", "fail"] = "object"
    """An empty response body acts as `{}`. Assumed: library actions on endpoints that return nothing."""
    patterns: Literal["ecma", "java"] = "ecma"
    """Whose reading of `pattern`. ECMA-262 is JSON Schema's word; Java's is assumed for the platform."""
    max_depth: int = 50
    """Deepest JSON the platform takes. Documented: request configuration article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where the code under test lives, and how long it may take; read from the environment at the edge."""

    root: str = ""
    """The project's root: the working directory of code under test, and what places in it are relative to."""
    paths: tuple[str, ...] = ()
    """Where its modules are imported from, as `sys.path` has it."""
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Name and value of each secret that the environment holds, for no report to show it."""
    home: str = ""
    """The user's home folder, shown as `~`."""
    installed: tuple[str, ...] = ()
    """Where Python and what is installed lie, shown as `…`."""
    node: str = "node"
    """The Node.js that runs functions: a path, or a name that is looked for in PATH. Ini `gc_node`."""
    seconds: float = 5.0
    """How long a validator may think about one record before it is killed. Ini `gc_validator_seconds`."""
    budget: float = 120.0
    """How long the records of one item may take in all before the rest is left unasked. Ini
    `gc_validator_budget`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run's settings."""

    examples: int = 100
    """Generated examples a property case."""
    select: tuple[str, ...] = ()
    """Globs of check ids to keep; empty: all."""
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    strict: bool = False
    """Files of unknown shape fail instead of being listed."""
    seed: int | None = None
    """Hypothesis seed; None: derandomised, the same tree gives the same result."""
    emulation: Emulation = field(default_factory=Emulation)
    project: Project = field(default_factory=Project)
    today: str = ""
    """The day of the run, as `2026-01-31`; empty: unknown, so no recording is old."""
    stale_days: int = 365
    """Days after which a recording is old. Assumed: an API that is not asked for a year may have changed. Ini
    `gc_stale_days`."""
    record: Literal["none", "once", "new_episodes", "all"] = "none"
    """Whether recordings that examples name are made by asking the real services; `none`: no network."""
    now: str = ""
    """The time that recordings of this run bear, as `2026-01-31T12:00:00Z`."""
    mutate: bool = False
    """Whether the validator is broken once per rule, to show that some case goes red."""
    compat: Level = "backward"
    """Who must be able to read whom when a schema changes, unless contract.yaml says it. Ini `gc_compat`."""
    redact: tuple[str | Callable[..., object], ...] = ()
    """Rules of redaction, as ini `gc_redact` writes them, and functions of the hook `pytest_gc_redact`."""
    coverage: bool = False
    """Whether results say what they tried how often, for a report that shows it."""
    mutate_min: float | None = None
    """The least mutation score, in percent, with which the item of a contract passes; None: any."""
