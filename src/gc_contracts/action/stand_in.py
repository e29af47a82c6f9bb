"""An action with harmless parts in place of broken ones, so that one defect does not hide the others.

What was put in is plain data by the names errors give the parts; a reproducer shows it, and whoever follows
the reproducer puts the same in.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from gc_contracts._json import Json
from gc_contracts.action.definition import BODY, HEADERS, INPUT_SCHEMA, SUCCESS, SUCCESS_SCHEMA, URL
from gc_contracts.model.action import Action, Part, RequestConfig, ResponseConfig

_URL = "https://example.com/"
REQUEST_SIDE: Mapping[str, Json] = MappingProxyType(
    {URL: _URL, "requestType": "GET", "headers": {}, INPUT_SCHEMA: {}}
)
"""A request that always goes out, whatever the input."""
RESPONSE_SIDE: Mapping[str, Json] = MappingProxyType(
    {SUCCESS: "${rawResult}", "translationMap": {}, SUCCESS_SCHEMA: {}}
)
"""A response that is taken as it is."""


def instead_of(part: str) -> Mapping[str, Json]:
    """Name what to put in where this part stops every run; a path stands for the response side."""
    if part == URL:
        return {URL: _URL}
    if part == BODY:
        return {BODY: "{}"}
    if part.startswith(HEADERS):
        return {part: "text"}
    return {} if part == INPUT_SCHEMA else RESPONSE_SIDE


def stand_in(action: Action, instead: Mapping[str, Json]) -> Action:
    """Give the action with these parts in place of its own."""
    request = RequestConfig(
        method=instead.get("requestType", action.request.method),
        url=_part(instead, URL, action.request.url),
        headers=_headers(action, instead),
        body=None if "requestType" in instead else _part(instead, BODY, action.request.body),
    )
    given = replace(action.input, document={}) if INPUT_SCHEMA in instead else action.input
    output = replace(action.output, document={}) if SUCCESS_SCHEMA in instead else action.output
    response = ResponseConfig() if SUCCESS in instead else action.response
    return replace(action, request=request, response=response, input=given, output=output)


def _part(instead: Mapping[str, Json], name: str, own: Part | None) -> Part | None:
    return Part(str(instead[name]), own.pointer if own else "") if name in instead else own


def _headers(action: Action, instead: Mapping[str, Json]) -> dict[str, Part]:
    if "headers" in instead:
        return {}
    named = ((name, HEADERS + name, part) for name, part in action.request.headers.items())
    return {name: Part(instead.get(full, part.text), part.pointer) for name, full, part in named}
