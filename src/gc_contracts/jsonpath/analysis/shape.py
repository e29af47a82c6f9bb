"""A path as a list of steps, for whoever asks what a response must look like.

Steps are a view of the tokens: unions and slices become `AnyItem`, `..name` becomes one step, and a function
applied to all hits of `..` stands at the end again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.jsonpath.operands import content
from gc_contracts.jsonpath.path import Path
from gc_contracts.jsonpath.tokens import (
    All,
    Call,
    Condition,
    Indexes,
    Keys,
    Literal,
    Null,
    Number,
    Operand,
    PathArgument,
    Reference,
    Relation,
    Scan,
    Text,
    Token,
    Truth,
)
from gc_contracts.jsonpath.tokens import Filter as FilterToken


@dataclass(frozen=True, slots=True)
class Key:
    """A member of an object."""

    name: str


@dataclass(frozen=True, slots=True)
class Members:
    """Several members of an object, `['a','b']`."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An element of an array; negative from the end."""

    n: int


@dataclass(frozen=True, slots=True)
class AnyItem:
    """Elements of an array (or members of an object): wildcard, slice or several positions."""


@dataclass(frozen=True, slots=True)
class Deep:
    """Anything below: `..name`; None where `..` stands before something else than a name."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One simple condition; `operator` as written in upper case, `exists` where the path stands alone."""

    steps: tuple["Step", ...]
    operator: str
    value: Json


@dataclass(frozen=True, slots=True)
class Filter:
    """`[?(…)]`; `conditions` hold together, and are empty where the filter is not that simple."""

    conditions: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function."""

    name: str


Step = Key | Members | Index | AnyItem | Deep | Filter | Function


def shape(path: Path) -> tuple[Step, ...]:
    """List the steps of a path.

    >>> from gc_contracts.jsonpath.path import compile_path
    >>> shape(compile_path("$.list[0]..id"))
    (Key(name='list'), Index(n=0), Deep(name='id'))
    """
    return tuple(_steps(path.expression.tokens))


def _steps(tokens: tuple[Token, ...]) -> Iterator[Step]:
    deep = False
    for token in tokens:
        if deep and isinstance(token, Keys) and len(token.names) == 1:
            yield Deep(token.names[0])
        elif not isinstance(token, Scan):
            if deep:
                yield Deep(None)
            yield from _step(token)
        deep = isinstance(token, Scan)


def _step(token: Token) -> Iterator[Step]:
    if isinstance(token, Keys):
        yield Key(token.names[0]) if len(token.names) == 1 else Members(token.names)
    elif isinstance(token, Indexes) and len(token.positions) == 1:
        yield Index(token.positions[0])
    elif isinstance(token, FilterToken):
        yield Filter(_comparisons(token.condition) or ())
    elif isinstance(token, Call):
        if token.turned and isinstance(token.arguments[0], PathArgument):
            yield from _steps(token.arguments[0].expression.tokens)
        yield Function(token.name)
    else:
        yield AnyItem()


def _comparisons(condition: Condition) -> tuple[Comparison, ...] | None:
    if isinstance(condition, All):
        parts = [_comparisons(part) for part in condition.parts]
        known = [part for part in parts if part is not None]
        return tuple(one for part in known for one in part) if len(known) == len(parts) else None
    if not isinstance(condition, Relation) or not isinstance(condition.left, Reference):
        return None
    if condition.left.expression.from_root or not is_plain(condition.right):
        return None
    operator = "exists" if condition.left.exists is not None else condition.operator
    return (Comparison(tuple(_steps(condition.left.expression.tokens)), operator, plain(condition.right)),)


def is_plain(side: Operand) -> bool:
    """Tell whether an operand is a value written in the filter."""
    return isinstance(side, Text | Number | Truth | Null | Literal)


def plain(side: Operand) -> Json:
    """Return the JSON value of such an operand."""
    if isinstance(side, Number):
        whole = side.value == side.value.to_integral_value()
        return int(side.value) if whole else float(side.value)
    if isinstance(side, Text | Truth):
        return side.value
    return content(side) if isinstance(side, Literal) else None
