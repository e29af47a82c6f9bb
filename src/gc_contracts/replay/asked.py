"""What a request asks for, read once: in parts that compare whatever way they were written.

Equal are: a host in other letters, a scheme's own port or none, other percent-encoding, names of a query or
a form in another order, JSON with other spaces and order of members, a multipart body with another boundary.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from gc_contracts._json import Json, identity, loads
from gc_contracts.model.interaction import Request
from gc_contracts.model.recording import REDACTED, Matching
from gc_contracts.redact.placeholder import is_number

Named = Mapping[str, list[Json]]
_ANY = re.compile(r"\{[^/{}]*\}")
_FORM = re.compile(r"[^\s=&{<]+=[^\s{<]*")
_OWN_PORTS = {"http": ":80", "https": ":443"}
_NAME = re.compile(r'\bname="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_FILE = re.compile(r'\bfilename="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_BOUNDARY = re.compile(r'boundary="?([^";,\s]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its kind (none, json, form, multipart, text) and what it holds."""

    kind: str
    value: Json = None


@dataclass(frozen=True, slots=True)
class Mask:
    """Which parts of a request stand for themselves alone."""

    segments: tuple[bool, ...]
    open: frozenset[str] | None
    """Names of the query whose values stand for more; None: the query as a whole does, or is not compared."""
    body: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in parts."""

    method: str
    base: str
    """The URL without its query, as written."""
    scheme: str
    host: str
    """With its port, unless that is the scheme's own; empty where the URL names none."""
    segments: tuple[str | None, ...]
    """The path, decoded; None stands for any one segment."""
    query: Named
    headers: Named
    """By names in small letters."""
    body: Body

    def key(self, matching: Matching) -> Hashable:
        """Give what equal requests share; only for one that `is_exact`."""
        query = _identity(self.query) if matching.query else None
        headers = tuple(tuple(self.headers.get(name.lower(), ())) for name in matching.headers)
        body = (self.body.kind, identity(self.body.value)) if matching.body else None
        return self.method, self.scheme, self.host, self.segments, query, headers, body

    def masked(self, mask: "Mask") -> Hashable:
        """Give what requests share of which a mask says what stands for itself."""
        segments = tuple(
            text if stands else None for text, stands in zip(self.segments, mask.segments, strict=True)
        )
        query = None
        if mask.open is not None:
            query = _identity({name: values for name, values in self.query.items() if name not in mask.open})
        body = (self.body.kind, identity(self.body.value)) if mask.body else None
        return self.method, self.scheme, self.host, segments, query, body

    def mask(self, matching: Matching) -> "Mask":
        """Tell what of a request stands for itself alone; all else is left to comparing, headers too."""
        segments = tuple(text is not None and not _stands_for_more(text) for text in self.segments)
        body = matching.body and not _stands_for_more(self.body.value)
        if not matching.query or _stands_for_more([*self.query]):
            return Mask(segments, None, body)
        return Mask(
            segments, frozenset(name for name, one in self.query.items() if _stands_for_more(one)), body
        )

    def is_exact(self, matching: Matching) -> bool:
        """Whether nothing that is compared stands for more than itself."""
        compared: list[Json] = [*self.segments]
        compared += [self.query] if matching.query else []
        compared += [self.headers.get(name.lower()) for name in matching.headers]
        compared += [self.body.value] if matching.body else []
        return bool(self.host) and None not in self.segments and not any(map(_stands_for_more, compared))


def asked(request: Request, *, recorded: bool = False) -> Asked:
    """Read a request. `recorded`: `{name}` in its path is any one segment."""
    base, _, query = request.url.partition("#")[0].partition("?")
    scheme, host, path = _parts(base)
    headers = grouped((name.lower(), value) for name, value in request.headers)
    media = str(headers.get("content-type", [""])[0])
    return Asked(
        request.method.upper(),
        base,
        scheme,
        host,
        tuple(_segment(text, recorded=recorded) for text in path.split("/")),
        grouped(_pairs(query)),
        headers,
        _body(request.body, media),
    )


def grouped(pairs: Iterable[tuple[str, Json]]) -> dict[str, list[Json]]:
    """Give pairs by name; the order within a name stays."""
    found: dict[str, list[Json]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _parts(base: str) -> tuple[str, str, str]:
    scheme, there, rest = base.partition("://")
    if not there:
        return "", "", base.removeprefix("/")
    scheme = scheme.lower()
    authority, _, path = rest.partition("/")
    host = authority.rpartition("@")[2].lower()
    return scheme, host.removesuffix(_OWN_PORTS.get(scheme, "\0")), path


def _segment(text: str, *, recorded: bool) -> str | None:
    if recorded and _ANY.fullmatch(text):
        return None
    return unquote(text, errors="surrogateescape")


def _pairs(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True, errors="surrogateescape")


def _body(text: str | None, media: str) -> Body:
    if not text:
        return Body("none")
    try:
        return Body("json", loads(text))
    except ValueError:
        pass
    boundary = _BOUNDARY.search(media) if media.lower().startswith("multipart/") else None
    if boundary:
        return Body("multipart", grouped(_of_multipart(text, boundary[1])))
    return Body("form", grouped(_pairs(text))) if _FORM.fullmatch(text) else Body("text", text)


def _of_multipart(text: str, boundary: str) -> Iterator[tuple[str, Json]]:
    for part in text.split(f"--{boundary}")[1:-1]:
        head, _, content = part.removeprefix("\r\n").partition("\r\n\r\n")
        name, file = _NAME.search(head), _FILE.search(head)
        content = content.removesuffix("\r\n")
        yield name[1] if name else "", {"file": file[1], "content": content} if file else content


def _identity(named: Named) -> Hashable:
    return frozenset((name, tuple(map(identity, values))) for name, values in named.items())


def _stands_for_more(value: Json) -> bool:
    if isinstance(value, str):
        return REDACTED in value.lower()
    if isinstance(value, Mapping):
        return any(map(_stands_for_more, value.values())) or any(map(_stands_for_more, value))
    return any(map(_stands_for_more, value)) if isinstance(value, list) else is_number(value)
