"""The report as Markdown, for a comment on a pull request: the verdict first, then the worst.

Never longer than GitHub takes; what found no room is the least, and is told.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from gc_contracts.model.finding import Severity
from gc_contracts.report import verdict
from gc_contracts.report.markdown_finding import brief, waived, whole
from gc_contracts.report.markdown_text import code, inline
from gc_contracts.report.room import Room
from gc_contracts.report.summary import Answer

MOST = 65_536
"""Characters of a comment on GitHub. Source: documented: the message of its refusal names the number."""
_ROOM = MOST - 5_000
"""What we take of them: whoever posts it may add a line, and we say what is left out."""
_FULL = 20
"""Findings that are shown whole."""
_ROWS = 50
"""Contracts of the table, and changes."""
_SIGNS: Mapping[str, str] = MappingProxyType(
    {Answer.BROKEN: "❌", Answer.COULD_NOT_RUN: "🛑", Answer.NOT_VERIFIED: "⚠️", Answer.SAFE: "✅"}
)
"""A sign for each verdict, worst first."""
_SHORT = 10
"""Rows of a table that is not folded."""
_EFFECTS = ("narrows", "both", "widens", "none", "")
_HEAD = "| contract | verdict | errors | warnings | notes | waived |\n|---|---|--:|--:|--:|--:|\n"
Data = Mapping[str, Any]


def text(data: Data) -> str:
    """Write the report as a comment."""
    room = Room(_ROOM)
    room.add(f"## {_SIGNS[data['verdict']]} gc-contracts: {verdict.of_report(data)}")
    room.add(_counts(data))
    for part in (_could_not_run, _table):
        part(room, data)
    grave = [one for one in data["findings"] if _fails(one, data)]
    rest = grave[_whole(room, grave) :]
    _changes(room, data)
    _list(
        room,
        map(brief, rest),
        "findings that fail the run",
        *_folded(f"{len(rest):,} more that fail the run"),
    )
    for part in (_lesser, _unverified, _accepted, _unused, _unknown):
        part(room, data)
    missing = ", ".join(f"{count:,} {noun}" for noun, count in room.missing.items())
    if missing:
        room.parts.insert(2, f"Left out for want of room: {missing}. `--gc-report FILE.json` has all.")
    return "\n\n".join(room.parts) + "\n"


def _counts(data: Data) -> str:
    totals = data["totals"]
    looked = ", ".join(_number(totals[f"{name}s"], name) for name in ("contract", "case", "example"))
    found = ", ".join(_number(count, name) for name, count in totals["findings"].items())
    accepted = f", {len(data['waived']):,} waived" if "waived" in data else ""
    refs = ", ".join(code(ref) for ref in data.get("baseline", ())[-5:])
    lines = [f"{looked}: {found}{accepted}.", f"Compared with {refs}." if refs else "", _mutation(data)]
    return "<br>\n".join(filter(None, lines))


def _mutation(data: Data) -> str:
    if "mutation" not in data:
        return ""
    told = data["mutation"]
    counts = f"{told['killed']:,} noticed, {told['survivors']:,} not, {told['equivalent']:,} equivalent"
    return f"Broken on purpose: {told['score']} % noticed ({counts})."


def _could_not_run(room: Room, data: Data) -> None:
    _list(room, _items(data, "error"), "items that could not run", "### Could not run\n\n", "")


def _table(room: Room, data: Data) -> None:
    found = Counter((one["contract"], one["severity"]) for one in data["findings"])
    found.update((one["contract"], "waived") for one in data.get("waived", ()))
    order = {told: number for number, told in enumerate(_SIGNS)}
    contracts = sorted(data["contracts"], key=lambda one: order[one["verdict"]])
    shown = room.fill((_row(one, found) for one in contracts), _around(contracts), most=_ROWS, share=0.3)
    room.lacks(len(contracts) - shown, "contracts of the table")


def _around(contracts: Sequence[Data]) -> tuple[str, str]:
    """Fold a long table away, so that what fails the run stands near the verdict."""
    if len(contracts) <= _SHORT:
        return _HEAD, ""
    verdicts = Counter(one["verdict"] for one in contracts)
    before, after = _folded(", ".join(f"{count:,} {told}" for told, count in verdicts.items()))
    return before + _HEAD, after


def _row(contract: Data, found: Counter[tuple[str, str]]) -> str:
    told = contract["verdict"]
    counts = (str(found[contract["source"], name] or "") for name in (*Severity, "waived"))
    shown = told if told == Answer.SAFE else f"**{told}**"
    return f"| {code(contract['source'])} | {shown} | {' | '.join(counts)} |"


def _whole(room: Room, grave: Iterable[Data]) -> int:
    """Show the first of what fails the run whole, and leave room to name more; tell how many."""
    return room.fill(map(whole, grave), ("### What fails the run\n\n", ""), "\n\n", _FULL, share=0.6)


def _fails(found: Data, data: Data) -> bool:
    return Severity(found["severity"]).rank >= Severity(data["fail_on"]).rank


def _changes(room: Room, data: Data) -> None:
    changes = [(one, each["source"]) for each in data["contracts"] for one in each.get("changes", ())]
    changes.sort(key=lambda pair: _EFFECTS.index(pair[0]["effect"]))
    lines = (_change(one, source) for one, source in changes)
    shown = room.fill(lines, ("### What changed since the baseline\n\n", ""), most=_ROWS, share=0.5)
    room.lacks(len(changes) - shown, "changes")


def _change(change: Data, source: str) -> str:
    effect = f"**{change['effect']}** " if change["effect"] else ""
    at = f" {code(change['pointer'])}" if change["pointer"] else ""
    return f"- {effect}{change['side']}{at} of {code(source)}: {inline(change['says'])}"


def _lesser(room: Room, data: Data) -> None:
    for severity in Severity:
        found = [one for one in data["findings"] if one["severity"] == severity and not _fails(one, data)]
        title = _folded(f"{_number(len(found), severity)}, not failing the run")
        _list(room, [brief(one) for one in found], f"{severity}s", *title)


def _unverified(room: Room, data: Data) -> None:
    lines = _items(data, "skipped")
    title = _folded(f"{_number(len(lines), 'case')} not verified")
    _list(room, lines, "reasons why a case was not verified", *title)


def _items(data: Data, outcome: str) -> Sequence[str]:
    cases = (case for contract in data["contracts"] for case in contract["cases"])
    reasons = ((one["id"], one.get("reason", "")) for one in cases if one["outcome"] == outcome)
    return [f"- {code(name)}: {inline(reason.removeprefix('not verified: '))}" for name, reason in reasons]


def _accepted(room: Room, data: Data) -> None:
    found = data.get("waived", ())
    _list(room, [waived(one) for one in found], "waived findings", *_folded(f"{len(found):,} waived"))


def _unused(room: Room, data: Data) -> None:
    found = data.get("unused_waivers", ())
    lines = [f"- {code(_entry(one))} {inline(one['why'])}" for one in found]
    title = _folded(f"{_number(len(found), 'waiver')} that accepted nothing")
    _list(room, lines, "waivers that accepted nothing", *title)


def _entry(one: Data) -> str:
    place = one["source"]
    return f"{place['file']}:{place['line']} {one['check']} of {one['contract']}"


def _unknown(room: Room, data: Data) -> None:
    files = data.get("unknown", ())
    title = _folded(f"{_number(len(files), 'file')} of unknown shape, not tested")
    _list(room, [f"- {code(file)}" for file in files], "files of unknown shape", *title)


def _list(room: Room, lines: Iterable[str], noun: str, before: str, after: str) -> None:
    every = list(lines)
    room.lacks(len(every) - room.fill(every, (before, after)), noun)


def _folded(title: str) -> tuple[str, str]:
    return f"<details><summary>{title}</summary>\n\n", "\n\n</details>"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
