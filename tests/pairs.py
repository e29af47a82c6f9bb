"""Two versions of a generated schema: one keyword edited, or another schema altogether."""

from hypothesis import strategies as st

import generated
from gc_contracts._json import get, join, remove, replace
from gc_contracts.model.schema import Schema
from gc_contracts.schema.subschemas import subschemas


def keywords(document):
    """Every keyword of a schema, by pointer."""
    nodes = [(at, node) for at, node in subschemas(document) if isinstance(node, dict)]
    return [join(at, name) for at, node in nodes for name in node]


def versions(document, pointer):
    """A schema with one keyword dropped, and moved where it is a number or a list."""
    value = get(document, pointer)
    yield remove(document, pointer)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from (replace(document, pointer, value + step) for step in (1, -1) if value + step > 0)
    if isinstance(value, bool):
        yield replace(document, pointer, not value)
    if pointer.endswith("/pattern"):
        yield from (replace(document, pointer, other) for other in (*generated.PATTERNS, "^[a-d]{1,5}$"))
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], str):
        yield replace(document, pointer, value[1:])


@st.composite
def pairs(draw, draft):
    """Mostly an edit, sometimes two strangers."""
    old = draw(generated.schemas(draft))
    edits = [one for pointer in keywords(old) for one in versions(old, pointer)]
    new = draw(st.sampled_from(edits) | generated.schemas(draft)) if edits else draw(generated.schemas(draft))
    return Schema("s", old, draft), Schema("s", new, draft)


@st.composite
def records(draw, draft):
    """Two versions of a record's schema: fields come, go, and change; open, closed or by a schema."""
    inner = st.one_of(
        generated.texts(),
        generated.numbers(draft),
        generated.objects(generated.texts()),
        generated.arrays(generated.objects(generated.texts())),
    )
    old, new = (_object(draw, inner) for _ in range(2))
    for name in draw(st.lists(st.sampled_from("abcd"), unique=True)):
        if name in old["properties"]:
            new["properties"][name] = old["properties"][name]
    return Schema("s", old, draft), Schema("s", new, draft)


def _object(draw, inner):
    document = {"type": "object"}
    document["properties"] = draw(st.dictionaries(st.sampled_from("abcd"), inner, max_size=4))
    extras = draw(st.sampled_from([None, False, True, {"type": "string"}]))
    required = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=2))
    document |= {} if extras is None else {"additionalProperties": extras}
    return document | ({"required": required} if required else {})
