"""Which places of a response an action reads: those whose absence changes what a path finds."""

from collections.abc import Mapping

from gc_contracts._json import Json, equal, remove, walk
from gc_contracts.errors import JsonPathError
from gc_contracts.jsonpath import Path

MOST = 40
"""Places of one response; a plan stays linear in what an action maps."""
LOOKED_AT = 400
"""Values of one response that are tried at all."""


def read_places(paths: Mapping[str, Path], document: Json) -> dict[str, str]:
    """Map each place that the translation map reads to the first key that reads it.

    Places are leaves, and containers of which no single leaf decides.

    Args:
        paths: the translation map.
        document: a response.
    """
    before = {key: _found(path, document) for key, path in paths.items()}
    places: dict[str, str] = {}
    for pointer, value in reversed([*walk(document)][1 : LOOKED_AT + 1]):
        inner = {key for place, key in places.items() if place.startswith(pointer + "/")}
        if inner and isinstance(value, dict | list):
            continue
        without = remove(document, pointer)
        for key, path in paths.items():
            if not _same(before[key], _found(path, without)):
                places[pointer] = key
                break
    return dict([*reversed(places.items())][:MOST])


def leaves(document: Json) -> dict[str, str]:
    """Map each leaf's place to itself: what a response that goes through as a whole is made of."""
    found = [
        pointer
        for pointer, value in [*walk(document)][: LOOKED_AT + 1]
        if pointer and not (isinstance(value, dict | list) and value)
    ]
    return {pointer: pointer for pointer in found[:MOST]}


def _found(path: Path, document: Json) -> tuple[bool, Json]:
    try:
        return True, path.find(document)
    except JsonPathError:
        return False, None


def _same(left: tuple[bool, Json], right: tuple[bool, Json]) -> bool:
    return left[0] == right[0] and equal(left[1], right[1])
