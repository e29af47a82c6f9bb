"""Rules that can never apply, never be kept or never be broken: said only where every choice was tried.

What no search found and no proof excludes is `not verified`; it accuses nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gc_contracts._json import Json
from gc_contracts.rules.search.asking import Asker
from gc_contracts.rules.search.formulas import Asked, Atom
from gc_contracts.rules.search.ground import Ground
from gc_contracts.rules.search.maker import Maker
from gc_contracts.rules.search.ruled import Ruled, applying, failing, keeping, sparing
from gc_contracts.rules.search.solve import Budget, Goal, never

_MOST_STEPS = 120_000
"""Looks at goals that all proofs of one contract are worth together."""

UNSATISFIABLE, VACUOUS, IMPLIED = "unsatisfiable", "vacuous", "implied"


@dataclass(frozen=True, slots=True)
class Fact:
    """What was proved about a rule."""

    kind: str
    """`unsatisfiable`: where it applies it cannot be kept; `vacuous`: `part` never makes a difference;
    `implied`: it cannot be broken alone."""
    rule: str
    part: str
    """`when`: it never applies; `require`: what it requires is never false, or never true."""
    others: tuple[str, ...]
    """Ids of the rules that must hold for this to be so; none: the schema is enough."""
    pointer: str
    """Where the rule's part stands in contract.yaml."""
    always: bool = False
    """The rule has no `when`."""

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        given = (
            f" while {_listed(self.others)} hold{'s' if len(self.others) == 1 else ''}" if self.others else ""
        )
        if self.kind == IMPLIED:
            return f"rule `{self.rule}` is implied by {_listed(self.others)}: no record breaks it alone"
        if self.part == "when":
            return f"rule `{self.rule}` never applies{given}"
        if self.kind == VACUOUS:
            return f"no record the schema takes breaks rule `{self.rule}`"
        where = "" if self.always else " where it applies"
        return f"no record the schema takes keeps rule `{self.rule}`{where}{given}"

    def same(self, other: "Fact") -> bool:
        """Tell whether another is about the same rules contradicting each other."""
        return self.kind == other.kind and {self.rule, *self.others} == {other.rule, *other.others}

    def within(self, rules: Sequence[str]) -> bool:
        """Tell whether it is about these rules alone."""
        return {self.rule, *self.others} <= set(rules)

    def as_json(self) -> Json:
        """Write it as plain data, for a plan."""
        return {
            "kind": self.kind,
            "rule": self.rule,
            "part": self.part,
            "with": list(self.others),
            "pointer": self.pointer,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Prover:
    """Proves by trying all choices; cel-cpp is asked again for every answer that a proof rests on."""

    ground: Ground
    rules: tuple[Ruled, ...]
    asker: Asker
    budget: Budget = field(default_factory=lambda: Budget(_MOST_STEPS))

    @classmethod
    def of(cls, maker: Maker, ground: Ground) -> "Prover":
        """Set up proofs on a ground."""
        return cls(*maker.doubtful(ground), maker.asker)

    def never(self, goals: Sequence[Goal], rules: Sequence[Ruled]) -> bool:
        """Tell whether no record the schema takes reaches all goals."""
        return never(self.ground, goals, self.budget) and all(map(self._confirmed, _atoms(rules)))

    def _confirmed(self, atom: Atom) -> bool:
        return not isinstance(atom, Asked) or all(
            self.asker.first(atom.node, atom.ground.record(atom.state(key))) is truth
            for key, truth in atom.known.items()
        )

    def smallest(self, goals: Sequence[Goal], ruled: Ruled, most: int | None) -> tuple[Ruled, ...] | None:
        """Find other rules, at most `most`, with which goals are never reached, and none of which is in vain.

        None: it is not proved for any.
        """
        others = [each for each in self.rules if each is not ruled]
        near = [each for each in others if set(each.fields) & set(ruled.fields)]
        for chosen in ((), *((each,) for each in near), tuple(near), tuple(others)):
            if (most is None or len(chosen) <= most) and self._excludes(chosen, goals, ruled):
                return self._shrunk(chosen, goals, ruled)
        return None

    def _excludes(self, chosen: tuple[Ruled, ...], goals: Sequence[Goal], *rules: Ruled) -> bool:
        return self.never([*goals, *map(sparing, chosen)], [*rules, *chosen])

    def _shrunk(self, chosen: tuple[Ruled, ...], goals: Sequence[Goal], *rules: Ruled) -> tuple[Ruled, ...]:
        """Leave out of some rules those without which goals are never reached either."""
        for each in reversed(chosen) if len(chosen) > 1 else ():
            fewer = tuple(other for other in chosen if other is not each)
            if self._excludes(fewer, goals, *rules):
                chosen = fewer
        return chosen

    def clash(self) -> tuple[Ruled, ...] | None:
        """Find rules that no record keeps at once, and none of which is in vain: one or two, or else more."""
        few = (chosen for size in (1, 2) for chosen in combinations(self.rules, size))
        for chosen in (*few, self.rules):
            if chosen and self._excludes(chosen, ()):
                return self._shrunk(chosen, ())
        return None


def _atoms(rules: Sequence[Ruled]) -> Iterator[Atom]:
    return (leaf.atom for ruled in rules for _, leaf in ruled.parts)


def contradiction(prover: Prover) -> Fact | None:
    """Name rules that no record keeps at once, if that is proved."""
    chosen = prover.clash()
    return _fact(UNSATISFIABLE, chosen[0], "require", chosen[1:]) if chosen else None


def unkept(prover: Prover, ruled: Ruled, most: int | None = None) -> Fact | None:
    """Say why a rule is never kept while it applies, if that is proved."""
    idle = prover.smallest([applying(ruled)], ruled, most) if ruled.when is not None else None
    chosen = prover.smallest([applying(ruled), keeping(ruled)], ruled, most) if idle != () else None
    if idle is not None and (chosen is None or len(idle) <= len(chosen)):
        return _fact(VACUOUS, ruled, "when", idle)
    return None if chosen is None else _fact(UNSATISFIABLE, ruled, "require", chosen)


def unbroken(prover: Prover, ruled: Ruled, most: int | None = None) -> Fact | None:
    """Say why a rule is never broken, or never alone, if that is proved."""
    chosen = prover.smallest([failing(ruled)], ruled, most)
    if chosen is None:
        return None
    return _fact(IMPLIED if chosen else VACUOUS, ruled, "require", chosen)


def _fact(kind: str, ruled: Ruled, part: str, others: Sequence[Ruled]) -> Fact:
    pointer = f"{ruled.rule.pointer}/{part}" if ruled.rule.pointer else ""
    names = tuple(each.rule.id for each in others)
    return Fact(kind, ruled.rule.id, part, names, pointer, always=ruled.when is None)


def _listed(rules: Sequence[str]) -> str:
    """Say `rule a`, `rules a and b`."""
    *first, last = (f"`{rule}`" for rule in rules)
    return f"rules {', '.join(first)} and {last}" if first else f"rule {last}"
