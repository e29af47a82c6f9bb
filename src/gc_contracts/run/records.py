"""Run record cases: what do our engines say of each record?

The second engine is asked only where the first contradicts a case, for it is slow and seldom needed. Where
the two disagree nobody is accused: the case is not verified.
"""

from collections.abc import Sequence

from gc_contracts.model.case import RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.run.oracle import Oracle, dispute


def run_records(
    oracle: Oracle, cases: Sequence[RecordCase]
) -> tuple[tuple[RecordRun, ...], int, tuple[str, ...]]:
    """Run cases in order.

    Returns: the runs whose verdict is sure, how many cases ran, and a note for each that is not.
    """
    runs: list[RecordRun] = []
    notes: list[str] = []
    for case in cases:
        run = _run(oracle, case)
        if _disputed(run):
            notes.append(dispute(case.id, case.record, run.second))
        else:
            runs.append(run)
    return tuple(runs), len(cases), tuple(notes)


def _run(oracle: Oracle, case: RecordCase) -> RecordRun:
    if case.valid and not case.declared and oracle.is_valid(case.record):
        # The fast way, for what we made ourselves: a declared record may be no JSON at all.
        return RecordRun(case, case.record, ())
    violations = oracle.violations(case.record)
    contradicts = case.valid is bool(violations)
    second = oracle.second(case.record) if contradicts else None
    return RecordRun(case, case.record, violations, second)


def _disputed(run: RecordRun) -> bool:
    first = not run.violations
    return run.case.valid is not first and run.second is not first
