"""The words of a worker: where code under test lives, what it may take, and how asking it can end."""

from dataclasses import dataclass
from typing import Literal

from gc_contracts._json import Json
from gc_contracts.model.verdict import Trouble

Role = Literal["validator", "handler"]
"""What the code under test is: it judges records, or it acts on inputs."""

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Place:
    """Where the code under test lives."""

    root: str
    """The project's root: working directory of the code, and what places in it are relative to."""
    paths: tuple[str, ...] = ()
    """Where modules are looked for first, as `sys.path` has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What code under test may take."""

    seconds: float = 5.0
    """For one answer."""
    start: float = 30.0
    """Seconds for its import and building."""
    memory: int | None = 2 * GIB
    """Bytes of address space beyond what importing it took; None: no limit. POSIX only, and not macOS."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The code under test is there and can be asked."""

    shape: str
    """How it will be called, in words, e.g. `class with validate_record`."""
    probe: "Answer | None" = None
    """What it answered to the probe, where one was given."""
    tried: tuple[str, ...] = ()
    """What the import tried and was refused: connections, child processes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The code under test answered, or raised: the process lives on."""

    value: Json
    """A validator: `{"said": …, "errors": […]}`; a handler: `{"output": …}`; or `{"trouble": {…}}`. A handler
    says too what it `waited` for replies that never came, in seconds, and, with `watch` in its setup, what
    members of JSON it `wanted` and did not find, as `[[pointer, type or ""], …]`."""
    output: str = ""
    """The end of what it printed meanwhile."""
    tried: tuple[str, ...] = ()
    """What it tried meanwhile and was refused, swallowed or not."""


@dataclass(frozen=True, slots=True)
class Died:
    """The code under test ended its process, or would have: `sys.exit`, a signal, an exit code."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Hung:
    """No answer in time; the process was killed."""

    trouble: Trouble


Answer = Answered | Died | Hung
