"""Records that break exactly one rule: a boundary case's defect, carried into a drawn valid record.

The boundary cases are proven; what is drawn around the defect, and how far the defect goes, is looked at
once more, and the case itself stands in where the drawn surroundings break a second rule.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

from gc_contracts._json import Json, get, replace
from gc_contracts.errors import SchemaError
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import Boundary, boundary
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.validate import Validator
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.strategy.draws import Draw, below
from gc_contracts.strategy.edged import carry, edged, stirred
from gc_contracts.strategy.farther import farther
from gc_contracts.strategy.valid import bare


@dataclass(frozen=True, slots=True)
class Invalid:
    """A record that breaks `keyword` at `pointer`, and nothing else; as Violation has them."""

    record: Json
    keyword: str
    pointer: str


def invalid(schema: Schema, patterns: Flavour = "ecma", *, stir: bool = False) -> st.SearchStrategy[Invalid]:
    """Draw records that break exactly one rule of a schema, each rule that can be broken alone.

    Args:
        schema: the schema, standing on its own.
        patterns: whose reading of `pattern`.
        stir: meet more rules in as many draws, at the price of shrinking.

    Raises:
        SchemaError: no record can be made, or no rule can be broken alone.
    """
    found = boundary(schema, patterns)
    cases = [case for case in found.cases if not case.valid]
    if not cases:
        raise SchemaError(f"`{schema.name}` has no rule that we can break alone")
    around = _surroundings(schema, patterns, found, stir=stir)
    return _broken(cases, found.base, around, compile_schema(schema, patterns), stir=stir)


def _surroundings(
    schema: Schema, patterns: Flavour, found: Boundary, *, stir: bool
) -> st.SearchStrategy[Json] | None:
    """Give the valid records to carry a defect into; None: none can be drawn."""
    try:
        return edged(bare(schema, patterns), found, compile_schema(schema, patterns), stir=stir)
    except SchemaError:
        return None


def _broken(
    cases: list[RecordCase],
    base: Json,
    around: st.SearchStrategy[Json] | None,
    validator: Validator,
    *,
    stir: bool,
) -> st.SearchStrategy[Invalid]:
    groups = _options(cases)
    which = below(len(groups))

    @st.composite
    def broken(draw: Draw[Json]) -> Invalid:
        number = draw(which)
        record = draw(around) if around is not None else base
        group = groups[stirred(number, record, len(groups)) if stir else number]
        number = draw(below(len(group))) if len(group) > 1 else 0
        case, way = group[stirred(number, record, len(group)) if stir else number]
        wider = case.record if way is None else replace(case.record, case.pointer, draw(way))
        tried = (carry(record, base, wider), carry(record, base, case.record), wider)
        found = (one for one in tried if _breaks(validator, one, case))
        return Invalid(next(found, case.record), case.keyword, case.pointer)

    return broken()


def _options(cases: list[RecordCase]) -> list[list[tuple[RecordCase, st.SearchStrategy[Json] | None]]]:
    """Group cases by their rule: in each group every edge as it is, and the ways to go farther than it."""
    rules: dict[tuple[str, str], list[RecordCase]] = {}
    for case in cases:
        rules.setdefault((case.rule, case.pointer), []).append(case)
    found = []
    for group in rules.values():
        ways = [(case, farther(case.keyword, _at(case.record, case.pointer))) for case in group]
        found.append([*((case, None) for case in group), *(one for one in ways if one[1] is not None)])
    return found


def _at(record: Json, pointer: str) -> Json:
    try:
        return get(record, pointer)
    except KeyError:
        return None


def _breaks(validator: Validator, record: Json, case: RecordCase) -> bool:
    """Tell whether a record breaks the rule of a case and nothing else."""
    found = {(violation.keyword, violation.pointer) for violation in validator.violations(record)}
    return found == {(case.keyword, case.pointer)}
