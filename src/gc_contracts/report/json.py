"""The report for machines, version 1; other formats are views of the same data.

Paths are relative with forward slashes, times are rounded, and the shape is held by `report.schema.json`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Covered, Result, Waived
from gc_contracts.model.waiver import Idle
from gc_contracts.report.about import About, Rerun
from gc_contracts.report.mutation import mutation_data, scores, total, totals_data
from gc_contracts.report.summary import Subject, Summary, answer
from gc_contracts.report.wire import printable
from gc_contracts.source import Source

VERSION = 1
_NOTHING = About()
Key = tuple[str, str, str]
"""What makes a finding one, as `Finding.key` has it."""
DOUBT = "not verified: "
"""How a note begins that says what could not be verified."""


def report(summary: Summary, about: About = _NOTHING) -> dict[str, Json]:
    """Write a summary in the shape of DESIGN: totals, contracts with their cases, findings."""
    seen_by: dict[Key, list[Result]] = {}
    for result in summary.results:
        for found in result.findings:
            seen_by.setdefault(found.key, []).append(result)
    data: dict[str, Json] = {
        "version": VERSION,
        "verdict": summary.answer.value,
        "fail_on": about.fail_on.value,
        "totals": _totals(summary),
        "contracts": [_contract(subject, results) for subject, results in summary.contracts],
        "findings": [
            _finding(found) | _seen(found, seen_by[found.key], about.rerun) for found in summary.findings
        ],
    }
    return dict(printable(data | _further(summary, about)))


def text(data: Mapping[str, Json]) -> str:
    """Write the report as people and machines read it: indented, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _further(summary: Summary, about: About) -> dict[str, Json]:
    """Give the optional members that have something to say."""
    broken = scores(summary.results)
    named = {found.check for found in summary.findings} | {one.finding.check for one in summary.waived}
    checks = {name: about.checks[name] for name in sorted(named & about.checks.keys())}
    members: dict[str, Json] = {
        "tool": {"name": "gc-contracts", "version": about.version} if about.version else None,
        "root": about.root,
        "baseline": list(about.baseline),
        "checks": {name: {"severity": one.severity.value, "says": one.says} for name, one in checks.items()},
        "waived": [_waived(one) for one in summary.waived],
        "unused_waivers": [_idle(one) for one in about.idle],
        "mutation": totals_data(total(one for _, one in broken)) if broken else None,
        "unknown": list(summary.unknown),
    }
    return {name: value for name, value in members.items() if value}


def _totals(summary: Summary) -> dict[str, Json]:
    return {
        "contracts": len(summary.contracts),
        "cases": len(summary.results),
        "examples": summary.examples,
        "findings": {severity.value: summary.count(severity) for severity in Severity},
    }


def _contract(subject: Subject, results: tuple[Result, ...]) -> dict[str, Json]:
    data: dict[str, Json] = {
        "name": subject.name,
        "kind": subject.kind,
        "dialect": subject.dialect,
        "source": subject.source,
        "verdict": answer(results).value,
        "cases": [_case(result) for result in results],
    }
    changes = [
        {"side": one.side, "pointer": one.pointer, "says": one.says, "effect": one.effect}
        for result in results
        for one in result.changes
    ]
    return data | ({"changes": changes} if changes else {})


def _case(result: Result) -> dict[str, Json]:
    data: dict[str, Json] = {
        "id": f"{result.contract}::{result.kind.value}",
        "kind": result.kind.value,
        "outcome": result.outcome.value,
        "examples": result.examples,
        "seconds": round(result.seconds, 6),
    }
    extras: dict[str, Json] = {
        "reason": result.reason,
        "mutation": None if result.mutation is None else mutation_data(result.mutation),
        "unverified": [note.removeprefix(DOUBT) for note in result.notes if note.startswith(DOUBT)],
        "covered": _covered(result.covered),
    }
    return data | {name: value for name, value in extras.items() if value}


def _covered(covered: Iterable[Covered]) -> list[Json]:
    return [
        {"rule": one.rule, "what": one.what, "cases": one.cases} | ({"why": one.why} if one.why else {})
        for one in covered
    ]


def _seen(finding: Finding, by: Sequence[Result], rerun: Rerun | None) -> dict[str, Json]:
    """Tell which items saw a finding, and how the first of them is run again."""
    kinds: list[Json] = [result.kind.value for result in by]
    command = rerun(by[0], finding) if rerun else ""
    return {"seen_by": kinds} | ({"rerun": command} if command else {})


def _finding(finding: Finding) -> dict[str, Json]:
    data: dict[str, Json] = {
        "check": finding.check,
        "severity": finding.severity.value,
        "contract": finding.contract,
        "message": finding.message,
        "source": _place(finding.source),
        "reproduce": dict(finding.reproduce),
        "fingerprint": finding.fingerprint,
    }
    extras: dict[str, Json] = {
        "place": finding.place,
        "excerpt": list(finding.excerpt),
        "hint": finding.hint,
        "steps": list(finding.steps),
    }
    return data | {name: value for name, value in extras.items() if value}


def _waived(one: Waived) -> dict[str, Json]:
    waiver: dict[str, Json] = {"reason": one.reason, "owner": one.owner, "until": one.until}
    return _finding(one.finding) | {"waiver": waiver | {"source": _place(one.source)}}


def _idle(one: Idle) -> dict[str, Json]:
    waiver = one.waiver
    named: dict[str, Json] = {"check": waiver.check, "contract": waiver.contract}
    place: dict[str, Json] = {} if waiver.place is None else {"place": waiver.place}
    # Not its reason: what people write is masked with a contract's secrets, and there may be no contract.
    told: dict[str, Json] = {"owner": waiver.owner, "until": waiver.until, "why": one.why}
    return named | place | told | {"source": _place(waiver.source)}


def _place(source: Source) -> dict[str, Json]:
    return {"file": source.file, "line": source.line, "column": source.column, "pointer": source.pointer}
