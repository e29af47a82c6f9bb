"""Where a mapped value comes out: found by rendering the success template with marks in place of values.

The place in the output tells which type the action contract wants there, and so what a service must answer
for the action to work at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, loads, split, walk
from gc_contracts.errors import VelocityError
from gc_contracts.velocity import Template

RAW = "rawResult"
"""The name under which the whole response stands in the success template."""

_FIRST = 7_000_001
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|(gcmark\d+x)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Landings:
    """Output pointers by key; `computed`: the template takes numbers and refuses texts."""

    places: Mapping[str, str]
    computed: bool = False


def landings(template: Template, listed: Mapping[str, bool]) -> Landings:
    """Tell the output pointer of each key that comes out.

    A key that is listed holds a list of one mark, so its pointer is that of the element.
    Texts are tried first, then numbers, for templates that compute.

    Args:
        template: the success template.
        listed: by translation map key, whether its value is a list.
    """
    texts: dict[str, Json] = {key: f"gcmark{index}x" for index, key in enumerate([RAW, *listed])}
    numbers: dict[str, Json] = {key: _FIRST + index for index, key in enumerate([RAW, *listed])}
    places = _found(template, listed, texts)
    if places is not None:
        return Landings(places)
    places = _found(template, listed, numbers)
    return Landings(places or {}, computed=places is not None)


def _found(
    template: Template, listed: Mapping[str, bool], marks: Mapping[str, Json]
) -> dict[str, str] | None:
    context = {key: dumps([mark] if listed.get(key) else mark) for key, mark in marks.items()}
    try:
        # Lenient: a template that fails for another reason may still tell most places.
        rendered = template.render(context, strict=False, name="successTemplate")
        document = loads(_quoted(rendered, marks))
    except (VelocityError, ValueError):
        return None
    places: dict[str, str] = {}
    for pointer, value in walk(document):
        for key in _holding(value, marks):
            places.setdefault(key, pointer)
    return places


def _quoted(rendered: str, marks: Mapping[str, Json]) -> str:
    """Give every text mark quotes where it is a value, and none where it is a piece of a text."""
    for mark in marks.values():
        rendered = rendered.replace(f'"{mark}"', str(mark)) if isinstance(mark, str) else rendered
    return _TOKEN.sub(lambda match: match[1] or f'"{match[2]}"', rendered)


def _holding(value: Json, marks: Mapping[str, Json]) -> Iterator[str]:
    if isinstance(value, dict | list):
        return
    for key, mark in marks.items():
        if value == mark or (isinstance(value, str) and str(mark) in value):
            yield key


def schema_at(document: Json, pointer: str) -> Json:
    """Follow an output pointer through a schema; None where the schema says nothing about the place."""
    schema = document
    for token in split(pointer):
        if not isinstance(schema, dict):
            return None
        schema = _inside(schema, token)
    return schema


def _inside(schema: dict[str, Json], token: str) -> Json:
    properties = schema.get("properties")
    if isinstance(properties, dict) and token in properties:
        return properties[token]
    items = schema.get("items")
    if token.isdigit() and items is not None:
        index = int(token)
        return (items[index] if index < len(items) else None) if isinstance(items, list) else items
    extra = schema.get("additionalProperties")
    return extra if isinstance(extra, dict) else None
