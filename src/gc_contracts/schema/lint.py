"""What is wrong with a schema before any record comes: facts, which checks word as findings."""

from collections.abc import Iterator
from dataclasses import dataclass

import jsonschema_rs

from gc_contracts._json import Json, join
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.conflicts import Conflict, unsatisfiable
from gc_contracts.schema.record import order
from gc_contracts.schema.refusal import UnsupportedPattern, runs_elsewhere
from gc_contracts.schema.subschemas import subschemas
from gc_contracts.schema.validate import ENGINES
from gc_contracts.schema.validate import compile as compile_schema
from gc_contracts.schema.wording import clip, say

__all__ = ["Conflict", "SchemaProblem", "invalid", "unsatisfiable"]

_META = {
    "draft-04": "http://json-schema.org/draft-04/schema#",
    "draft-06": "http://json-schema.org/draft-06/schema#",
    "draft-07": "http://json-schema.org/draft-07/schema#",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
_KNOWN = {"type": "is no type: array, boolean, integer, null, number, object and string are"}


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """A place where a document is no schema of its draft."""

    pointer: str
    """Into the schema's document."""
    message: str


def invalid(schema: Schema) -> Iterator[SchemaProblem]:
    """Say where a document is no schema: one problem a place, in document order.

    A pattern that only our engine cannot run is no problem of the schema.
    """
    found = {problem.pointer: problem for problem in _against_metaschema(schema)}
    if not found:
        found = {problem.pointer: problem for problem in _uncompilable(schema)}
    yield from sorted(found.values(), key=lambda each: order(each.pointer))


def _against_metaschema(schema: Schema) -> Iterator[SchemaProblem]:
    try:
        meta = ENGINES[schema.dialect]({"$ref": _META[schema.dialect]}, validate_formats=True, offline=True)
        errors = list(meta.iter_errors(schema.document))
    except (ValueError, KeyError) as error:
        yield SchemaProblem("", f"it is no JSON, or of no draft we know: {clip(str(error))}")
        return
    for each in errors:
        if each.schema_path[-1:] != ["format"]:  # patterns and references are judged by who runs them
            yield SchemaProblem(join("", *each.instance_path), _words(each))


def _words(error: jsonschema_rs.ValidationError) -> str:
    last = str(error.instance_path[-1]) if error.instance_path else ""
    written = error.instance if isinstance(error.instance, str | int) else ""
    known = _KNOWN.get(last) if error.kind.name in {"anyOf", "enum"} else None
    words = known or say(error.kind.name, error.instance, error.kind.as_dict(), error.message)
    name = f"`{last}` " if last else "the schema "
    return f"{name}{written!r} {known}" if known else f"{name}{words}"


def _uncompilable(schema: Schema) -> Iterator[SchemaProblem]:
    bad = [each for each in _patterns(schema.document) if not runs_elsewhere(each[1])]
    for pointer, pattern in bad:
        yield SchemaProblem(pointer, f"{clip(pattern, 80)} is no regular expression")
    if bad:
        return
    try:
        compile_schema(schema)
    except UnsupportedPattern:
        return
    except SchemaError as error:
        yield SchemaProblem(error.pointer, error.message)


def _patterns(document: Json) -> Iterator[tuple[str, str]]:
    for pointer, node in subschemas(document):
        if isinstance(node, dict) and isinstance(node.get("pattern"), str):
            yield join(pointer, "pattern"), node["pattern"]
        if isinstance(node, dict) and isinstance(node.get("patternProperties"), dict):
            yield from (
                (join(pointer, "patternProperties", name), name) for name in node["patternProperties"]
            )
