"""An entry of waivers.yaml: findings that a team knows and accepts, by whom, why, and until when."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry. `check` and `contract` may be globs; a text that is equal fits before it is read as one."""

    check: str
    contract: str
    """A contract's id as reports show it, or as it is called from the folder of waivers.yaml."""
    reason: str
    owner: str
    until: str
    """The last day on which it holds, as `2026-12-31`."""
    source: Source
    """Where the entry stands."""
    place: str | None = None
    """The place of the finding, as reports have it; None: all places."""
    fingerprint: str = ""
    """The finding's, in place of its place."""
    folder: str = ""
    """The folder of waivers.yaml, as ids begin there: `contracts/`."""
    new_from: Severity | None = None
    """Set where the entry is not in the file yet: the least severity it is to be written for."""

    def is_for(self, contract: str) -> bool:
        """Whether an entry is about a contract, by its id."""
        inner = contract.removeprefix(self.folder)
        return any(_fits(name, self.contract) for name in dict.fromkeys((inner, contract)))

    def accepts(self, finding: Finding) -> bool:
        """Whether an entry speaks of a finding of its contract, whatever the day."""
        if not _fits(finding.check, self.check):
            return False
        if self.new_from is not None and finding.severity.rank < self.new_from.rank:
            return False
        if self.fingerprint:
            return finding.fingerprint == self.fingerprint
        return self.place is None or self.place == plain(finding.place)

    def is_over(self, today: str) -> bool:
        """Whether its last day is past; never, where the day of the run is unknown."""
        return bool(today) and self.until < today

    @property
    def is_literal(self) -> bool:
        """Whether its contract is one, by its name alone."""
        return not is_glob(self.contract)


@dataclass(frozen=True, slots=True)
class Idle:
    """An entry that accepted nothing in a run that would have shown what it speaks of, and why."""

    waiver: Waiver
    why: str


def is_glob(text: str) -> bool:
    """Whether a text means more than itself.

    >>> is_glob("template/*"), is_glob("a.json")
    (True, False)
    """
    return any(sign in text for sign in "*?[")


def plain(text: str) -> str:
    """Write a text as reports and files can hold it."""
    return text.encode("utf-8", "backslashreplace").decode()


def _fits(name: str, wanted: str) -> bool:
    return name == wanted or fnmatchcase(name, wanted)
