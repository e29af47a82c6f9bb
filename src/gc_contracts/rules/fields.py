"""What an expression says about which field of a record: the atoms of a rule, and how each uses a path.

An atom is what `&&`, `||`, `!` and `?:` join: a piece that is true, false or an error by itself. A use tells
how an atom looks at one path; what a use cannot tell exactly is `OPAQUE`, and such a path proves nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gc_contracts._json import Json
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

Path = tuple[str, ...]
"""Member names from the record down; `ELEMENT` stands for any element of an array."""

ELEMENT = "[]"
RECORD = "record"
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
TEXT_CALLS = frozenset({"startsWith", "endsWith", "contains", "matches"})


class Sort(StrEnum):
    """How an atom looks at a value."""

    PRESENT = "present"
    TRUTH = "truth"
    ORDER = "order"
    """Compared with `values`, or with the path `other`."""
    SIZE = "size"
    """Its size compared with `values`, or with the size of `other`."""
    MOMENT = "moment"
    """As a timestamp, compared with `values` (texts), or with `other`."""
    TEXT = "text"
    """Asked for the piece or pattern `values` by the call `name`."""
    MEMBER = "member"
    """Asked whether it holds one of `values`."""
    ELEMENTS = "elements"
    """Its elements are looked at one by one."""
    OPAQUE = "opaque"
    """In a way that is not told here; `values` are what stands near it."""


@dataclass(frozen=True, slots=True)
class Use:
    """One look at one path."""

    path: Path
    sort: Sort
    values: tuple[Json, ...] = ()
    other: Path | None = None
    name: str = ""
    """The operator or call."""
    node: Comprehension | None = None
    """What looks at the elements."""


Scope = Mapping[str, Path | None]
"""What the names that macros bind stand for; None: for nothing in the record that we know."""
_NOTHING: Scope = {}


def atoms(node: Node) -> Iterator[Node]:
    """Yield the atoms of an expression, in the order of the text."""
    if isinstance(node, Unary) and node.operator == "!":
        yield from atoms(node.operand)
    elif isinstance(node, Binary) and node.operator in {"&&", "||"}:
        yield from atoms(node.left)
        yield from atoms(node.right)
    elif isinstance(node, Conditional):
        for child in node.children():
            yield from atoms(child)
    else:
        yield node


def uses(node: Node, scope: Scope = _NOTHING) -> Iterator[Use]:
    """Yield every look at a path below a boolean expression, in the order of the text."""
    for atom in atoms(node):
        yield from looks(atom, scope)


def looks(atom: Node, scope: Scope = _NOTHING) -> Iterator[Use]:
    """Yield every look of one atom at a path; the empty path is the record as a whole."""
    path = path_of(atom, scope)
    if path is not None:
        yield Use(path, Sort.TRUTH)
    elif isinstance(atom, Has):
        at = path_of(atom.target, scope)
        yield from _inside(atom.target, scope) if at is None else (Use((*at, atom.name), Sort.PRESENT),)
    elif isinstance(atom, Binary) and (atom.operator in COMPARISONS or atom.operator == "in"):
        yield from _compared(atom, scope)
    elif isinstance(atom, Call) and atom.name in TEXT_CALLS and atom.target is not None:
        yield from _text(atom, scope)
    elif isinstance(atom, Comprehension):
        yield from _elements(atom, scope)
    else:
        yield from _inside(atom, scope)


def _compared(atom: Binary, scope: Scope) -> Iterator[Use]:
    left, right = _term(atom.left, scope), _term(atom.right, scope)
    fixed_left, fixed_right = constant(atom.left), constant(atom.right)
    if atom.operator == "in":
        yield from _contained(atom, scope)
    elif left is not None and fixed_right is not None:
        yield Use(left[0], left[1], fixed_right, name=atom.operator)
    elif right is not None and fixed_left is not None:
        yield Use(right[0], right[1], fixed_left, name=atom.operator)
    elif left is not None and right is not None and left[1] == right[1]:
        yield Use(left[0], left[1], other=right[0], name=atom.operator)
        yield Use(right[0], right[1], other=left[0], name=atom.operator)
    else:
        yield from _inside(atom, scope)


def _contained(atom: Binary, scope: Scope) -> Iterator[Use]:
    left, right = path_of(atom.left, scope), path_of(atom.right, scope)
    fixed_left, fixed_right = constant(atom.left), constant(atom.right)
    if left is not None and fixed_right is not None and isinstance(fixed_right[0], list):
        yield Use(left, Sort.ORDER, tuple(fixed_right[0]), name="==")
    elif right is not None and fixed_left is not None:
        yield Use(right, Sort.MEMBER, fixed_left)
    elif left is not None and right is not None:
        yield Use(left, Sort.OPAQUE, other=(*right, ELEMENT))
        yield Use(right, Sort.MEMBER, other=left)
    else:
        yield from _inside(atom, scope)


def _text(atom: Call, scope: Scope) -> Iterator[Use]:
    target = atom.target
    path = path_of(target, scope) if target is not None else None
    fixed = constant(atom.arguments[0]) if len(atom.arguments) == 1 else None
    if path is not None and fixed is not None and isinstance(fixed[0], str):
        yield Use(path, Sort.TEXT, fixed, name=atom.name)
    else:
        yield from _inside(atom, scope)


def _elements(atom: Comprehension, scope: Scope) -> Iterator[Use]:
    path = path_of(atom.target, scope)
    parts = [node for node in (atom.condition, atom.body) if node is not None]
    if not path:
        unbound = {**scope, atom.variable: None}
        yield from _inside(atom.target, scope)
        yield from (use for node in parts for use in _inside(node, unbound))
        return
    yield Use(path, Sort.ELEMENTS, name=atom.macro.value, node=atom)
    yield from (use for node in parts for use in uses(node, {**scope, atom.variable: (*path, ELEMENT)}))


def _inside(node: Node, scope: Scope) -> Iterator[Use]:
    """Yield an opaque use for each path in an atom that we cannot read, with all constants beside it."""
    near = tuple(_literals(node))
    for path, sort in dict.fromkeys(_paths(node, scope)):
        yield Use(path, sort, near if sort is Sort.OPAQUE else ())
    for inner in _comprehensions(node):
        yield from _elements(inner, scope)


def _paths(node: Node, scope: Scope) -> Iterator[tuple[Path, Sort]]:
    path = path_of(node, scope)
    if path is not None:
        yield path, Sort.OPAQUE
    elif isinstance(node, Has) and (at := path_of(node.target, scope)) is not None:
        yield (*at, node.name), Sort.PRESENT
    elif not isinstance(node, Comprehension):
        for child in node.children():
            yield from _paths(child, scope)


def _comprehensions(node: Node) -> Iterator[Comprehension]:
    if isinstance(node, Comprehension):
        yield node
        return
    for child in node.children():
        yield from _comprehensions(child)


def _literals(node: Node) -> Iterator[Json]:
    fixed = constant(node)
    if fixed is not None:
        yield from fixed[0] if isinstance(fixed[0], list) else fixed
        return
    for child in node.children():
        yield from _literals(child)


def path_of(node: Node, scope: Scope = _NOTHING) -> Path | None:
    """Tell which path a node names; None: it names none. The record itself is the empty path."""
    if isinstance(node, Name):
        return scope.get(node.name, () if node.name == RECORD else None)
    if not isinstance(node, Member | Index):
        return None
    at = path_of(node.target, scope)
    if at is None:
        return None
    if isinstance(node, Member):
        return (*at, node.name)
    if isinstance(node.key, Literal):
        return (*at, node.key.value if isinstance(node.key.value, str) else ELEMENT)
    bound = isinstance(node.key, Name) and node.key.name in scope
    return (*at, ELEMENT) if bound else None


def _term(node: Node, scope: Scope) -> tuple[Path, Sort] | None:
    """Tell which path one side of a comparison looks at, and how."""
    path = path_of(node, scope)
    if path:
        return path, Sort.ORDER
    if not isinstance(node, Call):
        return None
    if node.name == "size" and len(node.arguments) + (node.target is not None) == 1:
        at = path_of(node.target or node.arguments[0], scope)
        return (at, Sort.SIZE) if at else None
    if node.name == "timestamp" and len(node.arguments) == 1 and node.target is None:
        at = path_of(node.arguments[0], scope)
        return (at, Sort.MOMENT) if at else None
    return None


def constant(node: Node) -> tuple[Json] | None:
    """Give the value a node has whatever the record is, in a tuple of its own; None: it has none.

    A timestamp or duration is given as its text.
    """
    if isinstance(node, Literal):
        return None if node.kind is Kind.BYTES else (node.value,)
    if isinstance(node, ListOf):
        items = [constant(item) for item in node.items]
        return ([item[0] for item in items if item is not None],) if None not in items else None
    if isinstance(node, MapOf):
        pairs = [(constant(key), constant(value)) for key, value in node.entries]
        known = {key[0]: value[0] for key, value in pairs if key and value and isinstance(key[0], str)}
        return (known,) if len(known) == len(pairs) else None
    if isinstance(node, Call) and node.name in {"timestamp", "duration"}:
        return constant(node.arguments[0]) if len(node.arguments) == 1 and node.target is None else None
    return None


def whole(path: Path) -> Path:
    """Cut a path at the array it goes through."""
    return path[: path.index(ELEMENT)] if ELEMENT in path else path
