"""What a product refuses in a schema: keywords, core types, bounds and limits.

A rule whose refusal nobody has seen gives a weak problem: worth a word, never a failure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from gc_contracts._json import Json, join
from gc_contracts.model.schema import Schema
from gc_contracts.schema.drafts import DRAFTS, knows
from gc_contracts.schema.products import Bound, Product, data, product

PREFIX = "#/definitions/"
Fields = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class DialectProblem:
    """One thing a product refuses, or probably refuses."""

    pointer: str
    """Into the schema's document; `Schema.place` makes it one into the file."""
    message: str
    hint: str = ""
    weak: bool = False
    """Nobody has seen the product refuse it."""


def problems(schema: Schema) -> Iterator[DialectProblem]:
    """Say what the schema's product refuses, in document order.

    Of `records` and `action` schemas only the draft is judged: one nobody knows is read as draft-04.

    Source: documented: SDK models, terraform provider and help pages, entry by entry in products.json.
    """
    known = product(schema.product)
    document = schema.document
    if not isinstance(document, dict):
        return
    if not known.form:
        yield from _unknown_draft(document)
        return
    fields = document.get("properties")
    fields = fields if isinstance(fields, dict) else {}
    yield from _draft(known, document)
    yield from _count(known, fields)
    if known.name == "datatable":
        yield from _table(document, fields)
        return
    yield from _top(known, document)
    yield from _required(known, document, fields)
    own = _own_definitions(schema)
    for name, field in fields.items():
        if isinstance(field, dict):
            yield from _field(known, own, join("/properties", name), field)


def _unknown_draft(document: Fields) -> Iterator[DialectProblem]:
    named = document.get("$schema")
    if isinstance(named, str) and not knows(named):
        # A metaschema of somebody's own may well extend a draft we know.
        own = "json-schema.org" not in named
        hint = f"write one of {', '.join(DRAFTS.values())}, e.g. http://json-schema.org/draft-04/schema#"
        message = f"$schema names {named}, which is no draft we know; it is read as draft-04"
        yield DialectProblem("/$schema", message, hint, weak=own)


def _own_definitions(schema: Schema) -> frozenset[str]:
    source = schema.source if isinstance(schema.source, dict) else schema.document
    definitions = source.get("definitions")
    return frozenset(definitions) if isinstance(definitions, dict) else frozenset()


def _draft(known: Product, document: Fields) -> Iterator[DialectProblem]:
    named = document.get("$schema")
    if isinstance(named, str) and "json-schema.org/draft-04/schema" not in named:
        yield DialectProblem(
            "/$schema",
            f"{known.name} schemas are draft-04, this one says {named}",
            "write http://json-schema.org/draft-04/schema#",
            weak=known.draft != "verified",
        )


def _count(known: Product, fields: Fields) -> Iterator[DialectProblem]:
    # A data table's `key` is not counted: pages do not say whether it is one of the 50.
    count = len(set(fields) - {"key"}) if known.name == "datatable" else len(fields)
    most, least = known.limits.get("fields"), known.limits.get("least_fields")
    if most and count > most.value:
        message = f"{count} fields; {known.name} schemas hold at most {most.value}"
        yield DialectProblem("/properties", message, "split the schema, or drop fields", most.weak)
    if least and count < least.value:
        message = (
            f"{count} field{'' if count == 1 else 's'}; {known.name} schemas have at least {least.value}"
        )
        yield DialectProblem("/properties", message, "add a field", least.weak)


def _top(known: Product, document: Fields) -> Iterator[DialectProblem]:
    for keyword in document:
        if keyword not in data()["fields"]["document"] and not keyword.startswith("_"):
            message = f"`{keyword}` is no part of a {known.name} schema"
            yield DialectProblem(
                join("", keyword), message, "remove it: it may be refused or ignored", weak=True
            )
    for keyword, limit in (
        ("title", "schema_name_characters"),
        ("description", "schema_description_characters"),
    ):
        yield from _text(document, keyword, "", known.limits.get(limit))


def _text(node: Fields, keyword: str, pointer: str, limit: Bound | None) -> Iterator[DialectProblem]:
    value = node.get(keyword)
    if limit and isinstance(value, str) and len(value) > limit.value:
        message = f"{keyword} has {len(value)} characters, the limit is {limit.value}"
        yield DialectProblem(join(pointer, keyword), message, "shorten it", limit.weak)


def _required(known: Product, document: Fields, fields: Fields) -> Iterator[DialectProblem]:
    required = document.get("required")
    for index, name in enumerate(required if isinstance(required, list) else []):
        if isinstance(name, str) and name not in fields:
            near = get_close_matches(name, fields, 1)
            hint = f"write `{near[0]}`" if near else "declare the field, or take the name out"
            message = f"`required` names `{name}`, which is no field of this schema"
            yield DialectProblem(f"/required/{index}", message, hint, known.form != "verified")


def _field(known: Product, own: frozenset[str], pointer: str, field: Fields) -> Iterator[DialectProblem]:
    name = _core_type(field)
    if name is None:
        yield _no_core_type(known, pointer, field)
    elif name in known.core_types:
        yield from _keywords(known, name, pointer, field)
        yield from _bounds(known, name, pointer, field)
        yield from _text(field, "description", pointer, known.limits.get("field_description_characters"))
        yield from _text(field, "title", pointer, known.limits.get("field_name_characters"))
    elif name not in own:
        yield _unknown(known, name, pointer)


