"""One response for many paths: each path's own example, joined so that all of them still find their value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from gc_contracts._json import Json, equal
from gc_contracts.errors import JsonPathError
from gc_contracts.jsonpath import Path
from gc_contracts.jsonpath import compile as compile_path
from gc_contracts.jsonpath.analysis import example, merge

_NOTHING = object()
_BEHIND_FILTER = re.compile(r"(.+?\[\?\(.+?\)\])\[-?\d+\]")
"""A path up to a filter that an index follows."""


def document_for(paths: Mapping[str, Path], values: Mapping[str, Json], whole: Json) -> Json:
    """Build a response in which every path finds its value, as far as they fit together.

    Args:
        paths: the translation map.
        values: what each path is to find.
        whole: what the response must be beyond that.
    """
    needed = {key: path for key, path in paths.items() if not (path.definite and _resolves(path, whole))}
    grown = [document for key, path in needed.items() for document in _examples(path, values[key])]
    documents = ([whole] if whole or not grown else []) + grown
    found = None
    for candidate in _candidates(documents):
        found = candidate if found is None else found
        if all(_finds(path, candidate, values[key]) for key, path in needed.items()):
            return candidate
    return documents[0] if found is None else found


def _candidates(documents: Sequence[Json]) -> Iterator[Json]:
    try:
        yield merge(documents)
    except ValueError:  # one path wants an object, another an array: no response has both
        return
    # Laid over one another, list elements meet by position: what one path asks of an element by a filter
    # ("has a text") another one fills.
    for order in (documents, documents[::-1]):
        laid = order[0]
        for document in order[1:]:
            laid = _overlay(laid, document)
        yield laid


def _overlay(over: Json, under: Json) -> Json:
    if over is _NOTHING:
        return under
    if isinstance(over, dict) and isinstance(under, dict):
        return {key: _overlay(over.get(key, _NOTHING), under.get(key, _NOTHING)) for key in {**over, **under}}
    if isinstance(over, list) and isinstance(under, list):
        return [_overlay(one, other) for one, other in zip_longest(over, under, fillvalue=_NOTHING)]
    return over


def _examples(path: Path, value: Json) -> Iterator[Json]:
    try:
        yield example(path, value)
    except ValueError:
        found = _BEHIND_FILTER.match(path.text)
        if found:  # nothing is ever found there; the list to look in may be there all the same
            yield from _examples(compile_path(found[1]), {})


def _resolves(path: Path, document: Json) -> bool:
    try:
        path.find(document)
    except JsonPathError:
        return False
    return True


def _finds(path: Path, document: Json, value: Json) -> bool:
    """Tell whether a path finds this value and nothing else; of containers, that it finds one."""
    try:
        found = path.find(document)
    except JsonPathError:
        return False
    hits = [found] if path.definite else found
    if not isinstance(hits, list) or not hits:
        return False
    return all(isinstance(hit, dict | list) or equal(hit, value) for hit in hits)
