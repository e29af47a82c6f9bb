"""The whole page as data: the report's own, in the order in which people ask, cut to a size that opens."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gc_contracts._json import Json
from gc_contracts.report.finding import clean
from gc_contracts.report.html.budget import CONTRACTS, LIST, TABLES, Purse
from gc_contracts.report.html.contracts import (
    EFFECTS,
    MARKS,
    NONE,
    RANKS,
    Doubt,
    ShownContract,
    score,
    show,
    verdict,
)
from gc_contracts.report.html.findings import SEVERITIES, Found, Shown, by_contract, waived_ones
from gc_contracts.report.html.prose import Piece, cut, numbered, sentence

OPEN = 40
"""Findings below contracts that are open at first; more would hide how many contracts there are."""
WITHOUT = (
    ("not verified", "skipped", "could not be verified"),
    ("could not run", "error", "ended without a verdict"),
)
"""Verdicts of cases about which nothing is known, by their outcome, in words."""
WAIVED = 1_000
"""Accepted findings that are shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth a glance, and what it counts."""

    number: str
    noun: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many contracts ended alike; `begin` and `width` of 1000 draw it."""

    verdict: str
    mark: str
    count: int
    begin: int
    width: int


@dataclass(frozen=True, slots=True)
class Check:
    """A check that found something."""

    id: str
    says: tuple[Piece, ...]
    counts: tuple[int, ...]
    """By severity, worst first."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How much of a contract differs from the baseline."""

    anchor: str
    name: str
    counts: tuple[tuple[str, str, int], ...]
    """By effect: its name, the same in words, how many."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template writes."""

    verdict: str
    mark: str
    says: str
    tool: str
    baseline: str
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...]
    checks: tuple[Check, ...]
    changed: tuple[Changed, ...]
    contracts: tuple[ShownContract, ...]
    more_contracts: int
    findings: int
    """How many are on the page."""
    more_findings: int
    doubts: tuple[tuple[ShownContract, Doubt], ...]
    more_doubts: int
    waived: tuple[Shown, ...]
    more_waived: int
    unknown: tuple[str, ...]
    more_unknown: int


def page(data: Mapping[str, Json]) -> Page:
    """Arrange a report, version 1."""
    told: Mapping[str, Any] = data
    shown = _opened(_contracts(told))
    seen = sum(len(one.found.shown) for one in shown)
    ended = told.get("verdict") or _ended(told)
    doubts = [(one, doubt) for one in shown for doubt in one.doubts]
    waived, unknown = told.get("waived", []), told.get("unknown", [])
    tool = told.get("tool") or {"name": "gc-contracts", "version": ""}
    return Page(
        verdict=ended,
        mark=MARKS[ended],
        says=" ".join((_says(told, ended), *_besides(told, ended))),
        tool=f"{tool['name']} {cut(clean(tool['version']), 40)}".strip(),
        baseline=cut(", ".join(map(clean, told.get("baseline", []))), 300),
        figures=tuple(_figures(told)),
        shares=tuple(_shares(told)),
        checks=tuple(_checks(told)),
        changed=tuple(_changed(shown))[:LIST],
        contracts=shown,
        more_contracts=len(told["contracts"]) - len(shown),
        findings=seen,
        more_findings=len(told["findings"]) - seen,
        doubts=tuple(doubts[:LIST]),
        more_doubts=max(len(doubts) - LIST, 0),
        waived=tuple(waived_ones(waived[:WAIVED])),
        more_waived=max(len(waived) - WAIVED, 0),
        unknown=tuple(cut(clean(path), 300) for path in unknown[:LIST]),
        more_unknown=max(len(unknown) - LIST, 0),
    )


def _contracts(told: Mapping[str, Any]) -> tuple[ShownContract, ...]:
    """Show contracts, those that ask for an act first, and among them those with more to see."""
    found = by_contract(told["findings"])
    of: dict[str, list[Mapping[str, Any]]] = {}
    for one in told["findings"]:
        of.setdefault(one["contract"], []).append(one)
    ordered = sorted(told["contracts"], key=lambda one: _rank(one, found.get(one["source"], NONE)))
    room = Purse(TABLES)
    return tuple(
        show(number, one, of.get(one["source"], []), found.get(one["source"], NONE), room)
        for number, one in enumerate(ordered[:CONTRACTS], 1)
    )


