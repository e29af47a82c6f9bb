"""Secrets in JSON text, by the names of its members, changed in place: all else stays as it is written.

Reads tokens rather than values, so that a body cut short, JSON Lines and members told twice are seen too.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts.redact import placeholder
from gc_contracts.redact.eye import Eye
from gc_contracts.redact.names import Place, Telling

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|-?\d[\d.eE+-]*', re.DOTALL)
_NAMES = frozenset({"name", "key", "field", "header", "param", "parameter"})
"""Members that hold the name of a pair, as in `{"name": "api_key", "value": "…"}`."""
_DEEPEST = 8
"""Levels of JSON inside a JSON text that are opened."""


@dataclass(slots=True)
class _Frame:
    """An object or array that is open."""

    label: str
    """The name it stands under."""
    keyed: bool
    key: str | None = None
    named: str = ""
    value: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or number, by the name that speaks of it; `begin` and `end` include quotes."""

    name: str
    begin: int
    end: int


def leaves(text: str) -> Iterator[Leaf]:
    """Yield each text and number with its member's name; in an array, with that of the array."""
    stack = [_Frame("", keyed=False)]
    for token in _TOKEN.finditer(text):
        top, char = stack[-1], token[0][0]
        if char in "{[":
            stack.append(_Frame(_name(top), keyed=char == "{"))
        elif char in "}]":
            closed = stack.pop() if len(stack) > 1 else top
            if closed.named and closed.value:
                yield Leaf(closed.named, *closed.value)
        elif char == ",":
            top.key = None
        elif char == '"' and top.keyed and top.key is None:
            top.key = _text(token[0])
        elif char != ":":
            yield from _leaf(top, token)


def _leaf(top: _Frame, token: re.Match[str]) -> Iterator[Leaf]:
    key = (top.key or "").lower()
    if top.keyed and key in _NAMES and token[0][0] == '"':
        top.named = _text(token[0])
    if top.keyed and key == "value":
        top.value = token.span()
    inherits = top.keyed and key in {"value", "plain", "#text"} and top.label
    yield Leaf(top.label if inherits else _name(top), *token.span())


def _name(frame: _Frame) -> str:
    return (frame.key or "") if frame.keyed else frame.label


def _text(literal: str) -> str:
    if "\\" not in literal:
        return literal[1:-1]
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal[1:-1]


def hide_in_json(text: str, eye: Eye, depth: int = 0) -> str:
    """Give JSON text without the secrets that its members' names tell of."""
    edits: dict[tuple[int, int], str] = {}
    for leaf in leaves(text):
        literal = text[leaf.begin : leaf.end]
        if literal[0] == '"':
            new = _hidden_text(leaf.name, literal, eye, depth)
        else:
            new = _hidden_number(leaf.name, literal, eye)
        if new != literal:
            edits[leaf.begin, leaf.end] = new
    return _with(text, edits) if edits else text


def _with(text: str, edits: dict[tuple[int, int], str]) -> str:
    pieces, at = [], 0
    for (begin, end), new in sorted(edits.items()):
        pieces += [text[at:begin], new]
        at = end
    return "".join([*pieces, text[at:]])


def _hidden_text(name: str, literal: str, eye: Eye, depth: int) -> str:
    told = eye.telling(name, Place.FIELD)
    if told is Telling.NO and '\\"' not in literal:
        return literal
    content = _text(literal)
    if told is not Telling.NO and eye.is_secret(name, content):
        return _quoted(eye.value(name, content), literal)
    if depth < _DEEPEST and content.lstrip()[:1] in {"{", "["} and '"' in content:
        inner = hide_in_json(content, eye, depth + 1)
        return _quoted(inner, literal) if inner != content else literal
    return literal


def _quoted(content: str, literal: str) -> str:
    return json.dumps(content, ensure_ascii=literal.isascii())


def _hidden_number(name: str, literal: str, eye: Eye) -> str:
    told = eye.telling(name, Place.FIELD) is Telling.STRONG and not eye.is_nothing(literal)
    if not (told or eye.ledger.has_number(literal)) or placeholder.is_number(
        int(literal) if literal.isdigit() else None
    ):
        return literal
    return str(eye.ledger.hide_number(literal, name))
