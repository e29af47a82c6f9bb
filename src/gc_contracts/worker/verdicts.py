"""From a validator's answers to verdicts, and the validator as callers want it: records in, verdicts out."""

from collections.abc import Iterable

from gc_contracts._json import Json
from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.child.answers import RIGHT
from gc_contracts.worker.terms import Answer, Answered, Died, Hung, Opened
from gc_contracts.worker.worker import Worker

PATIENCE = 3
"""How many records may hang before the rest is not asked any more."""
DEATHS = 100
"""How many may end the process."""
_SILENT = f"gave None, which is no verdict: {RIGHT}"


def verdict_of(answer: Answer, *, raising: bool = False) -> Verdict:
    """Read an answer as a verdict.

    Args:
        answer: what a worker in the role of a validator answered.
        raising: whether the validator speaks by raising: then None means valid.
    """
    if isinstance(answer, Died):
        return Verdict(Said.CRASH, trouble=answer.trouble)
    if isinstance(answer, Hung):
        return Verdict(Said.HANG, trouble=answer.trouble)
    return _verdict(answer.value, answer, raising)


def speaks_by_raising(opened: Opened | Trouble) -> bool:
    """Whether the valid probe was answered by None, or by raising: such a validator means valid by None."""
    probe = opened.probe if isinstance(opened, Opened) else None
    if not isinstance(probe, Answered):
        return False
    return probe.value.get("said") == "none" or bool(probe.value.get("raised"))


def ask(worker: Worker, record: Json) -> Verdict:
    """Judge one record, by the style that the probe showed when the worker was opened."""
    raising = speaks_by_raising(worker.open())
    return verdict_of(worker.ask(record), raising=raising)


def ask_all(worker: Worker, records: Iterable[Json]) -> list[Verdict]:
    """Judge many records, as fast as the validator can, by the style that the probe showed.

    Returns: verdicts in order; fewer than records where it hung on too many of them, or died on too many.
    """
    verdicts: list[Verdict] = []
    hung, dead, raising = 0, 0, speaks_by_raising(worker.open())
    answers = worker.ask_all(records)
    last: Answer | None = None
    for answer in answers:
        # The worker gives the same object for the same answer in a row.
        verdicts.append(verdicts[-1] if answer is last else verdict_of(answer, raising=raising))
        last = answer
        hung += isinstance(answer, Hung)
        dead += isinstance(answer, Died)
        if hung >= PATIENCE or dead >= DEATHS:
            answers.close()
    return verdicts


def _verdict(value: Json, answer: Answered, raising: bool) -> Verdict:
    mutated, after = value.get("mutated", False), value.get("after")
    trouble = _trouble(value, answer, raising)
    if trouble is not None:
        return Verdict(Said.CRASH, (), trouble, mutated, after)
    said = Said.INVALID if value["said"] == "invalid" else Said.VALID
    return Verdict(said, tuple(value.get("errors", ())), None, mutated, after)


def _trouble(value: Json, answer: Answered, raising: bool) -> Trouble | None:
    if "trouble" in value:
        return Trouble(**value["trouble"], output=answer.output)
    if value["said"] == "none" and not raising:
        return Trouble("answer", _SILENT, **value["place"], output=answer.output)
    return None
