"""Contracts with rules in one line each, for tests."""

from collections.abc import Mapping, Sequence

from gc_contracts._json import Json
from gc_contracts.model.contract import Expectations, Reference, Rule
from gc_contracts.model.schema import Schema
from gc_contracts.rules.conditions import Conditions
from gc_contracts.rules.search.maker import Maker

INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
TEXT = {"type": "string"}
FLAG = {"type": "boolean"}
MOMENT = {"type": "string", "format": "date-time"}
DAY = {"type": "string", "format": "date"}
TEXTS = {"type": "array", "items": TEXT}


def one_of(*members: Json) -> dict[str, Json]:
    """Give the schema of an enumeration."""
    return {"enum": list(members)}


def or_null(kind: str) -> dict[str, Json]:
    """Give the schema of a type that may be null."""
    return {"type": [kind, "null"]}


def schema(properties: Mapping[str, Json], required: Sequence[str] = (), **more: Json) -> Schema:
    """Give a closed object schema."""
    document = {"type": "object", "properties": properties, "additionalProperties": False, **more}
    return Schema("s", document | ({"required": list(required)} if required else {}), "draft-07")


def rule(text: str, number: int = 0) -> Rule:
    """Read `id: when => require`, or `id: require`."""
    name, _, rest = text.partition(": ")
    when, arrow, require = rest.partition(" => ")
    return Rule(name, require if arrow else when, when if arrow else "", pointer=f"/rules/{number}")


def conditions(subject: Schema, *rules: str, references: Sequence[Reference] = ()) -> Conditions:
    """Compile rules, each written `id: when => require` or `id: require`."""
    declared = tuple(rule(text, number) for number, text in enumerate(rules))
    return Conditions.of(Expectations(rules=declared, references={r.field: r for r in references}), subject)


def maker(subject: Schema, *rules: str, references: Sequence[Reference] = ()) -> Maker:
    """Set up what makes records, rules written as for `conditions`."""
    return Maker.of(conditions(subject, *rules, references=references))
