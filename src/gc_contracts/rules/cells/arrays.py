"""Arrays that stand for many: empty, an element of each kind that a rule tells apart, mixed, each size.

They never stand for all: what an element may be, together with what others are, has no end. Only where sizes
alone are asked for is there one of each. What maps hold is looked at in the same way.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, product

from gc_contracts._json import Json, dumps, kind
from gc_contracts.rules.cells.numbers import number_cells
from gc_contracts.rules.cells.texts import text_cells
from gc_contracts.rules.evaluate import compute
from gc_contracts.rules.fields import Sort, Use, atoms
from gc_contracts.rules.looks import Looks, gather
from gc_contracts.rules.nodes import Comprehension
from gc_contracts.rules.values import fetched
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.objects import fresh
from gc_contracts.schema.boundary.sample import Sampler, element, member
from gc_contracts.schema.boundary.texts import limit

_MOST_ELEMENTS = 24
_MOST_TRIED = 100
_MOST_MIXED = 8
"""Elements of which every two stand together."""
_MOST_SIZE = 200
_MEMBER_CELLS = 8
_GONE = object()


def arrays(at: Place, looks: Looks) -> tuple[list[tuple[Json, str]], bool]:
    """Choose arrays, each with a word, and tell whether they stand for all that the node takes."""
    kinds, elements = _elements(element(at, 0), looks)
    sizes = _sizes(at, looks)
    sized = [each for size in sizes for each in islice(_of_size(at, size, elements), 1)]
    found: list[tuple[Json, str]] = [
        *((sample.value, "array") for sample in islice(Sampler().of_kind("array", at), 1)),
        ([], "empty"),
        *((value, "at") for value in looks.constants if isinstance(value, list)),
        *sized,
        *(([one], "one") for one in elements),
        *(([one, one], "twice") for one in kinds[:_MOST_MIXED]),
        *((list(both), "two") for both in product(kinds[:_MOST_MIXED], repeat=2)),
        *(
            pair
            for size in sizes
            if size > 1
            for pair in islice(_of_size(at, size, elements), 1, _MOST_MIXED)
        ),
    ]
    whole = (
        not looks.sorts & {Sort.MEMBER, Sort.ELEMENTS, Sort.OPAQUE} and not looks.inner and not looks.peers
    )
    compared = any(isinstance(value, list) for value in looks.constants)
    return found, whole and not compared and len(sized) == len(sizes)


def maps(at: Place, looks: Looks) -> Iterator[tuple[Json, str]]:
    """Yield objects whose undeclared members differ, where a rule looks at them one by one."""
    names = list(islice(fresh(at.node), 2))
    bases = [sample.value for sample in islice(Sampler(full=False).of_kind("object", at), 1)]
    if not looks.inner or not names or not bases:
        return
    _, values = _elements(member(at, names[0]), looks)
    yield from (({**bases[0], names[0]: value}, "one") for value in values)
    for both in product(values[:_MEMBER_CELLS], repeat=len(names)):
        yield {**bases[0], **dict(zip(names, both, strict=True))}, "two"


def _sizes(at: Place, looks: Looks) -> list[int]:
    low, high = limit(at.node, "minItems", "maxItems")
    if Sort.SIZE not in looks.sorts:
        return [low]
    near = {low, *(mark + step for mark in looks.sizes for step in (-1, 0, 1))}
    near |= {high} if high is not None and high <= max(near) else set()
    return sorted(size for size in near if low <= size <= (_MOST_SIZE if high is None else high))


def _of_size(at: Place, size: int, elements: list[Json]) -> Iterator[tuple[Json, str]]:
    """Yield arrays of one size: of different elements, then of the same one over and over."""
    spare = Sampler().distinct(element(at, 0), size) if size <= _MOST_SIZE else []
    distinct = _distinct([*elements, *spare])
    filled = (distinct + distinct[:1] * size)[:size]
    if len(filled) == size:
        yield filled, f"size-{size}"
    yield from (([one] * size, f"size-{size}") for one in elements)


def _distinct(values: list[Json]) -> list[Json]:
    return list({f"{kind(value)} {dumps(value)}": value for value in values}.values())


def _elements(at: Place, looks: Looks) -> tuple[list[Json], list[Json]]:
    """Choose elements, as rules tell them apart or as the schema has them: one of each kind, and all."""
    named = tuple(value for use in looks.uses if use.sort is Sort.MEMBER for value in use.values)
    own = tuple(use for use in looks.inner if not use.path)
    here = Looks((), (*own, *(Use((), Sort.ORDER, (value,), name="==") for value in named)))
    constants = (*named, *looks.constants, *(value for use in own for value in use.values))
    values = _scalars(at, replace(here, constants=constants, sizes=_counts(own)))
    known = gather([looks.inner])
    for sample in islice(Sampler().samples(at), 2):
        values.append(sample.value)
        if isinstance(sample.value, dict):
            values += islice(_varied(at, sample.value, known), _MOST_TRIED)
    distinct = _distinct(values)
    kinds = _kinds(distinct, looks)
    rest = [value for value in distinct if not any(value is other for other in kinds)]
    return kinds or distinct, [*kinds, *rest][:_MOST_ELEMENTS]


def _kinds(values: list[Json], looks: Looks) -> list[Json]:
    """Give the first element of each kind, as rules tell them apart; none: no rule looks at them."""
    asked = [use.node for use in looks.uses if use.node is not None]
    kinds: dict[tuple[Json, ...], Json] = {}
    for value in values if asked else ():
        kinds.setdefault(tuple(each for node in asked for each in _answers(node, value)), value)
    return list(kinds.values())


def _answers(node: Comprehension, value: Json) -> Iterator[Json]:
    """Yield what the atoms of a macro's body say of an element."""
    scope = {node.variable: fetched(value)}
    for part in (node.condition, node.body):
        yield from (str(compute(atom, scope)) for atom in (() if part is None else atoms(part)))


def _counts(uses: tuple[Use, ...]) -> tuple[int, ...]:
    sizes = (value for use in uses if use.sort is Sort.SIZE for value in use.values)
    return tuple(size for size in sizes if kind(size) == "integer" and 0 <= size < _MOST_SIZE)


def _scalars(at: Place, looks: Looks) -> list[Json]:
    if at.node.enum is not None:
        return list(at.node.enum)
    found: list[tuple[Json, str]] = []
    asked = looks.sorts - {Sort.PRESENT}
    if "string" in at.node.types and asked:
        found += text_cells(at, looks, _anything)[0]
    if at.node.types & {"integer", "number"} and asked:
        found += number_cells(at.node, looks)[0]
    if "boolean" in at.node.types:
        found += [(True, "true"), (False, "false")]
    return [value for value, _ in found]


_anything: Callable[[Json], bool] = lambda _: True  # noqa: E731 - arrays are judged as a whole


def _varied(at: Place, base: dict[str, Json], known: dict[tuple[str, ...], Looks]) -> Iterator[Json]:
    """Yield an element with the members that rules look at varied: all ways, the first values first."""
    cells: dict[str, list[Json]] = {}
    for path, looks in known.items():
        if len(path) == 1:
            optional = [] if path[0] in at.node.required else [_GONE]
            near = islice(_scalars(member(at, path[0]), looks), _MEMBER_CELLS)
            cells[path[0]] = [base.get(path[0], _GONE), *near, *optional]
    for chosen in product(*cells.values()):
        merged = {**base, **dict(zip(cells, chosen, strict=True))}
        yield {name: value for name, value in merged.items() if value is not _GONE}
