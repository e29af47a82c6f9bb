"""Conditions → functions `(item, run) → bool`.

Each operator is one small function of two operands; what it cannot compare is mostly false and sometimes a
refusal, exactly where the engine refuses. A refusal inside a filter means "no match".
Source: recorded: `conformance/jsonpath.jsonl`, groups filter-*.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

from gc_contracts._json import Json
from gc_contracts.java.numbers import number_text, to_integer
from gc_contracts.java.units import count_units, unit_order
from gc_contracts.jsonpath.faults import Broken, NotFound, Refused
from gc_contracts.jsonpath.operands import (
    UNDEFINED,
    ReadPath,
    content,
    element_operand,
    equal,
    operand,
    relation_equal,
)
from gc_contracts.jsonpath.pattern import matcher
from gc_contracts.jsonpath.run import Follow, Run
from gc_contracts.jsonpath.tokens import (
    All,
    Condition,
    Container,
    Expression,
    Literal,
    Not,
    Number,
    Operand,
    Pattern,
    Reference,
    Relation,
    Text,
    Truth,
)

Predicate = Callable[[Json, Run], bool]
Read = Callable[[Json, Run], Operand]
Compare = Callable[[Operand, Operand], bool]


class PredicateMaker:
    """Makes predicates; `follow` turns an expression into a function and `read_path` reads one from text."""

    def __init__(self, follow: Callable[[Expression], Follow], read_path: ReadPath) -> None:
        self._follow = follow
        self._read_path = read_path

    def make(self, condition: Condition) -> Predicate:
        """Return the predicate of a condition."""
        if isinstance(condition, Not):
            part = self.make(condition.part)
            return lambda item, run: not part(item, run)
        if isinstance(condition, Relation):
            return self._relation(condition)
        parts = tuple(map(self.make, condition.parts))
        if isinstance(condition, All):
            return lambda item, run: all(part(item, run) for part in parts)
        return lambda item, run: any(part(item, run) for part in parts)

    def _relation(self, relation: Relation) -> Predicate:
        if isinstance(relation.left, Reference) and relation.left.exists is not None:
            return self._existence(relation.left.expression, wanted=relation.left.exists)
        compare = self._comparison(relation)
        left, right = self._read(relation.left), self._read(relation.right)
        return lambda item, run: compare(left(item, run), right(item, run))

    def _existence(self, expression: Expression, *, wanted: bool) -> Predicate:
        follow = self._follow(expression)

        def exists(item: Json, run: Run) -> bool:
            try:
                # `$` starts at the item here: the engine forgets the root in an existence test.
                follow(item, run.child(required=True))
            except NotFound:
                return not wanted
            return wanted

        return exists

    def _read(self, side: Operand) -> Read:
        if not isinstance(side, Reference):
            return lambda _item, _run: side
        follow, from_root = self._follow(side.expression), side.expression.from_root

        def read(item: Json, run: Run) -> Operand:
            try:
                return operand(follow(run.root if from_root else item, run.child(required=run.required)))
            except NotFound:
                return UNDEFINED

        return read

    def _comparison(self, relation: Relation) -> Compare:
        if relation.operator == "=~":
            return self._match(relation)
        if relation.operator in _SIMPLE:
            return _SIMPLE[relation.operator]
        lists: Mapping[str, Compare] = {
            "IN": self._in,
            "NIN": lambda left, right: not self._in(left, right),
            "CONTAINS": self._contains,
            "ALL": _refuse,
            "SUBSETOF": self._subset,
            "ANYOF": self._any_of,
            "NONEOF": self._none_of,
        }
        return lists[relation.operator]

    def _list(self, side: Operand) -> list[Operand] | None:
        """Return the elements, None for an object; refuses what is neither."""
        if not isinstance(side, Container | Literal):
            raise Refused("expected a list")
        value = content(side)
        return [element_operand(item, self._read_path) for item in value] if isinstance(value, list) else None

    def _in(self, left: Operand, right: Operand) -> bool:
        elements = self._list(right)
        return elements is not None and any(equal(left, element) for element in elements)

    def _contains(self, left: Operand, right: Operand) -> bool:
        if isinstance(left, Text) and isinstance(right, Text):
            return right.value in left.value
        return isinstance(left, Container | Literal) and self._in(right, left)

    def _subset(self, left: Operand, right: Operand) -> bool:
        pair = self._pair(left, right)
        return pair is not None and all(any(equal(one, other) for other in pair[1]) for one in pair[0])

    def _any_of(self, left: Operand, right: Operand) -> bool:
        pair = self._pair(left, right)
        return pair is not None and any(equal(one, other) for one in pair[0] for other in pair[1])

    def _none_of(self, left: Operand, right: Operand) -> bool:
        pair = self._pair(left, right)
        return pair is not None and not any(equal(one, other) for one in pair[0] for other in pair[1])

    def _pair(self, left: Operand, right: Operand) -> tuple[list[Operand], list[Operand]] | None:
        after = self._list(right)
        if after is None:
            return None
        before = self._list(left)
        return None if before is None else (before, after)

    def _match(self, relation: Relation) -> Compare:
        left, right = relation.left, relation.right
        if isinstance(left, Pattern) == isinstance(right, Pattern):
            return lambda _left, _right: False
        pattern, subject_left = (left, False) if isinstance(left, Pattern) else (right, True)
        if not isinstance(pattern, Pattern):
            return lambda _left, _right: False
        matches = matcher(pattern)
        return lambda one, other: self._matches(matches, one if subject_left else other)

    def _matches(self, matches: Callable[[str], bool], side: Operand) -> bool:
        if isinstance(side, Container | Literal) and isinstance(content(side), list):
            return any(matches(_matched_text(element)) for element in self._list(side) or ())
        return matches(_matched_text(side))


def _matched_text(side: Operand) -> str:
    if isinstance(side, Text):
        return side.value
    if isinstance(side, Number):
        return number_text(side.value)
    return ("true" if side.value else "false") if isinstance(side, Truth) else ""


def _ordered(compare: Callable[[Any, Any], Any], left: Operand, right: Operand) -> bool:
    if isinstance(left, Number) and isinstance(right, Number):
        return bool(compare(left.value, right.value))
    if isinstance(left, Text) and isinstance(right, Text):
        return bool(compare(unit_order(left.value), unit_order(right.value)))
    return False


def _type_equal(left: Operand, right: Operand) -> bool:
    containers = isinstance(left, Container | Literal) and isinstance(right, Container | Literal)
    return (containers or type(left) is type(right)) and relation_equal(left, right)


def _size(left: Operand, right: Operand) -> bool:
    if not isinstance(right, Number):
        return False
    size = to_integer(right.value)
    if isinstance(left, Text):
        return count_units(left.value) == size
    if isinstance(left, Container | Literal):
        value = content(left)
        return (len(value) if isinstance(value, list) else -1) == size
    return False


def _empty(left: Operand, right: Operand) -> bool:
    if isinstance(left, Text):
        return (not left.value) == _truth(right)
    if isinstance(left, Container | Literal):
        value = content(left)
        if isinstance(value, dict):
            raise Broken("the engine cannot tell whether an object is empty")
        return (not value) == _truth(right)
    return False


def _truth(side: Operand) -> bool:
    if not isinstance(side, Truth):
        raise Refused("expected true or false")
    return side.value


def _exists(left: Operand, right: Operand) -> bool:
    if not isinstance(left, Truth) and not isinstance(right, Truth):
        raise Broken("an existence test needs true or false")
    return _truth(left) == _truth(right)


def _refuse(_left: Operand, _right: Operand) -> bool:
    raise Refused("expected another operand")


_SIMPLE: Mapping[str, Compare] = {
    "==": relation_equal,
    "!=": lambda left, right: not relation_equal(left, right),
    "===": _type_equal,
    "!==": lambda left, right: not _type_equal(left, right),
    "<": partial(_ordered, lt),
    "<=": partial(_ordered, le),
    ">": partial(_ordered, gt),
    ">=": partial(_ordered, ge),
    "SIZE": _size,
    "EMPTY": _empty,
    "EXISTS": _exists,
    "TYPE": _refuse,
    "MATCHES": _refuse,
}
