"""How a finding about a validator names a record, a rule and the rule's place in the file.

A rule of a core type, which is not in the team's file, is placed at the field that takes the core type.
"""

from dataclasses import dataclass

from gc_contracts._json import Json, dumps, get, split
from gc_contracts.checks.make import Spot
from gc_contracts.model.case import Origin, RecordCase
from gc_contracts.model.check import RecordRun, Seen
from gc_contracts.schema.edges import node_at
from gc_contracts.schema.effective import effective

_LONG = 60
"""Characters of a value that are shown in a sentence."""
_NAMED = frozenset({"additionalProperties", "unevaluatedProperties", "propertyNames"})
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Said:
    """A rule as the schema says it, and what of a record meets it."""

    keyword: str
    pointer: str
    limit: Json
    value: Json
    spot: Spot
    missing: tuple[str, ...] = ()
    """For `required`: the members that a record lacks."""

    @classmethod
    def of(cls, seen: Seen, run: RecordRun) -> "Said":
        """Read it off a run whose case names its rule."""
        case = run.case
        if not isinstance(case, RecordCase):
            raise TypeError(f"{case.id} is a property, not a record")
        if not case.keyword:
            return cls("", "", None, run.record, named(seen, ""))
        limit, value = _limit(seen, case), _at(run.record, case.pointer)
        missing = _missing(case, limit, value)
        return cls(case.keyword, case.pointer, limit, value, _spot(seen, case), missing)

    @property
    def place(self) -> str:
        """Where in the record, in words."""
        return f"at {self.pointer}" if self.pointer else "as the record"

    @property
    def subject(self) -> str:
        """What it is about: a value at a place, or a member that is there or not."""
        if self.keyword == "required":
            names = self.missing or tuple(split(self.pointer)[-1:])
            around = self.pointer if self.missing else self.pointer.rpartition("/")[0]
            where = f" at {around}" if around else ""
            return f"a record without {' and '.join(map(_json, names))}{where}"
        if self.keyword == "size":
            return f"a record of {len(dumps(self.value).encode('utf-8', 'surrogatepass'))} bytes"
        if self.keyword in _NAMED:
            return f"the member {_json(split(self.pointer)[-1])}"
        return f"{_json(self.value)} {self.place}"

    @property
    def but(self) -> str:
        """What the schema says against it."""
        if self.keyword == "size":
            return f"and at most {self.limit} are allowed"
        return f"where the schema says {self.keyword}: {_json(self.limit)}"

    @property
    def takes(self) -> str:
        """What the schema says for it."""
        if self.keyword == "required":
            return "and the schema does not require it"
        if self.keyword == "size":
            return f"and up to {self.limit} are allowed"
        if self.keyword == "additionalProperties":
            return "and the schema is open to members it does not declare"
        if self.limit is None:
            return "which is valid there"
        return f"which is valid: the schema says {self.keyword}: {_json(self.limit)}"


def named(seen: Seen, subject: str) -> Spot:
    """Point at the validator as a whole; it is no place in the schema."""
    return Spot(seen.contract.schema.pointer, subject=subject or "validator")


def _spot(seen: Seen, case: RecordCase) -> Spot:
    schema = seen.contract.schema
    if case.origin is not Origin.SCHEMA:
        return Spot(case.rule, subject=case.keyword)
    if case.keyword == "size":
        return Spot(schema.pointer, subject="size")
    subject = case.keyword if not case.rule.endswith(f"/{case.keyword}") else ""
    if stands(seen, schema.place(case.rule)):
        return Spot(schema.place(case.rule), subject=subject)
    root = effective(schema, seen.settings.emulation.patterns)
    places = (schema.place(part.pointer) for part in node_at(root, case.pointer).parts)
    field = next((place for place in places if stands(seen, place)), schema.pointer)
    return Spot(field, subject=case.keyword)


def stands(seen: Seen, pointer: str) -> bool:
    """Tell whether a pointer leads somewhere in the team's file."""
    if seen.contract.document is None:
        return True
    try:
        get(seen.contract.document.data, pointer)
    except KeyError:
        return False
    return True


def _limit(seen: Seen, case: RecordCase) -> Json:
    if case.keyword == "size":
        return seen.contract.schema.max_bytes
    try:
        value = get(seen.contract.schema.document, case.rule)
    except KeyError:
        return None
    return None if isinstance(value, dict) and not case.rule.endswith(f"/{case.keyword}") else value


def _at(record: Json, pointer: str) -> Json:
    try:
        return get(record, pointer)
    except KeyError:
        return _ABSENT


def _missing(case: RecordCase, limit: Json, value: Json) -> tuple[str, ...]:
    if case.keyword != "required" or not isinstance(limit, list) or not isinstance(value, dict):
        return ()
    return tuple(name for name in limit if isinstance(name, str) and name not in value)


def _json(value: Json) -> str:
    if value is _ABSENT:
        return "nothing"
    text = dumps(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
