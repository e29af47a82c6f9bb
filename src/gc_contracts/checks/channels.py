"""The ways out of a request: URL, headers, body, and how the text of each is compared."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from gc_contracts.checks.carried import Change, Swap, form_change, json_change, url_change
from gc_contracts.checks.carried_xml import xml_change, xml_of
from gc_contracts.checks.sent import json_of, means_form, means_json
from gc_contracts.model.action import Part
from gc_contracts.model.check import Seen
from gc_contracts.model.interaction import Request

_IN_URL = frozenset({"esc.url", "esc.urlFormEncode", "esc.uriEncode"})
_IN_JSON = frozenset({"esc.jsonString", "esc.jsonEncode"})
ESCAPES = MappingProxyType(
    {
        "url": _IN_URL,
        "form": _IN_URL,
        "json": _IN_JSON,
        "xml": frozenset({"esc.xml", "esc.html"}),
        "header": frozenset[str](),
        "": frozenset[str](),
    }
)
"""The tools that carry a value as data, by what they are meant for."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way out: a part of the action, and where its text goes: `url`, `body`, or a header's name."""

    part: Part
    where: str

    def text(self, request: Request) -> str:
        """Take the text out of a request; empty where it is not there."""
        if self.where == "url":
            return request.url
        if self.where == "body":
            return request.body or ""
        return next((value for name, value in request.headers if self.where == f"header {name}"), "")

    def syntax(self, base: Request, text: str) -> str:
        """Tell what a text of it is: url, header, json, form, xml; empty: no syntax that we judge."""
        if self.where != "body":
            return self.where.partition(" ")[0]
        if means_json(base, text) and json_of(text) is not None:
            return "json"
        if means_form(base, text):
            return "form"
        return "xml" if xml_of(text) is not None else ""

    @property
    def title(self) -> str:
        """The name a reader would give it."""
        kind, _, name = self.where.partition(" ")
        return f"header `{name}`" if name else {"url": "the URL"}.get(kind, "the body")


def channels(seen: Seen) -> tuple[Channel, ...]:
    """List the parts that are sent, in the platform's order."""
    action = seen.contract.action
    found = [Channel(action.request.url, "url")] if action.request.url else []
    found += [Channel(part, f"header {name}") for name, part in action.request.headers.items()]
    if action.request.body is not None and action.sends_body:
        found.append(Channel(action.request.body, "body"))
    return tuple(found)


def change(syntax: str, base: str, other: str, swap: Swap) -> Change | None:
    """Tell how a text differs from the benign one besides the swapped value."""
    match syntax:
        case "url":
            return url_change(base, other, swap)
        case "header":
            broken = re.search(r"[\r\n]", other)
            return Change("the header ends early, and a new line begins") if broken else None
        case "json":
            return json_change((json_of(base) or (None,))[0], other, swap)
        case "form":
            return form_change(base, other, swap)
        case "xml":
            return xml_change(base, other, swap)
    return None
