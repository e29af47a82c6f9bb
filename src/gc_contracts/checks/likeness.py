"""The parts of an action that decide what it does, each in a form in which equal parts look equal."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, get, join, loads
from gc_contracts.action.definition import DEFAULT_BODY, DEFAULT_SUCCESS
from gc_contracts.model.action import Action, Part
from gc_contracts.model.contract import Contract
from gc_contracts.model.schema import Schema

_BLANK = re.compile(r'("(?:[^"\\]|\\.)*")|\s+', re.DOTALL)
_WORDS = frozenset({"$schema", "id", "title", "description", "default", "examples"})
"""Keywords that decide nothing."""
_UNORDERED = frozenset({"required", "enum", "type"})
_OPEN: tuple[tuple[str, tuple[Json, ...]], ...] = (
    ("additionalProperties", (True, {})),
    ("additionalItems", (True, {})),
    ("items", ({}, True)),
    ("required", ([],)),
    ("properties", ({},)),
)
"""Keywords that say no more than their absence does."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One part: how it is called, where it stands, as written, and in its plain form."""

    name: str
    part: Part | None
    pointer: str
    text: str
    plain: Json


def traits(contract: Contract) -> dict[str, Trait]:
    """List the parts of an action that decide what it does, by name.

    What a file leaves to Terraform is left out: nothing is known of it.
    """
    action = contract.action
    found = [*_request(action), *_response(action), *_settings(action), *_timeout(contract)]
    hidden = [one.pointer for one in action.unknown]
    return {each.name.lower(): each for each in found if not _under(each.pointer, hidden)}


def _under(pointer: str, hidden: list[str]) -> bool:
    return any(pointer == one or pointer.startswith(f"{one}/") for one in hidden)


def _request(action: Action) -> Iterator[Trait]:
    request = action.request
    if request.url is not None:
        yield _of("URL template", request.url, request.url.text.strip())
    if request.method and request.url is not None:
        yield Trait("method", None, _beside(request.url, action), request.method, request.method.upper())
    for name, part in request.headers.items():
        yield _of(f"header `{name}`", part, part.text.strip())
    if action.sends_body:
        yield _or_default("request template", request.body, DEFAULT_BODY)


def _response(action: Action) -> Iterator[Trait]:
    response = action.response
    for key, part in response.translation_map.items():
        yield _of(f"path of `{key}`", part, part.text.strip())
    for key, part in response.defaults.items():
        yield _of(f"default of `{key}`", part, _value(part.text))
    yield _or_default("success template", response.success, DEFAULT_SUCCESS)


def _settings(action: Action) -> Iterator[Trait]:
    if action.action_type != "customAuth":
        yield _schema("input contract", action.input)
        yield _schema("output contract", action.output)
    function = action.function if isinstance(action.function, Mapping) else {}
    for name, keys in (("handler", ("handler",)), ("runtime", ("runtime",))):
        value = next((function[key] for key in keys if function.get(key) is not None), None)
        if isinstance(value, str) and "${" not in value:
            yield Trait(f"function's {name}", None, "", value, value)


def _timeout(contract: Contract) -> Iterator[Trait]:
    """Give the time-out where the file says one: an export may leave out one that is set.

    Source: recorded: none of a hundred exports holds the setting.
    """
    action = contract.action
    above = action.input.pointer.rpartition("/")[0]
    pointer = f"{above}/config_timeout_seconds" if action.form == "cx-as-code" else "/config/timeoutSeconds"
    try:
        said = get(contract.document.data, pointer) if contract.document else None
    except (LookupError, TypeError):
        said = None
    if said is not None and action.action_type != "customAuth":
        yield Trait("time-out", None, pointer, f"{action.timeout:g} s", action.timeout)


def _of(name: str, part: Part, plain: Json) -> Trait:
    return Trait(name, part, part.pointer, part.text, plain)


def _or_default(name: str, part: Part | None, default: str) -> Trait:
    text = part.text if part is not None and part.text.strip() else default
    return Trait(name, part, part.pointer if part else "", text, squeezed(text))


def _beside(url: Part, action: Action) -> str:
    key = "request_type" if action.form == "cx-as-code" else "requestType"
    return f"{url.pointer.rpartition('/')[0]}/{key}"


def _schema(name: str, schema: Schema) -> Trait:
    plain = plain_schema(schema.source) or True
    return Trait(name, None, schema.pointer, dumps(plain), plain)


def squeezed(text: str) -> str:
    """Take white space out of what is, or gives, JSON; texts in quotes stay as they are.

    >>> squeezed('{ "a b": 1 }')
    '{"a b":1}'
    """
    if not text.lstrip().startswith(("{", "[", "#", "$")):
        return text.strip()
    return _BLANK.sub(lambda found: found.group(1) or "", text)


def _value(text: str) -> Json:
    try:
        return {"json": loads(text)}
    except ValueError:
        return text


def plain_schema(node: Json) -> Json:
    """Give a schema without what decides nothing: words, order, and what says no more than its absence."""
    if not isinstance(node, Mapping):
        return True if node is None else node
    plain = {key: _keyword(key, value) for key, value in node.items() if key not in _WORDS}
    for key, empty in _OPEN:
        if key in plain and any(plain[key] == one and type(plain[key]) is type(one) for one in empty):
            del plain[key]
    return {key: plain[key] for key in sorted(plain)}


def _keyword(key: str, value: Json) -> Json:
    if key in {"properties", "patternProperties", "definitions"} and isinstance(value, Mapping):
        return {name: plain_schema(value[name]) for name in sorted(value)}
    if key in {"items", "additionalItems", "additionalProperties", "not"}:
        return [plain_schema(one) for one in value] if isinstance(value, list) else plain_schema(value)
    if key in {"allOf", "anyOf", "oneOf"} and isinstance(value, list):
        return [plain_schema(one) for one in value]
    if key in _UNORDERED and isinstance(value, list):
        return sorted(value, key=dumps)
    return value


def first_difference(one: Json, other: Json, pointer: str = "") -> Iterator[str]:
    """Give the pointers at which two plain values differ, the outermost alone."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            if (key in one) != (key in other):
                yield join(pointer, key)
            elif key in one:
                yield from first_difference(one[key], other[key], join(pointer, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, pair in enumerate(zip(one, other, strict=True)):
            yield from first_difference(*pair, join(pointer, at))
    elif dumps(one) != dumps(other):
        yield pointer
