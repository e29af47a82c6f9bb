"""Tokens → functions. Each token becomes a closure that knows the one after it.

A path that leads to one place at most ("definite") raises where there is nothing; behind a wildcard, slice,
filter or `..` absent members are skipped instead.
Source: recorded: `conformance/jsonpath.jsonl`; Jayway JsonPath 2.10.0, default configuration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gc_contracts._json import Json
from gc_contracts.jsonpath.compiler import read_inner
from gc_contracts.jsonpath.faults import Broken, NotFound, OutOfRange, Refused
from gc_contracts.jsonpath.functions import call_node
from gc_contracts.jsonpath.predicate import Predicate, PredicateMaker
from gc_contracts.jsonpath.run import Follow, Node, Run
from gc_contracts.jsonpath.scan import scan_node
from gc_contracts.jsonpath.tokens import (
    Call,
    Expression,
    Filter,
    Indexes,
    Keys,
    Scan,
    Slice,
    Token,
    Wildcard,
    definite,
    token_definite,
)

ALWAYS_STRICT = 2**31


def follow(expression: Expression) -> Follow:
    """Return the function that follows a whole path from a value."""
    return follow_tokens(expression.tokens, gives_one=definite(expression.tokens))


def follow_tokens(tokens: Sequence[Token], *, gives_one: bool, loose_from: int = ALWAYS_STRICT) -> Follow:
    """As `follow`, for tokens that were changed on the way.

    Args:
        tokens: the path, without its root.
        gives_one: whether the last hit is the value, or the list of hits is.
        loose_from: from this token on, absent members are skipped whatever stands before.
    """
    node = _chain(tokens, loose_from)

    def run_path(value: Json, run: Run) -> Json:
        if run.root is None:
            raise Broken("a document of null has no paths")
        node(value, run)
        if not gives_one:
            return run.results
        if not run.results:
            raise NotFound("no results")
        # A call followed by another leaves a result each; the last one counts.
        return run.results[-1]

    return run_path


def _add(value: Json, run: Run) -> None:
    run.results.append(value)


def _chain(tokens: Sequence[Token], loose_from: int) -> Node:
    """Build from the end, so that each closure holds the next one."""
    node: Node = _add
    after: Node = _add
    for index in range(len(tokens) - 1, -1, -1):
        node, after = _node(_Place(tuple(tokens), index, node, after, loose=index >= loose_from)), node
    return node


@dataclass(frozen=True, slots=True)
class _Place:
    """A token in its path: what comes next, and whether everything before leads to one place."""

    tokens: tuple[Token, ...]
    index: int
    next: Node
    after_next: Node
    loose: bool

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    @property
    def last(self) -> bool:
        return self.index == len(self.tokens) - 1

    @property
    def upstream_definite(self) -> bool:
        before = self.tokens[: self.index]
        return not self.loose and all(
            token_definite(token, last=False) and not _turned(token) for token in before
        )


def _turned(token: Token) -> bool:
    return isinstance(token, Call) and token.turned


def _node(place: _Place) -> Node:
    token = place.token
    if isinstance(token, Keys):
        return _keys_node(place, token)
    if isinstance(token, Indexes | Slice):
        return _positions_node(place, token)
    if isinstance(token, Wildcard):
        return _wildcard_node(place)
    if isinstance(token, Filter):
        return _filter_node(place, _predicate(token))
    if isinstance(token, Scan):
        return _scan_node(place)
    return call_node(token, None if place.last else place.next, follow_tokens)


def _predicate(token: Filter) -> Predicate:
    holds = PredicateMaker(follow, read_inner).make(token.condition)

    def accepts(item: Json, run: Run) -> bool:
        run.session.step()
        try:
            return holds(item, run)
        except Refused:
            return False

    return accepts


def _keys_node(place: _Place, token: Keys) -> Node:
    if len(token.names) == 1:
        return _key_node(place, token.names[0], lenient=not place.upstream_definite)
    if place.last:
        return _merged_keys_node(place, token)
    branches = [_key_node(place, name, lenient=True) for name in token.names]
    strict = place.upstream_definite

    def keys(model: Json, run: Run) -> None:
        if not isinstance(model, dict):
            return _no_object(strict)
        for branch in branches:
            branch(model, run)
        return None

    return keys


def _no_object(strict: bool) -> None:
    if strict:
        raise NotFound("expected an object")


def _key_node(place: _Place, name: str, *, lenient: bool) -> Node:
    found, strict, last = _member_node(place), place.upstream_definite, place.last

    def key(model: Json, run: Run) -> None:
        if not isinstance(model, dict):
            _no_object(strict)
        elif name in model:
            found(model[name], run)
        elif run.required or not (lenient or last):
            raise NotFound(f"no member {name}")

    return key


def _merged_keys_node(place: _Place, token: Keys) -> Node:
    strict = place.upstream_definite

    def merged(model: Json, run: Run) -> None:
        if not isinstance(model, dict):
            return _no_object(strict)
        if run.required and not all(name in model for name in token.names):
            raise NotFound("a member is missing")
        run.results.append({name: model[name] for name in token.names if name in model})
        return None

    return merged


def _member_node(place: _Place) -> Node:
    """Return what receives a member's value; behind `..[0]` the last token takes only some of them."""
    before = place.tokens[place.index - 1] if place.index else None
    if not place.last or place.index < 2 or not isinstance(place.tokens[place.index - 2], Scan):
        return place.next
    one = isinstance(before, Indexes) and len(before.positions) == 1 and place.token != Wildcard(added=True)
    wanted = before.positions[0] if one and isinstance(before, Indexes) else None
    key = id(place.token)

    def guarded(value: Json, run: Run) -> None:
        if run.session.positions.get(key, -1) in {-1, wanted}:
            run.results.append(value)

    return guarded


