"""Records that are a valid one with one member changed, judged by that member.

Boundary cases are such records, hundreds from one base. Where the schema of an object says nothing that
ties one member to another, the members that did not change have no say: a record without them breaks the
same rules at the same places. Whatever is not surely of that kind is judged whole.
"""

import marshal
from collections.abc import Mapping
from operator import is_

from gc_contracts._json import Json
from gc_contracts.model.schema import Schema, Violation
from gc_contracts.schema.validate import Validator

_SILENT = {"$schema", "$id", "id", "$comment", "title", "description", "default", "examples"}
_LOCAL = {"type", "properties", "required", "additionalProperties", "definitions", "$defs"} | _SILENT
"""Keywords of an object that speak about each member by itself, or about names that stay."""


class Edits:
    """Judges records made from `base`, which is valid, by a validator."""

    __slots__ = ("_kept", "_names", "_room", "_validator", "_values", "base")

    def __init__(self, validator: Validator, base: Json) -> None:
        self._validator = validator
        self.base = base
        self._names: tuple[str, ...] = ()
        if _is_local(validator.schema) and isinstance(base, dict) and not validator.unworded(base):
            self._names = tuple(base)
            self._values = tuple(base.values())
            self._kept = _required(validator.schema.document, base)
            self._room = _room(validator.schema.max_bytes, base)

    def unworded(self, record: Json) -> tuple[Violation, ...]:
        """As `Validator.unworded`."""
        small = self._small(record)
        if small is None:
            return self._validator.unworded(record)
        return self._validator.unworded(small, fits=True)

    def _small(self, record: Json) -> Json:
        """Leave out what stayed as it was; None: more than one member changed, or it may be too large."""
        if not (self._names and type(record) is dict and tuple(record) == self._names):
            return None
        same = list(map(is_, record.values(), self._values))
        if same.count(False) != 1:
            return None
        name = self._names[same.index(False)]
        value = record[name]
        fits = self._room is None or _bytes(value) <= self._room
        return {**self._kept, name: value} if fits else None


def _is_local(schema: Schema) -> bool:
    document = schema.document
    return isinstance(document, dict) and document.keys() <= _LOCAL


def _required(document: Mapping[str, Json], base: Mapping[str, Json]) -> dict[str, Json]:
    names = document.get("required")
    return {name: base[name] for name in names} if isinstance(names, list) else {}


def _room(limit: int | None, base: Json) -> int | None:
    return None if limit is None else limit - _bytes(base)


def _bytes(value: Json) -> int:
    """Give more bytes than the JSON of a value can take; more than any limit where it nests too deep."""
    if isinstance(value, str):
        return 6 * len(value) + 2  # a control character is written with six
    try:
        return 6 * len(marshal.dumps(value, 2))
    except ValueError:
        return 1 << 62
