"""Rules over states: each atom is asked once for each choice of the fields it looks at, the rest is logic.

The logic is CEL's: a side that decides outweighs an error on the other. What is not chosen yet is
unknown, and a formula may be decided all the same; that is what keeps a search short.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gc_contracts._json import Json
from gc_contracts.rules.fields import Path, atoms, looks, whole
from gc_contracts.rules.nodes import Binary, Conditional, Node, Unary
from gc_contracts.rules.search.ground import Ground, State
from gc_contracts.rules.values import ERROR, UNKNOWN, Void

Truth = bool | Void
Ask = Callable[[Node, Json], Truth]
Free = frozenset[int]
"""Numbers of the fields that are not chosen yet."""
CHOSEN: Free = frozenset()


@dataclass(frozen=True, slots=True)
class Forced:
    """One leaf, and the value it is taken for."""

    leaf: "Leaf"
    value: bool


class Logic(Protocol):
    """A piece of a formula."""

    def value(self, state: State, free: Free, forced: Forced | None) -> Truth:
        """Judge a state, perhaps as if one leaf had another value."""

    @property
    def leaves(self) -> tuple["Leaf", ...]:
        """The places where atoms stand in it, in the order of the text."""


class Atom(Protocol):
    """A piece of a rule that is true, false or an error by itself."""

    def value(self, state: State, free: Free) -> Truth:
        """Judge a state."""

    @property
    def fields(self) -> tuple[int, ...]:
        """Numbers of the fields it looks at, parents first."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """An atom that is asked for: each engine's own answer for the record of a state."""

    node: Node
    fields: tuple[int, ...]
    ground: Ground = field(repr=False)
    ask: Ask = field(repr=False)
    known: dict[tuple[int, ...], Truth] = field(default_factory=dict, repr=False)
    """Memory: its answer for each choice."""

    def value(self, state: State, free: Free) -> Truth:
        """Judge a state."""
        if free and not free.isdisjoint(self.fields):
            return UNKNOWN
        key = tuple([state[number] for number in self.fields])
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.ask(self.node, self.ground.record(self.state(key)))
        return found

    def state(self, key: tuple[int, ...]) -> State:
        """Make a state of the choices for what this atom looks at."""
        chosen = dict(zip(self.fields, key, strict=True))
        return tuple(chosen.get(number, 0) for number in range(len(self.ground.domains)))


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """An expression as logic over atoms."""

    leaves: tuple["Leaf", ...]
    fields: tuple[int, ...]
    """Numbers of the fields it looks at, parents first."""
    logic: Logic

    def value(self, state: State, free: Free = CHOSEN, forced: Forced | None = None) -> Truth:
        """Judge a state, perhaps as if one leaf had another value."""
        return self.logic.value(state, free, forced)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One place where an atom stands; the same atom may stand in several."""

    atom: Atom

    def value(self, state: State, free: Free, forced: Forced | None) -> Truth:
        """Judge a state."""
        if forced is not None and forced.leaf is self:
            return forced.value
        return self.atom.value(state, free)

    @property
    def leaves(self) -> tuple["Leaf", ...]:
        """Itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class _Joined:
    """`||` (decisive: true) or `&&` (decisive: false)."""

    decisive: bool
    left: Logic
    right: Logic

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return (*self.left.leaves, *self.right.leaves)

    def value(self, state: State, free: Free, forced: Forced | None) -> Truth:
        left = self.left.value(state, free, forced)
        if left is self.decisive:
            return left
        right = self.right.value(state, free, forced)
        if right is self.decisive:
            return right
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        return ERROR if left is ERROR or right is ERROR else not self.decisive


@dataclass(frozen=True, slots=True)
class _Turned:
    inner: Logic

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return self.inner.leaves

    def value(self, state: State, free: Free, forced: Forced | None) -> Truth:
        inner = self.inner.value(state, free, forced)
        return inner if isinstance(inner, Void) else not inner


@dataclass(frozen=True, slots=True)
class _Branch:
    condition: Logic
    then: Logic
    otherwise: Logic

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return (*self.condition.leaves, *self.then.leaves, *self.otherwise.leaves)

    def value(self, state: State, free: Free, forced: Forced | None) -> Truth:
        condition = self.condition.value(state, free, forced)
        if isinstance(condition, Void):
            return condition
        return (self.then if condition else self.otherwise).value(state, free, forced)


def formula(node: Node, known: dict[Node, Atom], make: Callable[[Node], Atom]) -> Formula:
    """Read an expression; atoms that say the same are one, also with what is `known` already."""
    for each in atoms(node):
        if each not in known:
            known[each] = make(each)
    logic = _logic(node, known)
    fields = {number for leaf in logic.leaves for number in leaf.atom.fields}
    return Formula(logic.leaves, tuple(sorted(fields)), logic)


def asked(node: Node, ground: Ground, ask: Ask) -> Asked:
    """Make an atom that is asked for."""
    return Asked(node, ground.related(list(_paths(node))), ground, ask)


def _logic(node: Node, known: Mapping[Node, Atom]) -> Logic:
    match node:
        case Binary(operator="&&" | "||"):
            return _Joined(node.operator == "||", _logic(node.left, known), _logic(node.right, known))
        case Unary(operator="!"):
            return _Turned(_logic(node.operand, known))
        case Conditional():
            return _Branch(*(_logic(child, known) for child in node.children()))
    return Leaf(known[node])


def _paths(atom: Node) -> Iterator[Path]:
    for use in looks(atom):
        yield whole(use.path)
