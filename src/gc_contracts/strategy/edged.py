"""Edges among drawn records: bounds, members of lists, what is empty, which drawing alone seldom hits.

The edges are those of the boundary cases, carried into a drawn record one at a time; where the two do not go
together, the drawn record stays as it is.
"""

from collections.abc import Mapping
from zlib import crc32

from hypothesis import strategies as st

from gc_contracts._json import Json, dumps, equal
from gc_contracts.schema.boundary import Boundary
from gc_contracts.schema.validate import Validator
from gc_contracts.strategy.draws import Draw, below

PLAIN = 3
"""So many records are left as drawn for each one that gets an edge."""
_LARGEST = 10_000
"""Characters of a record beyond which it is large on purpose, and slow in numbers."""


def edged(
    drawn: st.SearchStrategy[Json], found: Boundary, validator: Validator, *, stir: bool = False
) -> st.SearchStrategy[Json]:
    """Put an edge into every fourth record; they shrink to records without.

    Args:
        drawn: valid records.
        found: the boundary cases of their schema.
        validator: the same schema's.
        stir: as for `stirred`.
    """
    edges = [case.record for case in found.cases if case.valid and _is_edge(case.record, found.base)]
    if not edges:
        return drawn
    which = below(len(edges) * (PLAIN + 1))

    @st.composite
    def record(draw: Draw[Json]) -> Json:
        plain = draw(drawn)
        number = draw(which)
        number = (stirred(number, plain, len(edges) * (PLAIN + 1)) if stir else number) - len(edges) * PLAIN
        if number < 0:
            return plain
        carried = carry(plain, found.base, edges[number])
        return carried if validator.is_valid(carried) else plain

    return record()


def stirred(number: int, record: Json, count: int) -> int:
    """Let a choice among many depend on all that was drawn: for runs that never shrink.

    Hypothesis repeats a drawn choice several times while it varies the rest, so that of a hundred rules a
    hundred draws meet some twenty.
    """
    return (number + crc32(dumps(record).encode("utf-8", "surrogatepass"))) % count


def _is_edge(record: Json, base: Json) -> bool:
    return record is not base and len(dumps(record)) <= _LARGEST


def carry(record: Json, base: Json, defect: Json) -> Json:
    """Apply to `record` what makes `defect` differ from `base`: members set, dropped or changed.

    >>> carry({"a": 1, "b": 2}, {"a": 5, "c": 5}, {"a": "?"})
    {'a': '?', 'b': 2}
    """
    if not (isinstance(record, Mapping) and isinstance(base, Mapping) and isinstance(defect, Mapping)):
        return defect
    carried = {name: value for name, value in record.items() if name not in base or name in defect}
    for name, value in defect.items():
        if name not in base or not equal(base[name], value):
            carried[name] = carry(carried.get(name), base.get(name), value)
    return carried
