"""Run record cases: what does the validator say of each record?

The second engine is asked only where the first contradicts a case, for it is slow and seldom needed. Where
the two disagree nobody is accused: the case is not verified.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from gc_contracts._json import Json, dumps
from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.validate import compile as compile_schema


class Engines:
    """Both validators of one schema; the second wakes at the first contradiction."""

    def __init__(self, schema: Schema, patterns: Literal["ecma", "java"]) -> None:
        self.first = compile_schema(schema, patterns)
        self._second: Callable[[Json], bool | None] | None = None
        self._schema = schema

    def violations(self, record: Json) -> tuple[Violation, ...]:
        """Ask the first engine for everything that is wrong."""
        return self.first.violations(record)

    def second(self, record: Json) -> bool | None:
        """Ask the second engine whether a record is valid; None: it cannot tell."""
        if self._second is None:
            from gc_contracts.schema.second import Second  # noqa: PLC0415 - late: a whole engine, seldom needed

            self._second = Second(self._schema).is_valid
        return self._second(record)


def run_records(
    schema: Schema, cases: Sequence[RecordCase], patterns: Literal["ecma", "java"]
) -> tuple[tuple[RecordRun, ...], int, tuple[str, ...]]:
    """Run cases in order.

    Returns: the runs whose verdict is sure, how many cases ran, and a note for each that is not.
    """
    engines = Engines(schema, patterns)
    runs: list[RecordRun] = []
    notes: list[str] = []
    for case in cases:
        run = _run(engines, case)
        if _disputed(run):
            notes.append(dispute(case.id, case.record, run.second))
        else:
            runs.append(run)
    return tuple(runs), len(cases), tuple(notes)


def _run(engines: Engines, case: RecordCase) -> RecordRun:
    if case.valid and not case.declared and engines.first.is_valid(case.record):
        # The fast way, for what we made ourselves: a declared record may be no JSON at all.
        return RecordRun(case, case.record, ())
    violations = engines.violations(case.record)
    contradicts = case.valid is bool(violations)
    second = engines.second(case.record) if contradicts else None
    return RecordRun(case, case.record, violations, second)


def _disputed(run: RecordRun) -> bool:
    first = not run.violations
    return run.case.valid is not first and run.second is not first


def dispute(name: str, record: Json, second: bool | None) -> str:
    """Word that the engines do not agree on a record."""
    what = "the second engine cannot judge" if second is None else "the two engines disagree on"
    return f"not verified: {what} {name}: {_short(record)}"


def _short(record: Json) -> str:
    text = dumps(record)
    return text if len(text) <= 60 else f"{text[:59]}…"
