"""From a validator's answers to verdicts, and the validator as callers want it: records in, verdicts out."""

from collections.abc import Iterable

from gc_contracts._json import Json
from gc_contracts.model.verdict import Said, Trouble, Verdict
from gc_contracts.worker.terms import Answer, Answered, Died, Hung, Opened
from gc_contracts.worker.worker import Worker

PATIENCE = 3
"""How many records may hang before the rest is not asked any more."""
_SILENT = "gave None, which is no verdict: a validator gives a bool, a list of texts (empty: valid), or (bool, list of texts)"
_VALID = Verdict(Said.VALID)


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
    value = answer.value
    if value == {"said": "valid"}:
        return _VALID
    return _verdict(value, answer, raising)


def speaks_by_raising(opened: Opened) -> bool:
    """Whether a validator's answer to the valid probe shows that it raises for `invalid` and else says nothing."""
    probe = opened.probe
    if not isinstance(probe, Answered):
        return False
    return probe.value.get("said") == "none" or bool(probe.value.get("raised"))


def ask_all(worker: Worker, records: Iterable[Json], *, raising: bool = False) -> list[Verdict]:
    """Judge many records, as fast as the validator can.

    Returns: verdicts in order; fewer than records where it hung on too many of them.
    """
    verdicts: list[Verdict] = []
    hung = 0
    answers = worker.ask_all(records)
    for answer in answers:
        verdicts.append(verdict_of(answer, raising=raising))
        hung += isinstance(answer, Hung)
        if hung >= PATIENCE:
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
        return Trouble("answer", _SILENT, output=answer.output)
    return None
