"""A second opinion on a record, from an engine that shares nothing with the first.

A case may fail somebody only where both engines agree. Where this one is not sure (a pattern that takes too
long, a format it does not know, a schema it cannot read) it says so instead of guessing.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import jsonschema
from jsonschema import validators
from jsonschema.exceptions import ValidationError
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

from gc_contracts._json import Json
from gc_contracts.errors import SchemaError
from gc_contracts.model.schema import Schema
from gc_contracts.schema.ecma import compile_ecma, search
from gc_contracts.schema.formats import FORMATS, OPEN, Unsure
from gc_contracts.schema.record import defect
from gc_contracts.schema.subschemas import subschemas

Errors = Iterator[ValidationError]
_BASES = {
    "draft-04": jsonschema.Draft4Validator,
    "draft-06": jsonschema.Draft6Validator,
    "draft-07": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
}

_CONTENT = ("contentEncoding", "contentMediaType")
_DOUBTFUL = {
    "draft-04": (),
    "draft-06": (),
    "draft-07": _CONTENT,
    "2019-09": ("dependencies",),
    "2020-12": ("dependencies",),
}
"""Keywords that an engine may assert or not, as it likes."""


class Second:
    """A schema as the second engine reads it."""

    __slots__ = ("_engine", "_schema")

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._engine = None if _mixed(schema.document) else _engine(schema)

    def is_valid(self, record: Json) -> bool | None:
        """Tell whether a record keeps every rule; None: this engine cannot tell."""
        if defect(record):
            return False
        if self._engine is None:
            return None
        try:
            return bool(self._engine.is_valid(record)) and self._fits(record)
        except Exception:  # noqa: BLE001 - whatever stops it (a bad schema, a reference, a pattern), it has no word
            return None

    def _fits(self, record: Json) -> bool:
        limit = self._schema.max_bytes
        text = "" if limit is None else json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return limit is None or len(text.encode()) <= limit


def _mixed(document: Json) -> bool:
    """Tell whether `unevaluatedProperties` meets `patternProperties`, read there by Python's own rules."""
    used = {keyword for _, node in subschemas(document) if isinstance(node, dict) for keyword in node}
    return {"unevaluatedProperties", "patternProperties"} <= used


def _engine(schema: Schema) -> Any:
    if schema.dialect not in _BASES:
        return None
    kind, formats = _reading(schema.dialect)
    # A registry of metaschemas only: nothing is ever fetched.
    return kind(schema.document, registry=REGISTRY, format_checker=formats)


@cache
def _reading(dialect: str) -> tuple[Any, jsonschema.FormatChecker]:
    """Give how a draft is read: making that takes a millisecond, and it is the same for all schemas."""
    base = _BASES[dialect]
    keywords = _KEYWORDS | dict.fromkeys(_DOUBTFUL[dialect], _unclear)
    extend: Any = validators.extend
    kind = extend(base, keywords, type_checker=_types(base, dialect))
    formats = jsonschema.FormatChecker(formats=())
    for name, test in FORMATS[dialect].items():
        formats.checks(name)(lambda value, test=test: not isinstance(value, str) or test(value))
    for name in OPEN:
        formats.checks(name)(_unsure)
    return kind, formats


def _unsure(value: object) -> bool:
    if isinstance(value, str):
        raise Unsure
    return True


def _unclear(*_: object) -> Errors:
    raise Unsure


def _types(base: Any, dialect: str) -> Any:
    whole = _is_integer_early if dialect == "draft-04" else _is_integer
    return base.TYPE_CHECKER.redefine_many({"integer": whole, "number": lambda _, value: _is_number(value)})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer_early(_: object, value: object) -> bool:
    """In draft-04, 2.0 is written as a number, so it is no integer."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_integer(_: object, value: object) -> bool:
    return _is_number(value) and value == int(value)  # type: ignore[call-overload]


def _multiple_of(_: Any, divisor: Json, value: Json, __: Json) -> Errors:
    # By the digits as written: binary fractions would say that 19.99 is no multiple of 0.01.
    if _is_number(value) and (Fraction(str(value)) / Fraction(str(divisor))).denominator != 1:
        yield ValidationError("no multiple")


def _pattern(_: Any, pattern: str, value: Json, __: Json) -> Errors:
    if isinstance(value, str) and not _found(pattern, value):
        yield ValidationError("no match")


def _pattern_properties(engine: Any, patterns: Mapping[str, Json], value: Json, _: Json) -> Errors:
    if isinstance(value, dict):
        for pattern, schema in patterns.items():
            for name, item in value.items():
                if _found(pattern, name):
                    yield from engine.descend(item, schema, path=name, schema_path=pattern)


def _additional_properties(engine: Any, allowed: Json, value: Json, schema: Mapping[str, Json]) -> Errors:
    for name in value if isinstance(value, dict) else ():
        if name in schema.get("properties", {}):
            continue
        if any(_found(pattern, name) for pattern in schema.get("patternProperties", {})):
            continue
        if isinstance(allowed, bool):
            yield from () if allowed else [ValidationError("not declared")]
        else:
            yield from engine.descend(value[name], allowed, path=name)


def _found(pattern: str, text: str) -> bool:
    try:
        answer = search(compile_ecma(pattern), text)
    except SchemaError:
        raise Unsure from None
    if answer is None:
        raise Unsure
    return answer


_KEYWORDS: dict[str, Any] = {
    "multipleOf": _multiple_of,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
}
