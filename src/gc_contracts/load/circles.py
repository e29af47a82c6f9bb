"""Circles of references that every record must have: then no record can be the first one.

A file of records breaks a circle, for then there are records already; so does a record that names itself.
"""

from collections import deque
from collections.abc import Callable, Iterator

from gc_contracts.load.reference_places import Standing
from gc_contracts.model.contract import Contract, Problem, Reference
from gc_contracts.model.finding import Severity

CYCLE = "reference/cycle"

_SPELLED = 8
"""Most steps of a circle that are written out."""

Steps = Callable[[Contract], tuple[tuple[Reference, Contract], ...]]
"""The references of a contract that none of its records can do without, and where they lead."""


def circles(contract: Contract, steps: Steps) -> Iterator[Problem]:
    """Spell out the shortest circle that leads back to a contract, for each of its references.

    A circle is told once: by the contract whose id comes first.
    """
    for reference, target in steps(contract):
        way = _way(target, contract, steps) if target.id > contract.id else None
        if way is not None:
            yield _problem(Standing(contract, reference), [(contract, reference), *way])


def _way(start: Contract, end: Contract, steps: Steps) -> list[tuple[Contract, Reference]] | None:
    """Find the shortest way between two contracts over those with later ids; each is entered once."""
    came: dict[str, tuple[Contract, Reference] | None] = {start.id: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for reference, target in steps(here):
            if target.id == end.id:
                return _walked(here, reference, came)
            if target.id > end.id and target.id not in came:
                came[target.id] = here, reference
                waiting.append(target)
    return None


def _walked(
    last: Contract, reference: Reference, came: dict[str, tuple[Contract, Reference] | None]
) -> list[tuple[Contract, Reference]]:
    way = [(last, reference)]
    while (before := came[way[0][0].id]) is not None:
        way.insert(0, before)
    return way


def _problem(standing: Standing, way: list[tuple[Contract, Reference]]) -> Problem:
    named = [f"{contract.name}.{reference.field}" for contract, reference in way]
    if len(named) > _SPELLED:
        named[_SPELLED - 2 : -1] = [f"… {len(named) - _SPELLED + 1} more …"]
    steps = " → ".join(named)
    message = (
        f"each of these needs a record of the next: {steps} → {standing.contract.name}; none can be the first"
    )
    hint = "Make one of the fields optional, or name the file of the records that exist."
    return Problem(CYCLE, message, standing.whole, hint, Severity.WARNING)
