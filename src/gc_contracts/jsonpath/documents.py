"""Documents in and values out: JSON text ↔ values whose numbers are the ones the engine would hold.

A number of more than 18 characters stays an exact decimal unless a double writes it the same way; `1.10` is
1.1 and `1e400` is infinite. Reading is strict JSON otherwise.
Source: recorded: `conformance/jsonpath.jsonl`, groups numbers, text, parsing.
"""

import json
from decimal import Decimal

from gc_contracts._json import Json
from gc_contracts.java.numbers import decimal, number_text

LONGEST_DOUBLE = 18


def loads(text: str) -> Json:
    """Read strict JSON with the engine's numbers; a repeated key keeps its last value.

    Raises: ValueError: the text is not JSON, or nests too deep.

    >>> loads("[1.10, 1e400, 0.12345678901234567891]")
    [1.1, inf, Decimal('0.12345678901234567891')]
    """
    try:
        return json.loads(text, parse_float=number, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("JSON nests too deep") from None


def _refuse(name: str) -> Json:
    raise ValueError(f"{name} is not JSON")


def number(text: str) -> int | float | Decimal:
    """Read a number: int without fraction and exponent, else float, or Decimal where that would lose."""
    if not any(char in ".eE" for char in text):
        return int(text)
    double = float(text)
    if len(text) <= LONGEST_DOUBLE:
        return double
    if number_text(double) == text:
        return double
    exact = decimal(text)
    if exact is None:
        raise ValueError(f"{text} has too large an exponent")
    return exact


def text(value: Json) -> str:
    """Write compact JSON with Java's number text and no escapes but those JSON demands.

    >>> text({"a": [1, 2.0, 1e7, "é/"], "b": None})
    '{"a":[1,2.0,1.0E7,"é/"],"b":null}'
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict):
        return "{" + ",".join(f"{text(str(key))}:{text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(text, value)) + "]"
    return number_text(value)
