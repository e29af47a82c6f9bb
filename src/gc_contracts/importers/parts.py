"""What all formats share: messages made of loose data, bodies decoded, URLs that a recording can hold."""

import gzip
import importlib
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from gc_contracts._json import Json, dumps
from gc_contracts.importers.model import Hints, SkippedError
from gc_contracts.model.interaction import Headers, Request, Response

TRAVEL = frozenset(
    {
        *("accept-encoding", "connection", "content-encoding", "content-length", "host", "keep-alive"),
        *("proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"),
    }
)
"""Headers that only say how a message travelled: no recording keeps them."""
LARGEST = 64 * 1024 * 1024
"""Bytes that a body may have once it is decoded."""


def members(value: Json) -> dict[str, Json]:
    """Give an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def elements(value: Json) -> list[Json]:
    """Give a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def words(value: Json) -> str:
    """Give a text that a header or a URL can hold; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = value if isinstance(value, str) else dumps(value)
    return text.encode("utf-8", "replace").decode()


def lines(pairs: Iterable[tuple[Json, Json]]) -> Headers:
    """Give header lines, a value that is a list as several, without those of the travel."""
    return tuple(_lines(pairs))


def _lines(pairs: Iterable[tuple[Json, Json]]) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        written = words(name).strip()
        if written and not written.startswith(":") and written.lower() not in TRAVEL:
            for each in value if isinstance(value, list) else [value]:
                yield written, words(each).strip()


def pairs(data: Json, name: str = "name", value: str = "value") -> Iterator[tuple[Json, Json]]:
    """Yield what stands as an object, as a list of `{name, value}`, or as a list of pairs."""
    if isinstance(data, dict):
        yield from data.items()
    for each in elements(data):
        if isinstance(each, dict) and name in each:
            yield each[name], each.get(value)
        elif isinstance(each, list) and len(each) == 2:
            yield each[0], each[1]


def header(found: Iterable[tuple[Json, Json]], name: str) -> str:
    """Give a header's value from loose pairs; empty if absent."""
    for key, value in found:
        if words(key).lower() == name:
            return words(value[0] if isinstance(value, list) and value else value)
    return ""


def url(text: Json, *, literal: bool = True) -> str:
    """Give a URL that a recording can hold; literal braces are encoded, since `{name}` has a meaning there.

    Raises:
        SkippedError: it is no address of HTTP.
    """
    written = words(text).strip()
    kind, mark, rest = written.partition("://")
    if kind.lower() not in {"http", "https"} or not mark or not rest.partition("/")[0]:
        why = "no request of HTTP: only http and https are recorded" if written else "the file tells no URL"
        scheme = written.partition(":")[0]
        shown = f"URL `{scheme}:`" if scheme.isalpha() and scheme != written else "URL"
        raise SkippedError(shown, why)
    before = written.partition("#")[0]
    return before.replace("{", "%7B").replace("}", "%7D") if literal else before


def based(path: str, hints: Hints) -> str:
    """Give the URL of a path, by the host that was said.

    Raises:
        SkippedError: none was.
    """
    if not hints.url:
        raise SkippedError(f"`{path[:60]}`", "the file names no host; say it: --url https://api.example.com")
    return f"{hints.url.rstrip('/')}/{path.lstrip('/')}"


def queried(address: str, query: Json) -> str:
    """Give a URL with its query, given as text, or by name."""
    if isinstance(query, str):
        written = query.lstrip("?")
    else:
        found = list(pairs(query))
        written = urlencode([(words(key), _text_or_texts(value)) for key, value in found], doseq=True)
    link = "&" if "?" in address else "?"
    return f"{address}{link}{written}" if written else address


def _text_or_texts(value: Json) -> str | list[str]:
    return [words(each) for each in value] if isinstance(value, list) else words(value)