def _rank(contract: Mapping[str, Any], found: Found) -> tuple[int, list[int], str]:
    counts = [-found.counts.get(each, 0) for each in SEVERITIES]
    return RANKS.index(verdict(contract)), counts, contract["source"]


def _opened(shown: tuple[ShownContract, ...]) -> tuple[ShownContract, ...]:
    """Open the contracts that ask for an act, as long as the page can still be looked over."""
    seen = 0
    opened: list[ShownContract] = []
    for one in shown:
        seen += len(one.found.shown)
        is_open = one.verdict != "safe" and (seen <= OPEN or not opened)
        opened.append(replace(one, is_open=is_open))
    return tuple(opened)


def _ended(told: Mapping[str, Any]) -> str:
    ends = {verdict(one) for one in told["contracts"]}
    return next((each for each in RANKS if each in ends), "not verified")


def _says(told: Mapping[str, Any], ended: str) -> str:
    """Say in a sentence what the verdict rests on."""
    every = told["contracts"]
    outcomes = Counter(case["outcome"] for one in every for case in one["cases"])
    least = f"at or above the threshold ({told.get('fail_on', 'error')})"
    if not outcomes:
        return "Nothing was run, so nothing is known."
    broken, cases = sum(verdict(one) == "broken" for one in every), numbered(outcomes.total(), "case")
    words = {
        "broken": f"{broken:,} of {numbered(len(every), 'contract')} failed: something was found {least}.",
        "could not run": f"{outcomes['error']:,} of {cases} ended without a verdict.",
        "not verified": f"Nothing was found {least}, but {outcomes['skipped']:,} of {cases} "
        "could not be verified.",
        "safe": f"Nothing was found {least} in {cases}, all of them verified.",
    }
    return words[ended]


def _besides(told: Mapping[str, Any], ended: str) -> Iterator[str]:
    """Keep the outcomes apart: what is broken is not all that there is to say."""
    outcomes = Counter(case["outcome"] for one in told["contracts"] for case in one["cases"])
    left = [
        f"{numbered(outcomes[outcome], 'case')} {says}"
        for its_own, outcome, says in WITHOUT
        if outcomes[outcome] and ended != its_own
    ]
    if left:
        yield f"Besides, {' and '.join(left)}."


def _figures(told: Mapping[str, Any]) -> Iterator[Figure]:
    totals = told["totals"]
    for noun in ("contracts", "cases", "examples"):
        yield Figure(f"{totals[noun]:,}", noun if totals[noun] != 1 else noun[:-1])
    for severity in SEVERITIES:
        count = totals["findings"][severity]
        yield Figure(f"{count:,}", severity if count == 1 else f"{severity}s", severity if count else "")
    if told.get("waived"):
        yield Figure(f"{len(told['waived']):,}", "waived")
    if told.get("mutation"):
        yield Figure(f"{score(told['mutation'])} %", "mutation score")


def _shares(told: Mapping[str, Any]) -> Iterator[Share]:
    counts = Counter(map(verdict, told["contracts"]))
    begin, whole = 0, max(counts.total(), 1)
    for each in RANKS:
        width = round(1000 * counts[each] / whole)
        if counts[each]:
            yield Share(each, MARKS[each], counts[each], begin, width)
        begin += width


def _checks(told: Mapping[str, Any]) -> Iterator[Check]:
    counts: dict[str, Counter[str]] = {}
    for one in told["findings"]:
        counts.setdefault(one["check"], Counter())[one["severity"]] += 1
    known = told.get("checks", {})
    each = {name: tuple(count[severity] for severity in SEVERITIES) for name, count in counts.items()}
    for name in sorted(each, key=lambda name: ([-count for count in each[name]], name))[:LIST]:
        yield Check(clean(name), sentence(known.get(name, {}).get("says", ""), 400), each[name])


def _changed(shown: tuple[ShownContract, ...]) -> Iterator[Changed]:
    for one in shown:
        counts = Counter(change.effect for change in one.changes)
        told = tuple((effect, words, counts[effect]) for effect, words in EFFECTS.items() if counts[effect])
        if told:
            yield Changed(one.anchor, one.name, told)
