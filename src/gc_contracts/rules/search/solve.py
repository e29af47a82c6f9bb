"""States that reach goals, the smallest change first: guided by the goals that are not reached yet.

Some field of a goal that is not reached must change, so nothing else is tried; and what is decided before all
its fields are chosen is not pursued. The same question gives the same states in the same order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gc_contracts.rules.search.formulas import CHOSEN, Free, Truth
from gc_contracts.rules.search.ground import Ground, State
from gc_contracts.rules.values import ERROR

MOST_STEPS = 20_000
"""Looks at goals before a search gives up."""
MOST_CHANGES = 6
"""Fields that a search changes at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """Something a state should do: `test` tells true, false, or that it is open while fields are free."""

    fields: tuple[int, ...]
    test: Callable[[State, Free], Truth]

    def reached(self, state: State) -> bool:
        """Tell whether a state does it."""
        return self.test(state, CHOSEN) is True


def solve(
    ground: Ground,
    goals: Sequence[Goal],
    start: State | None = None,
    *,
    kept: Free = CHOSEN,
    steps: int = MOST_STEPS,
) -> Iterator[State]:
    """Yield states that reach all goals, none twice, those with the fewest changed fields first.

    Args:
        ground: the fields and their cells.
        goals: what is wanted; those that come first are worked on first.
        start: where to start; the base record.
        kept: fields that stay as they are at the start.
        steps: how many looks at goals it may take.
    """
    search = _Search(ground, goals, steps)
    seen: set[State] = set()
    for depth in range(MOST_CHANGES + 1):
        search.cut = False
        for state in search.deepen(start or ground.start, kept, depth):
            if state not in seen:
                seen.add(state)
                yield state
        if not search.cut or search.steps <= 0:
            return


class _Search:
    """One question; counts its steps, and notes where it had changes to make and none left."""

    __slots__ = ("cut", "goals", "ground", "steps")

    def __init__(self, ground: Ground, goals: Sequence[Goal], steps: int) -> None:
        self.ground = ground
        self.goals = goals
        self.steps = steps
        self.cut = False

    def deepen(self, state: State, kept: Free, left: int) -> Iterator[State]:
        """Yield states that reach all goals with exactly `left` more changes."""
        goal = next((each for each in self.goals if not each.reached(state)), None)
        if goal is None:
            if left == 0:
                yield state
            return
        self.steps -= 1
        if left == 0:
            self.cut = True
            return
        fields = [number for number in goal.fields if number not in kept]
        for moved in self._moves(goal, state, fields, 0, left):
            touched = frozenset(n for n in fields if moved[n] != state[n])
            if touched:
                yield from self.deepen(moved, kept | touched, left - len(touched))

    def _moves(self, goal: Goal, state: State, fields: list[int], at: int, left: int) -> Iterator[State]:
        """Yield the ways to reach one goal by choosing some of its fields anew, later ones first."""
        self.steps -= 1
        if self.steps <= 0:
            return
        truth = goal.test(state, frozenset(fields[at:]))
        if truth is True and at == len(fields):
            yield state
        if truth is False or truth is ERROR or at == len(fields):
            return
        yield from self._moves(goal, state, fields, at + 1, left)
        number = fields[at]
        if left == 0 or not self.ground.active(state, number):
            self.cut = self.cut or left == 0
            return
        for choice in range(len(self.ground.domains[number].cells)):
            if choice != state[number]:
                moved = (*state[:number], choice, *state[number + 1 :])
                yield from self._moves(goal, moved, fields, at + 1, left - 1)


@dataclass(slots=True)
class Budget:
    """How many looks at goals are left to several proofs together."""

    left: int = MOST_STEPS


def never(ground: Ground, goals: Sequence[Goal], budget: Budget | None = None) -> bool:
    """Tell whether no choice of cells at all reaches all goals; False too where it takes more than a budget.

    With complete domains this is a proof: an atom that cannot be judged counts as one that might hold. An
    error is as good as false, so goals must not want what fails.
    """
    fields = sorted({number for goal in goals for number in goal.fields})
    if not all(ground.domains[number].complete for number in fields):
        return False
    return _Every(ground, goals, budget or Budget()).fails(ground.start, fields, 0)


class _Every:
    """One walk over all choices; gives up when its steps are used."""

    __slots__ = ("_budget", "_goals", "_ground", "_least")

    def __init__(self, ground: Ground, goals: Sequence[Goal], budget: Budget) -> None:
        self._ground = ground
        self._goals = goals
        self._budget = budget
        self._least = budget.left - MOST_STEPS

    def fails(self, state: State, fields: list[int], at: int) -> bool:
        self._budget.left -= 1
        free = frozenset(fields[at:])
        truths = [goal.test(state, free) for goal in self._goals]
        if False in truths or ERROR in truths:
            return True
        if self._budget.left <= max(0, self._least) or at == len(fields):
            return False
        number = fields[at]
        choices = (
            range(len(self._ground.domains[number].cells)) if self._ground.active(state, number) else (0,)
        )
        return all(
            self.fails((*state[:number], choice, *state[number + 1 :]), fields, at + 1) for choice in choices
        )
