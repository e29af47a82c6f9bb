"""What is wrong with a contract, how sure we are, and how to see it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gc_contracts._json import Json
from gc_contracts.source import Source


class Severity(StrEnum):
    """SARIF's words; by default only `error` fails an item."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Higher is worse: note 0, warning 1, error 2."""
        return {"note": 0, "warning": 1, "error": 2}[self.value]


class Evidence(StrEnum):
    """What proves a defect; decides its severity."""

    FILE = "file"
    """The file alone."""
    CONTRACT = "contract"
    """An input or record that the contract allows."""
    RECORDED = "recorded"
    """A response that was recorded."""
    DECLARED = "declared"
    """An input, record or response that a person declared."""
    HTTP = "http"
    """A response that every HTTP service can give: a fault, an empty body."""
    LIKELY = "likely"
    """A response that is likely, but nobody has shown it."""
    SPECULATION = "speculation"
    """A response that nobody has seen."""

    @property
    def severity(self) -> Severity:
        """Error for proof, warning for what is likely, note for speculation."""
        weak = {"likely": Severity.WARNING, "speculation": Severity.NOTE}
        return weak.get(self.value, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of one contract at one place."""

    check: str
    severity: Severity
    contract: str
    message: str
    source: Source
    place: str = ""
    """What makes this place one: a pointer, a variable; never a line, so that it survives edits above it."""
    reproduce: Mapping[str, Json] = field(default_factory=dict)
    """The smallest input, record or response that shows it, as JSON data (see report.schema.json)."""
    hint: str = ""
    """How to mend it, for this place."""
    excerpt: tuple[str, ...] = ()
    """The line in the file with a caret."""
    steps: tuple[str, ...] = ()
    """The executed steps, one line each."""

    @property
    def key(self) -> tuple[str, str, str]:
        """One finding per (contract, check, place)."""
        return self.contract, self.check, self.place

    @property
    def fingerprint(self) -> str:
        """16 hex digits, equal as long as contract, check and place are, in every process."""
        return hashlib.sha256("\0".join(self.key).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding a key: the worst, and among equals the one with the smallest reproducer.

    Returns: worst first, then by place in the files.
    """
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        known = kept.get(finding.key)
        if known is None or _weight(finding) < _weight(known):
            kept[finding.key] = finding
    return tuple(sorted(kept.values(), key=_position))


def _weight(finding: Finding) -> tuple[int, int, str]:
    text = repr(finding.reproduce)
    return -finding.severity.rank, len(text), text


def _position(finding: Finding) -> tuple[int, Source, str, str, str]:
    return -finding.severity.rank, finding.source, finding.check, finding.place, finding.contract
