"""Rules made up by Hypothesis: trees of CEL, how they are written, and records for them."""

from hypothesis import strategies as st

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
    Macro,
    MapOf,
    Member,
    Name,
    Node,
    Unary,
)

NAMES = ("a", "b", "c", "d", "gone")
_TEXTS = st.sampled_from(
    ["", "a", "ab", "é", "😀", "x\ny", "it's", 'say "x"', "\\d", "2024-01-01T00:00:00Z", "1h", "12"]
)
_INTS = st.sampled_from([0, 1, 2, -1, 7, 2**53 + 1, 2**63 - 1, -(2**63)])
_DOUBLES = st.sampled_from([0.0, 1.0, -1.5, 0.1, 1e300, 5e-324, 9007199254740992.0])
_SCALARS = st.one_of(st.none(), st.booleans(), _INTS, _DOUBLES, _TEXTS)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "k"]), inner, max_size=2)
    ),
    max_leaves=4,
)
RECORDS = st.fixed_dictionaries({}, optional={name: VALUES for name in NAMES if name != "gone"})

_KINDS = {
    type(None): Kind.NULL,
    bool: Kind.BOOL,
    int: Kind.INT,
    float: Kind.DOUBLE,
    str: Kind.STRING,
    bytes: Kind.BYTES,
}
_OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"]
_METHODS = ["startsWith", "endsWith", "contains", "matches"]
_FREE = ["size", "int", "double", "string", "type", "dyn", "bool", "timestamp", "duration"]


def literal(value: object) -> Literal:
    """Make the literal of a value."""
    return Literal(kind=_KINDS[type(value)], value=value)


_LITERALS = _SCALARS.map(literal) | st.sampled_from([b"", b"\xff'a"]).map(literal)
_FIELDS = st.builds(Member, target=st.just(Name(name="record")), name=st.sampled_from(NAMES))
_BOUND = st.sampled_from(["x", "y"]).map(lambda name: Name(name=name))


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Binary, operator=st.sampled_from(["&&", "||"]), left=inner, right=inner),
        st.builds(Binary, operator=st.sampled_from(_OPERATORS), left=inner, right=inner),
        st.builds(Unary, operator=st.sampled_from("!-"), operand=inner),
        st.builds(Conditional, condition=inner, then=inner, otherwise=inner),
        st.builds(Member, target=inner, name=st.sampled_from(NAMES)),
        st.builds(Has, target=_FIELDS | st.just(Name(name="record")), name=st.sampled_from(NAMES)),
        st.builds(Index, target=inner, key=inner),
        st.builds(Call, name=st.sampled_from(_FREE), arguments=st.tuples(inner)),
        st.builds(Call, name=st.just("size"), target=inner, arguments=st.just(())),
        st.builds(Call, name=st.sampled_from(_METHODS), target=inner, arguments=st.tuples(inner)),
        st.builds(ListOf, items=st.lists(inner, max_size=3).map(tuple)),
        st.builds(MapOf, entries=st.lists(st.tuples(_TEXTS.map(literal), inner), max_size=2).map(tuple)),
        st.builds(
            Comprehension,
            macro=st.sampled_from(list(Macro)),
            target=inner,
            variable=st.sampled_from(["x", "y"]),
            body=inner,
        ),
        st.builds(
            Comprehension,
            macro=st.just(Macro.MAP),
            target=inner,
            variable=st.just("x"),
            condition=inner,
            body=inner,
        ),
    )


TREES = st.recursive(_FIELDS | _LITERALS | _FIELDS, _grown, max_leaves=8)
"""Any expression; names that no macro binds do not occur."""
OPEN_TREES = st.recursive(_FIELDS | _LITERALS | _BOUND, _grown, max_leaves=8)
"""As above, with names that a macro may bind, or not."""


def write(node: Node) -> str:
    """Write a tree as CEL, with brackets only where they are needed."""
    return _Writer().write(node, 0)


_POWER = {"||": 1, "&&": 2, "in": 3, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5}


class _Writer:
    """Writes by binding power; a chain of `&&` keeps its brackets, for reading balances it anew."""

    def write(self, node: Node, least: int) -> str:
        """Write a node where operators of at least this power may stand."""
        power, text = self._text(node)
        return text if power >= least else f"({text})"

    def _text(self, node: Node) -> tuple[int, str]:
        match node:
            case Binary():
                power = _POWER.get(node.operator, 3)
                left = self.write(node.left, power + (power <= 2))
                return power, f"{left} {node.operator} {self.write(node.right, power + 1)}"
            case Conditional():
                inner = [
                    self.write(node.condition, 1),
                    self.write(node.then, 1),
                    self.write(node.otherwise, 0),
                ]
                return 0, f"{inner[0]} ? {inner[1]} : {inner[2]}"
            case Unary():
                return 6, f"{node.operator}{self.write(node.operand, 8)}"
            case Literal():
                return _written(node)
        return 7, self._postfix(node)

    def _postfix(self, node: Node) -> str:
        match node:
            case Member():
                return f"{self.write(node.target, 7)}.{node.name}"
            case Has():
                return f"has({self.write(node.target, 7)}.{node.name})"
            case Index():
                return f"{self.write(node.target, 7)}[{self.write(node.key, 0)}]"
            case Call():
                arguments = ", ".join(self.write(each, 0) for each in node.arguments)
                on = "" if node.target is None else f"{self.write(node.target, 7)}."
                return f"{on}{node.name}({arguments})"
            case Comprehension():
                parts = [each for each in (node.condition, node.body) if each is not None]
                inner = ", ".join(self.write(each, 0) for each in parts)
                return f"{self.write(node.target, 7)}.{node.macro}({node.variable}, {inner})"
            case ListOf():
                return f"[{', '.join(self.write(each, 0) for each in node.items)}]"
            case MapOf():
                pairs = (f"{self.write(key, 0)}: {self.write(value, 0)}" for key, value in node.entries)
                return f"{{{', '.join(pairs)}}}"
        assert isinstance(node, Name)
        return node.name


