"""An unmatched request for people: what was sent, the nearest that was recorded, what is different.

At most 25 lines, each of bounded length. Who calls has taken the secrets out of what was sent; what was
recorded has none.
"""

from collections.abc import Iterator
from itertools import zip_longest

from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import Cassette
from gc_contracts.replay.asked import Asked, asked
from gc_contracts.replay.differences import NOTHING, Difference, same_segment, shown, writable

MOST = 8
"""Differences that are told, of two lines each."""
WIDE = 150


def told(
    cassette: Cassette,
    request: Request,
    number: int,
    differences: tuple[Difference, ...],
    reason: str,
) -> str:
    """Tell why nothing answers a request.

    Args:
        cassette: what was recorded.
        request: what was sent.
        number: the index of the nearest interaction; -1: there is none.
        differences: what is another than there.
        reason: why it does not answer, where nothing is.
    """
    lines = [f"nothing in {file_of(cassette)} answers this request", f"  sent:     {_line(request)}"]
    if number < 0:
        lines.append("  it holds no interaction: record some with --gc-record new_episodes")
    else:
        near = cassette.interactions[number].request
        lines.append(f"  nearest:  {_line(near)}  (interaction {number + 1}{_place(cassette, number)})")
        lines += [f"  but {reason}"] if reason else _listed(near, request, differences)
        lines.append("  to record what is missing: --gc-record new_episodes; to record anew: --gc-record all")
    return "\n".join(_short(line) for line in lines)


def file_of(cassette: Cassette) -> str:
    """Name a cassette's file as reports show it."""
    return cassette.document.file if cassette.document else f"cassettes/{cassette.name}.yaml"


def _listed(near: Request, request: Request, differences: tuple[Difference, ...]) -> Iterator[str]:
    old, new = asked(near, recorded=True), asked(request)
    fields = [field for one in differences for field in _fields(one, old, new)]
    wide = min(max((len(name) for name, _, _ in fields), default=0), 40)
    for name, one, other in fields[:MOST]:
        yield f"  {name:<{wide}}  recorded: {shown(one)}"
        yield f"  {'':<{wide}}  sent:     {shown(other)}"
    if len(fields) > MOST:
        yield f"  and {len(fields) - MOST} more differences"


def _fields(one: Difference, old: Asked, new: Asked) -> Iterator[tuple[str, object, object]]:
    """Take a difference of URLs apart; every other is one field."""
    if one.part != "url":
        yield f"{one.part} {one.name}".strip(), one.recorded, one.now
        return
    if new.host:
        pairs = (("scheme", old.scheme, new.scheme), ("host", old.host, new.host))
        yield from (pair for pair in pairs if pair[1] != pair[2])
    for at, (text, other) in enumerate(zip_longest(old.segments, new.segments, fillvalue=NOTHING), 1):
        if text is NOTHING or other is NOTHING or not same_segment(text, other):  # type: ignore[arg-type]
            yield f"path segment {at}", "{any}" if text is None else text, other


def _line(request: Request) -> str:
    url = request.url if len(request.url) <= WIDE - 40 else request.url[: WIDE - 40] + "…"
    return f"{request.method} {url}"


def _place(cassette: Cassette, number: int) -> str:
    pointer = cassette.interactions[number].pointer
    return f", line {cassette.document.locate(pointer).line}" if cassette.document and pointer else ""


def _short(line: str) -> str:
    line = writable(line)
    return line if len(line) <= WIDE else line[: WIDE - 1] + "…"
