"""Atoms that cells cannot answer for: in a proof they may be anything that does not contradict itself.

What is compared twice has one order, whatever it is; any other piece has one value wherever it stands. So
`a < b` and `a > b` exclude each other even where nobody can list what `a` and `b` may be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from gc_contracts.rules.cells.domain import Cell, Domain
from gc_contracts.rules.fields import COMPARISONS
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


@dataclass(frozen=True, slots=True)
class Guesser:
    """Makes atoms on a ground: asked for where cells stand for all, guessed elsewhere."""

    ground: Ground
    ask: Ask

    def widened(self, nodes: Sequence[Node]) -> Ground:
        """Give the ground with a field for each thing that is guessed."""
        keys = dict.fromkeys(_key(node)[0] for node in nodes if not self._certain(node))
        guessed = (Domain((key,), _cells(key), complete=True) for key in keys)
        return replace(self.ground, domains=(*self.ground.domains, *guessed))

    def atom(self, widened: Ground, node: Node) -> Atom:
        """Make an atom."""
        if self._certain(node):
            return asked(node, widened, self.ask)
        key, operator = _key(node)
        return Guess((widened.index[key,],), widened, operator)

    def _certain(self, node: Node) -> bool:
        fields = asked(node, self.ground, self.ask).fields
        return all(self.ground.domains[number].complete for number in fields)


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
