"""The report as notes that GitHub Actions puts beside the lines of a pull request: workflow commands.

A step shows ten notes of a kind, so that no more are written: the worst ones, and a line that says how many
are not among them.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from gc_contracts.report.finding import clean, cut
from gc_contracts.report.repository import in_repository

MOST = 10
"""Notes of a kind that a step shows. Source: documented: problem matchers, limitations."""
_KINDS = MappingProxyType({"error": "error", "warning": "warning", "note": "notice"})
_OUTCOMES = MappingProxyType({"error": ("error", "could not run"), "skipped": ("warning", "not verified")})
_LONGEST = 2_000
"""Characters of a note."""
_DATA = MappingProxyType({ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"})
_PROPERTY = MappingProxyType(dict(_DATA) | {ord(":"): "%3A", ord(","): "%2C"})
"""How a value is written. Source: documented: the `core` of GitHub's own toolkit."""


def commands(data: Mapping[str, Any]) -> list[str]:
    """Write the notes, a line each, worst first; findings before what was not looked at."""
    lines: list[str] = []
    left: list[str] = []
    for severity, kind in _KINDS.items():
        notes = [*_findings(data, severity, kind), *_unlooked(data, kind)]
        lines += islice(notes, MOST)
        left += [f"{len(notes) - MOST:,} {severity}s"] if len(notes) > MOST else []
    return (
        [*lines, f"gc-contracts: GitHub shows {MOST} notes of a kind; {', '.join(left)} more"]
        if left
        else lines
    )


def command(kind: str, message: str, properties: Mapping[str, Any]) -> str:
    r"""Write a workflow command.

    >>> command("error", "50 %\nof it", {"file": "a,b.json", "line": 3, "col": 0})
    '::error file=a%2Cb.json,line=3::50 %25%0Aof it'
    """
    shown = ",".join(
        f"{name}={clean(str(value)).translate(_PROPERTY)}" for name, value in properties.items() if value
    )
    text = "\n".join(map(clean, cut(message, _LONGEST).splitlines()))
    return f"::{kind}{' ' if shown else ''}{shown}::{text.translate(_DATA)}"


def _findings(data: Mapping[str, Any], severity: str, kind: str) -> Iterator[str]:
    for found in data["findings"]:
        if found["severity"] == severity:
            place = found["source"]
            mend = f"\nmend: {found['hint']}" if "hint" in found else ""
            at = {"file": in_repository(data, place["file"]), "line": place["line"]}
            at |= {"col": place["column"] if place["line"] else 0, "title": found["check"]}
            yield command(kind, found["message"] + mend, at)


def _unlooked(data: Mapping[str, Any], kind: str) -> Iterator[str]:
    for contract in data["contracts"]:
        for case in contract["cases"]:
            of, words = _OUTCOMES.get(case["outcome"], ("", ""))
            if of == kind:
                at = {"file": in_repository(data, contract["source"]), "title": f"{case['kind']}: {words}"}
                yield command(kind, case.get("reason") or words, at)
