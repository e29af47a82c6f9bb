"""What a run tells of the validator under test: small questions that several modules ask alike."""

import re
from collections.abc import Iterable

from gc_contracts._json import Json, get
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.check import RecordRun
from gc_contracts.model.schema import Violation
from gc_contracts.model.verdict import Verdict

ABSENT = object()
"""Stands for no value at all, which null is not."""
_RULE = re.compile(r"/rules/\d+")


def other(first: Verdict | None, second: Verdict | None) -> Verdict | None:
    """Give the second answer where it is another one; None: it is the same, or one is missing."""
    if first is None or second is None or first.said is second.said:
        return None
    return second


def keys(violations: Iterable[Violation]) -> frozenset[tuple[str, str]]:
    """Tell what is broken, wherever it is."""
    return frozenset((each.keyword, each.rule) for each in violations)


def origin(violation: Violation) -> Origin:
    """Tell what declares the rule that is broken: rules and references stand in contract.yaml."""
    if violation.keyword == "reference":
        return Origin.REFERENCE
    return Origin.RULE if _RULE.fullmatch(violation.rule) else Origin.SCHEMA


def record_case(run: RecordRun) -> RecordCase:
    """Give the case of a run about one record; raises TypeError for a property."""
    if not isinstance(run.case, RecordCase):
        raise TypeError(f"{run.case.id} is a property, not a record")
    return run.case


def value_at(record: Json, pointer: str) -> Json:
    """Give what stands at a place of a record; `ABSENT` where nothing does."""
    try:
        return get(record, pointer)
    except KeyError:
        return ABSENT