def _core_type(field: Fields) -> str | None:
    parts = field.get("allOf")
    if not isinstance(parts, list) or len(parts) != 1 or not isinstance(parts[0], dict):
        return None
    ref = parts[0].get("$ref")
    return ref.removeprefix(PREFIX) if isinstance(ref, str) and ref.startswith(PREFIX) else None


def _no_core_type(known: Product, pointer: str, field: Fields) -> DialectProblem:
    likes = {"boolean": ("checkbox", "boolean"), "array": ("tag", "stringList"), "string": ("text", "string")}
    written = field.get("type")
    wanted = likes.get(written, (written,)) if isinstance(written, str) else ()
    best = next((name for name in wanted if name in known.core_types), "text")
    example = best if best in known.core_types else "string"
    return DialectProblem(
        pointer,
        f"a field of a {known.name} schema is one core type: `allOf` with one `$ref` to #/definitions/…",
        f'write "allOf": [{{"$ref": "{PREFIX}{example}"}}]' + (" instead of `type`" if written else ""),
        weak=known.form != "verified",
    )


def _unknown(known: Product, name: str, pointer: str) -> DialectProblem:
    near = get_close_matches(name, known.core_types, 1)
    hint = f"write `{near[0]}`" if near else "core types are " + ", ".join(sorted(known.core_types))
    message = f"{known.name} schemas have no core type `{name}`"
    return DialectProblem(f"{pointer}/allOf/0/$ref", message, hint, known.known != "verified")


def _keywords(known: Product, name: str, pointer: str, field: Fields) -> Iterator[DialectProblem]:
    allowed = known.keywords[name]
    for keyword in field:
        if keyword in allowed or keyword in data()["fields"]["annotations"] or keyword.startswith("_"):
            continue
        message = f"core type `{name}` is not known to take `{keyword}`"
        taken = ", ".join(sorted(allowed)) or "no keyword"
        yield DialectProblem(join(pointer, keyword), message, f"`{name}` takes {taken}", weak=True)


def _bounds(known: Product, name: str, pointer: str, field: Fields) -> Iterator[DialectProblem]:
    for place, bound in known.bounds[name].items():
        found = {"options": _options, "option_characters": _option_lengths}.get(place)
        if found:
            yield from found(name, pointer, field.get("enum"), bound)
        else:
            yield from _bound(name, pointer, field, place, bound)


def _bound(name: str, pointer: str, field: Fields, place: str, bound: Bound) -> Iterator[DialectProblem]:
    outer, _, inner = place.rpartition("/")
    holder = field.get(outer) if outer else field
    value = holder.get(inner) if isinstance(holder, dict) else None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    if value < bound.value if inner == "minimum" else value > bound.value:
        message = f"{inner} {value} is beyond {bound.value}, the bound of core type `{name}`"
        longer = name in {"text", "identifier"} and value <= 1000
        hint = f"write {bound.value}" + (", or use core type `longtext`" if longer else "")
        yield DialectProblem(f"{pointer}/{place}", message, hint, bound.weak)


def _options(name: str, pointer: str, options: Json, bound: Bound) -> Iterator[DialectProblem]:
    if isinstance(options, list) and len(options) > bound.value:
        message = f"{len(options)} options, core type `{name}` holds at most {bound.value}"
        yield DialectProblem(f"{pointer}/enum", message, "use core type `text`, or fewer options", bound.weak)


def _option_lengths(_: str, pointer: str, options: Json, bound: Bound) -> Iterator[DialectProblem]:
    for index, option in enumerate(options if isinstance(options, list) else []):
        if isinstance(option, str) and len(option) > bound.value:
            message = f"an option of {len(option)} characters, at most {bound.value} are allowed"
            yield DialectProblem(f"{pointer}/enum/{index}", message, "shorten it", bound.weak)


def _table(document: Fields, fields: Fields) -> Iterator[DialectProblem]:
    if document.get("type") != "object":
        message = 'a data table\'s schema has `"type": "object"`'
        yield DialectProblem("/type", message, 'write "type": "object"', weak="type" not in document)
    if document.get("required") != ["key"]:
        message = 'a data table requires exactly `["key"]`'
        yield DialectProblem("/required", message, 'write "required": ["key"]')
    if document.get("additionalProperties") is not False:
        message = "a data table allows no additional properties"
        yield DialectProblem("/additionalProperties", message, 'write "additionalProperties": false')
    if "key" not in fields:
        hint = 'add "key": {"type": "string", "title": …}'
        yield DialectProblem("/properties", "a data table needs the field `key`", hint)
    for name, field in fields.items():
        if isinstance(field, dict):
            yield from _column(name, field, join("/properties", name))


def _column(name: str, field: Fields, pointer: str) -> Iterator[DialectProblem]:
    allowed = ["string"] if name == "key" else data()["datatable"]["types"]
    if field.get("type") not in allowed:
        what = "the key of a data table is" if name == "key" else "a field of a data table is"
        message = f"{what} {' or '.join(allowed)}, not {field.get('type', 'untyped')}"
        yield DialectProblem(f"{pointer}/type", message, f'write "type": "{allowed[0]}"')
    for keyword in field:
        if keyword not in data()["datatable"]["keywords"] and not keyword.startswith("_"):
            core = keyword in {"allOf", "$ref"}
            message = f"a field of a data table has no `{keyword}`"
            hint = "data tables have no core types: use `type`" if core else "it may be refused or ignored"
            yield DialectProblem(join(pointer, keyword), message, hint, weak=not core)
