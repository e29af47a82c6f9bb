"""Family `compat/`: what a change since the baseline breaks. Judged before; here it becomes findings.

The rows for kinds of change and directions are data (`diff.rows`); each has an id of its own, so that a team
can switch, grade and waive it by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts.checks.make import Spot, finding, reply
from gc_contracts.diff.rows import ROWS, Direction
from gc_contracts.model.case import CaseKind
from gc_contracts.model.check import Check, Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.judgement import Judgement
from gc_contracts.source import Source


@dataclass(frozen=True, slots=True)
class _Place(Spot):
    """A judgement's place: it keeps its name when pointers move."""

    named: str = ""

    @property
    def place(self) -> str:
        """What makes this place one."""
        return self.named


@dataclass(frozen=True, slots=True)
class _Told:
    """The look of one id: its judgements, as findings."""

    id: str

    def __call__(self, seen: Seen) -> Iterator[Finding]:
        """Look at what comparing came to."""
        judgements = seen.comparison.judgements if seen.comparison else ()
        yield from (_finding(seen, one) for one in judgements if one.check == self.id)


def _finding(seen: Seen, one: Judgement) -> Finding:
    if seen.contract.gone:
        return _removed(seen, one)
    at = _Place(one.new_pointer, named=one.place)
    data = dict(one.reproduce)
    if one.case is not None:
        data |= {"input": one.case.input, "respond": reply(one.case.reply)}
    data |= {"baseline": seen.contract.baseline[-1].ref} if seen.contract.baseline else {}
    return finding(seen, one.check, one.message, at, severity=one.severity, hint=one.hint, reproduce=data)


def _removed(seen: Seen, one: Judgement) -> Finding:
    """Tell of what is no more: there is no line to show."""
    data = {"baseline": seen.contract.baseline[-1].ref}
    where = Source(seen.contract.id)
    return Finding(one.check, one.severity, seen.contract.id, one.message, where, one.place, data, one.hint)


def _check(name: str, severity: Severity, *about: Kind) -> Check:
    return Check(name, frozenset({CaseKind.COMPAT}), _Told(name), severity, frozenset(about or Kind))


def _about(direction: Direction) -> Kind:
    return Kind.ACTION if direction in {Direction.INPUT, Direction.OUTPUT} else Kind.SCHEMA


CHECKS = (
    *(_check(row.id, row.severity, _about(row.direction)) for row in ROWS.values()),
    _check("compat/removed", Severity.ERROR),
    _check("compat/platform", Severity.ERROR, Kind.SCHEMA),
    _check("compat/identity", Severity.WARNING, Kind.ACTION),
    _check("compat/request-changed", Severity.WARNING, Kind.ACTION),
    _check("compat/result-changed", Severity.WARNING, Kind.ACTION),
    _check("compat/undecided", Severity.NOTE),
)
