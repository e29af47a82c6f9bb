"""Which drafts of JSON Schema there are, and which one a schema says it speaks."""

from gc_contracts._json import Json, join, remove
from gc_contracts.schema.subschemas import subschemas

DRAFTS = {
    "json-schema.org/draft-04/schema": "draft-04",
    "json-schema.org/draft-06/schema": "draft-06",
    "json-schema.org/draft-07/schema": "draft-07",
    "json-schema.org/draft/2019-09/schema": "2019-09",
    "json-schema.org/draft/2020-12/schema": "2020-12",
}
"""By `$schema` without scheme and trailing `#`."""


def draft(document: Json) -> str:
    """Name the JSON Schema draft by `$schema`; draft-04 where it says nothing we know.

    Source: documented: `$schema` of data schemas is draft-04, the only value the platform accepts.
    """
    named = document.get("$schema") if isinstance(document, dict) else None
    return DRAFTS.get(_bare(named), "draft-04") if isinstance(named, str) else "draft-04"


def knows(named: str) -> bool:
    """Whether a `$schema` is a draft we know."""
    return _bare(named) in DRAFTS


def without_empty_required(document: Json) -> Json:
    """Leave out `"required": []`, which draft-04 does not allow and every validator reads as nothing.

    Source: assumed: editors write it, and nobody has seen the platform refuse it.
    """
    if draft(document) != "draft-04":
        return document
    for pointer, node in list(subschemas(document)):
        if isinstance(node, dict) and node.get("required") == []:
            document = remove(document, join(pointer, "required"))
    return document


def _bare(named: str) -> str:
    return named.removesuffix("#").partition("://")[2]
