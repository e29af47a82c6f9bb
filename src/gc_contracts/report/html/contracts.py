"""One contract on the page: its verdict, what changed, what was found, what was tried, what was not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gc_contracts.report.finding import clean
from gc_contracts.report.html.budget import LIST, Purse
from gc_contracts.report.html.findings import Found, place
from gc_contracts.report.html.matrix import Matrix, matrix
from gc_contracts.report.html.prose import Piece, block, cut, lines, numbered, sentence

EFFECTS = {
    "narrows": "narrows",
    "both": "narrows and widens",
    "widens": "widens",
    "none": "without effect",
    "": "other",
}
"""What a change does to the records that are taken, in words; what may hurt first."""
RANKS = ("broken", "could not run", "not verified", "safe")
"""Verdicts, what asks for an act first."""
MARKS = {"broken": "✕", "could not run": "!", "not verified": "?", "safe": "✓"}
NONE = Found((), {})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the baseline."""

    effect: str
    words: str
    where: str
    says: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One item: its kind, how it ended, and why if that was without a verdict."""

    kind: str
    outcome: str
    examples: str
    seconds: str
    reason: tuple[Piece, ...] = ()
    unverified: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that nothing is known about, and why."""

    what: str
    says: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A rule that was broken on purpose and that no case missed."""

    place: str
    change: tuple[Piece, ...]
    reason: tuple[Piece, ...]
    witness: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of the rules of a contract that were broken on purpose."""

    says: str
    survivors: tuple[Survivor, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownContract:
    """A contract as the page shows it."""

    anchor: str
    name: str
    source: str
    about: str
    verdict: str
    mark: str
    found: Found
    changes: tuple[Change, ...]
    more_changes: int
    cases: tuple[Case, ...]
    matrix: Matrix | None
    mutation: Mutation | None
    is_open: bool = False

    @property
    def doubts(self) -> Iterator[Doubt]:
        """What was not verified or could not run."""
        for case in self.cases:
            if case.reason:
                yield Doubt(f"{case.kind} {case.outcome}", case.reason)
            for one in case.unverified:
                yield Doubt(f"{case.kind} not verified", one)


def verdict(contract: Mapping[str, Any]) -> str:
    """Tell how a contract ended; a report of an older make has only its cases."""
    told = contract.get("verdict")
    if told:
        return str(told)
    outcomes = {case["outcome"] for case in contract["cases"]}
    ends = {"failed": "broken", "error": "could not run", "skipped": "not verified"}
    return next((words for outcome, words in ends.items() if outcome in outcomes), "safe")


def show(
    number: int, contract: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], found: Found, room: Purse
) -> ShownContract:
    """Show a contract; its table only while there is room for tables.

    Args:
        number: its place in the list, for links.
        contract: as the report has it.
        findings: those of this contract.
        found: the same as the page shows them.
        room: what is left for tables.
    """
    table, ended = matrix(contract, findings, found), verdict(contract)
    changes = sorted(contract.get("changes", ()), key=lambda one: list(EFFECTS).index(one["effect"]))
    return ShownContract(
        anchor=f"c-{number}",
        name=cut(clean(contract["name"] or contract["source"].rpartition("/")[2]), 120),
        source=cut(clean(contract["source"]), 300),
        about=" · ".join(filter(None, (contract["kind"], cut(clean(contract["dialect"]), 60)))),
        verdict=ended,
        mark=MARKS[ended],
        found=found,
        changes=tuple(map(_change, changes[:LIST])),
        more_changes=max(len(changes) - LIST, 0),
        cases=tuple(map(_case, contract["cases"])),
        matrix=table if table and room.pay(table.weight) else None,
        mutation=next(_mutations(contract), None),
    )


def _change(one: Mapping[str, Any]) -> Change:
    where = " ".join(filter(None, (one["side"], cut(clean(one["pointer"]), 200))))
    return Change(one["effect"], EFFECTS[one["effect"]], where, sentence(one["says"]))


def _case(case: Mapping[str, Any]) -> Case:
    doubts = [sentence(text) for text in case.get("unverified", ())[:LIST]]
    return Case(
        case["kind"],
        {"skipped": "not verified", "error": "could not run"}.get(case["outcome"], case["outcome"]),
        numbered(case["examples"], "example") if case["examples"] else "",
        f"{case['seconds']:.2f} s" if case["seconds"] >= 0.01 else "",
        sentence(case.get("reason", "").removeprefix("not verified: ")),
        tuple(doubts),
    )


def _mutations(contract: Mapping[str, Any]) -> Iterator[Mutation]:
    for case in contract["cases"]:
        told = case.get("mutation")
        if told:
            lost, alike = told["survivors"], len(told["equivalent"])
            counted = told["killed"] + len(lost)
            rest = f", {numbered(alike, 'equivalent')} left out" if alike else ""
            says = f"{score(told)} %: {told['killed']:,} of {counted:,} broken rules were noticed{rest}"
            kept = tuple(_survivor(one, contract["source"]) for one in lost[:LIST])
            yield Mutation(says, kept, len(lost) - len(kept))


def score(told: Mapping[str, Any]) -> str:
    """Write a score; only what is complete is 100.

    >>> score({"score": 99.98, "survivors": 1}), score({"score": 100.0, "survivors": []})
    ('99.9', '100')
    """
    return f"{min(told['score'], 99.9):.1f}" if told["survivors"] else "100"


def _survivor(one: Mapping[str, Any], contract: str) -> Survivor:
    at = f"{place(one['source'], contract)} {clean(one['source']['pointer'])}"
    witness = block("record", one["witness"]).text if "witness" in one else ""
    return Survivor(cut(at.strip(), 300), sentence(one["change"]), sentence(lines(one["reason"])), witness)
