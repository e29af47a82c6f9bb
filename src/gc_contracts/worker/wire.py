"""What goes between a worker and us: a verb and JSON on one line, every value exactly as it was.

ASCII only, so lone surrogates survive; NaN and infinities are written, since code under test is asked about
them; `1`, `1.0` and `-0.0` stay what they are. Integers of any length pass, and the interpreter's guard
against long ones is lifted only while ours are read or written: code under test meets it as in production.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gc_contracts._json import Json

READY = b'gc-contracts "ready"\n'
"""A worker's first line; what came before was printed while Python started."""
_SORTED = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_DECODE = json.JSONDecoder().decode


def encode(value: Json) -> str:
    """Write a value; raises TypeError, ValueError or RecursionError where JSON cannot hold it."""
    try:
        return _ENCODE(value)
    except ValueError:
        with _long_integers():
            return _ENCODE(value)


def decode(text: str) -> Json:
    """Read what `encode` wrote; raises ValueError or RecursionError."""
    try:
        return _DECODE(text)
    except ValueError:
        with _long_integers():
            return _DECODE(text)


def same(left: str, right: str) -> bool:
    """Whether two texts hold the same value but for the order of members; 1, 1.0 and true differ."""
    with _long_integers():
        return _SORTED(_DECODE(left)) == _SORTED(_DECODE(right))


def line(verb: str, value: Json = None) -> bytes:
    """Write one message."""
    return f"{verb} {encode(value)}\n".encode("ascii")


def parted(message: bytes) -> tuple[str, str]:
    """Take a message apart into its verb and the JSON text, unread."""
    verb, _, text = message.decode("ascii").rstrip("\n").partition(" ")
    return verb, text


@contextmanager
def _long_integers() -> Iterator[None]:
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(limit)
