"""Results as plain data and back, so that they cross processes (xdist carries dicts, text and numbers).

Text that UTF-8 cannot hold (a lone surrogate in a hostile record) is written as its escape.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from gc_contracts._json import Json
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Changed, Covered, Outcome, Result, Waived
from gc_contracts.report.summary import Subject
from gc_contracts.source import Source


def pack(result: Result, subject: Subject) -> dict[str, Json]:
    """Write a result and its subject as plain data."""
    data: dict[str, Json] = {
        "contract": result.contract,
        "kind": result.kind.value,
        "outcome": result.outcome.value,
        "findings": [_finding(finding) for finding in result.findings],
        "examples": result.examples,
        "seconds": result.seconds,
        "notes": list(result.notes),
        "reason": result.reason,
        "mutation": None if result.mutation is None else _mutation(result.mutation),
        "told": list(result.told),
        "covered": [[one.rule, one.what, one.cases, one.why] for one in result.covered],
        "changes": [[one.side, one.pointer, one.says, one.effect] for one in result.changes],
        "waived": [_waived(one) for one in result.waived],
        "subject": [subject.source, subject.name, subject.kind, subject.dialect],
    }
    return dict(printable(data))


def unpack(data: Mapping[str, Any]) -> tuple[Result, Subject]:
    """Read what `pack` wrote."""
    result = Result(
        data["contract"],
        CaseKind(data["kind"]),
        Outcome(data["outcome"]),
        tuple(_read(finding) for finding in data["findings"]),
        data["examples"],
        data["seconds"],
        tuple(data["notes"]),
        data["reason"],
        None if data["mutation"] is None else _read_mutation(data["mutation"]),
        tuple(data["told"]),
        tuple(Covered(*one) for one in data["covered"]),
        tuple(Changed(*one) for one in data["changes"]),
        tuple(_read_waived(*one) for one in data["waived"]),
    )
    return result, Subject(*data["subject"])


def printable(value: Json) -> Json:
    r"""Escape what cannot be written as UTF-8, in keys too, and leave all else as it is.

    >>> printable({"a": ["\ud800", 1]})
    {'a': ['\\ud800', 1]}
    """
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {printable(str(key)): printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    plain = value is None or isinstance(value, bool | int | float)
    return value if plain else printable(repr(value))


def _mutation(mutation: Mutation) -> dict[str, Json]:
    return {
        "killed": mutation.killed,
        "survivors": [_broken(one) for one in mutation.survivors],
        "equivalent": [_broken(one) for one in mutation.equivalent],
    }


def _broken(one: Broken) -> list[Json]:
    return [_place(one.source), one.change, one.reason, one.witness]


def _read_mutation(data: Mapping[str, Any]) -> Mutation:
    survivors, equivalent = (
        tuple(Broken(Source(*source), *rest) for source, *rest in data[name])
        for name in ("survivors", "equivalent")
    )
    return Mutation(data["killed"], survivors, equivalent)


def _waived(one: Waived) -> list[Json]:
    return [_finding(one.finding), one.reason, one.owner, one.until, _place(one.source)]


def _read_waived(
    finding: Mapping[str, Any], reason: str, owner: str, until: str, place: Iterable[Any]
) -> Waived:
    return Waived(_read(finding), reason, owner, until, Source(*place))


def _place(source: Source) -> list[Json]:
    return [source.file, source.line, source.column, source.pointer]


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "contract": finding.contract,
        "message": finding.message,
        "source": _place(finding.source),
        "place": finding.place,
        "reproduce": dict(finding.reproduce),
        "hint": finding.hint,
        "excerpt": list(finding.excerpt),
        "steps": list(finding.steps),
    }


def _read(data: Mapping[str, Any]) -> Finding:
    return Finding(
        data["check"],
        Severity(data["severity"]),
        data["contract"],
        data["message"],
        Source(*data["source"]),
        data["place"],
        data["reproduce"],
        data["hint"],
        tuple(data["excerpt"]),
        tuple(data["steps"]),
    )
