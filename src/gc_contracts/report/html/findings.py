"""Findings as the page shows them: the worst in full, then in a line each, then only counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gc_contracts.report.finding import clean
from gc_contracts.report.html.budget import BRIEF, FULL, Purse
from gc_contracts.report.html.prose import (
    Block,
    Piece,
    block,
    cut,
    excerpt,
    joined,
    lines,
    numbered,
    sentence,
)

SEVERITIES = ("error", "warning", "note")
"""Worst first."""
STEPS = 40
"""Steps of an execution that are shown; the last ones, for there it ends."""
Data = Mapping[str, Any]
"""One object of the report, as `report.schema.json` has it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an execution, and whether it is the one that failed."""

    text: str
    fails: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding."""

    anchor: str
    check: str
    severity: str
    place: str
    """File, line and column; without the file where it is the contract's own."""
    message: tuple[Piece, ...]
    full: bool
    """Whether the rest is shown too; else it is empty."""
    pointer: str = ""
    excerpt: str = ""
    blocks: tuple[Block, ...] = ()
    steps: tuple[Step, ...] = ()
    hint: tuple[Piece, ...] = ()
    rerun: str = ""
    seen_by: str = ""
    fingerprint: str = ""
    waiver: "Waiver | None" = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding is accepted, by whom, and how long."""

    reason: tuple[Piece, ...]
    owner: str
    until: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one contract, and how many more there are than are shown."""

    shown: tuple[Shown, ...]
    counts: Mapping[str, int]
    """By severity, those that are not shown too."""
    more: int = 0

    def of(self, severity: str) -> tuple[Shown, ...]:
        """Give those of one severity."""
        return tuple(one for one in self.shown if one.severity == severity)

    @property
    def words(self) -> str:
        """Count them: `2 errors, 1 note`."""
        return counted(self.counts)


def counted(counts: Mapping[str, int]) -> str:
    """Count findings by severity in words; empty: there are none."""
    return joined([numbered(counts[each], each) if counts.get(each) else "" for each in SEVERITIES])


def by_contract(findings: Iterable[Data]) -> dict[str, Found]:
    """Give each contract its findings; they come worst first, and so the room on the page is spent."""
    full, brief = Purse(FULL), Purse(BRIEF)
    told: dict[str, list[Shown]] = {}
    counts: dict[str, Counter[str]] = {}
    for one in findings:
        counts.setdefault(one["contract"], Counter())[one["severity"]] += 1
        shown = told.setdefault(one["contract"], [])
        entry = _entry(one, full, brief)
        shown += [entry] if entry else []
    return {
        name: Found(tuple(told[name]), count, count.total() - len(told[name]))
        for name, count in counts.items()
    }


def _entry(one: Data, full: Purse, brief: Purse) -> Shown | None:
    """Show a finding in the form that there is room for; what nobody will see is not even made."""
    if not full.is_empty and full.pay(weight(entry := finding(one))):
        return entry
    if brief.is_empty:
        return None
    short = briefly(one)
    return short if brief.pay(300 + len(short.place) + _length(short.message)) else None


def finding(one: Data) -> Shown:
    """Show all that is known of a finding."""
    steps = [*([f"… {len(one['steps']) - STEPS} before"] if len(one.get("steps", ())) > STEPS else [])]
    steps += one.get("steps", [])[-STEPS:]
    return Shown(
        anchor=f"f-{one['fingerprint']}",
        check=cut(clean(one["check"]), 100),
        severity=one["severity"],
        place=place(one["source"], one["contract"]),
        message=sentence(one["message"]),
        full=True,
        pointer=cut(clean(one["source"]["pointer"]), 300),
        excerpt=excerpt(one.get("excerpt", [])),
        blocks=tuple(block(name, value) for name, value in list(one["reproduce"].items())[:12]),
        steps=tuple(Step(cut(lines(step), 300), step.startswith("FAIL")) for step in steps),
        hint=sentence(one.get("hint", "")),
        rerun=cut(clean(one.get("rerun", "")), 2_000),
        seen_by=", ".join(one.get("seen_by", ())),
        fingerprint=clean(one["fingerprint"]),
    )


def briefly(one: Data) -> Shown:
    """Show a finding in one line."""
    return Shown(
        anchor=f"f-{one['fingerprint']}",
        check=cut(clean(one["check"]), 100),
        severity=one["severity"],
        place=place(one["source"], one["contract"]),
        message=sentence(one["message"], 200),
        full=False,
    )


def place(source: Data, contract: str) -> str:
    """Tell where something stands; the file is named where it is not the contract's own."""
    at = ":".join(str(number) for number in (source["line"], source["column"]) if number)
    if source["file"] == contract:
        return f"line {at}" if at else "the file"
    return cut(clean(f"{source['file']}:{at}".rstrip(":")), 300)


def weight(one: Shown) -> int:
    """Estimate the characters a finding takes on the page, those of its tags too."""
    texts = (one.pointer, one.excerpt, one.rerun, *(each.text for each in one.blocks))
    steps = sum(len(step.text) for step in one.steps)
    return 1_200 + sum(map(len, texts)) + steps + _length(one.message) + _length(one.hint)


def _length(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.text) for piece in pieces)


def waived_ones(entries: Iterable[Data]) -> Iterator[Shown]:
    """Show findings that were accepted, with the entry that does so."""
    for one in entries:
        told = one["waiver"]
        words, owner, until = sentence(told["reason"]), cut(clean(told["owner"]), 100), clean(told["until"])
        yield replace(finding(one), waiver=Waiver(words, owner, until, place(told["source"], "")))
