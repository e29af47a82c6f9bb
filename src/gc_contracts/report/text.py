"""The text people see: what to say of a failed item, and the section at the end of a run.

Pure: lines with the name of a colour. Whoever prints them knows the terminal.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report.finding import STYLES, Line, block, brief, clean, cut, wrapped
from gc_contracts.report.summary import Summary

FULL = 5
"""Findings of one item shown in full; the rest take one line each unless the run is verbose."""
BRIEF = 20
"""Lines for findings below the threshold, and for each other list, unless the run is verbose."""


@dataclass(frozen=True, slots=True)
class View:
    """How to show things: terminal width, pytest's verbosity, and what counts as failing."""

    width: int = 100
    verbosity: int = 0
    fail_on: Severity = Severity.ERROR

    def grave(self, finding: Finding) -> bool:
        """Whether a finding fails the run."""
        return finding.severity.rank >= self.fail_on.rank


def headline(result: Result, view: View) -> str:
    """Say in one line why an item is red."""
    if result.outcome is Outcome.ERROR:
        return cut(result.reason, 200)
    counts = Counter(finding.check for finding in result.findings if view.grave(finding))
    return ", ".join(f"{check} ({count})" if count > 1 else check for check, count in counts.items())


def item(result: Result, rerun: Callable[[Finding], str], view: View, *, trace: bool = False) -> list[Line]:
    """Write a failed item: its findings at or above the threshold, the first in full, all of them listed."""
    grave = [finding for finding in result.findings if view.grave(finding)]
    full = len(grave) if view.verbosity > 0 else FULL
    lines = [Line(line.text, "red") for line in wrapped(clean(result.reason), "", view.width, 10)]
    for finding in grave[:full]:
        lines += [*([Line("")] if lines else []), *block(finding, rerun(finding), view.width)]
    rest = grave[full:]
    if rest:
        lines += [Line(""), Line(f"and {len(rest)} more (in full with -v):")]
        lines += [Line("  " + line.text, line.style) for line in (brief(f, view.width - 2) for f in rest)]
    if trace:
        lines += [
            Line(line) for note in result.notes if note.startswith("Traceback") for line in note.split("\n")
        ]
    return lines


def section(summary: Summary, view: View) -> list[Line]:
    """Write the section at the end of a run."""
    parts = [
        _table(summary),
        _below(summary, view),
        _unverified(summary, view),
        _listed("of unknown shape, not tested:", [clean(path) for path in summary.unknown], view),
        _notes(summary, view),
    ]
    total = Line(totals(summary), _colour(summary))
    if view.verbosity < 0:
        return [total]
    return [*(line for part in parts if part for line in (*part, Line(""))), total]


def totals(summary: Summary) -> str:
    """Count everything in one line."""
    found = ", ".join(_number(summary.count(severity), severity.value) for severity in Severity)
    counts = (
        _number(len(summary.contracts), "contract"),
        _number(len(summary.results), "case"),
        _number(summary.examples, "example"),
    )
    outcomes = Counter(result.outcome for result in summary.results)
    apart = {"not verified": outcomes[Outcome.SKIPPED], "could not be run": outcomes[Outcome.ERROR]}
    rest = "".join(f"; {_number(count, 'case')} {words}" for words, count in apart.items() if count)
    return f"{', '.join(counts)}: {found}{rest}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _colour(summary: Summary) -> str:
    if not summary.ok:
        return "red"
    return "yellow" if summary.count(Severity.WARNING) else "green"


def _table(summary: Summary) -> list[Line]:
    checks = sorted({finding.check for finding in summary.findings})
    if not checks:
        return []
    wide = max(map(len, checks))
    head = f"{'check':<{wide}}  {'errors':>7} {'warnings':>9} {'notes':>6} {'contracts':>10}"
    return [Line(head, "bold"), *(_row(summary, check, wide) for check in checks)]


def _row(summary: Summary, check: str, wide: int) -> Line:
    found = [finding for finding in summary.findings if finding.check == check]
    counts = Counter(finding.severity for finding in found)
    error, warning, note = (counts[severity] or "-" for severity in Severity)
    contracts = len({finding.contract for finding in found})
    worst = max(counts, key=lambda severity: severity.rank)
    return Line(f"{check:<{wide}}  {error:>7} {warning:>9} {note:>6} {contracts:>10}", STYLES[worst])


def _below(summary: Summary, view: View) -> list[Line]:
    found = [finding for finding in summary.findings if not view.grave(finding)]
    lines = [brief(finding, view.width - 2) for finding in found[: None if view.verbosity > 0 else BRIEF]]
    title = f"below the threshold ({view.fail_on}), not failing:"
    return _indented(title, lines, len(found) - len(lines))


def _unverified(summary: Summary, view: View) -> list[Line]:
    skipped = [
        f"{result.contract}::{result.kind}: {result.reason.removeprefix('not verified: ')}"
        for result in summary.results
        if result.outcome is Outcome.SKIPPED
    ]
    doubts = [
        f"{result.contract}::{result.kind}: {note.removeprefix('not verified: ')}"
        for result in summary.results
        for note in result.notes
        if note.startswith("not verified: ")
    ]
    return _listed("not verified:", [clean(text) for text in skipped + doubts], view)


def _notes(summary: Summary, view: View) -> list[Line]:
    if view.verbosity < 1:
        return []
    return _listed("notes:", [clean(text) for text in _told(summary.results)], view)


def _told(results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        for note in result.notes:
            if not note.startswith(("not verified: ", "Traceback")):
                yield f"{result.contract}::{result.kind}: {note}"


def _listed(title: str, texts: list[str], view: View) -> list[Line]:
    shown = texts[: None if view.verbosity > 0 else BRIEF]
    lines = [line for text in shown for line in wrapped(text, "", view.width - 2, 2)]
    return _indented(title, lines, len(texts) - len(shown))


def _indented(title: str, lines: list[Line], more: int) -> list[Line]:
    if not lines:
        return []
    rest = [Line(f"  … and {more} more: -v shows all, --gc-report FILE.json keeps all")] if more else []
    return [Line(title, "bold"), *(Line("  " + line.text, line.style) for line in lines), *rest]
