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
    """One atom, and the value it is taken for."""

    atom: "Atom"
    value: bool


class Logic(Protocol):
    """A piece of a formula."""

    def value(self, state: State, free: Free, forced: Forced | None = None) -> Truth:
        """Judge a state, perhaps as if one atom had another value."""


class Atom(Logic, Protocol):
    """A piece of a rule that is true, false or an error by itself."""

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

    def value(self, state: State, free: Free, forced: Forced | None = None) -> Truth:
        """Judge a state."""
        if forced is not None and forced.atom is self:
            return forced.value
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

    atoms: tuple[Atom, ...]
    """In the order of the text, none twice."""
    fields: tuple[int, ...]
    logic: Logic

    def value(self, state: State, free: Free = CHOSEN, forced: Forced | None = None) -> Truth:
        """Judge a state, perhaps as if one atom had another value."""
        return self.logic.value(state, free, forced)


@dataclass(frozen=True, slots=True)
class _Joined:
    """`||` (decisive: true) or `&&` (decisive: false)."""

    decisive: bool
    left: Logic
    right: Logic

    def value(self, state: State, free: Free, forced: Forced | None = None) -> Truth:
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

    def value(self, state: State, free: Free, forced: Forced | None = None) -> Truth:
        inner = self.inner.value(state, free, forced)
        return inner if isinstance(inner, Void) else not inner


@dataclass(frozen=True, slots=True)
class _Branch:
    condition: Logic
    then: Logic
    otherwise: Logic

    def value(self, state: State, free: Free, forced: Forced | None = None) -> Truth:
        condition = self.condition.value(state, free, forced)
        if isinstance(condition, Void):
            return condition
        return (self.then if condition else self.otherwise).value(state, free, forced)


def formula(node: Node, known: dict[Node, Atom], make: Callable[[Node], Atom]) -> Formula:
    """Read an expression; atoms that say the same are one, also with what is `known` already."""
    nodes = tuple(dict.fromkeys(atoms(node)))
    for each in nodes:
        if each not in known:
            known[each] = make(each)
    own = tuple(known[each] for each in nodes)
    fields = {number for atom in own for number in atom.fields}
    return Formula(own, tuple(sorted(fields)), _logic(node, known))


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
    return known[node]


def _paths(atom: Node) -> Iterator[Path]:
    for use in looks(atom):
        yield whole(use.path)
