"""Family `contract/`: what an action contract may hold, before anything runs."""

import re
from collections.abc import Iterator

from gc_contracts._json import Json, get, join, walk
from gc_contracts.checks.make import Spot, finding
from gc_contracts.checks.problems import problems
from gc_contracts.model.check import Seen
from gc_contracts.model.contract import Kind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.schema import Schema
from gc_contracts.schema import lint

SCALARS = frozenset({"string", "integer", "number", "boolean", "null"})
_NESTED = frozenset({"object", "array"})
_TYPES = SCALARS | _NESTED
RESERVED = frozenset({"orgId", "integrationId", "rawRequest"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


def invalid_schema(seen: Seen) -> Iterator[Finding]:
    """Report an input or output schema that is no JSON Schema."""
    for side, schema in _schemas(seen):
        for problem in lint.invalid(schema):
            at = Spot(schema.place(problem.pointer))
            yield finding(
                seen, "contract/invalid-schema", f"the {side} schema is not valid: {problem.message}", at
            )


def input_type(seen: Seen) -> Iterator[Finding]:
    """Report inputs that Architect cannot send: objects, arrays, or a contract that is no object.

    Source: documented: contract article: key/value pairs of scalar types only.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    schema = seen.contract.action.input
    if _types(schema.document) & _TYPES - {"object"}:
        words, at = "the input contract is no object, so no flow can fill it", Spot(schema.place("/type"))
        yield finding(seen, "contract/input-type", words, at, hint='Use `"type": "object"`.')
    for name, declared in _properties(schema.document).items():
        wrong = sorted(_types(declared) & _NESTED)
        if wrong:
            at = Spot(schema.place(join("/properties", name, "type")))
            words = (
                f"input `{name}` is of type {' or '.join(wrong)}; inputs are flat: text, number or boolean"
            )
            hint = "Pass it as text (JSON in a string input), or split it into single inputs."
            yield finding(seen, "contract/input-type", words, at, hint=hint)


def reserved_name(seen: Seen) -> Iterator[Finding]:
    """Report inputs named like the platform's own values, which they overwrite.

    Source: documented: contract article.
    """
    for name, at in _inputs(seen):
        if name in RESERVED:
            words = f"input `{name}` has the name of a built-in value and replaces it"
            yield finding(
                seen, "contract/reserved-name", words, at, severity=Severity.WARNING, hint="Rename the input."
            )


def input_name(seen: Seen) -> Iterator[Finding]:
    """Report input names that no template can refer to.

    Source: documented: contract article: first a letter, then letters, digits, `-` and `_`.
    """
    for name, at in _inputs(seen):
        if not is_input_name(name):
            words = f"input name {name!r} is not a letter followed by letters, digits, `-` or `_`"
            hint = "Rename the input; templates can only refer to such names."
            yield finding(seen, "contract/input-name", words, at, severity=Severity.WARNING, hint=hint)


def is_input_name(name: str) -> bool:
    """Tell whether a template can refer to an input of this name."""
    return bool(_NAME.match(name))


def nested_array(seen: Seen) -> Iterator[Finding]:
    """Report arrays inside arrays in the output, which flattening loses.

    Source: documented: contract article.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    schema = seen.contract.action.output
    for pointer, node in walk(schema.document):
        if _is_schema_at(pointer) and "array" in _types(node) and _inside_array(schema.document, pointer):
            words = "an array inside an array: Architect gets nothing of it"
            hint = "Return a flat list of objects, or the inner list as text."
            yield finding(
                seen,
                "contract/nested-array",
                words,
                Spot(schema.place(pointer)),
                severity=Severity.WARNING,
                hint=hint,
            )


def ref_unsupported(seen: Seen) -> Iterator[Finding]:
    """Report `$ref`, which contracts do not take.

    Source: documented: contract article.
    """
    for side, schema in _schemas(seen):
        for pointer, node in walk(schema.source if schema.source is not None else schema.document):
            if isinstance(node, dict) and isinstance(node.get("$ref"), str) and _is_schema_at(pointer):
                words = f"the {side} contract uses `$ref`, which action contracts do not support"
                at = Spot(schema.place(join(pointer, "$ref")))
                yield finding(
                    seen, "contract/ref-unsupported", words, at, hint="Write the referred schema in place."
                )


def flatten_conflict(seen: Seen) -> Iterator[Finding]:
    """Report output properties that get the same name once Architect flattens them.

    Source: recorded in flows: nested names are joined by dots, list elements lose their index.
    """
    if seen.contract.kind is not Kind.ACTION:
        return
    schema = seen.contract.action.output
    first: dict[str, str] = {}
    for name, pointer in _leaves(schema.document, "", ""):
        if name in first and first[name] != pointer:
            words = f"`{name}` is the flattened name of two outputs: here and at {schema.place(first[name])}"
            at = Spot(schema.place(pointer))
            hint = "Rename one of them: Architect cannot tell them apart."
            yield finding(seen, "contract/flatten-conflict", words, at, severity=Severity.WARNING, hint=hint)
        first.setdefault(name, pointer)


def refused_setting(seen: Seen) -> Iterator[Finding]:
    """Report settings that the platform does not take: a login's time-out, a function's handler."""
    yield from problems(seen, "contract/refused-setting")


def _schemas(seen: Seen) -> Iterator[tuple[str, Schema]]:
    if seen.contract.kind is Kind.ACTION:
        yield "input", seen.contract.action.input
        yield "output", seen.contract.action.output


def _inputs(seen: Seen) -> Iterator[tuple[str, Spot]]:
    if seen.contract.kind is Kind.ACTION:
        schema = seen.contract.action.input
        for name in _properties(schema.document):
            yield name, Spot(schema.place(join("/properties", name)))


def _properties(document: Json) -> dict[str, Json]:
    found = document.get("properties") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def _types(node: Json) -> frozenset[str]:
    declared = node.get("type") if isinstance(node, dict) else None
    listed = declared if isinstance(declared, list) else [declared]
    return frozenset(name for name in listed if isinstance(name, str))


def _is_schema_at(pointer: str) -> bool:
    """Whether a schema stands at this pointer: not a property map, nor data such as an enum."""
    tokens = pointer.split("/")[1:]
    while tokens:
        if tokens[0] in {"properties", "patternProperties", "definitions", "$defs"}:
            if len(tokens) == 1:
                return False
            tokens = tokens[2:]
        elif tokens[0] in {"items", "additionalProperties", "additionalItems", "not"}:
            tokens = tokens[2:] if len(tokens) > 1 and tokens[1].isdigit() else tokens[1:]
        elif tokens[0] in {"allOf", "anyOf", "oneOf"} and len(tokens) > 1:
            tokens = tokens[2:]
        else:
            return False
    return True


def _inside_array(document: Json, pointer: str) -> bool:
    parent, _, last = pointer.rpartition("/")
    if last.isdigit():
        parent, _, last = parent.rpartition("/")
    return last == "items" and "array" in _types(get(document, parent))


def _leaves(node: Json, name: str, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield (flattened name, pointer) of every leaf; untyped objects give none."""
    properties = _properties(node)
    items = node.get("items") if isinstance(node, dict) else None
    if properties:
        for key, child in properties.items():
            yield from _leaves(child, f"{name}.{key}" if name else key, join(pointer, "properties", key))
    elif isinstance(items, dict):
        yield from _leaves(items, name, f"{pointer}/items")
    elif name and _types(node) & SCALARS:
        yield name, pointer
