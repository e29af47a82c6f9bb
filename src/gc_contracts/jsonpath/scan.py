"""`..`: walks every container below, parents first, and tries the next token on each that suits it.

An array that suits a token hands its elements straight to the token after it, positions and filters
unheeded; only a member name at the very end is checked against the position again. So `$..[0].x` is what
people expect and `$..[0].x.y` is not.
Source: recorded: `conformance/jsonpath.jsonl`, group descent.
"""

from collections.abc import Callable

from gc_contracts._json import Json
from gc_contracts.jsonpath.predicate import Predicate
from gc_contracts.jsonpath.run import Node, Run
from gc_contracts.jsonpath.tokens import Indexes, Keys, Slice, Token, Wildcard, token_definite

Suits = Callable[[Json, Run], bool]
After = tuple[int, Node] | None


def scan_node(target: Token, node: Node, after: After, accepts: Predicate | None) -> Node:
    """Return the walk.

    Args:
        target: the token after `..`.
        node: that token, compiled.
        after: the identity of the token behind it and that token compiled, None where there is none.
        accepts: the target's condition, if it is a filter.
    """
    suits = accepts or _suits(target, last=after is None)

    def walk(model: Json, run: Run) -> None:
        if isinstance(model, dict):
            run.session.step()
            if suits(model, run):
                node(model, run)
            for value in list(model.values()):
                if isinstance(value, dict | list):
                    walk(value, run)
        elif isinstance(model, list):
            run.session.step()
            if suits(model, run):
                _array(model, node, after, run)
            for value in list(model):
                if isinstance(value, dict | list):
                    walk(value, run)

    return walk


def _array(model: list[Json], node: Node, after: After, run: Run) -> None:
    if after is None:
        node(model, run)
        return
    key, following = after
    for index, value in enumerate(list(model)):
        run.session.positions[key] = index
        following(value, run)


def _suits(target: Token, *, last: bool) -> Suits:
    if isinstance(target, Keys):
        names, one = frozenset(target.names), token_definite(target, last=last)
        return lambda model, _run: isinstance(model, dict) and (not one or names <= model.keys())
    if isinstance(target, Indexes | Slice):
        return lambda model, _run: isinstance(model, list)
    wild = isinstance(target, Wildcard)
    return lambda _model, _run: wild
