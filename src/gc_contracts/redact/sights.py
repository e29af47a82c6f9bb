"""Which secrets stand in a file that people commit, and where: for findings, so only what is certain.

What redaction would take out is what is told; dummies, references and short values are not.
"""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from gc_contracts._json import Json, join
from gc_contracts.redact.body import hide_in_body
from gc_contracts.redact.eye import Eye, sparing_eye
from gc_contracts.redact.form import hide_in_url
from gc_contracts.redact.headers import hide_in_headers
from gc_contracts.redact.looks import LOOKS
from gc_contracts.redact.names import Place
from gc_contracts.redact.rules import Rules
from gc_contracts.redact.text import hide_in

_PLACES = {"headers": Place.HEADER, "query": Place.QUERY}
_LOOKS = frozenset(look.name for look in LOOKS)


@dataclass(frozen=True, slots=True)
class Sight:
    """One secret: where, and what it is in words that do not repeat it."""

    pointer: str
    what: str
    secret: str
    """For finding its place and for masking; never to be shown."""


def sights(data: Json, rules: Rules | None = None) -> Iterator[Sight]:
    """Yield the secrets in what a file holds, in its order, each place once."""
    yield from _walk(data, "", ("", Place.FIELD), rules or Rules())


def _walk(data: Json, pointer: str, at: tuple[str, Place], rules: Rules) -> Iterator[Sight]:
    if isinstance(data, dict):
        pair = data["name"] if isinstance(data.get("name"), str) else ""
        for key, item in data.items():
            name = str(pair or key) if key == "value" else str(key)
            place = _PLACES.get(str(key), at[1] if at[0] in _PLACES else Place.FIELD)
            yield from _walk(item, join(pointer, key), (name, place), rules)
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(item, join(pointer, index), at, rules)
    elif isinstance(data, str) and data:
        yield from sights_in(data, pointer, at, rules)


def sights_in(
    text: str, pointer: str = "", at: tuple[str, Place] = ("", Place.FIELD), rules: Rules | None = None
) -> Iterator[Sight]:
    """Yield the secrets in one text, by the name and kind of place it stands at."""
    eye = sparing_eye(rules)
    name, place = at
    if place is Place.HEADER:
        hide_in_headers(((name, text),), eye)
    elif eye.is_secret(name, text, place):
        eye.value(name, text)
    elif name in {"url", "uri"}:
        hide_in_url(text, eye)
    else:
        hide_in_body(_opened(name, text), "", eye)
    yield from _told(eye, pointer)


def sights_in_template(text: str, pointer: str = "") -> Iterator[Sight]:
    """Yield the secrets in a template: a text that is not yet a URL or JSON."""
    eye = sparing_eye()
    hide_in(hide_in_body(text, "", eye) if text.lstrip()[:1] in {"{", "[", "<"} else text, eye)
    yield from _told(eye, pointer)


def _opened(name: str, text: str) -> str:
    if name != "base64":
        return text
    try:
        return b64decode(text).decode("utf-8", "surrogateescape")
    except ValueError:
        return text


def _told(eye: Eye, pointer: str) -> Iterator[Sight]:
    for secret, name in eye.ledger.secrets.items():
        looks = name in _LOOKS
        what = f"what looks like a {name.replace('_', ' ')}" if looks else f"the value of `{name}`"
        yield Sight(pointer, what, secret)
