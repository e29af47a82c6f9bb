"""Atoms that cells cannot answer for: in a proof they may be anything that does not contradict itself.

Things of one type stand in one order, whatever it is, and so do any two that are compared; another piece
has one value wherever it stands. So `a < b` and `a > b` exclude each other even where nobody can list what
`a` and `b` may be.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from gc_contracts.rules.cells.domain import Cell, Domain
from gc_contracts.rules.fields import COMPARISONS, looks, whole
from gc_contracts.rules.nodes import Binary, Node
from gc_contracts.rules.search.formulas import Ask, Atom, Free, Truth, asked
from gc_contracts.rules.search.ground import Ground, State
from gc_contracts.rules.search.spell import spell
from gc_contracts.rules.values import ERROR, UNKNOWN

_ORDERS: Mapping[str, Mapping[str, Truth]] = MappingProxyType(
    {
        "less": {"==": False, "!=": True, "<": True, "<=": True, ">": False, ">=": False},
        "same": {"==": True, "!=": False, "<": False, "<=": True, ">": False, ">=": True},
        "more": {"==": False, "!=": True, "<": False, "<=": False, ">": True, ">=": True},
        "other": {"==": False, "!=": True, "<": ERROR, "<=": ERROR, ">": ERROR, ">=": ERROR},
        "same, without order": {"==": True, "!=": False, "<": ERROR, "<=": ERROR, ">": ERROR, ">=": ERROR},
        "error": dict.fromkeys(COMPARISONS, ERROR),
    }
)
_FAILS = "fails"
_TRUTHS: Mapping[str, Truth] = MappingProxyType({"true": True, "false": False, "error": ERROR})
_MIRRORED = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="})


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """An atom whose value is chosen like that of a field."""

    fields: tuple[int, ...]
    ground: Ground
    operator: str
    """Empty: the choice is the value itself."""

    def value(self, state: State, free: Free) -> Truth:
        """Judge a state."""
        (number,) = self.fields
        if number in free:
            return UNKNOWN
        word = str(self.ground.cell(state, number).value)
        return _ORDERS[word][self.operator] if self.operator else _TRUTHS[word]


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A comparison of two things of one type, whose ranks among their like are chosen like fields."""

    fields: tuple[int, ...]
    ground: Ground
    left: int
    right: int
    operator: str

    def value(self, state: State, free: Free) -> Truth:
        """Judge a state."""
        if self.left in free or self.right in free:
            return UNKNOWN
        left, right = (self.ground.cell(state, number).value for number in (self.left, self.right))
        if _FAILS in {left, right}:
            return ERROR
        return _ORDERS["same" if left == right else "less" if left < right else "more"][self.operator]


@dataclass(frozen=True, slots=True)
class Guesser:
    """Makes atoms on a ground: asked for where cells stand for all, guessed elsewhere."""

    ground: Ground
    ask: Ask
    sorts: Callable[[Node], str]
    """Names the type that a side of a comparison has wherever it does not fail; empty: not known."""

    def widened(self, nodes: Sequence[Node]) -> Ground:
        """Give the ground with a field for each thing that is guessed."""
        unsure = [node for node in nodes if not self._certain(node)]
        ranked = [
            Domain((f"rank of {term}",), _ranks(len(group)), complete=True)
            for group in _together(map(self._terms, unsure))
            for term in group
        ]
        keys = dict.fromkeys(_key(node)[0] for node in unsure if not self._terms(node))
        guessed = [Domain((key,), _cells(key), complete=True) for key in keys]
        return replace(self.ground, domains=(*self.ground.domains, *ranked, *guessed))

    def atom(self, widened: Ground, node: Node) -> Atom:
        """Make an atom."""
        if self._certain(node):
            return asked(node, widened, self.ask)
        if isinstance(node, Binary) and (terms := self._terms(node)):
            left, right = (widened.index[f"rank of {term}",] for term in terms)
            return Ranked(tuple(sorted({left, right})), widened, left, right, node.operator)
        key, operator = _key(node)
        return Guess((widened.index[key,],), widened, operator)

    def _certain(self, node: Node) -> bool:
        if any(not whole(use.path) for use in looks(node)):
            return False  # it looks at the record as a whole: at more than any field
        fields = asked(node, self.ground, self.ask).fields
        return all(self.ground.domains[number].complete for number in fields)

    def _terms(self, node: Node) -> tuple[str, ...]:
        """Spell both sides of a comparison of two things of one type; nothing for any other atom."""
        if not isinstance(node, Binary) or node.operator not in COMPARISONS:
            return ()
        sorts = {self.sorts(node.left), self.sorts(node.right)}
        return (spell(node.left), spell(node.right)) if len(sorts) == 1 and "" not in sorts else ()


def _ranks(count: int) -> tuple[Cell, ...]:
    return tuple(Cell(value, "rank") for value in (*range(count), _FAILS))


def _together(pairs: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """Group what is compared with each other, directly or through others."""
    groups: list[list[str]] = []
    for pair in filter(None, pairs):
        met = [group for group in groups if not set(group).isdisjoint(pair)]
        merged = dict.fromkeys([*(term for group in met for term in group), *pair])
        groups = [*(group for group in groups if group not in met), list(merged)]
    return groups


def _cells(key: str) -> tuple[Cell, ...]:
    words = _ORDERS if key.startswith("order of ") else _TRUTHS
    return tuple(Cell(word, word) for word in words)


def _key(node: Node) -> tuple[str, str]:
    """Name what is guessed for an atom, and how the atom asks for it."""
    if isinstance(node, Binary) and node.operator in COMPARISONS:
        left, right = spell(node.left), spell(node.right)
        if left <= right:
            return f"order of {left} and {right}", node.operator
        return f"order of {right} and {left}", _MIRRORED[node.operator]
    return f"value of {spell(node)}", ""
