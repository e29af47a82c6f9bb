"""What is another than it was recorded: requests field by field, values place by place.

A placeholder stands for a secret that nobody kept: in its place anything is right, then and now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gc_contracts._json import Json, dumps, equal, get, join
from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import REDACTED, Cassette, Interaction, Matching
from gc_contracts.redact.placeholder import is_number, matches
from gc_contracts.replay.asked import Asked, Body, Named, asked

SHOWN = 80
"""Characters of a value that a reader gets to see."""
MOST = 3
"""Differences that are told one by one."""
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


def writable(text: str) -> str:
    """Spell bytes that are no UTF-8, which no terminal and no report takes."""
    return text.encode("utf-8", "backslashreplace").decode()


def shown(value: object) -> str:
    """Write a value for people, not all of a long one."""
    text = "absent" if value is NOTHING else writable(dumps(value))
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
    read = (asked(each.request, recorded=True) for each in cassette.interactions)
    return nearest_of(read, asked(request), cassette.matching)


def nearest_of(
    recorded: Iterable[Asked], now: Asked, matching: Matching
) -> tuple[int, tuple[Difference, ...]]:
    """Give the recorded request that costs least to turn into this one; of several, the first."""
    best: tuple[int, int, tuple[Difference, ...]] | None = None
    for number, old in enumerate(recorded):
        found = compare(old, now, matching)
        cost = sum(_cost(one, old, now) for one in found)
        if best is None or cost < best[0]:
            best = cost, number, found
    return (-1, ()) if best is None else best[1:]


def between(each: Interaction, request: Request, matching: Matching) -> tuple[Difference, ...]:
    """List what of a request is another than in an interaction, as far as it is compared."""
    return compare(asked(each.request, recorded=True), asked(request), matching)


def compare(old: Asked, new: Asked, matching: Matching) -> tuple[Difference, ...]:
    """List what of a request that was read is another than in a recorded one."""
    found = []
    if old.method != new.method:
        found.append(Difference("method", "", old.method, new.method))
    if not _same_url(old, new):
        found.append(Difference("url", "", old.base, new.base))
    if matching.query:
        found += _named("query", old.query, new.query)
    names = [name.lower() for name in matching.headers]
    found += _named("header", *({n: one.headers[n] for n in names if n in one.headers} for one in (old, new)))
    return (*found, *(_bodies(old.body, new.body) if matching.body else ()))


def value_in(request: Asked, one: Difference) -> Json:
    """Give what stands at the place of a difference in a request, e.g. in one without its secrets."""
    named = {"query": request.query, "header": request.headers}.get(one.part)
    if one.part == "body" and request.body.kind in {"form", "multipart"} and one.name:
        named = request.body.value
    if named is not None:
        return _plain(named.get(one.name))
    if one.part != "body":
        return request.base if one.part == "url" else one.now
    try:
        return NOTHING if one.now is NOTHING else get(request.body.value, one.name)
    except KeyError:
        return NOTHING


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
    return hidden or (is_number(recorded) and matches(recorded, now)) or equal(recorded, now)


def same_text(recorded: str, now: str) -> bool:
    """Compare texts; a placeholder in the recorded one is any, and one that was worked on cannot be told."""
    return recorded == now or REDACTED in now.lower() or matches(recorded, now)


def _cost(one: Difference, old: Asked, now: Asked) -> int:
    """Weigh a difference: another host is worse than another path, and that than another field."""
    if one.part == "url":
        count = abs(len(old.segments) - len(now.segments))
        other = sum(not same_segment(*pair) for pair in zip(old.segments, now.segments, strict=False))
        return 40 * (old.host != now.host) + 5 * (old.scheme != now.scheme) + 10 * (count + other)
    return {"method": 15, "query": 2}.get(one.part, 1)


def _same_url(old: Asked, new: Asked) -> bool:
    """Compare without the query; where only one names a host, its path is all there is to compare."""
    hosts = new.host and (old.scheme, old.host) != (new.scheme, new.host)
    return (
        not hosts
        and len(old.segments) == len(new.segments)
        and all(map(same_segment, old.segments, new.segments))
    )


def same_segment(recorded: str | None, now: str | None) -> bool:
    """Compare one segment of a path; a recorded None is any."""
    return recorded is None or (now is not None and same_text(recorded, now))


def _named(part: str, old: Named, new: Named) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        one, other = _plain(old.get(name)), _plain(new.get(name))
        if any(values(one, other, part)):
            yield Difference(part, name, one, other)


def _plain(found: list[Json] | None) -> Json:
    """Give the one value that is there, else all."""
    return NOTHING if found is None else found[0] if len(found) == 1 else found


def _bodies(old: Body, new: Body) -> Iterator[Difference]:
    if old.kind == new.kind and old.kind in {"form", "multipart"}:
        yield from _named("body", old.value, new.value)
    elif old.kind == new.kind:
        yield from values(old.value, new.value, "body")
    elif not (old.kind == "text" and same_text(old.value, _text(new))):
        yield Difference("body", "", *(NOTHING if one.kind == "none" else one.value for one in (old, new)))


def _text(body: Body) -> str:
    return body.value if isinstance(body.value, str) else dumps(body.value)
