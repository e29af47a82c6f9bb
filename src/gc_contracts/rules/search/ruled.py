"""A rule over states: whether it applies, whether it holds, and which of its atoms decide that.

An evaluation that fails is no answer: cases are made only where a rule has one. A proof must look further,
for to a judge a rule whose `when` fails does not apply, and one whose `require` fails does not hold.
"""

from dataclasses import dataclass

from gc_contracts.model.contract import Rule
from gc_contracts.rules.search.formulas import CHOSEN, Forced, Formula, Free, Leaf, Truth
from gc_contracts.rules.search.ground import State
from gc_contracts.rules.search.solve import Goal
from gc_contracts.rules.values import ERROR, UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """A rule whose both parts were read; `when` is None where it always applies."""

    rule: Rule
    when: Formula | None
    require: Formula
    fields: tuple[int, ...]
    """Numbers of the fields it looks at, parents first."""

    @property
    def parts(self) -> tuple[tuple[str, Leaf], ...]:
        """Where its atoms stand, each place with a name: those of `when` first."""
        when = self.when.leaves if self.when else ()
        return (
            *((f"when.{number}", leaf) for number, leaf in enumerate(when, 1)),
            *((f"require.{number}", leaf) for number, leaf in enumerate(self.require.leaves, 1)),
        )

    def applies(self, state: State, free: Free = CHOSEN, forced: Forced | None = None) -> Truth:
        """Tell whether `when` is true."""
        return True if self.when is None else self.when.value(state, free, forced)

    def holds(self, state: State, free: Free = CHOSEN, forced: Forced | None = None) -> Truth:
        """Tell whether it is kept or does not apply; an error where its evaluation fails."""
        applies = self.applies(state, free, forced)
        if applies is False:
            return True
        if applies is ERROR:
            return ERROR
        kept = self.require.value(state, free, forced)
        # Not known to apply: only what is required anyway is known to hold.
        return kept if applies is True else UNKNOWN

    def spares(self, state: State, free: Free = CHOSEN) -> Truth:
        """Tell whether a judge lets a state pass."""
        applies = self.applies(state, free)
        if applies is False or applies is ERROR:
            return True
        kept = self.require.value(state, free)
        if kept is True:
            return True
        return UNKNOWN if UNKNOWN in (applies, kept) else False

    def hangs_on(self, leaf: Leaf, state: State, free: Free = CHOSEN) -> Truth:
        """Tell whether it holds, or is broken, only by what one leaf is."""
        answers = [self.holds(state, free, Forced(leaf, value)) for value in (True, False)]
        if UNKNOWN in answers:
            return UNKNOWN
        if answers[0] is answers[1]:
            return False
        own = self.holds(state, free)
        return UNKNOWN if own is UNKNOWN else own is not ERROR


def holding(ruled: Ruled) -> Goal:
    """Want a rule to hold."""
    return Goal(ruled.fields, ruled.holds)


def breaking(ruled: Ruled) -> Goal:
    """Want a rule to be broken."""
    return Goal(ruled.fields, lambda state, free: turned(ruled.holds(state, free)))


def applying(ruled: Ruled) -> Goal:
    """Want a rule to apply."""
    return Goal(ruled.fields, ruled.applies)


def keeping(ruled: Ruled) -> Goal:
    """Want what a rule requires, whether it applies or not."""
    return Goal(ruled.fields, ruled.require.value)


def idling(ruled: Ruled) -> Goal:
    """Want a rule not to apply."""
    return Goal(ruled.fields, lambda state, free: turned(ruled.applies(state, free)))


def sparing(ruled: Ruled) -> Goal:
    """Want a judge to let pass, if only because an evaluation fails."""
    return Goal(ruled.fields, ruled.spares)


def failing(ruled: Ruled) -> Goal:
    """Want a judge not to let pass, if only because an evaluation fails."""
    return Goal(ruled.fields, lambda state, free: turned(ruled.spares(state, free)))


def erring(ruled: Ruled) -> Goal:
    """Want the evaluation of a rule to fail."""

    def test(state: State, free: Free) -> Truth:
        truth = ruled.holds(state, free)
        return truth if truth is UNKNOWN else truth is ERROR

    return Goal(ruled.fields, test)


def deciding(ruled: Ruled, leaf: Leaf, value: bool | None = None) -> Goal:
    """Want the rule to hold or be broken only because of one leaf, perhaps by a given value."""

    def test(state: State, free: Free) -> Truth:
        own = leaf.atom.value(state, free) if value is not None else value
        if own is not UNKNOWN and own is not value:
            return False
        hangs = ruled.hangs_on(leaf, state, free)
        return hangs if own is value or hangs is False else UNKNOWN

    return Goal(ruled.fields, test)


def answering(leaf: Leaf, value: bool) -> Goal:
    """Want an atom to have a value."""

    def test(state: State, free: Free) -> Truth:
        own = leaf.atom.value(state, free)
        return own if own is UNKNOWN else own is value

    return Goal(leaf.atom.fields, test)


def turned(truth: Truth) -> Truth:
    """Turn a truth around; an error is neither."""
    return not truth if isinstance(truth, bool) else truth
