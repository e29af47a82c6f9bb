"""How a finding about a validator names a record, a rule and the rule's place in the file.

A rule of a core type, which is not in the team's file, is placed at the field that takes the core type; a
rule across fields stands in contract.yaml.
"""

from dataclasses import dataclass

from gc_contracts._json import Json, dumps, get, spelt, split
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
class Told:
    """A rule as its author wrote it, and what of a record meets it."""

    keyword: str
    pointer: str
    limit: Json
    value: Json
    spot: Spot
    subject: str
    """What it is about: a value at a place, or a member that is there or not."""
    but: str
    """What speaks against it, where it is accepted."""
    takes: str
    """What speaks for it, where it is refused."""

    @classmethod
    def of(cls, seen: Seen, run: RecordRun) -> "Told":
        """Read it off a run whose case names its rule; with no keyword it is about the record as a whole."""
        case = run.case
        if not isinstance(case, RecordCase):
            raise TypeError(f"{case.id} is a property, not a record")
        limit, value = _limit(seen, case), _at(run.record, case.pointer)
        if case.origin is Origin.RULE:
            subject, but, takes = _of_rule(seen, case)
        elif case.origin is Origin.REFERENCE:
            subject, but, takes = _of_reference(seen, case, value)
        else:
            subject, but, takes = _of_schema(case, limit, value)
        return cls(case.keyword, case.pointer, limit, value, _spot(seen, case), subject, but, takes)


def whole(seen: Seen, subject: str) -> Spot:
    """Point at the schema as a whole, for what is no single rule."""
    return Spot(seen.contract.schema.pointer, subject=subject)


def _of_schema(case: RecordCase, limit: Json, value: Json) -> tuple[str, str, str]:
    says = f"the schema says {case.keyword}: {shown(limit)}"
    if case.keyword == "required":
        return _without(case, limit, value), f"where {says}", "and the schema does not require it"
    if case.keyword == "size":
        size = len(dumps(value).encode("utf-8", "surrogatepass"))
        return (
            f"a record of {size} bytes",
            f"and at most {limit} are allowed",
            f"and up to {limit} are allowed",
        )
    subject = f"{shown(value)} at {case.pointer}" if case.pointer else f"{shown(value)} as the record"
    if case.keyword in _NAMED:
        subject = f"the member {shown(split(case.pointer)[-1])}" if case.pointer else "an undeclared member"
    if case.keyword == "additionalProperties":
        return subject, f"where {says}", "and the schema is open to members it does not declare"
    return (
        subject,
        f"where {says}",
        f"which is valid: {says}" if limit is not None else "which is valid there",
    )


def _without(case: RecordCase, limit: Json, value: Json) -> str:
    """Name the members that a record lacks: those of a rule, or the one at the place itself."""
    asked = limit if isinstance(limit, list) and isinstance(value, dict) else []
    missing = [name for name in asked if isinstance(name, str) and name not in value]
    around = case.pointer if missing else case.pointer.rpartition("/")[0]
    names = " and ".join(map(shown, missing or split(case.pointer)[-1:])) or "a member"
    return f"a record without {names}" + (f" at {around}" if around else "")


def _of_rule(seen: Seen, case: RecordCase) -> tuple[str, str, str]:
    rule = next((each for each in seen.contract.expectations.rules if each.id == case.keyword), None)
    text = " ".join((rule.message or rule.require).split()) if rule else ""
    words = f"rule {case.keyword}" + (f": {text}" if text else "")
    return "a record", f"which breaks {words}", f"which keeps {words}"


def _of_reference(seen: Seen, case: RecordCase, value: Json) -> tuple[str, str, str]:
    field = split(case.pointer)[-1] if case.pointer else ""
    found = seen.contract.expectations.references.get(field)
    named = f"record of {found.subject} has it as its {found.target}" if found else "record has it"
    return f"{shown(value)} at {case.pointer}", f"and no {named}", f"and a {named}"


def _spot(seen: Seen, case: RecordCase) -> Spot:
    schema = seen.contract.schema
    if case.origin is not Origin.SCHEMA:
        subject = case.pointer if case.origin is Origin.REFERENCE else case.keyword
        return Spot(case.rule, subject=f"{case.origin}:{subject}")
    if case.keyword in {"", "size"}:
        return Spot(schema.pointer, subject=case.keyword)
    subject = "" if case.rule.endswith(f"/{case.keyword}") else case.keyword
    if seen.contract.declares(schema.place(case.rule)):
        return Spot(schema.place(case.rule), subject=subject)
    root = effective(schema, seen.settings.emulation.patterns)
    places = (schema.place(part.pointer) for part in node_at(root, case.pointer).parts)
    field = next((place for place in places if seen.contract.declares(place)), schema.pointer)
    return Spot(field, subject=case.keyword)


def _limit(seen: Seen, case: RecordCase) -> Json:
    if case.origin is not Origin.SCHEMA or not case.keyword:
        return None
    if case.keyword == "size":
        return seen.contract.schema.max_bytes
    named = case.rule.endswith(f"/{case.keyword}")
    try:
        return get(seen.contract.schema.document, case.rule) if named else None
    except KeyError:
        return None


def _at(record: Json, pointer: str) -> Json:
    try:
        return get(record, pointer)
    except KeyError:
        return _ABSENT


def shown(value: Json) -> str:
    """Write a value for a sentence, cut where it is long."""
    if value is _ABSENT:
        return "nothing"
    text = spelt(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
