"""Why a schema does not compile: it is none, a reference leads nowhere, or a pattern is beyond our engine."""

from urllib.parse import unquote

import jsonschema_rs

from gc_contracts._json import Json, get, join
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.subschemas import subschemas
from gc_contracts.schema.wording import clip, say


class UnsupportedPattern(SchemaError):  # noqa: N818 - it says what is the matter, as its siblings do
    """A pattern that our engine cannot run: the schema is not verified, which is no word against it."""


def refusal(schema: Schema, error: Exception) -> SchemaError:
    """Turn what the engine says into a SchemaError with the place inside the schema's document."""
    if not isinstance(error, jsonschema_rs.ValidationError):
        return SchemaError(f"the schema is no JSON, or of no draft we know: {clip(str(error))}")
    if error.kind.name == "$ref":
        return _reference(schema, error.message)
    pointer = join("", *error.instance_path)
    pattern = _pattern(schema.document, pointer, error) if error.kind.name == "format" else None
    if pattern is None:
        words = say(error.kind.name, error.instance, error.kind.as_dict(), error.message)
        return SchemaError(f"{pointer or 'the schema'} {words}", pointer)
    if runs_elsewhere(pattern):
        return UnsupportedPattern(f"our engine cannot run the pattern {clip(pattern, 80)}", pointer)
    return SchemaError(f"{clip(pattern, 80)} is no regular expression", pointer)


def runs_elsewhere(pattern: str) -> bool:
    """Tell whether a pattern means something in ECMA-262, Java or a like language."""
    # Late, both: most schemas hold no pattern, and the engine takes most patterns.
    import regex  # noqa: PLC0415 - as said

    from gc_contracts.schema.ecma import compile_ecma, counts_too_far  # noqa: PLC0415 - as said

    if counts_too_far(pattern):
        return True  # it does, and trying would take all memory
    quoted = regex.sub(
        r"\\Q(.*?)(?:\\E|$)", lambda found: regex.escape(found[1]), pattern, flags=regex.DOTALL
    )
    named = regex.sub(r"\\k<(\w+)>", r"(?P=\1)", quoted)
    for attempt in (compile_ecma, regex.compile):
        try:
            attempt(named)
        except (SchemaError, regex.error, ValueError, RecursionError):
            continue
        return True
    return False


def _pattern(document: Json, pointer: str, error: jsonschema_rs.ValidationError) -> str | None:
    last = pointer.rpartition("/")[2]
    if error.instance_path and last == "pattern" and isinstance(error.instance, str):
        return error.instance
    if "patternProperties" not in error.instance_path:
        return None
    at = error.instance_path.index("patternProperties")
    names = get(document, join("", *error.instance_path[: at + 1]))
    return next((name for name in names if not runs(name)), None)


def runs(pattern: str) -> bool:
    """Tell whether our engine takes a pattern."""
    try:
        jsonschema_rs.Draft7Validator({"pattern": pattern}, offline=True)
    except ValueError:
        return False
    return True


def _reference(schema: Schema, message: str) -> SchemaError:
    for pointer, node in subschemas(schema.document):
        ref = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(ref, str) and _leads_nowhere(schema.document, ref, message):
            outside = "is outside this file, and nothing is fetched" if ref[:1] != "#" else "leads nowhere"
            return SchemaError(f"$ref {ref} {outside}", join(pointer, "$ref"))
    return SchemaError(f"a reference does not resolve: {clip(message)}")


def _leads_nowhere(document: Json, ref: str, message: str) -> bool:
    if ref.startswith("#/") or ref == "#":
        try:
            get(document, unquote(ref[1:]))
        except KeyError:
            return True
        return False
    return (ref.partition("#")[0] or ref) in message
