"""Schemas that no finite record keeps: what they require leads back to themselves.

Only steps that must be taken count (`$ref`, `allOf`, a required property of an object, the first item of a
list that may not be empty), so that each circle found is a proof.
"""

from collections.abc import Iterator

from gc_contracts._json import Json, get, join


def endless(document: Json) -> Iterator[str]:
    """Yield the pointer of each step that closes a circle of requirements, once a circle."""
    done: set[str] = set()
    for pointer in _reached(document):
        yield from _walk(document, pointer, done)


def _reached(document: Json) -> Iterator[str]:
    """Yield the places on the straight way of a record, references followed, alternatives left out."""
    known, waiting = {""}, [""]
    while waiting:
        place = waiting.pop()
        yield place
        found = [target for target in _onward(document, place) if target not in known]
        known.update(found)
        waiting += found


def _onward(document: Json, place: str) -> Iterator[str]:
    yield from (target for _, target in _steps(document, place))
    node = _get(document, place)
    properties = node.get("properties")
    for name in properties if isinstance(properties, dict) else ():
        yield join(place, "properties", name)
    if isinstance(node.get("items"), dict):
        yield join(place, "items")


def _get(document: Json, place: str) -> dict[str, Json]:
    try:
        node = get(document, place)
    except KeyError:
        return {}
    return node if isinstance(node, dict) else {}


def _walk(document: Json, start: str, done: set[str]) -> Iterator[str]:
    # Each entry: the schema we are at, and the steps that it still has to take.
    trail = [(start, _steps(document, start))] if start not in done else []
    while trail:
        place, steps = trail[-1]
        step = next(steps, None)
        if step is None:
            done.add(place)
            trail.pop()
            continue
        via, target = step
        if any(target == passed for passed, _ in trail):
            yield via
        elif target not in done:
            trail.append((target, _steps(document, target)))


def _steps(document: Json, place: str) -> Iterator[tuple[str, str]]:
    node = _get(document, place)
    ref = node.get("$ref")
    if isinstance(ref, str) and (ref == "#" or ref.startswith("#/")):
        yield join(place, "$ref"), ref[1:]
    for index, _ in enumerate(node["allOf"] if isinstance(node.get("allOf"), list) else []):
        yield join(place, "allOf", index), join(place, "allOf", index)
    yield from _members(node, place)


def _members(node: dict[str, Json], place: str) -> Iterator[tuple[str, str]]:
    required, properties, least = node.get("required"), node.get("properties"), node.get("minItems")
    if node.get("type") == "object" and isinstance(required, list) and isinstance(properties, dict):
        for name in required:
            if isinstance(name, str) and name in properties:
                yield join(place, "required"), join(place, "properties", name)
    if (
        node.get("type") == "array"
        and isinstance(least, int)
        and least > 0
        and isinstance(node.get("items"), dict)
    ):
        yield join(place, "minItems"), join(place, "items")
