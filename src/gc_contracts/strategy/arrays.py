"""Arrays: lengths by draw, elements by place, no two alike where the schema says so."""

from hypothesis import strategies as st

from gc_contracts._json import Json, dumps
from gc_contracts.errors import SchemaError
from gc_contracts.schema.boundary.model import Place
from gc_contracts.schema.boundary.sample import Sampler, element
from gc_contracts.schema.boundary.texts import limit
from gc_contracts.schema.effective import Node
from gc_contracts.strategy.conflict import conflict
from gc_contracts.strategy.draws import Draw, below
from gc_contracts.strategy.objects import Make

_MORE = 6
"""How many elements beyond the fewest are drawn."""
_DRAWN = 24
"""Elements drawn for one array; longer ones repeat them."""
_MOST = 20_000


def arrays(node: Node, make: Make) -> st.SearchStrategy[Json]:
    """Draw arrays that a node takes.

    Raises: SchemaError: the fewest elements cannot be made, or not that many different ones.
    """
    low, high = limit(node, "minItems", "maxItems")
    if low > (_MOST if high is None else min(high, _MOST)):
        raise conflict(node, "minItems", "maxItems")
    most = low + _MORE if high is None else min(high, low + _MORE)
    elements = _elements(node, min(most, _DRAWN), make)
    if len(elements) < min(low, _DRAWN):
        raise conflict(node, "minItems", "items")
    most = most if len(elements) == min(most, _DRAWN) else len(elements)
    if any(rule.value is True for rule in node.named("uniqueItems")):
        return _unique(elements, low, most, _spares(node, low))
    return _drawn(elements, low, most)


def _elements(node: Node, count: int, make: Make) -> list[st.SearchStrategy[Json]]:
    """Make a strategy for each place; they end where no element is allowed."""
    found: list[st.SearchStrategy[Json]] = []
    known: dict[tuple[str, ...], st.SearchStrategy[Json]] = {}
    for index in range(count):
        child = element(Place("", node, ""), index).node
        key = tuple(part.pointer for part in child.parts)
        try:
            if child.never is not None:
                break
            if key not in known:
                known[key] = make(child)
        except SchemaError:
            break
        found.append(known[key])
    return found


def _drawn(elements: list[st.SearchStrategy[Json]], low: int, most: int) -> st.SearchStrategy[Json]:
    @st.composite
    def items(draw: Draw[Json]) -> Json:
        size = low + draw(below(most - low + 1)) if most > low else low
        return _filled([draw(one) for one in elements[:size]], size)

    return items()


def _filled(drawn: list[Json], size: int) -> list[Json]:
    """Repeat the last drawn element up to a length beyond what is drawn."""
    return [*drawn, *(drawn[-1] for _ in range(size - len(drawn)))]


def _unique(
    elements: list[st.SearchStrategy[Json]], low: int, most: int, spares: list[dict[str, Json]]
) -> st.SearchStrategy[Json]:
    """Draw elements; one that was there already is replaced by a spare one, or ends an array long enough."""

    @st.composite
    def items(draw: Draw[Json]) -> Json:
        size = low + draw(below(most - low + 1)) if most > low else low
        found: dict[str, Json] = {}
        for at in range(size):
            value = draw(elements[at]) if at < len(elements) else None
            key = identity(value)
            if key in found or at >= len(elements):
                if at >= low:
                    break
                key, value = next((k, v) for k, v in spares[at].items() if k not in found)
            found[key] = value
        return list(found.values())

    return items()


def _spares(node: Node, low: int) -> list[dict[str, Json]]:
    """List, for each place that must be filled, one different element more than stand before it."""
    known: dict[tuple[str, ...], dict[str, Json]] = {}
    found = []
    for index in range(low):
        place = element(Place("", node, ""), index)
        key = place.key
        if len(known.get(key, ())) <= index:
            values = {identity(value): value for value in Sampler(full=False).distinct(place, low + 4)}
            known[key] = dict(sorted(values.items(), key=lambda pair: len(pair[0])))
        if len(known[key]) <= index:
            raise conflict(node, "uniqueItems", "minItems")
        found.append(known[key])
    return found


def identity(value: Json) -> str:
    """Write a value so that two are written alike exactly where JSON calls them equal.

    >>> identity(1) == identity(1.0), identity(True) == identity(1)
    (True, False)
    """
    return dumps(_plain(value))


def _plain(value: Json) -> Json:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    return value
