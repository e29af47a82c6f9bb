"""Which recorded requests are those of an action: its method, URL and body template, references left open.

A response to another request proves nothing about this one, so where it cannot be told, the answer is no.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, unquote_plus

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError, VelocityError
from gc_contracts.model.action import Action, Part
from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import REDACTED
from gc_contracts.schema.pattern import compile as compile_pattern
from gc_contracts.velocity import parse
from gc_contracts.velocity.nodes import Method, Node, Property, Reference, Set, Text

ONE, MANY = "\0", "\1"
"""Stand in a template's text for a reference, and for a directive, which may print anything."""
_WILD = re.compile("[\0\1]")
_SPACE = re.compile(r"\s+")
_TYPES = {"integer": re.compile(r"-?\d+"), "number": re.compile(r"-?\d[\d.eE+-]*")}


@dataclass(frozen=True, slots=True)
class Address:
    """What stays the same in all requests of an action."""

    method: str
    path: str
    """With marks for what references and directives print."""
    query: tuple[tuple[str, str], ...]
    body: str
    """Empty: none is sent, or nothing of it stays the same."""
    inputs: tuple[Json, ...]
    """What is declared of the input behind each reference of the path; None: it is not one alone."""

    def fits(self, request: Request, *, body: bool = True) -> bool:
        """Tell whether a recorded request is one of these; `body`: whether its body is compared."""
        url, _, query = request.url.partition("?")
        if request.method.upper() != self.method or not self._fits_path(url):
            return False
        return self._fits_query(query) and (not body or _in_order(self.body, request.body or ""))

    def _fits_path(self, url: str) -> bool:
        if MANY in self.path:
            return re.fullmatch(_regex(self.path), unquote(url), re.DOTALL) is not None
        wanted, found = self.path.split("/"), url.split("/")
        declared = iter(self.inputs)
        if self.path.startswith((ONE, "/")):  # the base of the URL is the integration's, or an input
            for _ in range(wanted[0].count(ONE)):
                next(declared)
            wanted = wanted[1:]
            found = found[len(found) - len(wanted) :] if len(found) > len(wanted) else []
        return 0 < len(wanted) == len(found) and all(
            _fits(part, text, declared) for part, text in zip(wanted, found, strict=True)
        )

    def _fits_query(self, query: str) -> bool:
        found = parse_qsl(query, keep_blank_values=True)
        return all(any(_same(name, value, pair) for pair in found) for name, value in self.query)


def address(action: Action, engine: str) -> Address | None:
    """Tell what all requests of an action have in common; None where it has no URL, or a broken template."""
    part = action.request.url
    if part is None:
        return None
    try:
        nodes = _nodes(part, engine)
        body = action.request.body if action.sends_body else None
        inside = _text(_nodes(body, engine)) if body else ""
    except VelocityError:
        return None
    path, _, query = _text(nodes).strip().partition("?")
    references = [node for node in nodes if isinstance(node, Reference)][: path.count(ONE)]
    inputs = tuple(_declared(action, node) for node in references)
    return Address(action.request.method.upper(), path, tuple(_pairs(query)), inside, inputs)


def _nodes(part: Part, engine: str) -> tuple[Node, ...]:
    return parse(part.text, engine=engine).body.body


def _text(nodes: Sequence[Node]) -> str:
    return "".join(map(_mark, nodes))


def _mark(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Set):
        return ""
    return ONE if isinstance(node, Reference) else MANY


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    """Give the parameters whose name always stands there; a value that varies is the mark."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name and not _WILD.search(name):
            yield unquote_plus(name), ONE if _WILD.search(value) else unquote_plus(value)


def _same(name: str, value: str, pair: tuple[str, str]) -> bool:
    return pair[0] == name and (value in (ONE, pair[1]) or REDACTED in pair[1])


def _fits(part: str, text: str, declared: Iterator[Json]) -> bool:
    """Compare one segment; `{name}` in a recording is any."""
    known = [next(declared, None) for _ in range(part.count(ONE))]
    plain = unquote(text)
    if (text.startswith("{") and text.endswith("}")) or REDACTED in plain:
        return True
    found = re.fullmatch(_regex(part), plain, re.DOTALL)
    return found is not None and all(map(_allows, known, found.groups()))


def _regex(text: str) -> str:
    return "".join("(.*)" if mark in (ONE, MANY) else re.escape(unquote(mark)) for mark in _split(text))


def _split(text: str) -> list[str]:
    return [part for part in re.split("([\0\1])", text) if part]


def _declared(action: Action, node: Reference) -> Json:
    """Give what the input contract says of the one input that a reference prints as it is, or escaped."""
    root = node
    if node.root == "esc" and len(node.steps) == 1 and isinstance(node.steps[0], Method):
        inner = node.steps[0].arguments[:1]
        root = inner[0] if inner and isinstance(inner[0], Reference) else node
    steps = root.steps
    properties = action.input.document.get("properties") if isinstance(action.input.document, Mapping) else {}
    if root.root != "input" or len(steps) != 1 or not isinstance(steps[0], Property):
        return None
    return properties.get(steps[0].name) if isinstance(properties, Mapping) else None


def _allows(declared: Json, text: str) -> bool:
    """Tell whether an input may have been this; what cannot be told may."""
    if not isinstance(declared, Mapping) or not text:
        return True
    if isinstance(members := declared.get("enum"), list):
        return text in map(str, members)
    if (named := declared.get("type")) in _TYPES:
        return _TYPES[named].fullmatch(text) is not None
    pattern = declared.get("pattern")
    try:
        return not isinstance(pattern, str) or compile_pattern(pattern).search(text)
    except (SchemaError, TimeoutError):
        return True


def _in_order(template: str, body: str) -> bool:
    """Tell whether what always stands in a body stands in this one, in order; blanks do not count."""
    found, at = _plain(body), 0
    for part in _WILD.split(template):
        wanted = _plain(part)
        at = found.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def _plain(text: str) -> str:
    return _SPACE.sub("", unquote_plus(text)).replace("\\/", "/")
