"""A tree back into CEL text, so that a piece of a rule can be asked for by itself."""

from gc_contracts._json import dumps
from gc_contracts.rules.nodes import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Has,
    Index,
    Kind,
    ListOf,
    Literal,
    MapOf,
    Member,
    Name,
    Node,
    Unary,
)


def spell(node: Node) -> str:
    """Write an expression; what binds differently stands in brackets.

    >>> from gc_contracts.rules.parser import parse
    >>> spell(parse("has(record.a)&&record.a>1"))
    '(has(record.a) && (record.a > 1))'
    """
    match node:
        case Literal():
            return _literal(node)
        case Name():
            return node.name
        case Member():
            return f"{spell(node.target)}.{_name(node.name)}"
        case Has():
            return f"has({spell(node.target)}.{_name(node.name)})"
        case Index():
            return f"{spell(node.target)}[{spell(node.key)}]"
        case Binary():
            return f"({spell(node.left)} {node.operator} {spell(node.right)})"
        case Unary():
            return f"{node.operator}({spell(node.operand)})"
        case _:
            return _long(node)


def _long(node: Node) -> str:
    match node:
        case Conditional():
            return f"({spell(node.condition)} ? {spell(node.then)} : {spell(node.otherwise)})"
        case Call():
            target = f"{spell(node.target)}." if node.target is not None else ""
            return f"{target}{node.name}({_listed(node.arguments)})"
        case Comprehension():
            condition = f"{spell(node.condition)}, " if node.condition is not None else ""
            inside = f"{node.variable}, {condition}{spell(node.body)}"
            return f"{spell(node.target)}.{node.macro.value}({inside})"
        case ListOf():
            return f"[{_listed(node.items)}]"
        case MapOf():
            return f"{{{', '.join(f'{spell(key)}: {spell(value)}' for key, value in node.entries)}}}"
    raise TypeError(f"{type(node).__name__} is no expression")


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(map(spell, nodes))


def _literal(node: Literal) -> str:
    if isinstance(node.value, int) and node.kind is Kind.UINT:
        return f"{node.value}u"
    if isinstance(node.value, bytes):
        return "b'" + "".join(f"\\x{octet:02x}" for octet in node.value) + "'"
    if isinstance(node.value, str):
        # JSON's escapes are CEL's too, but for those of characters that need two units.
        return dumps(node.value)
    return repr(node.value) if node.kind is Kind.DOUBLE else dumps(node.value)


def _name(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else f"`{name}`"
