"""The smallest document in which a path finds a value: built from the end, then tried with the engine itself.

What a filter asks for is added to the element it picks. If the path ends with that element, the value found
is the given one with these members added.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from gc_contracts._json import Json, equal
from gc_contracts.errors import JsonPathError
from gc_contracts.jsonpath.analysis.fitting import Fit, fits
from gc_contracts.jsonpath.analysis.merge import Anything, join
from gc_contracts.jsonpath.documents import number
from gc_contracts.jsonpath.faults import Broken
from gc_contracts.jsonpath.path import Path
from gc_contracts.jsonpath.tokens import (
    Call,
    Filter,
    Indexes,
    JsonArgument,
    Keys,
    PathArgument,
    Scan,
    Slice,
    Token,
    Wildcard,
)

TRIES = 256
LONGEST = 1000
"""Elements an array may need: `[5000]` is a path, but no example."""


def example(path: Path, value: Json) -> Json:
    """Build the smallest document in which `path` finds `value`.

    The value is what a definite path gives, or the first hit of another one; below a filter at the path's end
    it gets the members the filter asks for.

    Raises: ValueError: no such document could be built.

    >>> from gc_contracts.jsonpath.path import compile_path
    >>> example(compile_path("$.list[?(@.id == 'q')].name"), "Ann")
    {'list': [{'id': 'q', 'name': 'Ann'}]}
    """
    for document in islice(_documents(path, value), TRIES):
        if finds(path, document, value):
            return document
    raise ValueError(f"no example for {path.text}")


def finds(path: Path, document: Json, value: Json) -> bool:
    """Tell whether `path` finds `value` in `document`, as `example` promises it."""
    try:
        found = path.find(document)
    except JsonPathError:
        return False
    if not path.definite:
        return bool(found) and _covers(found[0], value)
    return _covers(found, value)


def _covers(found: Json, value: Json) -> bool:
    if isinstance(found, dict) and isinstance(value, dict):
        return all(key in found and equal(found[key], item) for key, item in value.items())
    return equal(found, value)


def _documents(path: Path, value: Json) -> Iterator[Json]:
    try:
        for fit in _build(path.expression.tokens, value):
            document = fit.item
            for root in fit.roots:
                document = join(document, root)
            yield _settled(document)
    except (ValueError, Broken, RecursionError):
        return


def _settled(value: Json) -> Json:
    """Give members that only had to be there a value."""
    if isinstance(value, Anything):
        return True
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    return [_settled(item) for item in value] if isinstance(value, list) else value


def _items(tokens: tuple[Token, ...], value: Json) -> Iterator[Json]:
    for fit in _build(tokens, value):
        yield fit.item


def _build(tokens: tuple[Token, ...], value: Json) -> Iterator[Fit]:
    if not tokens:
        yield Fit(value)
        return
    token, rest = tokens[0], tokens[1:]
    if isinstance(token, Scan):
        yield from _build(rest, value)
    elif isinstance(token, Filter):
        yield from _filtered(token, rest, value)
    elif isinstance(token, Call):
        yield from _called(token, value)
    elif isinstance(token, Keys) and len(token.names) > 1 and not rest:
        yield Fit(value)
    else:
        for inner in _build(rest, value):
            for item in _wrapped(token, inner.item):
                yield Fit(item, inner.roots)


def _wrapped(token: Token, inner: Json) -> Iterator[Json]:
    if isinstance(token, Keys):
        yield {token.names[0]: inner}
    elif isinstance(token, Wildcard):
        yield [inner]
        yield {"any": inner}
    elif isinstance(token, Indexes):
        yield _array(inner, *_around(token.positions[0]))
    elif isinstance(token, Slice):
        yield _array(inner, *_around_slice(token))


def _around(position: int) -> tuple[int, int]:
    """Return how many elements stand before and after."""
    return (position, 0) if position >= 0 else (0, -position - 1)


def _around_slice(token: Slice) -> tuple[int, int]:
    if token.end is None or token.end > 0:
        return max(0, token.start or 0), 0
    return 0, -token.end


def _array(inner: Json, before: int, after: int) -> Json:
    if before + after > LONGEST:
        raise ValueError("the array would be too long")
    return [None] * before + [inner] + [None] * after


def _filtered(token: Filter, rest: tuple[Token, ...], value: Json) -> Iterator[Fit]:
    for fit in fits(token.condition, _items):
        for inner in _build(rest, value):
            try:
                item = join(fit.item, inner.item)
            except ValueError:
                continue
            yield Fit([item], (*fit.roots, *inner.roots))


def _called(call: Call, value: Json) -> Iterator[Fit]:
    inner = call.arguments[0] if call.turned else None
    tokens = inner.expression.tokens if isinstance(inner, PathArgument) else ()
    for model in _models(call, value):
        yield from _build(tokens, model)


def _models(call: Call, value: Json) -> Sequence[Json]:
    """Return what a function must be called on to give `value`."""
    single = value if call.turned else [value]
    index = _index(call)
    choices: Mapping[str, Callable[[], Sequence[Json]]] = {
        "length": lambda: _counted(value),
        "size": lambda: _counted(value),
        "keys": lambda: [dict.fromkeys(value)] if isinstance(value, list) and _all_text(value) else [],
        "concat": lambda: [[value]],
        "first": lambda: [[value]],
        "last": lambda: [[None, value]],
        "index": lambda: [[None] * index + [value] if index >= 0 else [None, value, *[None] * (-index - 1)]],
        "sum": lambda: [single],
        "avg": lambda: [single],
        "min": lambda: [single],
        "max": lambda: [single],
        "stddev": lambda: [[0, 2 * value]] if isinstance(value, int | float) else [],
    }
    return choices[call.name]() if call.name in choices else []


def _counted(value: Json) -> Sequence[Json]:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST:
        return []
    return [[None] * value]


def _all_text(value: list[Json]) -> bool:
    return all(isinstance(item, str) for item in value)


def _index(call: Call) -> int:
    argument = call.arguments[0] if call.arguments else None
    if not isinstance(argument, JsonArgument) or not argument.text.strip().lstrip("-").isdigit():
        return 0
    return max(-LONGEST, min(LONGEST, int(number(argument.text.strip()))))
