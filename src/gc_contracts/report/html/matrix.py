"""A contract's table: rules against kinds of cases, how often each was tried, and what was found there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gc_contracts.report.finding import clean
from gc_contracts.report.html.findings import SEVERITIES, Found, counted
from gc_contracts.report.html.prose import cut, numbered
from gc_contracts.report.html.rows import Key, key_of, label, row_of

ROWS = 120
"""Rows of one table; those with findings are kept before others."""
WAYS = 6
"""Variations that a row names."""
UNSEEN = ("mutate", "compat")
"""Kinds that try no rule one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a kind of case tried a rule, and what it found there."""

    cases: int
    found: str = ""
    """In words: `2 errors`; empty: nothing."""
    worst: str = ""
    anchor: str = ""
    """Where the first of them is on the page; empty where it is not shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, what else is to say of it, and a cell for each kind."""

    label: str
    detail: str
    cells: tuple[Cell, ...]

    @property
    def worst(self) -> str:
        """The worst severity found; empty: nothing was."""
        return next((each for each in SEVERITIES if any(cell.worst == each for cell in self.cells)), "")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table, and in words how much of it was tried."""

    kinds: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int
    says: str

    @property
    def weight(self) -> int:
        """Estimate the characters it takes on the page."""
        return sum(
            90 + len(row.label) + len(row.detail) + sum(24 + 60 * bool(cell.found) for cell in row.cells)
            for row in self.rows
        )


@dataclass(slots=True)
class _Line:
    """A row in the making."""

    cases: Counter[str] = field(default_factory=Counter)
    found: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    ways: dict[str, None] = field(default_factory=dict)
    why: str = ""


def matrix(
    contract: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], shown: Found | None
) -> Matrix | None:
    """Make a contract's table; None where nobody said what was tried.

    Args:
        contract: as the report has it.
        findings: those of this contract.
        shown: the same as the page shows them, for links.
    """
    is_action = contract["kind"] != "schema"
    lines = _tried(contract, is_action=is_action)
    if not lines:
        return None
    says = _coverage(contract, lines, is_action=is_action)
    _place(findings, lines, is_action=is_action)
    kinds = _kinds(contract, lines)
    anchors = {one.anchor for one in shown.shown} if shown else set()
    every = [_row(key, line, kinds, anchors, is_action=is_action) for key, line in lines.items()]
    rows = _kept(every)
    return Matrix(kinds, rows, len(every) - len(rows), says)


def _tried(contract: Mapping[str, Any], *, is_action: bool) -> dict[Key, _Line]:
    lines: dict[Key, _Line] = {}
    for case in contract["cases"]:
        for one in case.get("covered", ()):
            line = lines.setdefault(key_of(one["rule"], one["what"], is_action=is_action), _Line())
            line.cases[case["kind"]] += one["cases"]
            line.ways[one["what"]] = None
            line.why = line.why or one.get("why", "")
    return lines


def _place(findings: Sequence[Mapping[str, Any]], lines: dict[Key, _Line], *, is_action: bool) -> None:
    rows = {key.rule: key for key in reversed(lines)}
    for one in findings:
        line = lines.setdefault(row_of(one, rows, is_action=is_action), _Line())
        for kind in one.get("seen_by", ["static"]):
            line.found.setdefault(kind, []).append(one)


def _kinds(contract: Mapping[str, Any], lines: Mapping[Key, _Line]) -> tuple[str, ...]:
    used = {kind for line in lines.values() for kind in (*line.cases, *line.found)}
    names = (case["kind"] for case in contract["cases"])
    return tuple(dict.fromkeys(name for name in names if name in used))


def _row(key: Key, line: _Line, kinds: Sequence[str], anchors: set[str], *, is_action: bool) -> Row:
    cells = tuple(_cell(line.cases[kind], line.found.get(kind, []), anchors) for kind in kinds)
    total = line.cases.total()
    detail = line.why if not total else (_ways(list(line.ways)) if is_action else "")
    return Row(label(key, is_action=is_action), cut(clean(detail), 300), cells)


def _cell(cases: int, found: Sequence[Mapping[str, Any]], anchors: set[str]) -> Cell:
    if not found:
        return Cell(cases)
    counts = Counter(one["severity"] for one in found)
    worst = next(each for each in SEVERITIES if counts[each])
    links = (f"f-{one['fingerprint']}" for one in found if one["severity"] == worst)
    return Cell(cases, counted(counts), worst, next((link for link in links if link in anchors), ""))


def _ways(ways: Sequence[str]) -> str:
    names = [way for way in ways if way]
    rest = f" and {len(names) - WAYS} more" if len(names) > WAYS else ""
    return ", ".join(names[:WAYS]) + rest


def _kept(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Keep as many rows as a table may have, in their order, those with findings before others."""
    if len(rows) <= ROWS:
        return tuple(rows)
    wanted = sorted(range(len(rows)), key=lambda number: (not rows[number].worst, number))[:ROWS]
    return tuple(rows[number] for number in sorted(wanted))


def _coverage(contract: Mapping[str, Any], lines: Mapping[Key, _Line], *, is_action: bool) -> str:
    """Say how much was tried: rules of a schema by whom, things varied of an action."""
    about = [line for key, line in lines.items() if key.rule]
    if is_action:
        return f"{numbered(len(about), 'place')} varied in {numbered(_cases(lines), 'case')}"
    return "; ".join(_by_whom(contract, about))


def _cases(lines: Mapping[Key, _Line]) -> int:
    return sum(line.cases.total() for line in lines.values())


def _by_whom(contract: Mapping[str, Any], about: Sequence[_Line]) -> Iterator[str]:
    run = {case["kind"] for case in contract["cases"] if case.get("covered")}
    for kind, words in (("boundary", "by boundary cases"), ("fuzz", "by generated records")):
        if kind in run:
            yield f"{sum(line.cases[kind] > 0 for line in about)} of {len(about)} rules tried {words}"
    untried = [line for line in about if not line.cases.total()]
    implied = sum(line.why.startswith("implied") for line in untried)
    if implied:
        yield f"{implied} implied by others"
    if len(untried) > implied:
        yield f"{len(untried) - implied} not tried alone"
