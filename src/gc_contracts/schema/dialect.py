"""Which product a schema belongs to, what the product adds to it, and what it refuses.

Core types live on the platform; a schema that names them stands on its own only once they are supplied.
"""

from collections.abc import Iterator
from copy import deepcopy

from gc_contracts._json import Json
from gc_contracts.schema import products
from gc_contracts.schema.drafts import draft, without_empty_required
from gc_contracts.schema.products import Product, product
from gc_contracts.schema.rules import DialectProblem, problems
from gc_contracts.schema.subschemas import subschemas

__all__ = ["DialectProblem", "Product", "complete", "draft", "guess", "problems", "product"]

PREFIX = "#/definitions/"
_GUESSES = ("workitems", "businessrules", "conversations")


def complete(document: Json, product: str) -> Json:
    """Make the schema stand on its own: supply `definitions` of the core types it names and lacks.

    The file's own definitions are never overridden; an empty `required` is left out. A core type we do not
    know is supplied as `{}`, so that the rest still runs; `problems` names it. The same document comes back
    where nothing is missing.
    Source: documented: core types are kept by the platform; assumed: their definitions, see products.json.
    """
    known = products.product(product)
    document = without_empty_required(document)
    missing = list(_missing(document)) if known.has_core_types else []
    if not missing:
        return document
    supplied = {name: deepcopy(known.core_types.get(name, {})) for name in missing}
    return {**document, "definitions": {**supplied, **document.get("definitions", {})}}


def guess(document: Json, *, bare: bool = False) -> str:
    """Tell the product by the core types a schema names; `records` where it names none.

    Workitems, contacts and organizations share their core types: workitems stand for them, as their limits
    are the widest. A bare schema, not wrapped in a body, is what conversations and journey events take.
    """
    if _is_datatable(document):
        return "datatable"
    named = set(_missing(document))
    order = sorted(_GUESSES, key=lambda name: bare and name != "conversations")
    found = [name for name in order if named and named <= set(product(name).core_types)]
    if found:
        return found[0]
    counted = {name: len(named & set(product(name).core_types)) for name in _GUESSES}
    best = max(_GUESSES, key=lambda name: counted[name])
    return best if counted[best] else "records"


def _missing(document: Json) -> Iterator[str]:
    own = document.get("definitions", {}) if isinstance(document, dict) else {}
    if not isinstance(own, dict):
        return
    refs = (node.get("$ref") for _, node in subschemas(document) if isinstance(node, dict))
    names = (ref.removeprefix(PREFIX) for ref in refs if isinstance(ref, str) and ref.startswith(PREFIX))
    yield from dict.fromkeys(name for name in names if "/" not in name and name not in own)


def _is_datatable(document: Json) -> bool:
    if not isinstance(document, dict) or document.get("required") != ["key"]:
        return False
    properties = document.get("properties")
    if document.get("additionalProperties") is not False or not isinstance(properties, dict):
        return False
    marks = ({"displayOrder", "$id"} & set(each) for each in properties.values() if isinstance(each, dict))
    return "key" in properties and any(marks)
