"""Mutants of a Data Action: one template, path, default or line of its contract wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gc_contracts._json import Json
from gc_contracts.model.action import Action, Part
from gc_contracts.model.schema import Schema
from gc_contracts.mutate import templates

_LAST_KEY = re.compile(r"([A-Za-z_]\w*)(?=[^A-Za-z_]*$)")


@dataclass(frozen=True, slots=True)
class ActionMutant:
    """An action with one thing wrong."""

    pointer: str
    """Where it stands in the file."""
    words: str
    action: Action


def action_mutants(action: Action) -> Iterator[ActionMutant]:
    """Yield all mutants, request first, in the order of the platform's steps."""
    yield from _input(action)
    yield from _request(action)
    yield from _response(action)
    yield from _output(action)


def _request(action: Action) -> Iterator[ActionMutant]:
    request = action.request
    if request.url is not None:
        for words, part in _wrong(request.url):
            yield _mutant(action, part, f"URL: {words}", request=replace(request, url=part))
    for name, held in request.headers.items():
        for words, part in _wrong(held):
            headers = {**request.headers, name: part}
            yield _mutant(action, part, f"header {name}: {words}", request=replace(request, headers=headers))
    if request.body is not None and action.sends_body:
        for words, part in _wrong(request.body):
            yield _mutant(action, part, f"body: {words}", request=replace(request, body=part))


def _response(action: Action) -> Iterator[ActionMutant]:
    response = action.response
    for name, part in response.translation_map.items():
        rest = {other: held for other, held in response.translation_map.items() if other != name}
        yield _mutant(
            action, part, f"mapping {name} dropped", response=replace(response, translation_map=rest)
        )
        text = _LAST_KEY.sub(r"\1X", part.text, count=1)
        if text != part.text:
            renamed = {**response.translation_map, name: replace(part, text=text)}
            words = f"mapping {name}: {part.text} → {text}"
            yield _mutant(action, part, words, response=replace(response, translation_map=renamed))
    for name, part in response.defaults.items():
        rest = {other: held for other, held in response.defaults.items() if other != name}
        yield _mutant(action, part, f"default of {name} dropped", response=replace(response, defaults=rest))
    if response.success is not None:
        for words, part in _wrong(response.success, members=True):
            yield _mutant(
                action, part, f"success template: {words}", response=replace(response, success=part)
            )


def _wrong(part: Part, *, members: bool = False) -> Iterator[tuple[str, Part]]:
    """Make a template wrong. A member that a request lacks is nothing an example can speak of yet."""
    seen = {part.text}
    fewer = templates.without_members(part.text) if members else ()
    for words, text in (*templates.wrong(part.text), *fewer):
        if text not in seen:
            seen.add(text)
            yield words, replace(part, text=text)


def _mutant(action: Action, part: Part, words: str, **changed: object) -> ActionMutant:
    return ActionMutant(part.pointer, words, replace(action, **changed))  # type: ignore[arg-type]


def _input(action: Action) -> Iterator[ActionMutant]:
    """Make each required input optional, and forget each input."""
    for name in _required(action.input):
        document = _without(action.input, name)
        words = f"input {name} made optional"
        yield _contract(action, "input", "/required", words, document)
    yield from _forgotten(action, "input", action.input)


def _output(action: Action) -> Iterator[ActionMutant]:
    """Forget each output; one that is no longer promised breaks nobody here, but a baseline tells."""
    yield from _forgotten(action, "output", action.output)


def _forgotten(action: Action, side: str, schema: Schema) -> Iterator[ActionMutant]:
    properties = schema.document.get("properties") if isinstance(schema.document, dict) else None
    held = properties if isinstance(properties, dict) else {}
    for name in held:
        rest = {other: item for other, item in held.items() if other != name}
        document = {**_without(schema, name), "properties": rest}
        yield _contract(action, side, "/properties", f"{side} {name} forgotten", document)


def _contract(action: Action, side: str, pointer: str, words: str, document: Json) -> ActionMutant:
    schema = action.input if side == "input" else action.output
    changed = replace(schema, document=document)
    broken = replace(action, input=changed) if side == "input" else replace(action, output=changed)
    return ActionMutant(schema.place(pointer), words, broken)


def _required(schema: Schema) -> list[str]:
    names = schema.document.get("required") if isinstance(schema.document, dict) else None
    return names if isinstance(names, list) else []


def _without(schema: Schema, name: str) -> dict[str, Json]:
    """Give a contract that does not ask for a member."""
    left = [other for other in _required(schema) if other != name]
    kept = {word: value for word, value in schema.document.items() if word != "required"}
    return {**kept, **({"required": left} if left else {})}
