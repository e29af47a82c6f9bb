"""A rule over states: whether it applies, whether it holds, and which of its atoms decide that.

An evaluation that fails is no answer: cases are made only where a rule has one. A proof must look further,
for to a judge a rule whose `when` fails does not apply, and one whose `require` fails does not hold.
"""

from dataclasses import dataclass

from gc_contracts.model.contract import Rule
from gc_contracts.rules.search.formulas import CHOSEN, Atom, Forced, Formula, Free, Truth
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
    def parts(self) -> tuple[tuple[str, Atom], ...]:
        """Its atoms, each with a name: those of `when` first, none twice."""
        when = self.when.atoms if self.when else ()
        require = [atom for atom in self.require.atoms if atom not in when]
        return (
            *((f"when.{number}", atom) for number, atom in enumerate(when, 1)),
            *((f"require.{number}", atom) for number, atom in enumerate(require, 1)),
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

    def hangs_on(self, atom: Atom, state: State, free: Free = CHOSEN) -> Truth:
        """Tell whether it would hold or be broken by what this atom were."""
        answers = [self.holds(state, free, Forced(atom, value)) for value in (True, False)]
        if ERROR in answers:
            return False
        return UNKNOWN if UNKNOWN in answers else answers[0] is not answers[1]


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


def deciding(ruled: Ruled, atom: Atom, value: bool) -> Goal:
    """Want an atom to have a value, and the rule to hold or be broken because of it."""

    def test(state: State, free: Free) -> Truth:
        own = atom.value(state, free)
        if own is not UNKNOWN and own is not value:
            return False
        hangs = ruled.hangs_on(atom, state, free)
        return hangs if own is value or hangs is False else UNKNOWN

    return Goal(ruled.fields, test)


def mattering(ruled: Ruled, number: int) -> Goal:
    """Want a field to matter: the rule hangs on some atom that looks at it."""
    near = [atom for _, atom in ruled.parts if number in atom.fields]

    def test(state: State, free: Free) -> Truth:
        answers = [ruled.hangs_on(atom, state, free) for atom in near]
        if True in answers:
            return True
        return UNKNOWN if UNKNOWN in answers else False

    return Goal(ruled.fields, test)


def turned(truth: Truth) -> Truth:
    """Turn a truth around; an error is neither."""
    return not truth if isinstance(truth, bool) else truth
