"""The first engine: cel-cpp, the specification authors' own, behind one function; its only home.

A failed evaluation there does not raise: it gives a value that is true to Python. So only the two booleans
count. What it cannot hold (an integer beyond 64 bits, half of a surrogate pair) is told apart before, for
that is no defect of a rule.

Source: documented: CEL language definition; recorded: cel-expr-python 0.1.3.
"""

import re
from dataclasses import dataclass
from typing import Any

from gc_contracts._json import Json, dumps
from gc_contracts.rules.flaws import Flaw, worded
from gc_contracts.rules.values import fits

_LONG = re.compile(r"[0-9]{19}")
_DEEPEST = 500
"""Levels of a record; products take 50."""


@dataclass(frozen=True, slots=True)
class Erred:
    """An evaluation that failed, in cel-cpp's words."""

    words: str


class Engine:
    """One environment in which rules are compiled: it knows `record` and CEL's own functions."""

    __slots__ = ("_cel", "_env")

    def __init__(self, cel: Any) -> None:
        self._cel = cel
        self._env = cel.NewEnv(variables={"record": cel.Type.DYN})

    def compile(self, text: str) -> "Compiled | Flaw":
        """Compile a rule; a flaw says what is wrong and at which character."""
        if "\0" in text or not _encodes(text):
            return Flaw("the expression holds a character that is none of Unicode's, or NUL", 0)
        try:
            return Compiled(self._env.compile(text), self._cel)
        except (RuntimeError, ValueError) as error:
            return worded(str(error), text)

    def bind(self, record: Json) -> Any:
        """Give a record the form that compiled rules ask; it serves all rules of one record."""
        return self._env.Activation({"record": record})


class Compiled:
    """A rule that compiles."""

    __slots__ = ("_boolean", "_dynamic", "_expression")

    def __init__(self, expression: Any, cel: Any) -> None:
        self._expression = expression
        kind = expression.return_type()
        self._boolean = kind == cel.Type.BOOL
        self._dynamic = kind == cel.Type.DYN

    @property
    def result(self) -> str:
        """What it gives where that is known and no boolean, e.g. `INT`; empty otherwise."""
        return "" if self._boolean or self._dynamic else str(self._expression.return_type().name())

    def ask(self, bound: Any) -> bool | Erred:
        """Judge a record that was bound before."""
        try:
            answer = self._expression.eval(bound)
            value = answer.plain_value()
        except (RuntimeError, ValueError, TypeError) as error:
            return Erred(_clean(str(error)))
        if value is True or value is False:
            return bool(value)
        name = str(answer.type().name())
        return Erred(
            _clean(str(value)) if name == "ERROR" else f"the result is no boolean but {name.lower()}"
        )


def engine() -> Engine | None:
    """Give the engine; None where the extra `rules` is not installed."""
    try:
        # Late: 15 MB of C++ that only contracts with rules need. It has stubs, and no mark that says so.
        from cel_expr_python import cel  # type: ignore[import-untyped]  # noqa: PLC0415 - see above
    except ImportError:
        return None
    return Engine(cel)


def holds(record: Json) -> bool:
    """Tell whether cel-cpp can hold a record as it is."""
    try:
        text = dumps(record)
        text.encode()
    except (ValueError, RecursionError):  # NaN and infinity, surrogates; deeper than Python goes
        return False
    return not _LONG.search(text) or _all_in_64_bits(record)


def _all_in_64_bits(record: Json) -> bool:
    stack = [record]
    while stack:
        value = stack.pop()
        if type(value) is int and not fits(value):
            return False
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return True


def tamed(record: Json, depth: int = _DEEPEST) -> Json:
    """Copy a record with the nearest value for each that cel-cpp cannot hold: a double, a replaced character.

    Its answer on the copy counts only where the second engine says the same of the record itself.
    """
    if depth == 0:
        return None
    if isinstance(record, str):
        return record.encode("utf-8", "replace").decode()
    if isinstance(record, dict):
        return {tamed(key): tamed(value, depth - 1) for key, value in record.items()}
    if isinstance(record, list):
        return [tamed(value, depth - 1) for value in record]
    return _number(record) if type(record) in {int, float} else record


def _number(value: float) -> float:
    if type(value) is int and not fits(value):
        try:
            return float(value)
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")
    return value


def _encodes(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _clean(words: str) -> str:
    """Take the status word off: `NOT_FOUND: Key not found in map : "x"`."""
    return re.sub(r"^[A-Z_]+: |\s*\[[A-Z_]+\]$", "", words.strip()).replace(" : ", ": ")
