"""A defect of the schema in a record that breaks no rule beside it, so that nothing else refuses it."""

from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from typing import TYPE_CHECKING

from gc_contracts._json import Json, split
from gc_contracts.model.case import RecordCase
from gc_contracts.schema.validate import Validator

if TYPE_CHECKING:
    from gc_contracts.rules import Conditions

TRIED = 60
"""Smaller records that are looked at for one case."""


def alone(validator: Validator, conditions: "Conditions", case: RecordCase, record: Json) -> Json:
    """Leave out other members until no rule is broken too; give the record itself where none helps.

    Args:
        validator: the schema.
        conditions: the rules and references beside it.
        case: what the record is to break, and nothing else.
        record: the case's record, or one that breaks the same.
    """
    if not isinstance(record, dict) or not conditions.violations(record):
        return record
    kinds = ({(case.pointer, case.keyword)}, told_by(validator, case.record))
    told = (
        smaller
        for smaller in islice(_smaller(record, case.pointer), TRIED)
        if told_by(validator, smaller) in kinds
    )
    return next((smaller for smaller in told if not conditions.violations(smaller)), record)


def _smaller(record: Mapping[str, Json], pointer: str) -> Iterator[dict[str, Json]]:
    others = [name for name in record if name not in split(pointer)[:1]]
    for count in (1, 2):
        for left in combinations(others, count):
            yield {name: value for name, value in record.items() if name not in left}


def told_by(validator: Validator, record: Json) -> set[tuple[str, str]]:
    """Tell what a record breaks of the schema, and where."""
    return {(each.pointer, each.keyword) for each in validator.violations(record)}
