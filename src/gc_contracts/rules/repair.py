"""A record that breaks conditions, mended elsewhere: what was put in one place stays, the rest gives way."""

from collections.abc import Iterator

from gc_contracts._json import Json, join, split
from gc_contracts.model.schema import Violation
from gc_contracts.rules.search.bench import Bench
from gc_contracts.rules.search.ground import State, put
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.search.solve import solve
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler, member

_STEPS = 8_000
_MOST_MENDED = 6
_TRIED = 24


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
    if not isinstance(record, dict):
        return record if maker.fine(record) else None
    whole = _mended(maker, record, keep)
    if whole is None or maker.fine(whole):
        return whole
    bench = maker.around(whole)
    if bench is None:
        return None
    kept = frozenset(_kept(bench, keep))
    for state in _states(bench, kept):
        found = bench.ground.record(state)
        if maker.fine(found):
            return found
    return None


def _states(bench: Bench, kept: frozenset[int]) -> Iterator[State]:
    return solve(bench.ground, bench.others(), bench.start, kept=kept, steps=_STEPS)


def _kept(bench: Bench, keep: str) -> Iterator[int]:
    """Number the fields that may not change: the one to keep, what is in it, and what it lies in."""
    place = split(keep)
    for number, domain in enumerate(bench.ground.domains):
        shorter = min(len(place), len(domain.path))
        if keep and list(domain.path[:shorter]) == place[:shorter]:
            yield number


def _mended(maker: Maker, record: Json, keep: str) -> Json | None:
    """Let the schema hold: each field it complains of gets a value it takes, a missing one is added."""
    for _ in range(_MOST_MENDED):
        violations = maker.tools.validator.unworded(record)
        if not violations:
            return record
        changed = next((other for each in violations for other in _without(maker, record, each, keep)), None)
        if changed is None:
            return None
        record = changed
    return None


def _without(maker: Maker, record: dict[str, Json], violation: Violation, keep: str) -> Iterator[Json]:
    """Yield records that lack one violation."""
    owner = Place("", maker.tools.root, "")
    top = split(violation.pointer)[:1]
    names = top or [name for name in owner.node.required if name not in record]
    for name in names:
        at = join("", name)
        if keep == at or keep.startswith(f"{at}/"):
            continue
        before = len(maker.tools.validator.unworded(record))
        for sample, _ in zip(Sampler().samples(member(owner, name)), range(_TRIED), strict=False):
            changed = put(record, (name,), sample.value)
            if len(maker.tools.validator.unworded(changed)) < before:
                yield changed
        if name in record and name not in owner.node.required:
            yield {key: value for key, value in record.items() if key != name}
