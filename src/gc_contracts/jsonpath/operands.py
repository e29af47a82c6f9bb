"""How filters see values: which operand a JSON value becomes, and when two operands are equal.

Equality is the left operand's: text equals a number that is written so (`"1" == 1`), a number equals text
that reads as it (`1 == "01"`), containers are equal only with equal number types, and nothing equals
undefined.
Source: recorded: `conformance/jsonpath.jsonl`, groups filter-types, filter-in, filter-sets.
"""

import math
from collections.abc import Callable
from decimal import Decimal

from gc_contracts._json import Json
from gc_contracts.java.numbers import decimal, number_text
from gc_contracts.jsonpath.faults import Broken, Mistake, Syntax
from gc_contracts.jsonpath.lenient import read_lenient
from gc_contracts.jsonpath.quoting import unescape
from gc_contracts.jsonpath.tokens import (
    Container,
    Expression,
    Literal,
    Null,
    Number,
    Operand,
    Pattern,
    Reference,
    Text,
    Truth,
    Undefined,
)

UNDEFINED = Undefined()
NULL = Null()
YES, NO = Truth(value=True), Truth(value=False)
ReadPath = Callable[[str], Expression]
PLAIN_FROM, PLAIN_TO = 1e-3, 1e7


def operand(value: Json) -> Operand:
    """Turn what a path found into an operand."""
    if isinstance(value, str):
        return Text(value)
    if value is None:
        return NULL
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict | list):
        return Container(value)
    if isinstance(value, tuple):
        raise Broken("a set of keys is no operand")
    return Number(exact(value))


def exact(value: float | Decimal) -> Decimal:
    """Turn a document's number into the decimal its text means; raises Broken for what is no number."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Broken(f"{number_text(value)} is no number")
        # The text matters too: a pattern sees 1.0E+7 where Python writes 10000000.0.
        return Decimal(repr(value) if PLAIN_FROM <= abs(value) < PLAIN_TO else number_text(value))
    return Decimal(value)


def element_operand(value: Json, read_path: ReadPath) -> Operand:
    """Turn a list's element into an operand: text that looks like a path, JSON or quoted is read so."""
    if isinstance(value, dict | list | tuple):
        raise Broken("lists in filters hold no lists and objects")
    if not isinstance(value, str):
        return operand(value)
    trimmed = value.strip("".join(map(chr, range(33))))
    if trimmed[:1] in {"$", "@"} and (reference := _as_reference(trimmed, value, read_path)):
        return reference
    if len(trimmed) > 1 and trimmed[0] + trimmed[-1] in {"[]", "{}"} and _is_json(trimmed):
        return Literal(value)
    return Text(_unquoted(value))


def _as_reference(trimmed: str, value: str, read_path: ReadPath) -> Operand | None:
    try:
        read_path(trimmed)
    except (Syntax, Mistake):
        return None
    return Reference(read_path(value), None, denied=False)


def _is_json(text: str) -> bool:
    try:
        read_lenient(text)
    except Broken:
        return False
    return True


def _unquoted(text: str) -> str:
    if len(text) <= 1:
        return text
    if text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    try:
        return unescape(text)
    except Mistake as fault:
        raise Broken(str(fault)) from None


def content(side: Container | Literal) -> Json:
    """Return the value of an array or object operand."""
    return read_lenient(side.text) if isinstance(side, Literal) else side.value


def relation_equal(left: Operand, right: Operand) -> bool:
    """Compare the two sides of `==`."""
    if isinstance(left, Container | Literal) and isinstance(right, Container | Literal):
        if left is right:
            return True
        return isinstance(left, Container) and same(left.value, content(right))
    return equal(left, right)


def equal(left: Operand, right: Operand) -> bool:
    """Tell whether `left` takes `right` for equal; this is what lists are searched by."""
    if isinstance(left, Text):
        return left.value == (number_text(right.value) if isinstance(right, Number) else _text_or_none(right))
    if isinstance(left, Number):
        other = right.value if isinstance(right, Number) else _number_or_none(right)
        return other is not None and bool(left.value == other)
    if isinstance(left, Container):
        return isinstance(right, Container) and same(left.value, right.value)
    if isinstance(left, Undefined | Reference | Pattern):
        return left is right and not isinstance(left, Undefined)
    return bool(left == right)


def _text_or_none(side: Operand) -> str | None:
    return side.value if isinstance(side, Text) else None


def _number_or_none(side: Operand) -> Decimal | None:
    return decimal(side.value) if isinstance(side, Text) else None


def same(left: Json, right: Json) -> bool:
    """Compare JSON values with the types of their numbers: 1 is not 1.0."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(item, right[key]) for key, item in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, Decimal):
        return bool(left.as_tuple() == right.as_tuple())
    return bool(left == right)
