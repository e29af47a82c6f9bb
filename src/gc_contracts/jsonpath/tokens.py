"""What a path is made of once it is read: frozen tokens, filter conditions and their operands.

Nothing here acts. `compiler` and `conditions` make these values, `evaluate` and `predicate` turn them
into functions, `analysis` reads them to build documents.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Keys:
    """One or several member names: `.a`, `['a']`, `['a','b']`."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indexes:
    """One or several positions; a negative one counts from the end."""

    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """Elements from `start` up to but without `end`; None is the open side, never both."""

    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every member or element; `added` is the one `length` puts behind its argument's path."""

    added: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """`..`: the next token is tried on every container below."""


@dataclass(frozen=True, slots=True)
class Filter:
    """`[?(…)]`."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class JsonArgument:
    """A function's argument written as JSON; read when the function is called."""

    text: str


@dataclass(frozen=True, slots=True)
class PathArgument:
    """A function's argument that is itself a path, always followed from the document's root."""

    expression: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A function; an unknown name shows only when it is called."""

    name: str
    arguments: tuple["Argument", ...]
    turned: bool = False
    """It stood behind `..` and is now applied to that path; what follows it still counts as behind `..`."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled path: its tokens without the leading `$` or `@`, and which of the two it was."""

    tokens: tuple["Token", ...]
    from_root: bool
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text as a filter compares it."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a filter compares it: exact decimals, whatever the document held."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Null:
    """`null`."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """What a path gives that leads nowhere; equal to nothing, not even to itself."""


@dataclass(frozen=True, slots=True)
class Container:
    """An array or object taken from the document."""

    value: object


@dataclass(frozen=True, slots=True)
class Literal:
    """An array or object written in the filter: text until somebody needs its value."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression between slashes, with its flags."""

    source: str
    flags: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A path inside a filter: `exists` is None where its value is compared, else what is asked of it."""

    expression: Expression
    exists: bool | None
    denied: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """`left operator right`; the operator is in upper case, `EXISTS` for a path alone."""

    left: "Operand"
    operator: str
    right: "Operand"


@dataclass(frozen=True, slots=True)
class All:
    """Conditions joined by `&&`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Conditions joined by `||`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`!(…)`."""

    part: "Condition"


Argument = JsonArgument | PathArgument
Token = Keys | Indexes | Slice | Wildcard | Scan | Filter | Call
Operand = Text | Number | Truth | Null | Undefined | Container | Literal | Pattern | Reference
Condition = Relation | All | Any | Not


def token_definite(token: Token, *, last: bool) -> bool:
    """Tell whether a token leads to one place at most; several names do so only at the end."""
    if isinstance(token, Keys):
        return last or len(token.names) == 1
    if isinstance(token, Indexes):
        return len(token.positions) == 1
    return isinstance(token, Call)


def definite(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a path gives a value itself rather than a list of hits."""
    return all(token_definite(token, last=index == len(tokens) - 1) for index, token in enumerate(tokens))
