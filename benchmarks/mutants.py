"""Does the boundary suite notice a validator with one rule wrong? One schema, two spellings, every mutant.

A mutant is the schema with one rule dropped, loosened or tightened, or one optional name made required.
It is killed where it judges some boundary case differently. It is equivalent where the rule is listed as
implied before and after: then the mutant takes the same records. Run: `python benchmarks/mutants.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from gc_contracts._json import Json, get, join, remove, replace
from gc_contracts.model.schema import Schema
from gc_contracts.schema.boundary import Boundary, boundary
from gc_contracts.schema.validate import compile as compile_schema

DRAFT = "http://json-schema.org/draft-04/schema#"
DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"

CORE: dict[str, Json] = {
    "text": {"type": "string", "maxLength": 100},
    "longtext": {"type": "string", "maxLength": 1000},
    "url": {"type": "string", "maxLength": 200, "format": "uri"},
    "identifier": {"type": "string", "maxLength": 100},
    "email": {"type": "string", "format": "email"},
    "enum": {"type": "string", "maxLength": 100},
    "integer": {"type": "integer", "minimum": -(2**53), "maximum": 2**53},
    "number": {"type": "number"},
    "checkbox": {"type": ["boolean", "null"]},
    "tag": {
        "type": "array",
        "items": {"type": "string", "maxLength": 100},
        "maxItems": 10,
        "uniqueItems": True,
    },
    "date": {"type": "string", "pattern": DATE},
    "datetime": {"type": "string", "format": "date-time"},
}

FIELDS: dict[str, tuple[str, Json]] = {
    "title_text": ("text", {"minLength": 1, "maxLength": 80}),
    "notes_longtext": ("longtext", {}),
    "policy_identifier": ("identifier", {"pattern": "^[A-Z]{2}-[0-9]{4,8}$"}),
    "zip_text": ("text", {"pattern": "^[0-9]{5}$"}),
    "site_url": ("url", {}),
    "contact_email": ("email", {"maxLength": 60}),
    "status_enum": ("enum", {"enum": ["open", "active", "closed"]}),
    "priority_enum": ("enum", {"enum": ["_1", "_2", "_3", "_4"]}),
    "score_integer": ("integer", {"minimum": 0, "maximum": 100}),
    "amount_integer": ("integer", {}),
    "share_number": ("number", {"minimum": 0, "maximum": 1}),
    "urgent_checkbox": ("checkbox", {}),
    "labels_tag": ("tag", {"minItems": 1, "maxItems": 10, "items": {"minLength": 2, "maxLength": 50}}),
    "due_date": ("date", {}),
    "created_datetime": ("datetime", {}),
}
REQUIRED = ["title_text", "status_enum", "labels_tag"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed rule, and the whole changed document."""

    name: str
    rule: str
    document: Json


@dataclass(frozen=True, slots=True)
class Score:
    """What became of all mutants of one spelling."""

    killed: tuple[str, ...]
    equivalent: tuple[str, ...]
    survivors: tuple[str, ...]
    unsound: tuple[str, ...]
    """Killed although their rule is listed as implied: a lie in the list."""
    cases: int
    seconds: float


def plain() -> Schema:
    """Spell the schema without references: each field holds all its keywords."""
    fields = {name: _merged(CORE[core], own) for name, (core, own) in FIELDS.items()}
    return _schema("plain", {"properties": fields})


def referring() -> Schema:
    """Spell the schema as Genesys Cloud does: `allOf` with a `$ref`, constraints beside it."""
    fields = {
        name: {"allOf": [{"$ref": f"#/definitions/{core}"}], **own} for name, (core, own) in FIELDS.items()
    }
    return _schema("allOf+$ref", {"properties": fields, "definitions": CORE})


def mutants(document: Json) -> Iterator[Mutant]:
    """Change one rule at a time, everywhere in a schema."""
    for pointer, node in _schemas(document, ""):
        for keyword in node:
            rule = join(pointer, keyword)
            for word, value in _changes(keyword, node[keyword], node):
                changed = remove(document, rule) if value is None else replace(document, rule, value)
                yield Mutant(f"{rule} {word}", rule, changed)


