"""The text people see: what to say of a failed item, and the section at the end of a run.

Pure: lines with the name of a colour. Whoever prints them knows the terminal.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.model.waiver import Idle
from gc_contracts.report.finding import STYLES, Line, block, brief, clean, cut, cut_path, wrapped
from gc_contracts.report.mutation import mutation_lines, score_line
from gc_contracts.report.summary import Summary
from gc_contracts.report.verdict import COLOURS, of_summary
from gc_contracts.report.waived import counted, idle_lines, waived_lines

FULL = 5
"""Findings of one item shown in full; the rest take a line or two each unless the run is verbose."""
BRIEF = 20
"""Findings below the threshold that are shown, and entries of each other list, unless the run is verbose."""
DOUBT = "not verified: "
"""How a note begins that says what could not be verified; such notes are always shown."""
TRACE = "Traceback"
"""How a note begins that is a traceback; shown on request only."""
Entry = tuple[str, list[Line]]
"""What is said of a contract, with the contract's id."""


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
    if not counts:
        return cut(result.reason, 200)
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
        lines += [Line("  " + line.text, line.style) for f in rest for line in brief(f, view.width - 2)]
    if trace:
        lines += [Line(line) for note in result.notes if note.startswith(TRACE) for line in note.split("\n")]
    return lines


def section(summary: Summary, view: View, idle: Sequence[Idle] = ()) -> list[Line]:
    """Write the section at the end of a run.

    `idle`: the entries of waivers.yaml that accepted nothing.
    """
    parts = [
        _table(summary),
        _below(summary, view),
        _changed(summary, view),
        waived_lines(summary, view.width, view.verbosity),
        idle_lines(idle, view.width, view.verbosity),
        mutation_lines(summary, view.width, view.verbosity),
        _unverified(summary, view),
        _listed("of unknown shape, not tested:", summary.unknown, view),
        _notes(summary, view),
    ]
    verdict = Line(f"verdict: {of_summary(summary)}", COLOURS[summary.answer])
    closing = [Line(totals(summary), _colour(summary)), verdict]
    if view.verbosity < 0:
        return [*score_line(summary), *idle_lines(idle, view.width, view.verbosity), *closing]
    return [*(line for part in parts if part for line in (*part, Line(""))), *closing]


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
    waived = f"; {counted(summary.waived)}" if summary.waived else ""
    return f"{', '.join(counts)}: {found}{waived}{rest}"


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
    entries = [(finding.contract, brief(finding, view.width - 4)) for finding in found]
    return _grouped(f"below the threshold ({view.fail_on}), not failing:", entries, view)


def _changed(summary: Summary, view: View) -> list[Line]:
    """List what differs from the baseline, a line each, whether or not it hurts anybody."""
    entries = [
        (result.contract, [Line(clean(cut(f"{one.side}: {one.says}", view.width - 4)))])
        for result in summary.results
        for one in result.changes
    ]
    return _grouped("changed since the baseline:", entries, view)


def _unverified(summary: Summary, view: View) -> list[Line]:
    told = [(r, r.reason) for r in summary.results if r.outcome is Outcome.SKIPPED]
    told += [(r, note) for r in summary.results for note in r.notes if note.startswith(DOUBT)]
    return _grouped("not verified:", _said(told, view), view)


def _notes(summary: Summary, view: View) -> list[Line]:
    if view.verbosity < 1:
        return []
    apart = (DOUBT, TRACE)
    told = [(r, note) for r in summary.results for note in r.notes if not note.startswith(apart)]
    return _grouped("notes:", _said(told, view), view)


def _said(told: Iterable[tuple[Result, str]], view: View) -> list[Entry]:
    """Say each text once for a contract, with the kinds of items it was said of."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for result, text in told:
        kinds.setdefault((result.contract, text.removeprefix(DOUBT)), []).append(result.kind.value)
    return [
        (contract, wrapped(clean(f"{', '.join(dict.fromkeys(names))}: {text}"), "", view.width - 4, 2))
        for (contract, text), names in kinds.items()
    ]


def _grouped(title: str, entries: list[Entry], view: View) -> list[Line]:
    """Put entries under their contracts; as many as there is room for, and the number of the others."""
    shown = sorted(entries[: None if view.verbosity > 0 else BRIEF], key=_contract)
    lines: list[Line] = []
    for contract, group in groupby(shown, key=_contract):
        lines.append(Line(cut_path(clean(contract), view.width - 2)))
        lines += [Line("  " + line.text, line.style) for _, texts in group for line in texts]
    return _indented(title, lines, len(entries) - len(shown))


def _contract(entry: Entry) -> str:
    return entry[0]


def _listed(title: str, paths: Iterable[str], view: View) -> list[Line]:
    texts = [cut_path(clean(path), view.width - 2) for path in paths]
    shown = texts[: None if view.verbosity > 0 else BRIEF]
    return _indented(title, [Line(text) for text in shown], len(texts) - len(shown))


def _indented(title: str, lines: list[Line], more: int) -> list[Line]:
    if not lines:
        return []
    rest = [Line(f"  … and {more} more: -v shows all, --gc-report FILE.json keeps all")] if more else []
    return [Line(title, "bold"), *(Line("  " + line.text, line.style) for line in lines), *rest]
