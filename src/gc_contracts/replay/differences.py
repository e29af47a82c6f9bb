"""What is another than it was recorded: requests field by field, values place by place.

A placeholder stands for a secret that nobody kept: in its place anything is right, then and now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from gc_contracts._json import Json, dumps, equal, join, loads
from gc_contracts.model.interaction import Headers, Request
from gc_contracts.model.recording import REDACTED, Cassette, Interaction, Matching

SHOWN = 80
"""Characters of a value that a reader gets to see."""
MOST = 3
"""Differences that are told one by one."""
_PLACEHOLDER = re.compile(r"<redacted:[^>]*>|%3Credacted%3A[^%]*%3A\d+%3E", re.IGNORECASE)
_SEGMENT = re.compile(r"\{[^/{}]*\}")
_MADE = tuple(
    map(
        re.compile,
        (
            r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?",
            r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}",
            r"1\d{9}(\.\d+)?|1\d{12}",
        ),
    )
)
"""Texts that code makes anew in each run: times, ids, seconds or milliseconds since 1970."""


class _Nothing:
    """Tells "not there" from JSON null."""

    def __repr__(self) -> str:
        return "absent"


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that was recorded otherwise."""

    part: str
    """method, url, query, header or body; output for what is no request."""
    name: str
    """The parameter, the header, or the pointer into the body; empty: the whole."""
    recorded: Json
    now: Json

    @property
    def words(self) -> str:
        """Say it, the recorded beside the present."""
        where = f"{self.part} `{self.name}`" if self.name else self.part
        return f"{where} was {shown(self.recorded)} and is {shown(self.now)}"

    @property
    def is_made_anew(self) -> bool:
        """Whether both look like a time or an id that code makes anew in each run."""
        texts = [str(value) for value in (self.recorded, self.now)]
        return any(all(pattern.fullmatch(text) for text in texts) for pattern in _MADE)


def shown(value: object) -> str:
    """Write a value for people, not all of a long one."""
    text = "absent" if value is NOTHING else dumps(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def listed(differences: Iterable[Difference]) -> str:
    """Say some differences, and how many more there are."""
    every = [*differences]
    more = f"; and {len(every) - MOST} more" if len(every) > MOST else ""
    return "; ".join(one.words for one in every[:MOST]) + more


def nearest(cassette: Cassette, request: Request) -> tuple[int, tuple[Difference, ...]]:
    """Give the interaction whose request is most like this one, and what is different.

    Returns: its index and the differences; -1 where nothing was recorded.
    """
    found = [
        (between(each, request, cassette.matching), number)
        for number, each in enumerate(cassette.interactions)
    ]
    if not found:
        return -1, ()
    differences, number = min(found, key=lambda pair: (_weight(pair[0]), pair[1]))
    return number, differences


def between(each: Interaction, request: Request, matching: Matching) -> tuple[Difference, ...]:
    """List what of a request is another than in an interaction, as far as it is compared."""
    old = each.request
    (base, query), (new_base, new_query) = map(_split, (old.url, request.url))
    found = []
    if old.method.upper() != request.method.upper():
        found.append(Difference("method", "", old.method, request.method))
    if not _same_url(base, new_base):
        found.append(Difference("url", "", base, new_base))
    if matching.query:
        found += _named("query", _grouped(query), _grouped(new_query))
    names = {name.lower() for name in matching.headers}
    found += _named("header", _headers(old.headers, names), _headers(request.headers, names))
    return (*found, *(_bodies(old.body, request.body) if matching.body else ()))


def values(recorded: Json, now: Json, part: str, pointer: str = "") -> Iterator[Difference]:
    """List the places at which two JSON values differ, the outermost of each."""
    if isinstance(recorded, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys([*recorded, *now]):
            yield from values(recorded.get(name, NOTHING), now.get(name, NOTHING), part, join(pointer, name))
    elif isinstance(recorded, list) and isinstance(now, list) and len(recorded) == len(now):
        for number, (one, other) in enumerate(zip(recorded, now, strict=True)):
            yield from values(one, other, part, join(pointer, number))
    elif recorded is NOTHING or now is NOTHING or not _same(recorded, now):
        yield Difference(part, pointer, recorded, now)


def _same(recorded: Json, now: Json) -> bool:
    if isinstance(recorded, str) and isinstance(now, str):
        return same_text(recorded, now)
    hidden = any(isinstance(value, str) and REDACTED in value for value in (recorded, now))
    return hidden or equal(recorded, now)


def same_text(recorded: str, now: str) -> bool:
    """Compare texts; a placeholder in the recorded one is any, and one that was worked on cannot be told."""
    if recorded == now or REDACTED in now.lower():
        return True
    if not _PLACEHOLDER.search(recorded):
        return False
    parts = map(re.escape, _PLACEHOLDER.split(recorded))
    return re.fullmatch(".*".join(parts), now, re.DOTALL) is not None


def _weight(differences: tuple[Difference, ...]) -> tuple[int, int]:
    heavy = sum(one.part in {"method", "url"} for one in differences)
    return heavy, len(differences)


def _split(url: str) -> tuple[str, str]:
    base, _, query = url.partition("?")
    return base, query.partition("#")[0]


def _same_url(recorded: str, now: str) -> bool:
    """Compare without the query; where only one names a host, its path is all there is to compare."""
    if now.startswith("/") and "://" in recorded:
        recorded = "/" + recorded.partition("://")[2].partition("/")[2]
    old, new = recorded.split("/"), now.split("/")
    return len(old) == len(new) and all(
        _SEGMENT.fullmatch(one) or same_text(unquote(one), unquote(other))
        for one, other in zip(old, new, strict=True)
    )


def _grouped(text: str) -> dict[str, list[str]]:
    """Read pairs of a query or a form, by name."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def _headers(headers: Headers, names: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in headers:
        if name.lower() in names:
            found.setdefault(name.lower(), []).append(value)
    return found


def _named(part: str, old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        one, other = _plain(old.get(name)), _plain(new.get(name))
        if any(values(one, other, part)):
            yield Difference(part, name, one, other)


def _plain(found: list[str] | None) -> Json:
    """Give the one value that is there, else all."""
    return NOTHING if found is None else found[0] if len(found) == 1 else found


def _bodies(old: str | None, new: str | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield from () if (old or None) == (new or None) else values(_body(old), _body(new), "body")
        return
    read = [_json(text) for text in (old, new)]
    if all(value is not NOTHING for value in read):
        yield from values(read[0], read[1], "body")
    elif _is_form(old) and _is_form(new):
        yield from _named("body", _grouped(old), _grouped(new))
    elif not same_text(old, new):
        yield Difference("body", "", old, new)


def _body(text: str | None) -> Json:
    return NOTHING if text is None else text


def _json(text: str) -> Json:
    try:
        return loads(text)
    except ValueError:
        return NOTHING


def _is_form(text: str) -> bool:
    return re.fullmatch(r"[^\s=&{<]+=[^\s{<]*", text) is not None
