"""What the section at the end says of waivers: how many findings they accept, and which accept none."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from gc_contracts.model.result import Waived
from gc_contracts.model.waiver import Idle
from gc_contracts.report.finding import Line, brief, clean, cut, cut_path
from gc_contracts.report.summary import Summary

MOST = 20
"""Entries that accept nothing, as many as are shown unless the run is verbose."""


def waived_lines(summary: Summary, width: int, verbosity: int) -> list[Line]:
    """Say how many findings are accepted and which runs out first; each of them in a verbose run."""
    waived = summary.waived
    if not waived:
        return []
    if verbosity < 1:
        first = min(waived, key=lambda one: one.until)
        rest = f"the first until {first.until} ({first.owner}); -v shows each"
        return [Line(clean(cut(f"{counted(waived)}, {rest}", width)))]
    return [Line(f"{counted(waived)}:", "bold"), *_each(waived, width)]


def idle_lines(idle: Sequence[Idle], width: int, verbosity: int) -> list[Line]:
    """Name the entries that accepted nothing, with their place and why."""
    if not idle:
        return []
    if verbosity < 0:
        noun = "waiver accepts" if len(idle) == 1 else "waivers accept"
        return [Line(f"{len(idle)} {noun} nothing (named without -q)", "yellow")]
    shown = idle if verbosity > 0 else idle[:MOST]
    lines = [Line("  " + clean(line), "yellow") for one in shown for line in _idle(one, width - 2)]
    more = len(idle) - len(shown)
    rest = [Line(f"  … and {more} more: -v shows all")] if more else []
    return [Line("waivers that accept nothing:", "bold"), *lines, *rest]


def counted(waived: Sequence[Waived]) -> str:
    """Count accepted findings.

    >>> counted(())
    '0 findings waived'
    """
    return f"{len(waived):,} {'finding' if len(waived) == 1 else 'findings'} waived"


def _each(waived: Iterable[Waived], width: int) -> list[Line]:
    lines = []
    for contract, group in groupby(waived, key=lambda one: one.finding.contract):
        lines.append(Line("  " + cut_path(clean(contract), width - 2)))
        for one in group:
            lines += [Line("    " + line.text) for line in brief(one.finding, width - 4)[:1]]
            said = f"until {one.until} by {one.owner}: {one.reason} ({one.source})"
            lines.append(Line("      " + clean(cut(said, width - 6))))
    return lines


def _idle(one: Idle, width: int) -> tuple[str, str]:
    waiver = one.waiver
    named = f"{waiver.source}  {waiver.check} of {waiver.contract}"
    return cut(named, width), cut(f"  {one.why} (until {waiver.until}, {waiver.owner})", width)
