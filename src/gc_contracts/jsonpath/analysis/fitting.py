"""Conditions → items that meet them: a few candidates each, the most natural first.

An item comes with what the document's root must hold beside it, for filters that look there. Nothing here is
certain: `example` tries the candidates with the real engine.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from gc_contracts._json import Json
from gc_contracts.jsonpath.analysis.merge import Anything, join
from gc_contracts.jsonpath.analysis.shape import is_plain, plain
from gc_contracts.jsonpath.tokens import (
    All,
    Any,
    Condition,
    Not,
    Pattern,
    Reference,
    Relation,
    Token,
    definite,
)

MOST = 32
"""Candidates a condition may offer: filters are small, products of them are not."""
SAMPLE = "x"
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Fit:
    """An item, and documents whose members the root must have."""

    item: Json
    roots: tuple[Json, ...] = ()


Build = Callable[[tuple[Token, ...], Json], Iterator[Json]]
"""Makes documents in which tokens lead to a value."""


def fits(condition: Condition, build: Build) -> Iterator[Fit]:
    """Yield items that probably meet a condition; the last one leaves it to the value that is looked for."""
    yield from islice(_fits(condition, build), MOST)
    yield Fit(None)


def _fits(condition: Condition, build: Build) -> Iterator[Fit]:
    if isinstance(condition, All):
        for chosen in product(*(list(fits(part, build)) for part in condition.parts)):
            yield from _together(chosen)
    elif isinstance(condition, Any):
        for part in condition.parts:
            yield from fits(part, build)
    elif isinstance(condition, Not):
        others: tuple[Json, ...] = (None, {}, SAMPLE, 0, 1, True, [], [0])
        yield from map(Fit, others)
    else:
        yield from _relation(condition, build)


def _together(chosen: tuple[Fit, ...]) -> Iterator[Fit]:
    item: Json = None
    for fit in chosen:
        try:
            item = join(item, fit.item)
        except ValueError:
            return
    yield Fit(item, tuple(root for fit in chosen for root in fit.roots))


def _relation(relation: Relation, build: Build) -> Iterator[Fit]:
    left, right, operator = relation.left, relation.right, relation.operator
    if isinstance(left, Reference) and left.exists is not None:
        yield from _existence(left, build)
    elif isinstance(left, Reference) and is_plain(right):
        yield from _placed(left, _wanted(operator, plain(right)), build)
    elif isinstance(left, Reference) and isinstance(right, Pattern):
        yield from _placed(left, iter(_matching(right.source)), build)
    elif isinstance(right, Reference) and is_plain(left):
        yield from _placed(right, _wanted_on_the_right(operator, plain(left)), build)
    elif isinstance(left, Reference) and isinstance(right, Reference):
        yield from _both(left, operator, right, build)
    else:
        yield Fit(None)


def _existence(reference: Reference, build: Build) -> Iterator[Fit]:
    if reference.exists:
        yield from _placed(reference, iter((Anything(), [0])), build)
    yield Fit(None)
    yield Fit({})


def _placed(reference: Reference, values: Iterator[Json], build: Build) -> Iterator[Fit]:
    one = definite(reference.expression.tokens)
    for wanted in values:
        # A path with many hits gives a list of them: its one element is what has to be there.
        value = wanted[0] if not one and isinstance(wanted, list) and len(wanted) == 1 else wanted
        for made in build(reference.expression.tokens, value):
            yield Fit(None, (made,)) if reference.expression.from_root else Fit(made)


def _both(left: Reference, operator: str, right: Reference, build: Build) -> Iterator[Fit]:
    for other in (SAMPLE, 1, [SAMPLE]):
        for value in _wanted(operator, other):
            pairs = product(_placed(left, iter((value,)), build), _placed(right, iter((other,)), build))
            for pair in pairs:
                yield from _together(pair)


def _wanted(operator: str, other: Json) -> Iterator[Json]:
    """Yield values for which `value operator other` holds."""
    choices: Mapping[str, Callable[[Json], list[Json]]] = {
        "==": lambda other: [other],
        "===": lambda other: [other],
        "!=": _different,
        "!==": _different,
        "<": lambda other: [_near(other, -1)],
        "<=": lambda other: [other],
        ">": lambda other: [_near(other, 1)],
        ">=": lambda other: [other],
        "IN": lambda other: list(other) if isinstance(other, list) else [],
        "NIN": lambda other: [SAMPLE, 0, SAMPLE * 2, -1] if isinstance(other, list) else [SAMPLE],
        "CONTAINS": lambda other: [[other], other],
        "SIZE": _sized,
        "EMPTY": lambda other: [[], ""] if other is True else [[0], SAMPLE],
        "SUBSETOF": lambda other: [other, []],
        "ANYOF": lambda other: [other],
        "NONEOF": lambda _other: [[], [SAMPLE]],
    }
    yield from choices[operator](other) if operator in choices else []


def _wanted_on_the_right(operator: str, left: Json) -> Iterator[Json]:
    if operator in {"IN", "NIN"}:
        yield from [[left]] if operator == "IN" else [[]]
    elif operator in {"CONTAINS", "ANYOF", "SUBSETOF"}:
        yield left[0] if operator == "CONTAINS" and isinstance(left, list | str) and left else left
    else:
        yield from _wanted(_FLIPPED.get(operator, operator), left)


def _sized(size: Json) -> list[Json]:
    return [[0] * size] if isinstance(size, int) and 0 <= size < MOST else []


def _different(other: Json) -> list[Json]:
    if isinstance(other, bool):
        return [not other]
    if isinstance(other, int | float):
        return [other + 1]
    return [other + SAMPLE if isinstance(other, str) else SAMPLE, 1]


def _near(other: Json, step: int) -> Json:
    if isinstance(other, str):
        return other + SAMPLE if step > 0 else ""
    return other + step if isinstance(other, int | float) else other


def _matching(source: str) -> list[Json]:
    """Guess texts for a pattern: what remains of it without its signs, then the usual suspects."""
    plain_text = (
        source.strip("^$").replace(".*", "").replace(".+", "x").replace("\\d+", "1").replace("\\", "")
    )
    first = plain_text.strip("()").split("|")[0]
    return [plain_text, first, "", "x", "1", "a1", "2024-01-01", "a@b.c", "true"]
