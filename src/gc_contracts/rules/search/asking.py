"""What a piece of a rule says of a record: our evaluator first, cel-cpp where ours cannot tell."""

from gc_contracts._json import Json
from gc_contracts.rules.cel import Compiled, Engine, Erred, holds
from gc_contracts.rules.evaluate import evaluate
from gc_contracts.rules.nodes import Node
from gc_contracts.rules.search.formulas import Truth
from gc_contracts.rules.search.spell import spell
from gc_contracts.rules.values import ERROR, UNKNOWN


class Asker:
    """Asks both engines; remembers what it compiled."""

    __slots__ = ("_compiled", "_engine")

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine
        self._compiled: dict[Node, Compiled | None] = {}

    def ask(self, node: Node, record: Json) -> Truth:
        """Judge a record by one expression."""
        found = evaluate(node, record)
        return self.first(node, record) if found is UNKNOWN else found

    def first(self, node: Node, record: Json) -> Truth:
        """Judge a record by cel-cpp alone; unknown where it cannot hold the record."""
        compiled = self._ready(node)
        if compiled is None or self._engine is None or not holds(record):
            return UNKNOWN
        answer = compiled.ask(self._engine.bind(record))
        return ERROR if isinstance(answer, Erred) else answer

    def _ready(self, node: Node) -> Compiled | None:
        if node not in self._compiled:
            made = self._engine.compile(spell(node)) if self._engine else None
            self._compiled[node] = made if isinstance(made, Compiled) else None
        return self._compiled[node]
