"""The report for machines, version 1; other formats are views of the same data.

Paths are relative with forward slashes, times are rounded, and the shape is held by `report.schema.json`.
"""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from gc_contracts._json import Json
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.result import Result
from gc_contracts.report.mutation import mutation_data, scores, total, totals_data
from gc_contracts.report.summary import Subject, Summary
from gc_contracts.report.wire import printable

VERSION = 1
Rerun = Callable[[Result, Finding], str]
"""Writes the command that shows a finding of a result again; only who runs the suite can know it."""


def report(summary: Summary, rerun: Rerun | None = None) -> dict[str, Json]:
    """Write a summary in the shape of DESIGN: totals, contracts with their cases, findings."""
    seen_by = {found.key: result for result in reversed(summary.results) for found in result.findings}
    data: dict[str, Json] = {
        "version": VERSION,
        "totals": _totals(summary),
        "contracts": [_contract(subject, results) for subject, results in summary.contracts],
        "findings": [
            _finding(found, rerun(seen_by[found.key], found) if rerun else "") for found in summary.findings
        ],
    }
    broken = scores(summary.results)
    if broken:
        data["mutation"] = totals_data(total(one for _, one in broken))
    if summary.unknown:
        data["unknown"] = list(summary.unknown)
    return dict(printable(data))


def write(summary: Summary, path: Path, rerun: Rerun | None = None) -> None:
    """Write the report as a whole or not at all: beside its place first, then moved there.

    Raises:
        OSError: the folder cannot be made or the file cannot be written.
    """
    text = json.dumps(report(summary, rerun), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _totals(summary: Summary) -> dict[str, Json]:
    return {
        "contracts": len(summary.contracts),
        "cases": len(summary.results),
        "examples": summary.examples,
        "findings": {severity.value: summary.count(severity) for severity in Severity},
    }


def _contract(subject: Subject, results: Iterable[Result]) -> dict[str, Json]:
    return {
        "name": subject.name,
        "kind": subject.kind,
        "dialect": subject.dialect,
        "source": subject.source,
        "cases": [_case(result) for result in results],
    }


def _case(result: Result) -> dict[str, Json]:
    data: dict[str, Json] = {
        "id": f"{result.contract}::{result.kind.value}",
        "kind": result.kind.value,
        "outcome": result.outcome.value,
        "examples": result.examples,
        "seconds": round(result.seconds, 6),
    }
    if result.reason:
        data["reason"] = result.reason
    if result.mutation is not None:
        data["mutation"] = mutation_data(result.mutation)
    return data


def _finding(finding: Finding, rerun: str) -> dict[str, Json]:
    source = finding.source
    data: dict[str, Json] = {
        "check": finding.check,
        "severity": finding.severity.value,
        "contract": finding.contract,
        "message": finding.message,
        "source": {
            "file": source.file,
            "line": source.line,
            "column": source.column,
            "pointer": source.pointer,
        },
        "reproduce": dict(finding.reproduce),
        "fingerprint": finding.fingerprint,
    }
    extras = {"hint": finding.hint, "steps": list(finding.steps), "rerun": rerun}
    return data | {name: value for name, value in extras.items() if value}
