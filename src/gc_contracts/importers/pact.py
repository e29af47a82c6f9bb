"""Pact 1 to 4: what a consumer expects. A pact names no host, so who imports it does."""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, join
from gc_contracts.importers import parts
from gc_contracts.importers.model import SkippedError, Taken
from gc_contracts.model.interaction import Headers
from gc_contracts.model.recording import Interaction

_HTTP = "Synchronous/HTTP"


def is_pact(data: Json) -> bool:
    """Tell a pact by its shape."""
    named = isinstance(data, dict) and "consumer" in data and "provider" in data
    return named and ("interactions" in data or "messages" in data)


def version(data: Json) -> str:
    """Name the format."""
    told = parts.members(data.get("metadata"))
    found = parts.members(parts.first(told, "pactSpecification", "pact-specification")).get("version")
    return f"Pact {parts.words(parts.first(told, 'pactSpecificationVersion') or found) or 'without version'}"


def entries(data: Json) -> Iterator[tuple[str, Json]]:
    """Yield what may be an interaction, with its pointer."""
    for name in ("interactions", "messages"):
        for number, each in enumerate(parts.elements(data.get(name))):
            yield join("", name, number), each


def interaction(entry: Json, at: str, taken: Taken) -> Interaction:
    """Read one interaction.

    Raises:
        SkippedError: it is a message, or has no request and response.
    """
    data = parts.members(entry)
    kind = parts.words(data.get("type")) or _HTTP
    if kind != _HTTP or at.startswith("/messages"):
        raise SkippedError(kind if kind != _HTTP else "message", "a message has no request over HTTP")
    _said(data, at, taken)
    sent, came = parts.members(data.get("request")), parts.members(data.get("response"))
    path = _path(sent, at, taken)
    address = parts.url(parts.queried(parts.based(path, taken.hints), sent.get("query")), literal=False)
    found, body = _message(sent)
    replied, answer = _message(came)
    for side, message in (("request", sent), ("response", came)):
        if _plain(message.get("body")) != message.get("body"):
            why = "its example is kept"
            taken.lose(f"{at}/{side}/body", "matcher of Ruby", why)
    status = came.get("status", 200)
    return Interaction(
        parts.request(sent.get("method", "GET"), address, found, body or None),
        parts.response(status, replied, answer),
    )


def _said(data: dict[str, Json], at: str, taken: Taken) -> None:
    """Tell what a recording has no place for."""
    for name in ("providerState", "provider_state", "providerStates"):
        if data.get(name):
            states = f"`{_states(data[name])[:60]}`"
            taken.lose(f"{at}/{name}", f"provider state {states}", "a recording has no states; order decides")
    for side in ("request", "response"):
        for name in ("matchingRules", "generators"):
            kinds = parts.members(parts.members(data.get(side)).get(name))
            if any(kind != "path" and each for kind, each in kinds.items()):
                why = "a recording holds the example alone"
                taken.lose(f"{at}/{side}/{name}", f"{name} of the {side}", why)
    if data.get("pluginConfiguration"):
        taken.lose(f"{at}/pluginConfiguration", "plugin", "plugins of Pact are not run")


def _states(value: Json) -> str:
    if isinstance(value, list):
        return ", ".join(parts.words(parts.members(each).get("name")) for each in value)
    return parts.words(value)


def _path(sent: dict[str, Json], at: str, taken: Taken) -> str:
    """Give the path, with `{name}` where a rule lets a segment be any."""
    path = parts.words(sent.get("path")) or "/"
    literal = path.replace("{", "%7B").replace("}", "%7D")
    rules = parts.members(sent.get("matchingRules"))
    rule = parts.first(rules, "path", "$.path")
    matchers = parts.elements(parts.members(rule).get("matchers")) or [rule]
    pattern = next((each["regex"] for each in matchers if isinstance(each, dict) and "regex" in each), None)
    if not rule:
        return literal
    made = _template(literal, parts.words(pattern)) if pattern else ""
    if not made:
        taken.lose(f"{at}/request/matchingRules", "rule of the path", "it does not go by whole segments")
    return made or literal


def _template(path: str, pattern: str) -> str:
    r"""Write the path of a pattern that goes by whole segments; empty: it does not.

    >>> _template("/users/7", r"^\/users\/\d+$")
    '/users/{segment2}'
    """
    wanted = pattern.removeprefix("^").removesuffix("$").replace(r"\/", "/").split("/")
    given = path.split("/")
    if len(wanted) != len(given) or any("(" in each and ")" not in each for each in wanted):
        return ""
    plain = [re.sub(r"\\(.)", r"\1", each) == other for each, other in zip(wanted, given, strict=True)]
    named = enumerate(zip(plain, given, strict=True))
    return "/".join(other if same else f"{{segment{number}}}" for number, (same, other) in named)


def _plain(body: Json) -> Json:
    """Put the example in the place of a matcher, as Pact of Ruby writes them into bodies."""
    if isinstance(body, list):
        return [_plain(each) for each in body]
    if not isinstance(body, dict):
        return body
    kind = body.get("json_class")
    if kind == "Pact::Term":
        return parts.members(body.get("data")).get("generate")
    if kind == "Pact::SomethingLike":
        return _plain(body.get("contents"))
    return {name: _plain(value) for name, value in body.items()}


def _message(data: dict[str, Json]) -> tuple[Headers, bytes]:
    found = parts.lines(parts.pairs(data.get("headers")))
    body = _plain(data.get("body"))
    if not isinstance(body, dict) or not ({"contentType", "encoded"} & body.keys() and "content" in body):
        shown = parts.payload(body)
        return parts.typed(found, "application/json" if isinstance(body, dict | list) else ""), shown
    is_base = body.get("encoded") is True or body.get("encoded") == "base64"
    shown = parts.unbased(body["content"]) if is_base else parts.payload(body["content"])
    return parts.typed(found, parts.words(body.get("contentType"))), shown