def score(schema: Schema) -> Score:
    """Run the boundary suite of a schema against all its mutants."""
    start = perf_counter()
    suite = boundary(schema)
    seconds = perf_counter() - start
    groups: dict[str, list[str]] = {"killed": [], "equivalent": [], "survivors": [], "unsound": []}
    for mutant in mutants(schema.document):
        changed = Schema(mutant.name, mutant.document, schema.dialect)
        same, noticed = _equivalent(suite, mutant, changed), _noticed(suite, changed)
        group = ("unsound" if noticed else "equivalent") if same else ("killed" if noticed else "survivors")
        groups[group].append(mutant.name)
    lists = {name: tuple(names) for name, names in groups.items()}
    return Score(**lists, cases=len(suite.cases), seconds=seconds)


def _merged(core: Json, own: Json) -> Json:
    items = {**core.get("items", {}), **own.get("items", {})}
    return {**core, **own, **({"items": items} if items else {})}


def _schema(name: str, rest: Json) -> Schema:
    head = {"$schema": DRAFT, "type": "object", "required": REQUIRED, "additionalProperties": False}
    return Schema(name, {**head, **rest}, "draft-04")


def _schemas(node: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    yield pointer, node
    for keyword in ("properties", "definitions"):
        for name, inner in node.get(keyword, {}).items():
            yield from _schemas(inner, join(pointer, keyword, name))
    if "items" in node:
        yield from _schemas(node["items"], join(pointer, "items"))


def _changes(keyword: str, value: Json, node: Json) -> Iterator[tuple[str, Json]]:
    """Name the ways a rule can be wrong; None stands for the keyword gone."""
    if keyword in {"$schema", "properties", "definitions", "items", "allOf"}:
        return
    yield "dropped", None
    if keyword in {"minLength", "minItems", "minimum", "maxLength", "maxItems", "maximum"}:
        up = keyword.startswith("max")
        yield "loosened", value + (1 if up else -1) if value or up or keyword == "minimum" else None
        yield "tightened", value + (-1 if up else 1)
    elif keyword == "enum":
        yield from ((f"without {member}", [one for one in value if one != member]) for member in value)
        yield "with another", [*value, value[0].swapcase(), value[1] + " "]
    elif keyword == "required":
        yield from ((f"without {name}", [one for one in value if one != name]) for name in value)
        yield from ((f"with {name}", [*value, name]) for name in node["properties"] if name not in value)
    elif keyword == "pattern":
        yield from (("open at the start", value[1:]), ("open at the end", value[:-1]))
    elif keyword == "type":
        yield from _types(value)


def _types(value: Json) -> Iterator[tuple[str, Json]]:
    names = value if isinstance(value, list) else [value]
    others = ("null", "boolean", "number", "string", "array", "object")
    yield from ((f"or {name}", [*names, name]) for name in others if name not in names)
    if len(names) > 1:
        yield from ((f"without {name}", [one for one in names if one != name]) for name in names)


def _noticed(suite: Boundary, changed: Schema) -> bool:
    validator = compile_schema(changed)
    return any(validator.is_valid(case.record) != case.valid for case in suite.cases)


def _equivalent(suite: Boundary, mutant: Mutant, changed: Schema) -> bool:
    """Tell whether the rule says nothing by itself, neither before the change nor after it."""
    return _idle(suite, mutant.rule) and (not _stands(mutant) or _idle(boundary(changed), mutant.rule))


def _stands(mutant: Mutant) -> bool:
    try:
        get(mutant.document, mutant.rule)
    except KeyError:
        return False
    return True


def _idle(suite: Boundary, rule: str) -> bool:
    listed = {one.pointer for one in suite.implied if one.rule == rule}
    broken = {case.pointer for case in suite.cases if not case.valid and case.rule == rule}
    return bool(listed) and broken <= listed and all(one.rule != rule for one in suite.gaps)


def main() -> None:
    """Print one line a spelling, and every survivor."""
    for schema in (plain(), referring()):
        boundary(schema)
        result = score(schema)
        total = len(result.killed) + len(result.survivors)
        print(
            f"{schema.name}: {len(result.killed)}/{total} killed, {len(result.equivalent)} equivalent, "
            f"{result.cases} cases in {result.seconds * 1000:.0f} ms"
        )
        for name in result.survivors:
            print(f"  survived: {name}")
        for name in result.unsound:
            print(f"  listed as implied, yet killed: {name}")


if __name__ == "__main__":
    main()
