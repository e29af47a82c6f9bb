"""Collections of Postman 2.1: the examples that were saved with their requests. Scripts are never run."""

from collections.abc import Iterator

from gc_contracts._json import Json, dumps, join
from gc_contracts.importers import parts
from gc_contracts.importers.model import SkippedError, Taken
from gc_contracts.importers.variables import Variables
from gc_contracts.model.interaction import Headers, Request
from gc_contracts.model.recording import Interaction
from gc_contracts.redact.names import Place, Telling, telling

_MEDIA = {"json": "application/json", "xml": "application/xml", "html": "text/html", "text": "text/plain"}
Example = tuple[dict[str, Json], dict[str, Json], Variables]
"""A request's item, one saved example of it, the variables around them."""


def is_postman(data: Json) -> bool:
    """Tell a collection of 2.1 by its schema."""
    return "collection/v2.1" in _schema(data) and isinstance(data.get("item"), list)


def _schema(data: Json) -> str:
    info = parts.members(data.get("info")) if isinstance(data, dict) else {}
    return parts.words(info.get("schema"))


def older(data: Json) -> str:
    """Name a version of collections that is not read; empty: it is none."""
    if "collection/v2.0" in _schema(data):
        return "2.0"
    is_first = isinstance(data, dict) and isinstance(data.get("requests"), list) and "order" in data
    return "1" if is_first else ""


def version(data: Json) -> str:  # noqa: ARG001 - all formats are asked alike
    """Name the format."""
    return "Postman 2.1"


def entries(data: Json) -> Iterator[tuple[str, Json]]:
    """Yield each saved example, and each request that has none."""
    yield from _items(data, "", Variables(), 0)


def _items(owner: dict[str, Json], at: str, known: Variables, depth: int) -> Iterator[tuple[str, Json]]:
    inner = known.with_those_of(owner.get("variable"))
    if depth > 50:
        return
    for number, each in enumerate(parts.elements(owner.get("item"))):
        item, place = parts.members(each), join(at, "item", number)
        if isinstance(item.get("item"), list):
            yield from _items(item, place, inner, depth + 1)
            continue
        examples = parts.elements(item.get("response"))
        if not examples:
            yield place, (item, {}, inner)
        for index, example in enumerate(examples):
            yield join(place, "response", index), (item, parts.members(example), inner)


def noticed(data: Json, taken: Taken) -> None:
    """Tell of scripts and of logins, wherever they stand, and keep what is secret in them."""
    _notice(parts.members(data), "", taken, 0)


def _notice(owner: dict[str, Json], at: str, taken: Taken, depth: int) -> None:
    for name, why in (("event", "scripts are never run"), ("auth", "logins are not imported")):
        if owner.get(name):
            taken.lose(f"{at}/{name}", "script" if name == "event" else "auth", why)
    taken.secrets.update(_secrets(owner))
    if isinstance(owner.get("request"), dict):
        _notice(owner["request"], f"{at}/request", taken, depth + 1)
    for number, each in enumerate(parts.elements(owner.get("item")) if depth < 50 else ()):
        _notice(parts.members(each), join(at, "item", number), taken, depth + 1)


def _secrets(owner: dict[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield what a login and variables with telling names hold."""
    for kind, fields in parts.members(owner.get("auth")).items():
        for name, value in parts.pairs(fields, "key"):
            if kind != "type" and telling(parts.words(name), Place.FIELD) is not Telling.NO:
                yield from _named(f"{kind}_{parts.words(name)}", value)
    for each in map(parts.members, parts.elements(owner.get("variable"))):
        name = parts.words(each.get("key"))
        if each.get("type") == "secret" or telling(name, Place.FIELD) is Telling.STRONG:
            yield from _named(name, each.get("value"))


def _named(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and value and "{{" not in value:
        yield name, value


def interaction(entry: Example, at: str, taken: Taken) -> Interaction:
    """Read one saved example.

    Raises:
        SkippedError: nothing was saved, or it does not tell what was sent or what came.
    """
    item, example, known = entry
    if not example:
        name = parts.words(item.get("name"))[:40]
        raise SkippedError(f"request `{name}`", "no example of an answer is saved with it")
    if example.get("code") is None:
        name = parts.words(example.get("name"))[:40]
        raise SkippedError(f"example `{name}`", "it has no status code")
    asked = parts.first(example, "originalRequest") or item.get("request")
    sent = _request({"url": asked} if isinstance(asked, str) else parts.members(asked), known, at, taken)
    media = _MEDIA.get(parts.words(example.get("_postman_previewlanguage")).lower(), "")
    body = parts.payload(example.get("body"))
    headers = parts.typed(_headers(example.get("header"), known), media if body else "")
    return Interaction(sent, parts.response(example["code"], headers, body))


def _request(data: dict[str, Json], known: Variables, at: str, taken: Taken) -> Request:
    body, media = _body(parts.members(data.get("body")), known, at, taken)
    headers = parts.typed(_headers(data.get("header"), known), media if body else "")
    address = parts.url(known.address(data.get("url"), taken.hints), literal=False)
    _left_open([address, *(value for _, value in headers), (body or b"").decode()], known, at, taken)
    return parts.request(data.get("method", "GET"), address, headers, body)


def _left_open(texts: list[str], known: Variables, at: str, taken: Taken) -> None:
    for name in dict.fromkeys(name for text in texts for name in known.open_in(text)):
        taken.lose(at, f"variable `{name[:40]}`", "the collection gives it no value; it stands as it is")


def _headers(data: Json, known: Variables) -> Headers:
    if isinstance(data, str):
        split = (line.partition(":") for line in data.splitlines() if ":" in line)
        return parts.lines((name, known.filled(value)) for name, _, value in split)
    return parts.lines(
        (known.filled(parts.words(name)), known.filled(parts.words(value)))
        for name, value in parts.pairs(enabled(data), "key")
    )


def enabled(data: Json) -> list[Json]:
    """Give those of a list that are not switched off."""
    return [each for each in parts.elements(data) if not parts.members(each).get("disabled")]


def _body(data: dict[str, Json], known: Variables, at: str, taken: Taken) -> tuple[bytes | None, str]:
    """Give a body and its content type."""
    mode = "" if data.get("disabled") else parts.words(data.get("mode"))
    if mode == "raw":
        raw = parts.members(parts.members(data.get("options")).get("raw"))
        text = known.filled(parts.words(data.get("raw")))
        return text.encode(), _MEDIA.get(parts.words(raw.get("language")), "")
    if mode == "urlencoded":
        fields = parts.pairs(enabled(data.get("urlencoded")), "key")
        filled = ((name, known.filled(parts.words(value))) for name, value in fields)
        return parts.form(filled), "application/x-www-form-urlencoded"
    if mode == "graphql":
        return _graphql(parts.members(data.get("graphql")), known), "application/json"
    if mode:
        taken.lose(at, f"request body ({mode})", "files and multipart bodies are not in the collection")
    return None, ""


def _graphql(data: dict[str, Json], known: Variables) -> bytes:
    """Write what GraphQL over HTTP sends."""
    import json  # noqa: PLC0415 - late: few collections hold GraphQL

    variables = data.get("variables")
    if isinstance(variables, str):
        try:
            variables = json.loads(known.filled(variables) or "{}")
        except ValueError:
            variables = known.filled(variables)
    made = {"query": known.filled(parts.words(data.get("query"))), "variables": variables or {}}
    try:
        return dumps(made).encode("utf-8", "replace")
    except ValueError:
        raise SkippedError("request body (graphql)", "its variables are no JSON") from None
