"""The functions a path can end with: `length`, `keys`, `concat`, `append`, aggregates, positions.

Aggregates always give doubles, skip what is no number and give up where no number is left.
Source: recorded: `conformance/jsonpath.jsonl`, groups functions, function-arguments, aggregates.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gc_contracts._json import Json
from gc_contracts.java.numbers import is_number
from gc_contracts.jsonpath.faults import Broken, OutOfRange, UnknownFunction
from gc_contracts.jsonpath.javatext import java_text
from gc_contracts.jsonpath.lenient import read_lenient
from gc_contracts.jsonpath.run import Follow, Node, Run
from gc_contracts.jsonpath.tokens import Argument, Call, JsonArgument, PathArgument, Token, Wildcard, definite

FollowTokens = Callable[..., Follow]
FAR = INT_LIMIT = 2**31
SMALLEST, LARGEST = 5e-324, 1.7976931348623157e308


@dataclass(frozen=True, slots=True)
class _Arguments:
    """The arguments of one call, with the values they have now."""

    given: tuple[Argument, ...]
    values: tuple[Json, ...]

    def numbers(self) -> list[float]:
        return [_double(value) for value in self._flat() if is_number(value)]

    def texts(self) -> list[str]:
        return [java_text(value) for value in self._flat() if value is not None]

    def _flat(self) -> Iterator[Json]:
        for value in self.values:
            yield from value if isinstance(value, list) else (value,)


Function = Callable[[Json, _Arguments], Json]


def call_node(call: Call, following: Node | None, follow_tokens: FollowTokens) -> Node:
    """Return the node of a call; its result counts as found even where further tokens follow."""
    function = FUNCTIONS.get(call.name)
    arguments = _ArgumentReader(call, follow_tokens)

    def run_call(model: Json, run: Run) -> None:
        if function is None:
            raise UnknownFunction(f"no function {call.name}")
        values = arguments.read(run)
        if function is _length and call.arguments:
            result = arguments.length(model, run)
        else:
            result = function(model, _Arguments(call.arguments, values))
        run.results.append(result)
        arguments.forget_wildcard(run)
        if following is not None:
            following(result, run)

    return run_call


class _ArgumentReader:
    """Follows the paths among a call's arguments.

    The engine changes the first argument's path for good: `length` adds a wildcard to it, and every call
    takes the first wildcard behind its first token away. That shows only when one call runs several times.
    """

    def __init__(self, call: Call, follow_tokens: FollowTokens) -> None:
        self.call = call
        self.follow_tokens = follow_tokens

    def read(self, run: Run) -> tuple[Json, ...]:
        return tuple(self._value(argument, run) for argument in self.call.arguments)

    def _value(self, argument: Argument, run: Run) -> Json:
        if isinstance(argument, JsonArgument):
            return None if self.call.name in _LAZY else read_lenient(argument.text)
        value = self._follow(argument, run.root, run)
        return run.session.values.setdefault(id(argument), value)

    def _follow(self, argument: PathArgument, root: Json, run: Run) -> Json:
        tokens, loose_from = self._tokens(argument, run)
        gives_one = definite(argument.expression.tokens)
        child = Run(root, run.session, required=run.required)
        return self.follow_tokens(tokens, gives_one=gives_one, loose_from=loose_from)(root, child)

    def _tokens(self, argument: PathArgument, run: Run) -> tuple[tuple[Token, ...], int]:
        unchanged = (argument.expression.tokens, FAR)
        return run.session.inner_tokens.get(id(argument), unchanged)

    def length(self, model: Json, run: Run) -> Json:
        """Count the children of what the first argument finds below `model`, else those of `model`."""
        argument = self.call.arguments[0]
        if isinstance(argument, JsonArgument):
            raise Broken("length takes a path")
        tokens, loose_from = self._tokens(argument, run)
        if tokens and not isinstance(tokens[-1], Call):
            added = Wildcard(added=True)
            run.session.added.append(added)
            run.session.inner_tokens[id(argument)] = ((*tokens, added), loose_from)
        inner = self._follow(argument, model, run)
        return len(inner) if isinstance(inner, list) else _length(model, _Arguments((), ()))

    def forget_wildcard(self, run: Run) -> None:
        argument = self.call.arguments[0] if self.call.arguments else None
        if not isinstance(argument, PathArgument):
            return
        tokens, loose_from = self._tokens(argument, run)
        wild = [index for index, token in enumerate(tokens) if index and isinstance(token, Wildcard)]
        if wild and not isinstance(tokens[-1], Call):
            rest = tokens[: wild[0]] + tokens[wild[0] + 1 :]
            run.session.inner_tokens[id(argument)] = (rest, min(loose_from, wild[0]))


def _double(value: float | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def _length(model: Json, _arguments: _Arguments) -> Json:
    return len(model) if isinstance(model, dict | list) else None


def _keys(model: Json, _arguments: _Arguments) -> Json:
    return tuple(model) if isinstance(model, dict) else None


def _concat(model: Json, arguments: _Arguments) -> Json:
    own = [item for item in model if isinstance(item, str)] if isinstance(model, list) else []
    return "".join([*own, *arguments.texts()])


def _append(model: Json, arguments: _Arguments) -> Json:
    if isinstance(model, list):
        model.extend(arguments.values)
    return model


def _aggregate(compute: Callable[[list[float]], float]) -> Function:
    def aggregate(model: Json, arguments: _Arguments) -> Json:
        own = [_double(item) for item in model if is_number(item)] if isinstance(model, list) else []
        values = own + arguments.numbers()
        if not values:
            raise Broken("there is no number to aggregate")
        return compute(values)

    return aggregate


def _sum(values: list[float]) -> float:
    # Plain additions in order: Python's own sum corrects rounding and so differs in the last digit.
    total = 0.0
    for value in values:
        total += value
    return total


def _max(values: list[float]) -> float:
    # The engine starts from the smallest positive double, so negative numbers never win.
    best = SMALLEST
    for value in values:
        best = max(best, value)
    return best


def _min(values: list[float]) -> float:
    best = LARGEST
    for value in values:
        best = min(best, value)
    return best


def _stddev(values: list[float]) -> float:
    count, total = float(len(values)), _sum(values)
    variance = _sum([value * value for value in values]) / count - total * total / count / count
    return math.sqrt(variance) if variance >= 0 else math.nan


def _position(find: Callable[[_Arguments], int]) -> Function:
    def position(model: Json, arguments: _Arguments) -> Json:
        if not isinstance(model, list):
            raise Broken("there is no array to take an element of")
        index = find(arguments)
        if index < 0:
            index += len(model)
            if index <= 0:
                # The engine takes the first element counted from the end for one too far.
                raise Broken("there are not so many elements")
        if index >= len(model):
            raise OutOfRange("there are not so many elements")
        return model[index]

    return position


def _given_index(arguments: _Arguments) -> int:
    numbers = arguments.numbers()
    if not numbers:
        raise OutOfRange("index needs a number")
    return int(max(-INT_LIMIT, min(INT_LIMIT, numbers[0])))


FUNCTIONS: Mapping[str, Function] = {
    "length": _length,
    "size": _length,
    "keys": _keys,
    "concat": _concat,
    "append": _append,
    "sum": _aggregate(_sum),
    "avg": _aggregate(lambda values: _sum(values) / len(values)),
    "min": _aggregate(_min),
    "max": _aggregate(_max),
    "stddev": _aggregate(_stddev),
    "first": _position(lambda _arguments: 0),
    "last": _position(lambda _arguments: -1),
    "index": _position(_given_index),
}
_LAZY = frozenset({"length", "size", "keys", "first", "last"})
"""Functions that never look at JSON arguments, so that unreadable ones do no harm."""
