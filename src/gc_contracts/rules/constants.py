"""Constants of a rule that can never be read: a pattern RE2 refuses, a timestamp that is none.

cel-cpp compiles them and fails on every record that gets there; its author wants to know it at once.
"""

from gc_contracts.rules.cel import Compiled, Engine, Erred
from gc_contracts.rules.flaws import Flaw
from gc_contracts.rules.nodes import Call, Kind, Literal, Node, walk

_READERS = frozenset({"timestamp", "duration", "int", "uint", "double", "bool"})


def misread(engine: Engine, tree: Node, text: str) -> Flaw | None:
    """Find the first constant that fails whatever the record is."""
    for node in walk(tree):
        literal = _literal(node)
        if literal is None or not isinstance(node, Call):
            continue
        written = text[literal.start : literal.end]
        read = f"{node.name}({written})"
        compiled = engine.compile(f"''.{read}" if node.name == "matches" else f"{read} == {read}")
        answer = compiled.ask(engine.bind({})) if isinstance(compiled, Compiled) else None
        if isinstance(answer, Erred):
            return Flaw(f"`{node.name}` cannot read {written}: {answer.words}", literal.start)
    return None


def _literal(node: Node) -> Literal | None:
    """Give the text that a call reads, where it is written in the rule."""
    if not isinstance(node, Call) or not node.arguments:
        return None
    last = node.arguments[-1]
    reads = node.name == "matches" or (node.name in _READERS and len(node.children()) == 1)
    return last if reads and isinstance(last, Literal) and last.kind is Kind.STRING else None