def _written(node: Literal) -> tuple[int, str]:
    value = node.value
    if isinstance(value, str):
        return 8, f"'{''.join(map(_escaped, value))}'"
    if isinstance(value, bytes):
        return 8, "b'" + "".join(f"\\x{each:02x}" for each in value) + "'"
    if isinstance(value, bool) or value is None:
        return 8, {True: "true", False: "false", None: "null"}[value]
    return 7, repr(value)


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _field(name: str) -> Member:
    return Member(target=Name(name="record"), name=name)


def _call(name: str, target: Node, *arguments: Node) -> Call:
    return Call(name=name, target=target, arguments=arguments)


_BROAD = st.sampled_from([1, 2, 3, 7, -1, 2**53 + 1, 2**63 - 1]).map(literal)
_WORDS = st.sampled_from(["", "a", "ab", "b", "é", "😀", "A", "2024-01-01T00:00:00Z"]).map(literal)
_PATTERNS = st.sampled_from(
    ["^a", "b$", "^[a-c]+$", r"^\w*$", "a.?b", "^(a|b)*$", "[", "^.{1,2}$", "x{,2}", r"\s"]
)
_TEXT = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["s", "z"]).map(_field),
        _WORDS,
        st.builds(Binary, operator=st.just("+"), left=_TEXT, right=_WORDS),
        st.builds(lambda number: Call(name="string", arguments=(number,)), _NUMBER),
        st.just(Index(target=_field("w"), key=literal(0))),
        st.just(Member(target=_field("m"), name="s")),
    )
)
_NUMBER = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["n", "i", "f"]).map(_field),
        _BROAD,
        st.builds(lambda text: _call("size", text), _TEXT),
        st.builds(lambda name: Call(name="size", arguments=(_field(name),)), st.sampled_from("swlm")),
        st.builds(Binary, operator=st.sampled_from("+-*/%"), left=_NUMBER, right=_BROAD),
        st.builds(lambda number: Call(name="double", arguments=(number,)), _NUMBER),
        st.builds(lambda number: Unary(operator="-", operand=number), _NUMBER),
        st.just(Index(target=_field("l"), key=literal(0))),
        st.just(Member(target=_field("m"), name="n")),
    )
)
_ORDER = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
_X = Name(name="x")
_TRUTHS = st.deferred(
    lambda: st.one_of(
        st.sampled_from("snilwmtgz").map(lambda name: Has(target=Name(name="record"), name=name)),
        st.just(Has(target=_field("m"), name="n")),
        st.just(_field("t")),
        st.builds(Binary, operator=_ORDER, left=_NUMBER, right=_NUMBER),
        st.builds(Binary, operator=_ORDER, left=_TEXT, right=_TEXT),
        st.builds(_call, st.sampled_from(_METHODS[:3]), _TEXT, _WORDS),
        st.builds(lambda text, pattern: _call("matches", text, literal(pattern)), _TEXT, _PATTERNS),
        st.builds(Binary, operator=st.just("in"), left=_TEXT, right=st.just(_field("w"))),
        st.builds(Binary, operator=st.just("in"), left=_NUMBER, right=st.just(_field("l"))),
        st.builds(
            Binary,
            operator=st.just("!="),
            left=st.sampled_from("sntz").map(_field),
            right=st.just(literal(None)),
        ),
        st.builds(
            Binary,
            operator=_ORDER,
            left=st.sampled_from("lwm").map(_field),
            right=st.sampled_from("lwm").map(_field),
        ),
        st.builds(
            lambda macro, operator, number: Comprehension(
                macro=macro,
                target=_field("l"),
                variable="x",
                body=Binary(operator=operator, left=_X, right=number),
            ),
            st.sampled_from([Macro.ALL, Macro.EXISTS, Macro.EXISTS_ONE]),
            _ORDER,
            _NUMBER,
        ),
        st.builds(
            lambda macro, piece: Comprehension(
                macro=macro, target=_field("w"), variable="x", body=_call("startsWith", _X, piece)
            ),
            st.sampled_from([Macro.ALL, Macro.EXISTS, Macro.EXISTS_ONE]),
            _WORDS,
        ),
    )
)
SENSIBLE = st.recursive(
    _TRUTHS,
    lambda inner: st.one_of(
        st.builds(Binary, operator=st.sampled_from(["&&", "||"]), left=inner, right=inner),
        st.builds(Unary, operator=st.just("!"), operand=inner),
        st.builds(Conditional, condition=inner, then=inner, otherwise=inner),
    ),
    max_leaves=5,
)
"""Rules as people write them: conditions over the fields of `FILLED`."""
_INTEGERS = st.sampled_from([0, 1, 2, 3, -5, 2**53 + 1, 2**63 - 1, -(2**63)])
_STRINGS = st.sampled_from(["", "a", "ab", "abc", "é", "😀b", "a\n", "2024-01-01T00:00:00Z"])
FILLED = st.fixed_dictionaries(
    {
        "s": _STRINGS,
        "n": _INTEGERS,
        "l": st.lists(_INTEGERS, max_size=3),
        "w": st.lists(_STRINGS, max_size=3),
    },
    optional={
        "i": _INTEGERS,
        "f": st.sampled_from([0.0, 1.0, 2.5, -1e300]),
        "t": st.booleans(),
        "z": _STRINGS | st.none(),
        "m": st.fixed_dictionaries({}, optional={"s": _STRINGS, "n": _INTEGERS}),
        "g": st.none(),
    },
)
"""Records for them."""
