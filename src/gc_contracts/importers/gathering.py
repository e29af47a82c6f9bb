"""What an import gives, and what it could not carry over: nothing is left out without a word."""

import gzip
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gc_contracts._json import Json, join, spelt
from gc_contracts.model.interaction import Headers, Request, Response
from gc_contracts.model.recording import Interaction
from gc_contracts.transport.travelling import of_request, of_response


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a file that is in no recording. `pointer`: its place in the file."""

    pointer: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file gave. `form`: what the file is, in words."""

    form: str
    interactions: tuple[Interaction, ...] = ()
    losses: tuple[Loss, ...] = ()
    secrets: tuple[tuple[str, str], ...] = ()
    """What the file itself keeps as secret, with names: looked for in every place."""


@dataclass(slots=True)
class Gathering:
    """Interactions and losses of one file, as they are met."""

    form: str
    interactions: list[Interaction] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    secrets: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, request: Request, response: Response, recorded: str = "") -> None:
        """Take over one interaction, without what tells how it travelled."""
        headers, answered = writable(of_request(request.headers)), writable(of_response(response.headers))
        sent = Request(whole(request.method).upper(), whole(request.url), headers, request.body)
        got = Response(response.status, answered, response.body)
        self.interactions.append(Interaction(sent, got, recorded))

    def lose(self, pointer: str, what: str, why: str) -> None:
        """Say what is not carried over."""
        self.losses.append(Loss(pointer, what, why))

    def done(self) -> Imported:
        """Give all of it."""
        return Imported(self.form, tuple(self.interactions), tuple(self.losses), tuple(self.secrets))


def whole(value: str) -> str:
    """Give a text without halves of surrogate pairs, which no file can hold."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def writable(headers: Headers) -> Headers:
    """Give the header lines that a recording can hold: each has a name."""
    return tuple((whole(name), whole(value)) for name, value in headers if name.strip())


def mapping(value: Json) -> Mapping[str, Json]:
    """Give an object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    """Give the elements of a list with their pointers; none for anything else."""
    for at, item in enumerate(value if isinstance(value, list) else ()):
        yield join(pointer, at), item


def text(value: Json) -> str:
    """Give a text as it is, a number or truth as JSON writes it, nothing for anything else."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, str):
        return value
    return spelt(value) if isinstance(value, bool | int | float) else ""


def data(value: Json) -> bytes:
    """Give a body's bytes: text in UTF-8, bytes as they are, other JSON as it is written."""
    if isinstance(value, bytes):
        return value
    if value is None:
        return b""
    written = value if isinstance(value, str) else spelt(value)
    return written.encode("utf-8", "surrogatepass")


def body_of(value: bytes) -> str | None:
    """Give a request's body as recordings have it; None: there is none."""
    return value.decode("utf-8", "surrogateescape") if value else None


def pairs(value: Json, name: str = "name", content: str = "value") -> Headers:
    """Read a list of `{name, value}`; those that are disabled are left out."""
    found = (mapping(item) for item in (value if isinstance(value, list) else ()))
    return tuple((text(each[name]), text(each.get(content))) for each in found if _is_used(each, name))


def _is_used(each: Mapping[str, Json], name: str) -> bool:
    return bool(text(each.get(name))) and each.get("disabled") is not True


def named(value: Json) -> Headers:
    """Read an object of texts or lists of texts."""
    return tuple(_lines(mapping(value).items()))


def _lines(items: Iterable[tuple[str, Json]]) -> Iterator[tuple[str, str]]:
    for name, value in items:
        for each in value if isinstance(value, list | tuple) else [value]:
            yield text(name), text(each)


def media(headers: Headers) -> str:
    """Give a content type without its parameters."""
    found = next((value for name, value in headers if name.lower() == "content-type"), "")
    return found.partition(";")[0].strip().lower()


def status(value: Json) -> int:
    """Give an HTTP status; 0 for what is none."""
    number = int(value) if isinstance(value, str) and value.isdigit() and len(value) < 4 else value
    is_one = isinstance(number, int) and not isinstance(number, bool) and 100 <= number <= 599
    return int(number) if is_one else 0


def unpacked(body: bytes, headers: Headers) -> bytes | None:
    """Undo a body's transfer coding; None: it is damaged, or one that is not read here.

    Some tools undo it and keep the header; what is no such coding is taken as it stands. What stays encoded
    could not be searched for secrets, so it is never kept.
    """
    coding = (
        next((value for name, value in headers if name.lower() == "content-encoding"), "").strip().lower()
    )
    if coding in {"", "identity"} or not body:
        return body
    try:
        if coding in {"gzip", "x-gzip"}:
            return gzip.decompress(body)
        if coding == "deflate":
            return _inflated(body)
    except (OSError, EOFError, zlib.error):
        pass
    return body if _is_text(body) else None


def without_coding(headers: Headers) -> Headers:
    """Give the header lines of a request whose body stands decoded."""
    return tuple((name, value) for name, value in headers if name.lower() != "content-encoding")


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return zlib.decompress(body, -zlib.MAX_WBITS)


def _is_text(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def unbased(value: str) -> bytes | None:
    """Give the bytes of a base64 text; None: it is none."""
    try:
        return b64decode("".join(value.split()), validate=True)
    except ValueError:
        return None
