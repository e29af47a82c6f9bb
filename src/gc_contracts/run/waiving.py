"""Take the findings that a team accepts out of those that count; an entry whose day is past takes nothing.

A finding whose entry ran out is an error whatever its grade: somebody has promised to look at it by that day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gc_contracts.model.finding import Finding, Severity, distinct
from gc_contracts.model.result import Waived
from gc_contracts.model.waiver import Waiver, is_glob, plain

LONGEST = 160
"""Most characters of a reason that a finding repeats."""


def waive(
    findings: Iterable[Finding], waivers: Iterable[Waiver], today: str
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Sort findings of a contract into those that count and those that are accepted.

    The first entry that holds is taken; then one that ran out; last an entry that is still to be written.

    Args:
        findings: distinct.
        waivers: the entries about this contract, in the order of their file.
        today: the day, as `2026-12-31`; empty: no entry is over.
    """
    entries = _Entries.of(waivers)
    if not entries:
        return tuple(findings), ()
    kept, waived = [], []
    for finding in findings:
        waiver = entries.of_finding(finding, today)
        if waiver is None:
            kept.append(finding)
        elif waiver.is_over(today):
            kept.append(_expired(finding, waiver))
        else:
            waived.append(Waived(finding, waiver.reason, waiver.owner, waiver.until, waiver.source))
    return distinct(kept), tuple(waived)


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries by check and place, so that 400 of them cost a finding what one does; the rest by the way."""

    exact: dict[tuple[str, str], list[Waiver]] = field(default_factory=dict)
    others: list[Waiver] = field(default_factory=list)

    @classmethod
    def of(cls, waivers: Iterable[Waiver]) -> "_Entries":
        entries = cls()
        for waiver in waivers:
            if waiver.place is None or is_glob(waiver.check):
                entries.others.append(waiver)
            else:
                entries.exact.setdefault((waiver.check, waiver.place), []).append(waiver)
        return entries

    def __bool__(self) -> bool:
        return bool(self.exact or self.others)

    def of_finding(self, finding: Finding, today: str) -> Waiver | None:
        """Give the entry that decides about a finding."""
        fitting = [waiver for waiver in self._near(finding) if waiver.accepts(finding)]
        return min(fitting, key=lambda waiver: _turn(waiver, today), default=None)

    def _near(self, finding: Finding) -> Iterator[Waiver]:
        yield from self.exact.get((finding.check, plain(finding.place)), ())
        yield from self.others


def _turn(waiver: Waiver, today: str) -> tuple[bool, bool]:
    return waiver.new_from is not None, waiver.is_over(today)


def _expired(finding: Finding, waiver: Waiver) -> Finding:
    reason = waiver.reason if len(waiver.reason) <= LONGEST else waiver.reason[: LONGEST - 1] + "…"
    said = f"was waived until {waiver.until} by {waiver.owner} because {reason} ({waiver.source}):"
    return replace(finding, severity=Severity.ERROR, message=f"{said} {finding.message}")
