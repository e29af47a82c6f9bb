"""Is there anything that a reference can lead to: its field here, the other subject, the field there?

The files alone prove it where they are closed; a schema that lets other fields through may have meant them.
"""

from collections.abc import Iterable, Iterator, Mapping

from gc_contracts._json import join
from gc_contracts.errors import SchemaError
from gc_contracts.export.intake import nearest
from gc_contracts.load.names import article
from gc_contracts.load.reference_places import Standing
from gc_contracts.model.contract import Contract, Kind, Problem
from gc_contracts.model.finding import Severity
from gc_contracts.model.schema import Schema
from gc_contracts.schema.effective import effective
from gc_contracts.schema.subschemas import subschemas
from gc_contracts.schema.validate import validate
from gc_contracts.source import Source

UNKNOWN = "reference/unknown"
MISMATCH = "reference/type-mismatch"
_NAMED = 5


def pick(
    found: tuple[Contract, ...], standing: Standing, known: tuple[str, ...]
) -> Contract | Problem | None:
    """Choose the contract that `subject` means, or say what is wrong; None: nobody can be sure."""
    schemas = [contract for contract in found if contract.kind is Kind.SCHEMA]
    name, here = standing.reference.subject, standing.part("subject")
    if len(schemas) == 1:
        return schemas[0]
    if schemas:
        listed = ", ".join(contract.id for contract in schemas[:_NAMED])
        message = (
            f"`{standing.word('subject')}` is `{name}`, and {len(schemas)} schemas are called that: {listed}"
        )
        return Problem(UNKNOWN, message, here, "use a name of one alone")
    if any(contract.kind is Kind.BROKEN for contract in found) or not standing.is_ours:
        return None
    if found:
        message = f"`subject` is `{name}`, which is {article(found[0].kind)}: {found[0].id}"
        return Problem(UNKNOWN, message, here, "a reference leads to records, so name a schema")
    near, listed = meant(name, known), ", ".join(f"`{each}`" for each in known[:_NAMED])
    hint = f"did you mean `{near}`?" if near else f"schemas here are {listed}" if known else ""
    return Problem(UNKNOWN, f"`subject` is `{name}`, and no contract is called that", here, hint)


def fields(standing: Standing, target: Contract | None) -> Iterator[Problem]:
    """Say which of both fields is none, and where no value can be that of both."""
    reference, own = standing.reference, standing.contract.schema
    here = list(_declared(own, reference.field, standing.whole, "this schema"))
    yield from here
    if target is None or not reference.target:
        return
    there = list(_declared(target.schema, reference.target, standing.part("field"), f"`{reference.subject}`"))
    yield from there
    if not here and not there:
        yield from _unequal(standing, target.schema)


def meant(name: str, known: Iterable[str]) -> str:
    """Give the name that was probably meant; another case is nearer than another letter."""
    folded = {other.casefold(): other for other in known}
    near = name.casefold() if name.casefold() in folded else nearest(name.casefold(), folded)
    return folded.get(near, "")


def types(schema: Schema, field: str) -> frozenset[str]:
    """Tell the JSON types of the values a field may have; all of them where nothing is said."""
    return effective(schema).property(field).types - {"null"}


def needs(schema: Schema, field: str) -> bool:
    """Tell whether every record has to name something in a field."""
    root = effective(schema)
    return field in root.required and "null" not in root.property(field).types


def _declared(schema: Schema, field: str, source: Source, owner: str) -> Iterator[Problem]:
    root = effective(schema)
    node = root.property(field)
    if field in root.properties or any(isinstance(part.schema, Mapping) for part in node.parts):
        return
    names = _every_name(schema)
    if field in names:  # only in some alternatives: nothing to be sure of
        return
    near = meant(field, names)
    hint = f"did you mean `{near}`?" if near else f"its fields are {_list(names)}" if names else ""
    if node.never is not None:
        yield Problem(UNKNOWN, f"`{field}` is no field of {owner}", source, hint)
    else:
        message = f"`{field}` is not declared by {owner}, which lets any field through"
        yield Problem(UNKNOWN, message, source, hint, Severity.WARNING)


def _every_name(schema: Schema) -> tuple[str, ...]:
    """List the names that are declared anywhere in a schema, the root's first."""
    root = effective(schema)
    nested = (node.get("properties") for _, node in subschemas(schema.document) if isinstance(node, dict))
    deep = (name for names in nested if isinstance(names, dict) for name in names)
    return tuple(dict.fromkeys((*root.properties, *deep)))


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _unequal(standing: Standing, there: Schema) -> Iterator[Problem]:
    """Prove that no value can be that of both fields: by their types, or by the list that one of them has."""
    reference, own = standing.reference, standing.contract.schema
    mine, theirs = types(own, reference.field), types(there, reference.target)
    far = f"`{reference.target}` of `{reference.subject}`"
    if not mine or not theirs:
        return
    if not mine & theirs:
        message = f"`{reference.field}` is {_or(mine)}, and {far} is {_or(theirs)}: no value is both"
        hint = "Give both the same type; a value is looked up as it is, and a text is no number."
        yield Problem(MISMATCH, message, standing.whole, hint)
    elif _misses(own, reference.field, there, reference.target) or _misses(
        there, reference.target, own, reference.field
    ):
        message = f"no value is allowed both for `{reference.field}` and for {far}"
        yield Problem(MISMATCH, message, standing.whole, "One of them lists its values: make them agree.")


def _or(names: frozenset[str]) -> str:
    return " or ".join(sorted(names))


def _misses(listing: Schema, field: str, other: Schema, target: str) -> bool:
    """Tell whether a field lists its values, and the other field takes none of them."""
    listed = effective(listing).property(field).enum
    if listed is None:
        return False
    try:
        return not any(_takes(other, target, value) for value in listed if value is not None)
    except SchemaError:
        return False


def _takes(schema: Schema, field: str, value: object) -> bool:
    """Tell whether nothing is wrong at one field of a record that has no other."""
    at = join("", field)
    return not any(
        each.pointer == at or each.pointer.startswith(f"{at}/") for each in validate(schema, {field: value})
    )
