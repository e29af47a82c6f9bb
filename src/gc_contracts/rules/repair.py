"""A record that breaks conditions, mended elsewhere: what was put in one place stays, the rest gives way."""

from collections.abc import Iterator
from itertools import islice

from gc_contracts._json import Json, split
from gc_contracts.rules.search.bench import Bench
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.search.solve import solve

_STEPS = 8_000
_MOST_REFUSED = 24


def repair(maker: Maker, record: Json, keep: str = "") -> Json | None:
    """Change a record so that schema and all conditions hold, at other places than the one to keep.

    Args:
        maker: the schema and the conditions.
        record: what to mend.
        keep: pointer of the place that stays, with all it lies in and all that lies in it; empty: none.

    Returns:
        The record with the fewest changed fields that we found; the same one where nothing is wrong; None
        where we found none, which proves nothing.
    """
    if maker.fine(record):
        return record
    if not isinstance(record, dict):
        return None
    kept = split(keep)[:1]
    whole = maker.tools.mended(record, kept.__contains__)
    if whole is None or maker.fine(whole):
        return whole
    bench = maker.around(whole)
    return None if bench is None else next(filter(maker.fine, _others(bench, keep)), None)


def _others(bench: Bench, keep: str) -> Iterator[Json]:
    """Yield records on which all conditions hold."""
    kept = frozenset(_kept(bench, keep))
    found = solve(bench.ground, bench.others(), bench.start, kept=kept, steps=_STEPS)
    yield from (bench.whole(state, "".join(split(keep)[:1])) for state in islice(found, _MOST_REFUSED))


def _kept(bench: Bench, keep: str) -> Iterator[int]:
    """Number the fields that may not change: the one to keep, what is in it, and what it lies in."""
    place = split(keep)
    for number, domain in enumerate(bench.ground.domains):
        shorter = min(len(place), len(domain.path))
        if keep and list(domain.path[:shorter]) == place[:shorter]:
            yield number