def _at(model: list[Json], index: int, node: Node, run: Run) -> None:
    """Hand one element on; a position out of range, here or further on, is skipped."""
    if -len(model) <= index < len(model):
        try:
            node(model[index], run)
        except OutOfRange:
            return


def _positions_node(place: _Place, token: Indexes | Slice) -> Node:
    node, strict = place.next, place.upstream_definite
    select = _selector(token)

    def positions(model: Json, run: Run) -> None:
        if not isinstance(model, list):
            if strict:
                raise NotFound("expected an array")
            return
        for index in select(len(model)):
            _at(model, index, node, run)

    return positions


def _selector(token: Indexes | Slice) -> Callable[[int], Sequence[int]]:
    if isinstance(token, Indexes):
        return lambda _length: token.positions
    start, end = token.start, token.end
    if start is None:
        stop = end or 0
        return lambda length: range(min(length, stop + length if stop < 0 else stop))
    if end is None:
        return lambda length: range(max(0, length + start if start < 0 else start), length)
    # A negative start is not counted from the end here: the range runs through -1 and 0.
    return lambda length: range(max(start, -length), min(length, end))


def _wildcard_node(place: _Place) -> Node:
    node, member = place.next, _member_node(place)

    def wildcard(model: Json, run: Run) -> None:
        run.session.step()
        if isinstance(model, dict):
            for value in list(model.values()):
                member(value, run)
        elif isinstance(model, list):
            for index in range(len(model)):
                _try_element(model, index, node, run)

    return wildcard


def _try_element(model: list[Json], index: int, node: Node, run: Run) -> None:
    try:
        _at(model, index, node, run)
    except NotFound:
        if run.required:
            raise


def _filter_node(place: _Place, accepts: Predicate) -> Node:
    node, strict = place.next, place.upstream_definite

    def filtered(model: Json, run: Run) -> None:
        if isinstance(model, dict):
            if accepts(model, run):
                node(model, run)
        elif isinstance(model, list):
            for index in range(len(model)):
                if accepts(model[index], run):
                    _at(model, index, node, run)
        elif strict:
            raise Refused("a filter needs an object or array")

    return filtered


def _scan_node(place: _Place) -> Node:
    if place.last:
        return _nothing_to_scan_for
    target = place.tokens[place.index + 1]
    after = place.tokens[place.index + 2] if place.index + 2 < len(place.tokens) else None
    accepts = _predicate(target) if isinstance(target, Filter) else None
    return scan_node(target, place.next, None if after is None else (id(after), place.after_next), accepts)


def _nothing_to_scan_for(_model: Json, _run: Run) -> None:
    raise Broken("nothing follows ..")
