"""Response cases: what a service may answer, one thing changed at a time.

A change of a response that nobody has shown is likely (a field absent, a list empty) or speculation (a field
null or of another type); the evidence says which, and severity follows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gc_contracts._json import Json, get, kind, remove, walk
from gc_contracts._json import replace as put
from gc_contracts.jsonpath import Path, loads
from gc_contracts.model.case import ActionCase
from gc_contracts.model.contract import ActionExample
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Response
from gc_contracts.vary.implied import Implied
from gc_contracts.vary.leaves import leaves, read_places
from gc_contracts.vary.recorded import NOTHING, Recorded
from gc_contracts.vary.replies import declared, distinct, raw, reply, slug
from gc_contracts.vary.witnesses import as_recorded, told

OTHER: Mapping[str, Json] = {
    "string": 7,
    "integer": "text",
    "number": "text",
    "boolean": "true",
    "null": "text",
    "object": [],
    "array": {},
}
"""A value of another type, by the type it replaces."""
MOST_INNER = 20
"""Objects and lists inside one response that are changed as a whole."""
EMPTY: Mapping[str, Json] = {"string": "", "array": [], "object": {}}


@dataclass(frozen=True, slots=True)
class Seed:
    """A response to grow cases from."""

    id: str
    document: Json
    input: Json
    places: Mapping[str, str]
    """What is changed, by pointer: the map key, or the pointer itself where the whole response comes out."""
    mapped: bool
    """Whether the places are read by paths."""
    recorded: Recorded = NOTHING
    """What recordings show of the response."""


def response_cases(
    implied: Implied,
    paths: Mapping[str, Path],
    given: Mapping[str, Json],
    examples: tuple[ActionExample, ...],
    recorded: Recorded = NOTHING,
) -> tuple[ActionCase, ...]:
    """Derive what may come back.

    Args:
        implied: the response the action needs.
        paths: the translation map.
        given: an input the contract allows.
        examples: declared runs, whose responses are grown too.
        recorded: what came back of old: each reply as it is; the fullest is grown too.
    """
    cases = [*_normal(implied, given), *_bodies(given)]
    seeds = [_seed("", implied.response, given, paths, implied)]
    cases += (as_recorded(one, given) for one in recorded.distinct)
    if recorded.fullest is not None:
        seeds.append(_seed("as-recorded/", recorded.fullest, given, paths, implied))
    for seed in seeds:
        cases += _grown(replace(seed, recorded=recorded))
    for number, example in enumerate(examples, 1):
        cases += _declared(f"declared-{number}/", example, paths, implied)
    return tuple(distinct(cases))


def grown_cases(
    response: Json, given: Json, examples: tuple[ActionExample, ...], recorded: Recorded = NOTHING
) -> tuple[ActionCase, ...]:
    """Derive what may come back to code, of which nobody knows what it reads: every leaf is changed.

    Args:
        response: a response the code can use; nobody has shown it.
        given: an input the contract allows.
        examples: declared runs, whose responses are grown too.
        recorded: what came back of old; it proves something for the input that it belongs to.
    """
    cases = [ActionCase("normal", given, reply(response), Evidence.LIKELY, "", "normal"), *_bodies(given)]
    cases += (as_recorded(one, given, for_code=True) for one in recorded.distinct)
    cases += _grown(Seed("", response, given, _values(response), mapped=False, recorded=recorded))
    for number, example in enumerate(examples, 1):
        cases += _declared_for_code(f"declared-{number}/", example)
    return tuple(distinct(cases))


def _declared_for_code(name: str, example: ActionExample) -> Iterator[ActionCase]:
    if example.respond is None:
        return
    response = declared(example.respond)
    case = ActionCase(f"{name}as-declared", example.input, response, Evidence.DECLARED, "", "as declared")
    yield replace(case, declared=example.pointer)
    document = _json_of(response)
    if isinstance(document, dict | list):
        yield from _grown(Seed(name, document, example.input, _values(document), mapped=False))


def _values(document: Json) -> dict[str, str]:
    """List every value inside a response: code looks into objects before it looks at what they hold."""
    inner = [pointer for pointer, value in walk(document) if pointer and isinstance(value, dict | list)]
    return {**leaves(document), **{pointer: pointer for pointer in inner[:MOST_INNER]}}


def _normal(implied: Implied, given: Json) -> Iterator[ActionCase]:
    yield ActionCase("normal", given, reply(implied.response), Evidence.LIKELY, "", "normal")
    if implied.minimal != implied.response:
        yield ActionCase("minimal", given, reply(implied.minimal), Evidence.LIKELY, "", "minimal")


def _bodies(given: Json) -> Iterator[ActionCase]:
    for status in (200, 204):
        empty = raw(b"", "", status)
        yield ActionCase(f"empty-body-{status}", given, empty, Evidence.HTTP, "", "empty body")


def _seed(name: str, document: Json, given: Json, paths: Mapping[str, Path], implied: Implied) -> Seed:
    places = read_places(paths, document) if paths else {}
    if implied.raw and not places:
        return Seed(name, document, given, leaves(document), mapped=False)
    return Seed(name, document, given, places, mapped=True)


def _declared(
    name: str, example: ActionExample, paths: Mapping[str, Path], implied: Implied
) -> Iterator[ActionCase]:
    """Grow a declared response; one that is no JSON success has nothing to grow."""
    if example.respond is None:
        return
    response = declared(example.respond)
    case = ActionCase(f"{name}as-declared", example.input, response, Evidence.DECLARED, "", "as declared")
    yield replace(case, declared=example.pointer)
    document = _json_of(response)
    if isinstance(document, dict | list):
        yield from _grown(_seed(name, document, example.input, paths, implied))


def _json_of(response: Response) -> Json:
    if not 200 <= response.status < 300:
        return None
    try:
        return loads(response.body.decode("utf-8"))
    except ValueError:
        return None


def _grown(seed: Seed) -> Iterator[ActionCase]:
    for pointer, about in seed.places.items():
        yield from _changed(seed, pointer, about)
    yield from _lists(seed)
    yield _case(seed, "", "extra fields", _with_extra(seed.document), Evidence.SPECULATION, "x-extra")
    if seed.mapped and seed.places:
        yield _case(seed, "", "all absent", _without_all(seed), Evidence.LIKELY, None)


def _changed(seed: Seed, pointer: str, about: str) -> Iterator[ActionCase]:
    value = get(seed.document, pointer)
    likely = Evidence.LIKELY if seed.mapped else Evidence.SPECULATION
    absent = _case(seed, about, "absent", remove(seed.document, pointer), likely, None)
    yield told(absent, seed.recorded, pointer, value)
    changes = {"null": None, "empty": EMPTY.get(kind(value)), "other type": OTHER[kind(value)]}
    for variation, other in changes.items():
        if other != value and (variation != "empty" or other is not None):
            document = put(seed.document, pointer, other)
            case = _case(seed, about, variation, document, Evidence.SPECULATION, other)
            yield told(case, seed.recorded, pointer, value)


def _lists(seed: Seed) -> Iterator[ActionCase]:
    """Empty, lengthen and turn round each list on the way to a place."""
    for pointer, about in _lists_of(seed).items():
        value = get(seed.document, pointer)
        variations = {"no hits": [], "several hits": [*value, *value[:1]], "other order": value[::-1]}
        for variation, other in variations.items():
            if other != value:
                case = _case(
                    seed, about, variation, put(seed.document, pointer, other), Evidence.LIKELY, None
                )
                yield told(case, seed.recorded, pointer, value)


def _lists_of(seed: Seed) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, about in seed.places.items():
        tokens = place.split("/")
        for end in range(1, len(tokens) + 1):
            pointer = "/".join(tokens[:end])
            if isinstance(get(seed.document, pointer), list):
                found.setdefault(pointer, about if seed.mapped else pointer)
    return found


def _with_extra(value: Json) -> Json:
    """Add a field to every object."""
    if isinstance(value, dict):
        return {**{key: _with_extra(item) for key, item in value.items()}, "x-extra": "text"}
    return [_with_extra(item) for item in value] if isinstance(value, list) else value


def _without_all(seed: Seed) -> Json:
    document = seed.document
    for pointer in sorted(seed.places, key=_last_first, reverse=True):
        document = remove(document, pointer)
    return document


def _last_first(pointer: str) -> tuple[tuple[int, str], ...]:
    """Order pointers so that, reversed, an element goes before those that stand ahead of it."""
    return tuple((int(token), token) if token.isdigit() else (-1, token) for token in pointer.split("/"))


def _case(
    seed: Seed, about: str, variation: str, document: Json, evidence: Evidence, value: Json
) -> ActionCase:
    words = [slug(about)] if about else []
    name = seed.id + "/".join([*words, slug(variation)])
    return ActionCase(name, seed.input, reply(document), evidence, about, variation, value)
