"""Recordings of other tools as ours: told by their shape, never by their name.

What a recording cannot hold is told as a loss, with its place; nothing is left out without a word.
"""

from collections.abc import Callable, Mapping

from gc_contracts._json import Json
from gc_contracts.importers.gathering import Imported, Loss, text
from gc_contracts.importers.har import har
from gc_contracts.importers.pact import pact
from gc_contracts.importers.postman import postman
from gc_contracts.importers.stubs import stub
from gc_contracts.importers.vcr import vcr

__all__ = ["Imported", "Loss", "importer", "refusal"]

Importer = Callable[[Json], Imported]


def importer(document: Json) -> Importer | None:
    """Tell what reads a file's data; None: its shape is none of those."""
    if isinstance(document, list):
        return vcr if any(_is_exchange(each) for each in document) else None
    if not isinstance(document, Mapping):
        return None
    return next((read for is_so, read in _SHAPES if is_so(document)), None)


def refusal(document: Json) -> str:
    """Say why a file cannot be imported, and what would be right."""
    known = _told(document) if isinstance(document, Mapping) else ""
    return known or (
        "this is no HAR, VCR.py cassette, Postman collection 2.1, Pact file or Specmatic example. A bare "
        "body has no URL and no status: write a recording around it (docs/recordings.md)"
    )


def _told(document: Mapping[str, Json]) -> str:
    about = document.get("info")
    schema = text(about.get("schema")) if isinstance(about, Mapping) else ""
    if "collection/v" in schema:
        version = schema.partition("collection/v")[2].partition("/")[0]
        return f"this is a Postman collection {version}; export it as Collection v2.1"
    if "requests" in document and "order" in document:
        return "this is a Postman collection of version 1; export it as Collection v2.1"
    if text(document.get("_postman_variable_scope")):
        return "this is a Postman environment, which holds no requests; export the collection"
    if isinstance(document.get("collection"), Mapping):
        return "this wraps a Postman collection, as its API does; save what `collection` holds"
    if "http_interactions" in document:
        return "this is a cassette of Ruby's VCR, which is not read; import a HAR of the same requests"
    if "interactions" in document and not document["interactions"]:
        return "it holds no interactions"
    if document.get("version") == 1 and "interactions" in document:
        return "this is a recording of ours already: put it below `cassettes/`"
    return ""


def _is_exchange(value: Json) -> bool:
    return isinstance(value, Mapping) and {"request", "response"} <= value.keys()


def _is_har(given: Mapping[str, Json]) -> bool:
    log = given.get("log")
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list)


def _is_postman(given: Mapping[str, Json]) -> bool:
    about = given.get("info")
    schema = about.get("schema") if isinstance(about, Mapping) else None
    return isinstance(schema, str) and "collection/v2.1" in schema and isinstance(given.get("item"), list)


def _is_pact(given: Mapping[str, Json]) -> bool:
    both = isinstance(given.get("consumer"), Mapping) and isinstance(given.get("provider"), Mapping)
    return both and ("interactions" in given or "messages" in given)


def _is_vcr(given: Mapping[str, Json]) -> bool:
    entries = given.get("interactions")
    if not isinstance(entries, list) or "consumer" in given:
        return False
    # One damaged entry costs only itself: it is told as a loss.
    return any(_is_exchange(each) and _is_vcrs(each) for each in entries)


def _is_vcrs(each: Mapping[str, Json]) -> bool:
    """Tell VCR.py's entry from ours: ours has `url` and a status that is a number."""
    request, response = each["request"], each["response"]
    named = isinstance(request, Mapping) and bool({"uri", "host"} & request.keys())
    return named or (isinstance(response, Mapping) and isinstance(response.get("status"), Mapping))


def _is_stub(given: Mapping[str, Json]) -> bool:
    partial = given.get("partial")
    return "http-request" in (partial if isinstance(partial, Mapping) else given)


_SHAPES: tuple[tuple[Callable[[Mapping[str, Json]], bool], Importer], ...] = (
    (_is_har, har),
    (_is_postman, postman),
    (_is_pact, pact),
    (_is_vcr, vcr),
    (_is_stub, stub),
)
