"""Cases for a validator under test: what hand-written code gets wrong though every edge is kept.

`boundary` breaks each rule once, which tells whether a rule is there. Here each rule is asked the ways it is
usually written wrong: `len` of bytes, `re.match`, a limit of 0 that counts as none, `True` as a number. All
are edits of one value of a valid record, and the validator says what each breaks: what breaks two things
is left out, so the number of cases grows with the rules and no case rests on our belief.
"""

from collections.abc import Iterator
from math import nan

from gc_contracts._json import Json, get, kind
from gc_contracts.model.case import RecordCase
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import Boundary, boundary
from gc_contracts.schema.boundary.judge import identifier
from gc_contracts.schema.boundary.model import Stand
from gc_contracts.schema.pattern import Flavour
from gc_contracts.schema.separate.objects import minimal_trials
from gc_contracts.schema.separate.positions import transplants
from gc_contracts.schema.separate.sieve import Sieve
from gc_contracts.schema.separate.size import size_trials
from gc_contracts.schema.separate.trials import trials
from gc_contracts.schema.validate import compile as compile_schema

__all__ = ["NUMERIC", "beyond_json", "separating"]

NUMERIC = ("type", "minimum", "maximum", "multipleOf")
"""Keywords by which a place tells that a number may stand there, the most telling first."""


def separating(
    schema: Schema, base: Json, patterns: Flavour = "ecma", found: Boundary | None = None
) -> tuple[RecordCase, ...]:
    """Derive the cases that tell a wrong validator from a right one, none of them a boundary case.

    Args:
        schema: the schema, standing on its own.
        base: the valid record to edit, as `Boundary.base` has it.
        patterns: whose reading of `pattern`, `ecma` or `java`.
        found: what `boundary` gave for the same schema; None: it is asked here.

    Raises:
        SchemaError: the schema does not compile.
    """
    found = boundary(schema, patterns) if found is None else found
    sieve = Sieve.beyond(found, compile_schema(schema, patterns))
    stands = list(_based(found, base))
    for stand in stands:
        sieve.hear(stand, trials(stand))
    for root in stands[:1]:
        for case in found.cases:
            if case.id == "valid.minimal":
                sieve.hear(Stand(case.record, root.place), minimal_trials(root, case.record))
        sieve.hear(root, size_trials(stands, schema.max_bytes))
    for stand, moved in transplants(stands, (*found.cases, *sieve.cases)):
        sieve.hear(stand, moved)
    return tuple(sieve.cases)


def beyond_json(
    schema: Schema, base: Json, patterns: Flavour = "ecma", found: Boundary | None = None
) -> tuple[RecordCase, ...]:
    """Put NaN wherever a number may stand: Python has it, JSON does not.

    Invalid by decision, for no validator of JSON has a word on it: keyword `type`, where the number stands.
    An infinity is no such case: it is how Python reads 1e400, which is a number of JSON.
    They are apart from `separating` because such a record cannot be written as JSON.

    Args:
        schema: the schema, standing on its own.
        base: as for `separating`.
        patterns: as for `separating`.
        found: as for `separating`.

    Raises:
        SchemaError: the schema does not compile.
    """
    found = boundary(schema, patterns) if found is None else found
    cases: dict[str, RecordCase] = {}
    for stand in _based(found, base):
        rule = next(iter(stand.node.named(*NUMERIC)), None)
        if rule is None or not {"number", "integer"} & stand.node.types:
            continue
        name, at = identifier(f"{stand.place.path}.type/nan"), stand.place.pointer
        cases.setdefault(name, RecordCase(name, stand.put(nan), False, "type", at, rule.pointer))
    return tuple(cases.values())


def _based(found: Boundary, base: Json) -> Iterator[Stand]:
    """Give the stands of the boundary cases, on another base where one is asked for."""
    for stand in found.stands:
        if stand.record is not found.base or base is found.base:
            yield stand
        elif _same_kind(stand, base):
            yield Stand(base, stand.place)


def _same_kind(stand: Stand, base: Json) -> bool:
    try:
        return kind(get(base, stand.place.pointer)) == kind(stand.value)
    except KeyError:
        return False
