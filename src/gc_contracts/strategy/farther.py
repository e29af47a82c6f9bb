"""How far beyond an edge a defect goes: from the first value outside to any other."""

from hypothesis import strategies as st

from gc_contracts._json import Json, is_number
from gc_contracts.strategy.draws import TEXT, texts

_FAR = 10**6


def farther(keyword: str, edge: Json) -> st.SearchStrategy[Json] | None:
    """Draw values that lie farther out than a value that breaks `keyword`; None: there is no farther."""
    number = is_number(edge)
    if keyword in {"maximum", "exclusiveMaximum"} and number:
        return st.integers(0, _FAR).map(lambda more: edge + more)
    if keyword in {"minimum", "exclusiveMinimum"} and number:
        return st.integers(0, _FAR).map(lambda more: edge - more)
    if keyword == "maxLength" and isinstance(edge, str):
        return texts(TEXT, 0, 40).map(lambda more: edge + more)
    if keyword == "minLength" and isinstance(edge, str) and edge:
        return texts(TEXT, 0, len(edge))
    if keyword in {"enum", "const"} and isinstance(edge, str):
        return texts(TEXT, 0, 20).map(lambda text: text or edge)
    return _fitting(edge) if keyword == "type" else None


def _fitting(edge: Json) -> st.SearchStrategy[Json] | None:
    """Draw other values of a wrong type, of the kind of the one at hand."""
    if isinstance(edge, bool) or edge is None:
        return None
    if isinstance(edge, str):
        return texts(TEXT, 0, 20)
    if isinstance(edge, int):
        return st.integers()
    return None