def request(method: Json, address: str, headers: Headers, body: bytes | None) -> Request:
    """Make a request.

    Raises:
        SkippedError: it has no method.
    """
    verb = words(method).strip().upper()
    if not verb.isalpha() or verb == "CONNECT":
        raise SkippedError(f"method `{verb[:20]}`", "no request that can be recorded")
    return Request(verb, address, headers, body.decode("utf-8", "surrogateescape") if body else None)


def response(status: Json, headers: Headers, body: bytes) -> Response:
    """Make a response.

    Raises:
        SkippedError: nothing answered.
    """
    code = int(status) if isinstance(status, str) and status.isdecimal() and len(status) == 3 else status
    if isinstance(code, bool) or not isinstance(code, int) or not 100 <= code <= 599:
        raise SkippedError(f"status {words(status)[:20] or 'absent'}", "the file tells no answer")
    return Response(code, headers, body)


def payload(value: Json) -> bytes:
    """Give the bytes of a body: a text as it is, anything else as JSON."""
    if value is None:
        return b""
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else dumps(value)).encode("utf-8", "surrogatepass")


def unbased(value: Json) -> bytes:
    """Give the bytes of a body in base64.

    Raises:
        SkippedError: it is none.
    """
    try:
        return b64decode(payload(value))
    except ValueError:
        raise SkippedError("body", "it is said to be base64 and is not") from None


def decoded(body: bytes, coding: str) -> bytes:
    """Give a body without its content coding; one that was decoded before, stays.

    Raises:
        SkippedError: it cannot be decoded, and so not be searched for secrets.
    """
    for each in reversed([piece.strip().lower() for piece in coding.split(",")]):
        body = _once(body, each)
    return body


def _once(body: bytes, coding: str) -> bytes:
    try:
        if body[:2] == b"\x1f\x8b":
            return _bounded(zlib.decompressobj(zlib.MAX_WBITS | 16), body)
        if coding in {"", "identity", "gzip", "x-gzip"} or _is_text(body):
            return body
        if coding == "deflate":
            wrapped = body[:1] == b"\x78"
            return _bounded(zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS), body)
        return _foreign(body, coding)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        raise SkippedError(f"body in {coding or 'gzip'}", "it is damaged and cannot be decoded") from None


def _bounded(reader: Any, body: bytes) -> bytes:
    made: bytes = reader.decompress(body, LARGEST)
    if reader.unconsumed_tail:
        raise SkippedError("body", f"it has more than {LARGEST} bytes once it is decoded")
    return made


def _is_text(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _foreign(body: bytes, coding: str) -> bytes:
    """Decode what only a library can that may be here."""
    why = f"no decoder of `{coding[:20]}` is installed, and what is encoded cannot be searched for secrets"
    if coding != "br":
        raise SkippedError(f"body in {coding[:20]}", why)
    try:
        made: bytes = importlib.import_module("brotli").decompress(body)
    except ImportError:
        raise SkippedError("body in br", f"{why}: pip install brotli") from None
    except Exception:  # noqa: BLE001 - the library's error has no name without the library
        raise SkippedError("body in br", "it is damaged and cannot be decoded") from None
    return made


def moment(text: Json) -> str:
    """Give a time as recordings have it, RFC 3339 in UTC with whole seconds; empty: it is none.

    >>> moment("2023-08-23T11:15:01.184+02:00")
    '2023-08-23T09:15:01Z'
    """
    try:
        found = datetime.fromisoformat(words(text))
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if found.year > 1000 else ""
    except (ValueError, OverflowError):
        return ""


def typed(headers: Headers, media: str) -> Headers:
    """Give headers with a content type where they have none."""
    has = any(name.lower() == "content-type" for name, _ in headers)
    return headers if has or not media else (*headers, ("Content-Type", media))


def form(fields: Iterable[tuple[Json, Json]]) -> bytes:
    """Write a form's fields."""
    return urlencode([(words(name), words(value)) for name, value in fields]).encode()


def first(data: Mapping[str, Json], *names: str) -> Json:
    """Give the first member that is there; None: none is."""
    return next((data[name] for name in names if data.get(name) is not None), None)
